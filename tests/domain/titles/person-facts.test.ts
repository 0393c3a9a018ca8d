import { describe, expect, it } from 'vitest';
import { printExact } from '#lib/domain/decimal.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import { personFacts, type SectionEntry } from '#lib/domain/titles/person-facts.ts';

const today = '2026-09-14';
let serial = 0;
const entry = (section: string, data: EntryData): SectionEntry => ({
	id: String(++serial),
	section,
	data
});
const free = { retiredOn: null, bars: [] };

describe('from entries to the person that the conditions judge', () => {
	it('takes what is complete and leaves out what is not', () => {
		const facts = personFacts(
			[
				entry('basics', { probationPassedOn: '2025-08-01' }),
				entry('education', { level: 'bachelor', graduatedOn: '2024-06-30' }),
				entry('education', { level: 'master', graduatedOn: '2026--' }),
				entry('education', { level: '', graduatedOn: '2020-06-30' }),
				entry('titles', {
					kind: 'title',
					series: 'engineering',
					level: 'junior_entry',
					obtainedOn: '2020-01-02'
				}),
				entry('titles', {
					kind: 'title',
					series: '',
					level: 'intermediate',
					obtainedOn: '2020-01-02'
				}),
				entry('titles', { kind: 'skill', level: 'technician', obtainedOn: '2021-01-02' }),
				entry('titles', { kind: 'licence', level: 'intermediate', obtainedOn: '2021-01-02' })
			],
			free,
			today
		);
		expect(facts.education).toEqual([{ level: 'bachelor', graduatedOn: '2024-06-30' }]);
		expect(facts.titles).toEqual([
			{ series: 'engineering', level: 'junior_entry', obtainedOn: '2020-01-02' }
		]);
		expect(facts.skills).toEqual([{ level: 'technician', obtainedOn: '2021-01-02' }]);
		expect(facts.probationPassedOn).toBe('2025-08-01');
		expect('retired' in facts).toBe(false);
	});

	it('reads hours exactly and counts a year once', () => {
		const facts = personFacts(
			[
				entry('hours', { year: '2025', general: '30', professional: '60.25', total: '90.25' }),
				entry('hours', { year: '2025', general: '1', professional: '1', total: '2' }),
				entry('hours', { year: '2024', general: '', professional: '60', total: '90' }),
				entry('appraisals', { year: '2025', grade: 'excellent' }),
				entry('appraisals', { year: '2025', grade: 'incompetent' })
			],
			free,
			today
		);
		expect(facts.hours.map(({ year, total }) => [year, printExact(total)])).toEqual([
			[2025, '90.25']
		]);
		expect(facts.appraisals).toEqual([{ year: 2025, grade: 'excellent' }]);
	});

	it('knows who has retired and what bars stand', () => {
		const bars = [{ from: '2025-01-01', to: '2027-12-31' }];
		expect(personFacts([], { retiredOn: today, bars }, today)).toMatchObject({
			retired: true,
			bars
		});
		expect(personFacts([], { retiredOn: '2026-09-15', bars: [] }, today).retired).toBeUndefined();
	});
});
