import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import { checklist, type TaskState } from '#lib/domain/titles/case-checklist.ts';
import { problemOf, valueOf } from '#lib/domain/titles/field-values.ts';
import { precheck, type PrecheckInput } from '#lib/domain/titles/precheck.ts';
import { sectionsFor, type Section } from '#lib/domain/titles/sections.ts';
import { draft, today } from './draft-arbitrary.ts';

const missingProblems = ['missing', 'not_chosen', 'not_agreed'];

/** Says for one section what a careful clerk would say, without the code under test. */
const modelOf = (input: PrecheckInput, section: Section): TaskState => {
	const declared = input.finished.includes(section.id);
	if (section.id === 'materials') {
		const slots = materialsFor(input.target.series, input.target.level, input.target.track);
		const of = (key: string) => input.attachments.filter(({ slot }) => slot === key);
		const wrong = slots.some(
			({ slot }) =>
				of(slot.key).some(({ state }) => state === 'receiving') ||
				of(slot.key).length > slot.maxFiles
		);
		const missing = slots.some(
			({ slot, need }) =>
				need === 'required' && !of(slot.key).some(({ state }) => state === 'stored')
		);
		if (wrong) return 'problem';
		if (input.attachments.length === 0 && !declared) return 'fresh';
		return missing || !declared ? 'running' : 'done';
	}
	const own = input.entries.filter((entry) => entry.section === section.id);
	if (own.length === 0 && !section.repeated) return declared ? 'running' : 'fresh';
	const problems = own.flatMap((entry) =>
		section.fields.map((field) => problemOf(field, valueOf(entry.data, field.name), today))
	);
	const at = (index: number, name: string) => valueOf(own[index]!.data, name);
	const between = own.some((_, index) => {
		if (section.id === 'experience' || section.id === 'achievements')
			return at(index, 'to') !== '' && at(index, 'from') > at(index, 'to');
		if (section.id === 'hours') {
			const [general, professional, total] = ['general', 'professional', 'total'].map((name) =>
				Number(at(index, name) || Number.NaN)
			);
			return general! + professional! > total!;
		}
		if (section.id === 'titles') {
			const skill = ['senior_worker', 'technician', 'senior_technician'].includes(
				at(index, 'level')
			);
			return (
				(at(index, 'kind') === 'title' && skill) ||
				(at(index, 'kind') === 'skill' && at(index, 'level') !== '' && !skill)
			);
		}
		return false;
	});
	const years = own.map((_, index) => at(index, 'year')).filter((year) => year !== '');
	const twice =
		section.fields.some(({ name }) => name === 'year') && new Set(years).size < years.length;
	const wrong =
		between ||
		twice ||
		problems.some((problem) => problem !== undefined && !missingProblems.includes(problem)) ||
		(section.repeated && own.length > section.most);
	if (wrong) return 'problem';
	if (own.length === 0 && !declared) return 'fresh';
	const seriesMissing =
		section.id === 'titles' &&
		own.some((_, index) => at(index, 'kind') === 'title' && at(index, 'series') === '');
	const missing =
		own.length < section.least ||
		seriesMissing ||
		problems.some((problem) => problem !== undefined && missingProblems.includes(problem));
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
