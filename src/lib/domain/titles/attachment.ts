/**
 * What may be attached: three types, told by content and never by the name or the sender's word, within a
 * size, without anything that acts on its own when it is opened.
 */
import { constants, inflateSync } from 'node:zlib';
import type { Refusal } from '../refusal.ts';

export const attachmentTypes = {
	'application/pdf': 'pdf',
	'image/jpeg': 'jpg',
	'image/png': 'png'
} as const;
export type AttachmentType = keyof typeof attachmentTypes;

/** Largest file, largest piece of an upload, in bytes. */
export const attachmentLimit = 20 * 1024 * 1024;
export const chunkLimit = 256 * 1024;
/** Bytes of all attachments of one application: a whole file of evidence, not an archive. */
export const applicationLimit = 400 * 1024 * 1024;
/** Pixels that an image may unfold to in a reader's memory. */
const pixelLimit = 80_000_000;

const startsWith = (bytes: Uint8Array, ...signature: readonly number[]): boolean =>
	signature.every((byte, index) => bytes[index] === byte);

/** The type of a file by its first bytes, or undefined for anything else. */
export const typeOf = (head: Uint8Array): AttachmentType | undefined => {
	// %PDF-1 or %PDF-2; readers that search further in are how one file poses as another.
	if (startsWith(head, 0x25, 0x50, 0x44, 0x46, 0x2d) && (head[5] === 0x31 || head[5] === 0x32))
		return 'application/pdf';
	if (startsWith(head, 0xff, 0xd8, 0xff)) return 'image/jpeg';
	if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png';
	return undefined;
};

const wrongType: Refusal = { kind: 'wrong_type', key: 'attachment_type' };
const damaged: Refusal = { kind: 'wrong_type', key: 'attachment_damaged' };
const active: Refusal = { kind: 'wrong_type', key: 'attachment_active' };
const unreadable: Refusal = { kind: 'wrong_type', key: 'attachment_unreadable' };
const tooManyPixels: Refusal = { kind: 'too_large', key: 'attachment_pixels' };

export const tooLarge = (size: number): Refusal => ({
	kind: 'too_large',
	key: 'attachment_too_large',
	facts: { size: Math.ceil(size / 1_048_576), max: attachmentLimit / 1_048_576 }
});

const view = (bytes: Uint8Array): DataView =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

const ascii = (bytes: Uint8Array, from: number, to: number): string =>
	Buffer.from(bytes.buffer, bytes.byteOffset + from, Math.max(0, to - from)).toString('latin1');

const checkPng = (bytes: Uint8Array): Refusal | undefined => {
	if (bytes.length < 45 || ascii(bytes, 12, 16) !== 'IHDR') return damaged;
	const width = view(bytes).getUint32(16);
	const height = view(bytes).getUint32(20);
	if (width === 0 || height === 0) return damaged;
	if (width * height > pixelLimit) return tooManyPixels;
	// Walk the chunks: a whole picture ends with IEND inside the file.
	for (let at = 8; at + 12 <= bytes.length;) {
		if (ascii(bytes, at + 4, at + 8) === 'IEND') return undefined;
		at += 12 + view(bytes).getUint32(at);
	}
	return damaged;
};

/** Start-of-frame markers carry the size; C4, C8 and CC are something else. */
const isFrame = (marker: number): boolean =>
	marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const checkJpeg = (bytes: Uint8Array): Refusal | undefined => {
	for (let at = 2; at + 9 < bytes.length;) {
		if (bytes[at] !== 0xff) return damaged;
		const marker = bytes[at + 1] ?? 0;
		if (marker === 0xff) at += 1;
		else if (isFrame(marker)) {
			const height = view(bytes).getUint16(at + 5);
			const width = view(bytes).getUint16(at + 7);
			if (width === 0) return damaged;
			if (width * height > pixelLimit) return tooManyPixels;
			// Cameras put previews and films behind the picture; somewhere it must have ended.
			return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
				Buffer.of(0xff, 0xd9),
				at
			)
				? undefined
				: damaged;
		} else if (marker === 0xd9 || marker === 0xda) return damaged;
		else at += 2 + view(bytes).getUint16(at + 2);
	}
	return damaged;
};

/** Names of PDF actions and parts that run, start or carry something when the file is opened. */
const activeNames =
	/\/(?:JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|XFA)(?![A-Za-z0-9])/;
/**
 * Names may be spelt with #xx escapes, which is how they are hidden from a plain search. Chinese font names
 * have some; a file made of them is only made to keep its reader busy.
 */
