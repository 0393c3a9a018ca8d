import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { roles } from '#lib/domain/access.ts';
import { misses } from '#lib/domain/authority/route.ts';
import { applicationTracks } from '#lib/domain/titles/application.ts';
import {
	applicationStates,
	applicationWorkflow,
	caseParties
} from '#lib/domain/titles/application-workflow.ts';
import { optionLists, sections } from '#lib/domain/titles/sections.ts';

const folder = path.resolve('src/lib/messages');
const languages = ['zh-CN', 'en'] as const;

type Texts = Readonly<Record<string, string>>;

const textsOf = (language: string): ReadonlyMap<string, Texts> =>
	new Map(
		readdirSync(path.join(folder, language))
			.filter((name) => name.endsWith('.json'))
			.map((name) => [
				name,
				JSON.parse(readFileSync(path.join(folder, language, name), 'utf8')) as Texts
			])
	);

const files = new Map(languages.map((language) => [language, textsOf(language)]));
const all = new Map(
	languages.map((language): [string, Texts] => [
		language,
		Object.assign({}, ...(files.get(language)?.values() ?? [])) as Texts
	])
);

/** Keys that have no text in one of the languages, as `en: refusal_x`. */
const withoutText = (keys: Iterable<string>): readonly string[] =>
	[...new Set(keys)].flatMap((key) =>
		languages.filter((language) => !all.get(language)?.[key]).map((one) => `${one}: ${key}`)
	);

const sourceOf = (dir: string): readonly string[] =>
	readdirSync(dir, { withFileTypes: true, recursive: true })
		.filter((entry) => entry.isFile() && /\.(ts|svelte)$/.test(entry.name))
		.filter((entry) => !entry.parentPath.includes('paraglide'))
		.map((entry) => readFileSync(path.join(entry.parentPath, entry.name), 'utf8'));

const kinds = 'malformed|missing|forbidden|stale|too_large|wrong_type|rule|too_many|busy' as const;
/** Every way in which the source names a refusal. */
const refusalPatterns = [
	/\brule\(\s*'([a-z0-9_]+)'/g,
	new RegExp(`kind:\\s*'(?:${kinds})',\\s*key:\\s*'([a-z0-9_]+)'`, 'g'),
	/\bmalformed\(\s*'([a-z0-9_]+)',/g
];

const parametersIn = (text: string): readonly string[] =>
	[...new Set([...text.matchAll(/\{([a-zA-Z]+)\}/g)].map(([, name]) => name ?? ''))].sort();

describe('the words of the portal', () => {
	it('has the same keys in both languages, file by file', () => {
		for (const [name, chinese] of files.get('zh-CN') ?? [])
			expect(Object.keys(files.get('en')?.get(name) ?? {}).sort(), name).toEqual(
				Object.keys(chinese).sort()
			);
	});

	it('gives each text the same facts in both languages', () => {
		const differing = Object.entries(all.get('zh-CN') ?? {}).filter(
			([key, text]) =>
				!parametersIn(all.get('en')?.[key] ?? '').every((name) => parametersIn(text).includes(name))
		);
		expect(differing.map(([key]) => key)).toEqual([]);
	});

	it('has a text for every refusal that the source names', () => {
		const named = sourceOf(path.resolve('src')).flatMap((text) =>
			refusalPatterns.flatMap((pattern) => [...text.matchAll(pattern)].map(([, key]) => key ?? ''))
		);
		expect(named.length).toBeGreaterThan(60);
		expect(withoutText(named.map((key) => `refusal_${key}`))).toEqual([]);
	});

	it('names every state, move, party and role', () => {
		expect(
			withoutText([
				...applicationStates.map((state) => `state_${state}`),
				...Object.keys(applicationWorkflow.moves).flatMap((move) => [
					`move_${move}`,
					`did_${move}`,
					`told_${move}`
				]),
				...caseParties.map((party) => `party_${party}`),
				...roles.map((role) => `role_${role}`)
			])
		).toEqual([]);
	});

	it('names every section, field and option of the form', () => {
		expect(
			withoutText([
				...sections.flatMap((section) => [
					`section_${section.id}`,
					`part_${section.part}`,
					...(section.repeated ? [`entry_${section.id}`, `me_lead_${section.id}`] : []),
					...section.fields.map(({ name }) => `field_${section.id}_${name}`)
				]),
				...Object.entries(optionLists).flatMap(([list, values]) =>
					values.map((value) => `option_${list}_${value}`)
				),
				...applicationTracks.flatMap((track) => [`option_track_${track}`, `me_track_${track}`])
			])
		).toEqual([]);
	});

	it('has a sentence for everything that the check may find', () => {
		const source = readFileSync('src/lib/domain/titles/precheck.ts', 'utf8');
		const fields = readFileSync('src/lib/domain/titles/field-values.ts', 'utf8');
		const problems = /export type FieldProblem =([^;]+);/.exec(fields)?.[1] ?? '';
		const found = [...source.matchAll(/'([a-z_]+)'/g)].map(([, key]) => key ?? '');
		const finding = [...source.matchAll(/'(?:missing|wrong|rule)', '([a-z_]+)'/g)].map(
			([, key]) => key ?? ''
		);
		expect(finding.length).toBeGreaterThan(10);
		expect(
			withoutText([
				...[...problems.matchAll(/'([a-z_]+)'/g)].map(([, key]) => `error_field_${key ?? ''}`),
				...finding
					.filter((key) => !found.includes(`field_${key}`))
					.map((key) =>
						all.get('zh-CN')?.[`error_field_${key}`] ? `error_field_${key}` : `finding_${key}`
					)
			])
		).toEqual([]);
	});

	it('has words for every step of a route and everything that comes next', () => {
		const steps = [
			'no_committee',
			'committee_misses',
			'committee_less_specific',
			'committee_fits',
			'no_entrustment',
			'entrustment_misses',
			'entrustment_less_specific',
			'entrustment_fits',
			'go_up',
			...['committee', 'entrusted', 'forward', 'ambiguous', 'none'].map(
				(route) => `decided_${route}`
			),
			...['own', 'above', 'entrusted', 'region', 'nobody', 'open'].map((where) => `title_${where}`)
		];
		const next = readFileSync('src/lib/server/usecases/applications/next-steps.ts', 'utf8');
		const keys = /readonly key:([^;]+);/.exec(next)?.[1] ?? '';
		expect(
			withoutText([
				...steps.map((step) => `why_${step}`),
				...misses.map((miss) => `miss_${miss.replaceAll('-', '_')}`),
				...['fill_in', 'employer', 'agency', 'sector', 'check', 'forward', 'review'].map(
					(act) => `stop_${act}`
				),
				...[...keys.matchAll(/'([a-z_]+)'/g)].flatMap(([, key]) => [
					`next_${key ?? ''}`,
					`next_${key ?? ''}_text`
				])
			])
		).toEqual([]);
	});
});
