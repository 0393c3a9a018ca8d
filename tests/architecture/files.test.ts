/** What may not stand in any committed file. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');
const own = path.relative(root, import.meta.filename);

const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
	.split('\0')
	.filter(
		(file) => file !== '' && file !== own && !/\.(png|jpe?g|webp|ico|pdf|woff2?|ttf)$/.test(file)
	);

const contents = tracked.flatMap((file) => {
	try {
		return [{ file, text: readFileSync(path.join(root, file), 'utf8') }];
	} catch {
		// Deleted in the working tree, and about to be in the index.
		return [];
	}
});

/** Files in which a pattern stands, with the first place of each. */
const filesWith = (pattern: RegExp): readonly string[] =>
	contents.flatMap(({ file, text }) => {
		const found = pattern.exec(text);
		if (!found) return [];
		const line = text.slice(0, found.index).split('\n').length;
		return [`${file}:${line}`];
	});

test('there are files to look at', () => {
	expect(tracked).toContain('package.json');
	expect(contents.length).toBeGreaterThan(100);
});

test('no host of a package registry or a content network', () => {
	const configured = execFileSync('npm', ['config', 'get', 'registry'], {
		cwd: root,
		encoding: 'utf8'
	}).trim();
	const host = URL.canParse(configured) ? new URL(configured).host : '';
	const hosts = [
		'registry\\.npmjs\\.org',
		'registry\\.yarnpkg\\.com',
		'npmmirror\\.com',
		'unpkg\\.com',
		'jsdelivr\\.net',
		'deb\\.debian\\.org',
		...(host === '' ? [] : [RegExp.escape(host)])
	];
	expect(filesWith(new RegExp(hosts.join('|')))).toEqual([]);
});

test('no invisible or direction-changing characters, no carriage returns', () => {
	// Control characters but tab and newline; soft hyphen, zero-width and bidirectional marks, a BOM.
	expect(filesWith(/(?![\t\n])[\p{Cc}\p{Cf}]/u)).toEqual([]);
});

test('no leftovers of a merge', () => {
	expect(filesWith(/^(<{7}|>{7}) /m)).toEqual([]);
});

test('no private keys and no secrets of the environment', () => {
	expect(filesWith(/-----BEGIN [A-Z ]*PRIVATE KEY-----/)).toEqual([]);
	expect(tracked.filter((file) => /(^|\/)\.env(\.|$)/.test(file))).toEqual([]);
});
