import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import { checklist, type TaskState } from '#lib/domain/titles/case-checklist.ts';
import { problemOf, valueOf } from '#lib/domain/titles/field-values.ts';
import { precheck, type PrecheckInput } from '#lib/domain/titles/precheck.ts';
import { sectionsFor, type Section } from '#lib/domain/titles/sections.ts';
import { draft, today } from './draft-arbitrary.ts';

const missingProblems = ['missing', 'not_chosen', 'not_agreed'];

const slotsOf = ({ target }: PrecheckInput) =>
	materialsFor(target.series, target.level, target.track);

const modelOfMaterials = (input: PrecheckInput, declared: boolean): TaskState => {
	const of = (key: string) => input.attachments.filter(({ slot }) => slot === key);
	const wrong = slotsOf(input).some(
		({ slot }) =>
			of(slot.key).some(({ state }) => state === 'receiving') || of(slot.key).length > slot.maxFiles
	);
	if (wrong) return 'problem';
	if (input.attachments.length === 0 && !declared) return 'fresh';
	const missing = slotsOf(input).some(
		({ slot, need }) => need === 'required' && !of(slot.key).some(({ state }) => state === 'stored')
	);
	return missing || !declared ? 'running' : 'done';
};

type Own = PrecheckInput['entries'];

/** Two fields of one entry that cannot both be so. */
const contradicts = (section: Section, { data }: Own[number]): boolean => {
	const at = (name: string) => valueOf(data, name);
	switch (section.id) {
		case 'experience':
		case 'achievements':
			return at('to') !== '' && at('from') > at('to');
		case 'hours': {
			const [general, professional, total] = ['general', 'professional', 'total'].map((name) =>
				Number(at(name) || Number.NaN)
			);
			return general! + professional! > total!;
		}
		case 'titles': {
			const skill = ['senior_worker', 'technician', 'senior_technician'].includes(at('level'));
			return at('kind') === 'title'
				? skill
				: at('kind') === 'skill' && at('level') !== '' && !skill;
		}
		default:
			return false;
	}
};

const yearTwice = (section: Section, own: Own): boolean => {
	if (!section.fields.some(({ name }) => name === 'year')) return false;
	const years = own.map(({ data }) => valueOf(data, 'year')).filter((year) => year !== '');
	return new Set(years).size < years.length;
};

const seriesMissing = (section: Section, own: Own): boolean =>
	section.id === 'titles' &&
	own.some(({ data }) => valueOf(data, 'kind') === 'title' && valueOf(data, 'series') === '');

/** Says for one section what a careful clerk would say, without the code under test. */
const modelOf = (input: PrecheckInput, section: Section): TaskState => {
	const declared = input.finished.includes(section.id);
	if (section.id === 'materials') return modelOfMaterials(input, declared);
	const own = input.entries.filter((entry) => entry.section === section.id);
	if (own.length === 0 && !section.repeated) return declared ? 'running' : 'fresh';
	const problems = own
		.flatMap(({ data }) =>
			section.fields.map((field) => problemOf(field, valueOf(data, field.name), today))
		)
		.filter((problem) => problem !== undefined);
	const wrong =
		own.some((entry) => contradicts(section, entry)) ||
		yearTwice(section, own) ||
		problems.some((problem) => !missingProblems.includes(problem));
	if (wrong) return 'problem';
	if (own.length === 0 && !declared) return 'fresh';
	const missing = own.length < section.least || seriesMissing(section, own) || problems.length > 0;
	return missing || (section.repeated && !declared) ? 'running' : 'done';
};

describe('the task list', () => {
	it('says of every section of a random draft what the model says (U4)', () => {
		fc.assert(
			fc.property(draft, (input) => {
				const { findings } = precheck(input);
				const rows = checklist({
					...input,
					track: input.target.track,
					findings,
					pledged: false,
					openSections: null,
					unfixed: []
				});
				const said = rows.filter(({ section }) => section !== 'pledge');
				const expected = sectionsFor(input.target.track)
					.filter(({ id }) => id !== 'pledge')
					.map((section) => ({ section: section.id, state: modelOf(input, section) }));
				expect(said.map(({ section, state }) => ({ section, state }))).toEqual(expected);
				const ready = !findings.some(({ level }) => level === 'error');
				expect(rows.find(({ section }) => section === 'pledge')?.state).toBe(
					ready ? 'fresh' : 'locked'
				);
			}),
			{ numRuns: 1_000 }
		);
	});

	it('opens only what a return names, and shows what still waits as a problem', () => {
		fc.assert(
			fc.property(draft, (input) => {
				const rows = checklist({
					...input,
					track: input.target.track,
					findings: precheck(input).findings,
					pledged: false,
					openSections: ['education', 'materials'],
					unfixed: ['education']
				});
				for (const row of rows)
					if (row.section === 'education')
						expect(row).toMatchObject({ open: true, state: 'problem' });
					else if (row.section === 'materials') expect(row.open).toBe(true);
					else if (row.section !== 'pledge')
						expect(row).toMatchObject({ open: false, state: 'locked' });
			}),
			{ numRuns: 200 }
		);
	});
});
