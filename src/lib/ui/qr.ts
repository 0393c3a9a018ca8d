import { encode } from 'uqr';

/**
 * A text as the dark modules of a QR code: path data on a box of `size` modules, without quiet zone (the
 * page leaves the white). Error correction M.
 */
export const qrPath = (text: string): { readonly path: string; readonly size: number } => {
	const { data, size } = encode(text, { ecc: 'M', border: 0 });
	const path = data
		.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : '')))
		.join('');
	return { path, size };
};
