/** Small real files for tests: a picture of each kind, and a PDF with one page. */
import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Uint8Array): Buffer => {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	const out = Buffer.alloc(8 + data.length + 4);
	out.writeUInt32BE(data.length, 0);
	body.copy(out, 4);
	out.writeUInt32BE(crc32(body), 8 + data.length);
	return out;
};

/** A grey PNG. `hollow` claims the size without the pixels, as a pixel flood does. */
export const png = (
	width: number,
	height: number,
	{ hollow = false }: { readonly hollow?: boolean } = {}
): Buffer => {
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 0, 0, 0, 0], 8);
	const pixels = hollow ? Buffer.alloc(1) : Buffer.alloc((width + 1) * height, 0);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk('IHDR', header),
		chunk('IDAT', deflateSync(pixels)),
		chunk('IEND', Buffer.alloc(0))
	]);
};

/** The frame of a JPEG with one scan and no pixels worth looking at. */
export const jpeg = (width: number, height: number): Buffer => {
	const frame = Buffer.from([0xff, 0xc0, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
	frame.writeUInt16BE(height, 5);
	frame.writeUInt16BE(width, 7);
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		Buffer.from([0xff, 0xe0, 0, 16]),
		Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1'),
		frame,
		Buffer.from([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]),
		Buffer.from([0x12, 0x34, 0x56]),
		Buffer.from([0xff, 0xd9])
	]);
};

type Pdf = {
	/** More entries of the catalogue. */
	readonly catalogue?: string;
	/** Operators of the page. */
	readonly content?: string;
	/** Bytes of an object stream, as they lie in the file. */
	readonly objectStream?: Uint8Array;
};

/** A PDF of one page that readers open. */
export const pdf = ({ catalogue = '', content = '(证明) Tj', objectStream }: Pdf = {}): Buffer => {
	const stream = `BT /F1 12 Tf 72 720 Td ${content} ET`;
	const objects = [
		`<< /Type /Catalog /Pages 2 0 R ${catalogue} >>`,
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>'
	];
	const parts: Buffer[] = [Buffer.from('%PDF-1.7\n', 'latin1')];
	const offsets: number[] = [];
	const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
	objects.forEach((object, index) => {
		offsets.push(length());
		parts.push(Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, 'latin1'));
	});
	if (objectStream) {
		offsets.push(length());
		parts.push(
			Buffer.from(
				`6 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length ${objectStream.length} >>\nstream\n`,
				'latin1'
			),
			Buffer.from(objectStream),
			Buffer.from('\nendstream\nendobj\n', 'latin1')
		);
	}
	const start = length();
	const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
	parts.push(
		Buffer.from(
			`xref\n0 ${offsets.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${offsets.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
			'latin1'
		)
	);
	return Buffer.concat(parts);
};
