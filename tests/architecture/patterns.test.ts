/**
 * S23: no regular expression of the portal can be made slow by what somebody sends. Every literal is found in
 * the syntax trees of the sources and judged by how many ways one text can be matched: a bounded number for
 * texts of any length.
 */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isSafe } from 'redos-detector';
import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { expect, test } from 'vitest';

const source = path.resolve(import.meta.dirname, '../../src');

type Found = { readonly file: string; readonly pattern: RegExp };
type Scan = { readonly literals: readonly Found[]; readonly built: readonly string[] };

const ofLiteral = (text: string): RegExp => {
	const end = text.lastIndexOf('/');
	return new RegExp(text.slice(1, end), text.slice(end + 1));
};

const inScript = (file: string, text: string): Scan => {
	const literals: Found[] = [];
	const built: string[] = [];
	const walk = (node: ts.Node): void => {
		if (ts.isRegularExpressionLiteral(node)) literals.push({ file, pattern: ofLiteral(node.text) });
		if ((ts.isNewExpression(node) || ts.isCallExpression(node)) && ts.isIdentifier(node.expression))
			if (node.expression.text === 'RegExp') built.push(file);
		ts.forEachChild(node, walk);
	};
	walk(ts.createSourceFile(file, text, ts.ScriptTarget.Latest));
	return { literals, built };
};

type Tree = Readonly<Record<string, unknown>>;

const inComponent = (file: string, text: string): Scan => {
	const literals: Found[] = [];
	const built: string[] = [];
	const walk = (node: unknown): void => {
		if (typeof node !== 'object' || node === null) return;
		const { type, regex, callee } = node as Tree;
		if (type === 'Literal' && regex) {
			const { pattern, flags } = regex as { readonly pattern: string; readonly flags: string };
			literals.push({ file, pattern: new RegExp(pattern, flags) });
		}
		if ((callee as Tree | undefined)?.['name'] === 'RegExp') built.push(file);
		for (const below of Object.values(node)) walk(below);
	};
	walk(parse(text, { modern: true }));
	return { literals, built };
};

const scans = readdirSync(source, { recursive: true, encoding: 'utf8' })
	// What the message compiler writes matches its own cookie's name.
	.filter((file) => /\.(ts|js|svelte)$/.test(file) && !file.startsWith('lib/paraglide/'))
	.map((file) => {
		const text = readFileSync(path.join(source, file), 'utf8');
		return file.endsWith('.svelte') ? inComponent(file, text) : inScript(file, text);
	});

/** Where patterns are put together from parts, and why none of them can be slow. A new place has to be listed. */
const built: Readonly<Record<string, string>> = {
	'lib/domain/people/personal-numbers.ts':
		'counted digits with gaps of two at most: no start is read on for more than 54 characters',
	'lib/domain/titles/attachment.ts': 'one of the endings that files have',
	'lib/domain/titles/certificate-number.ts':
		'digits and counted digits from the start to the end: `rules/parameters.ts` admits no other',
	'lib/server/backup/restore.ts': 'a fixed beginning, then one run of digits'
};

/** Looked at by a person: safe, though the detector, which cannot see what stands before, does not say so. */
const reviewed: readonly string[] = [
	// In a run of backslashes only the first is not preceded by one: each is read twice at most.
	String.raw`/(?<!\\)(?:\\\\)*\\u(?:0000|d[89a-f])/`
];

const isSlow = (pattern: RegExp): boolean => !isSafe(pattern, { maxScore: 200 }).safe;

test('the detector sees what is slow', () => {
	for (const slow of [/^(a+)+$/, /\s+$/]) expect(isSlow(slow), String(slow)).toBe(true);
	expect(isSlow(/^[a-z]+(?:-[a-z]+)*$/)).toBe(false);
});

test('every regular expression of the sources is matched in linear time', () => {
	const literals = scans.flatMap((scan) => scan.literals);
	expect(literals.length).toBeGreaterThan(100);
	expect(
		literals
			.filter(({ pattern }) => !reviewed.includes(String(pattern)) && isSlow(pattern))
			.map(({ file, pattern }) => `${file} ${String(pattern)}`)
	).toEqual([]);
	const all = literals.map(({ pattern }) => String(pattern));
	expect(reviewed.filter((pattern) => !all.includes(pattern))).toEqual([]);
});

test('every place that puts one together has been looked at', () => {
	const files = [...new Set(scans.flatMap((scan) => scan.built))].sort();
	expect(files).toEqual(Object.keys(built));
});
