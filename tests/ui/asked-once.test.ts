/** A8 (WCAG 3.3.7, 3.3.8): nothing is asked twice, and whoever signs in may paste or let a manager fill in. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { sections } from '#lib/domain/titles/sections.ts';

const src = path.resolve(import.meta.dirname, '../../src');
const messages = (file: string): Readonly<Record<string, string>> =>
	JSON.parse(readFileSync(path.join(src, 'lib/messages/zh-CN', file), 'utf8')) as Record<
		string,
		string
	>;
const terms = messages('terms.json');
const account = messages('account.json');
/** What the portal knows of whoever is signed in. */
const known = ['name', 'idNumber', 'phone', 'place', 'employer', 'employer_name', 'login'].map(
	(field) => account[`account_field_${field}`]
);
const asked = sections
	.filter(({ id }) => id !== 'pledge')
	.flatMap(({ id, repeated, fields }) =>
		fields.map(({ name }) => ({ id, name, repeated, label: terms[`field_${id}_${name}`] }))
	);

describe('A8: no field of the application is asked twice', () => {
	test('every declared field has a label, and its own within its section', () => {
		expect(asked.length).toBeGreaterThan(40);
		for (const { id } of sections) {
			const own = asked.filter((field) => field.id === id);
			expect(own.map(({ label }) => label)).not.toContain(undefined);
			expect(new Set(own.map(({ name }) => name)).size, id).toBe(own.length);
			expect(new Set(own.map(({ label }) => label)).size, id).toBe(own.length);
		}
	});

	test('what is asked once for the whole application is asked in one section only', () => {
		for (const { id, label } of asked.filter(({ repeated }) => !repeated))
			expect(
				asked.filter((other) => other.label === label).map((other) => other.id),
				label
			).toEqual([id]);
	});

	test('what the account already says is asked of nobody but for others and the past', () => {
		const again = asked.filter(({ label }) => known.includes(label));
		// The employers of earlier years.
		expect(again.map(({ id, name }) => `${id}.${name}`)).toEqual(['experience.organisation']);
	});
});

/** The opening tags of the sources that ask for a secret or a name to sign in with. */
const tags = globSync('**/*.svelte', { cwd: src }).flatMap((file) =>
	[...readFileSync(path.join(src, file), 'utf8').matchAll(/<(?:input|TextInput)\b[^>]*>/g)].map(
		([tag]) => ({ file, tag })
	)
);

describe('A8: credentials', () => {
	test('every field for one tells the browser which it is', () => {
		const secrets = tags.filter(
			({ tag }) => /type="password"/.test(tag) || /name="(login|password|repeat)"/.test(tag)
		);
		const shown = secrets.filter(({ tag }) => !/type="hidden"/.test(tag));
		expect(shown.length).toBeGreaterThanOrEqual(7);
		expect(
			shown
				.filter(({ tag }) => !/autocomplete="(username|current-password|new-password)"/.test(tag))
				.map(({ file, tag }) => `${file}: ${tag}`)
		).toEqual([]);
	});

	test('nothing listens for pasting, and no puzzle is set', () => {
		const sources = globSync('**/*.{svelte,ts}', { cwd: src }).filter(
			(file) =>
				!file.includes('paraglide') &&
				/onpaste|['"]paste['"]|captcha/i.test(readFileSync(path.join(src, file), 'utf8'))
		);
		expect(sources).toEqual([]);
	});
});
