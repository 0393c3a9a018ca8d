import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanName, inspect, nameAs, typeOf } from '#lib/domain/titles/attachment.ts';
import { jpeg, pdf, png } from '../../support/samples.ts';

const text = (value: string): Uint8Array => Buffer.from(value, 'latin1');
const refused = (bytes: Uint8Array): string | undefined => {
	const found = inspect(bytes);
	return typeof found === 'string' ? undefined : found.key;
};

describe('the type of an attachment', () => {
	it('is told by content', () => {
		expect(inspect(pdf())).toBe('application/pdf');
		expect(inspect(png(20, 10))).toBe('image/png');
		expect(inspect(jpeg(20, 10))).toBe('image/jpeg');
	});

	it.each([
		['an empty file', ''],
		['HTML', '<!doctype html><script>alert(1)</script>'],
		['SVG', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
		['a zip archive', 'PK\x03\x04'],
		['a Word file of old', '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1'],
		['a GIF', 'GIF89a'],
		['a program', 'MZ\x90\0'],
		['PDF that begins further in', '<html>%PDF-1.7 %%EOF'],
		['PDF of no version', '%PDF-x %%EOF'],
		['a shell script', '#!/bin/sh']
	])('refuses %s', (_, content) => {
		expect(refused(text(content))).toBe('attachment_type');
	});

	it('never throws, whatever the bytes after a good beginning', () => {
		const heads = [text('%PDF-1.7\n'), png(2, 2).subarray(0, 24), jpeg(2, 2).subarray(0, 20)];
		fc.assert(
			fc.property(fc.constantFrom(...heads), fc.uint8Array({ maxLength: 2_000 }), (head, rest) => {
				inspect(Buffer.concat([head, rest]));
			}),
			{ numRuns: 2_000 }
		);
	});

	it('refuses pictures cut off and pictures that unfold too large', () => {
		expect(refused(png(20, 10).subarray(0, -20))).toBe('attachment_damaged');
		expect(refused(jpeg(20, 10).subarray(0, -2))).toBe('attachment_damaged');
		expect(refused(png(40_000, 40_000, { hollow: true }))).toBe('attachment_pixels');
		expect(refused(jpeg(65_000, 65_000))).toBe('attachment_pixels');
		expect(refused(png(0, 10, { hollow: true }))).toBe('attachment_damaged');
	});

	it('refuses a PDF cut off', () => {
		expect(refused(pdf().subarray(0, 60))).toBe('attachment_damaged');
	});
});

describe('PDF that acts on its own', () => {
	it.each([
		'/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
		'/OpenAction << /S /Launch /F (cmd.exe) >>',
		'/Names << /EmbeddedFiles 9 0 R >>',
		'/AcroForm << /XFA 8 0 R >>',
		'/OpenAction << /S /#4aavaScript /#4a#53 (x) >>',
		'/A << /S /SubmitForm /F (http://example.invalid) >>'
	])('is refused: %s', (entry) => {
		expect(refused(pdf({ catalogue: entry }))).toBe('attachment_active');
	});

	it('is refused when packed in an object stream', () => {
		const packed = deflateSync('9 0 << /S /JavaScript /JS (app.alert(1)) >>');
		expect(refused(pdf({ objectStream: packed }))).toBe('attachment_active');
		expect(refused(pdf({ objectStream: deflateSync('9 0 << /Kind /Plain >>') }))).toBeUndefined();
	});

	it('is refused when a packed stream unfolds without end or cannot be read', () => {
		expect(refused(pdf({ objectStream: deflateSync(Buffer.alloc(40 << 20)) }))).toBe(
			'attachment_unreadable'
		);
		expect(refused(pdf({ objectStream: Buffer.from('not deflated at all') }))).toBe(
			'attachment_unreadable'
		);
	});

	it.each(['stream\n', 'streamx', '/ObjStm stream\nendstream', '#4a', '/Type ', 'obj<<'])(
		'is answered, however long the reader is led on: %j',
		(piece) => {
			const endless = piece.repeat(Math.floor(8_000_000 / piece.length));
			// Searches that start over at each piece would not come back within the test's time.
			inspect(text(`%PDF-1.7\n${endless}%%EOF`));
			inspect(text(`%PDF-1.7\n${endless}endstream%%EOF`));
		}
	);

	it('is not seen in words that are merely drawn', () => {
		expect(refused(pdf({ content: '(a paper about /JavaScript engines) Tj' }))).toBeUndefined();
		expect(refused(pdf({ catalogue: '/JSONLike true /Launching false' }))).toBeUndefined();
	});
});

describe('the name of an attachment', () => {
	it.each([
		['学历证书.pdf', '学历证书.pdf'],
		['C:\\Users\\某\\证书.pdf', '证书.pdf'],
		['../../etc/passwd', 'passwd'],
		['证书\u202Efdp.exe', '证书fdp.exe'],
		['a\r\nSet-Cookie: x=1', 'aSet-Cookie_ x=1'],
		['...', 'file'],
		['', 'file'],
		['  .htaccess ', 'htaccess']
	])('of %j is shown as %j', (given, shown) => {
		expect(cleanName(given)).toBe(shown);
	});

	it('is short, keeps its ending and names no folder', () => {
		const long = cleanName(`${'长'.repeat(300)}.pdf`);
		expect([...long]).toHaveLength(80);
		expect(long.endsWith('.pdf')).toBe(true);
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (given) => {
				const name = cleanName(given);
				expect(name).not.toMatch(/[/\\\p{Cc}]/u);
				expect(name.length).toBeGreaterThan(0);
				expect([...name].length).toBeLessThanOrEqual(80);
			})
		);
	});

	it('gets the ending of the true type', () => {
		expect(nameAs('证书.exe', 'application/pdf')).toBe('证书.pdf');
		expect(nameAs('照片.JPEG', 'image/jpeg')).toBe('照片.JPEG');
		expect(nameAs('照片', 'image/png')).toBe('照片.png');
		expect(typeOf(pdf())).toBe('application/pdf');
	});
});