const escapesIn = (text: string): number => {
	let count = 0;
	for (let at = text.indexOf('#'); at >= 0 && count <= escapeLimit; at = text.indexOf('#', at + 1))
		count += 1;
	return count;
};
const unescaped = (text: string): string =>
	text.includes('#')
		? text.replaceAll(/#([0-9A-Fa-f]{2})/g, (_, hex: string) =>
				String.fromCharCode(Number.parseInt(hex, 16))
			)
		: text;
const escapeLimit = 50_000;
/** Object streams of one file; a real one packs about a hundred objects into each. */
const packLimit = 5_000;
/** Objects can be packed in compressed streams; more than this unpacked is refused unread. */
const unpackLimit = 32 * 1024 * 1024;

/**
 * The streams of a PDF with the text before each: its dictionary, and whatever lies between. One pass, since
 * a file can be made so that patterns with a wildcard never end.
 */
function* streamsOf(text: string): Generator<{ before: string; from: number; to: number }> {
	let at = 0;
	for (;;) {
		const found = text.indexOf('stream', at);
		const from = found < 0 ? text.length : found + 'stream'.length;
		const opens = /^\r?\n/.exec(text.slice(from, from + 2));
		// The word alone, in a name or a text, opens nothing.
		const to = found < 0 ? text.length : opens ? text.indexOf('endstream', from) : from;
		const inside = { from: from + (opens?.[0].length ?? 0), to: found < 0 || opens ? to : from };
		yield { before: text.slice(at, from), ...inside };
		if (found < 0 || to < 0) return;
		at = opens ? to + 'endstream'.length : from;
	}
}

/** Unpacks a stream that is objects, not drawing; more than `limit` bytes throw. */
const unpack = (bytes: Uint8Array, limit: number): string =>
	inflateSync(bytes, { maxOutputLength: limit, finishFlush: constants.Z_SYNC_FLUSH }).toString(
		'latin1'
	);

const checkPdf = (bytes: Uint8Array): Refusal | undefined => {
	const text = ascii(bytes, 0, bytes.length);
	if (!text.includes('%%EOF')) return damaged;
	let left = unpackLimit;
	let packs = 0;
	let escapes = 0;
	/** Whether names that act occur; undefined where the text is only there to be endless. */
	const acts = (part: string): boolean | undefined => {
		escapes += escapesIn(part);
		return escapes > escapeLimit ? undefined : activeNames.test(unescaped(part));
	};
	for (const { before, from, to } of streamsOf(text)) {
		// What lies in a stream is drawn, not obeyed: names count around it.
		const found = acts(before);
		if (found !== false) return found ? active : unreadable;
		if (to < 0) return damaged;
		if (from >= to || !/\/ObjStm(?![A-Za-z0-9])/.test(unescaped(before))) continue;
		packs += 1;
		try {
			const inner = unpack(bytes.subarray(from, to), left);
			left -= inner.length;
			const hidden = acts(inner);
			if (hidden !== false) return hidden ? active : unreadable;
		} catch {
			// Encrypted or packed in another way: what cannot be read cannot be vouched for.
			return unreadable;
		}
		if (left <= 0 || packs > packLimit) return unreadable;
	}
	return undefined;
};

const checks: Readonly<Record<AttachmentType, (bytes: Uint8Array) => Refusal | undefined>> = {
	'application/pdf': checkPdf,
	'image/jpeg': checkJpeg,
	'image/png': checkPng
};

/** The type of a whole file, or why it is not taken. */
export const inspect = (bytes: Uint8Array): AttachmentType | Refusal => {
	const type = typeOf(bytes);
	return type === undefined ? wrongType : (checks[type](bytes) ?? type);
};

/**
 * A file's name as it is shown and offered when saving: the last part of a path, without control
 * characters, direction marks and what file systems forbid; at most 80 characters, never empty.
 */
export const cleanName = (given: string): string => {
	const last = given.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
	const shown = last
		.replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/gu, '')
		.replaceAll(/[<>:"|?*]/g, '_')
		.replace(/^[.\s]+/, '')
		.trim();
	const characters = [...shown];
	if (characters.length <= 80) return shown || 'file';
	const ending = /\.[A-Za-z0-9]{1,5}$/.exec(shown)?.[0] ?? '';
	return characters.slice(0, 80 - ending.length).join('') + ending;
};

/** The clean name with the ending of the true type, whatever ending it came with. */
export const nameAs = (name: string, type: AttachmentType): string => {
	const ending = attachmentTypes[type];
	const stem = name.replace(/\.[A-Za-z0-9]{1,5}$/, '');
	const fits = new RegExp(`\\.${ending === 'jpg' ? 'jpe?g' : ending}$`, 'i').test(name);
	return fits ? name : `${stem || 'file'}.${ending}`;
};
