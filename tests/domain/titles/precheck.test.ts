import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	nearestRow,
	precheck,
	type Finding,
	type PrecheckInput
} from '#lib/domain/titles/precheck.ts';
import { draft, today } from './draft-arbitrary.ts';

const basics = {
	relation: 'staff',
	post: '技术员',
	workSince: '2024-07',
	field: '水利',
	probationPassedOn: '2025-08-01'
};
const education = {
	level: 'bachelor',
	mode: 'full_time',
	school: '西藏农牧学院',
	major: '农业水利工程',
	graduatedOn: '2024-06-30'
};
const entries: PrecheckInput['entries'] = [
	{ id: 'b', section: 'basics', data: basics },
	{ id: 'd', section: 'education', data: education },
	{
		id: 'x',
		section: 'experience',
		data: { from: '2024-07', organisation: '水管站', post: '技术员' }
	},
	{
		id: 'w',
		section: 'achievements',
		data: { from: '2025-03', name: '渠系改造', role: 'main', result: '完成' }
	},
	{ id: 'p', section: 'pledge', data: { agreed: 'on' } }
];
const good: PrecheckInput = {
	target: {
		series: 'engineering',
		specialty: 'water',
		level: 'junior_assistant',
		track: 'normal',
		cycleYear: 2026
	},
	entries,
	attachments: ['pledge', 'id_copy', 'education_certificate', 'work_report'].map((slot) => ({
		id: slot,
		slot,
		state: 'stored'
	})),
	finished: ['titles', 'works', 'appraisals', 'hours'],
	standing: { retiredOn: null, bars: [] },
	hoursRule: { total: 90, general: 30, professional: 60 },
	route: { route: 'committee' },
	today
};
const keysOf = (input: PrecheckInput): readonly string[] =>
	precheck(input).findings.map(
		({ section, key, level }) => `${level === 'warning' ? '?' : '!'}${section}.${key}`
	);
const withEntry = (id: string, data: Record<string, string>): PrecheckInput => ({
	...good,
	entries: good.entries.map((entry) =>
		entry.id === id ? { ...entry, data: { ...entry.data, ...data } } : entry
	)
});

describe('the check before handing in', () => {
	it('finds nothing wrong with a complete application', () => {
		expect(precheck(good)).toMatchObject({
			findings: [],
			errors: 0,
			pledged: true,
			barred: false,
			eligibility: { verdict: 'eligible', via: 'A2' }
		});
	});

	it.each<[string, PrecheckInput, readonly string[]]>([
		['a field left empty', withEntry('b', { post: '' }), ['!basics.missing']],
		['a choice not made', withEntry('b', { relation: '' }), ['!basics.not_chosen']],
		[
			'an end before the beginning',
			withEntry('x', { to: '2024-01' }),
			['!experience.ends_before_it_begins']
		],
		['a day to come', withEntry('b', { probationPassedOn: '2026-09-15' }), ['!basics.in_future']],
		[
			'nothing said about a section that may stay empty',
			{ ...good, finished: ['titles', 'works', 'appraisals'] },
			['!hours.nothing_declared']
		],
		[
			'a material missing',
			{ ...good, attachments: good.attachments.slice(1) },
			['!materials.material_missing']
		],
		[
			'an upload that was broken off',
			{
				...good,
				attachments: [...good.attachments, { id: 'u', slot: 'other', state: 'receiving' }]
			},
			['!materials.material_unfinished']
		],
		[
			'a year entered twice',
			{
				...good,
				entries: [
					...good.entries,
					{ id: 'a1', section: 'appraisals', data: { year: '2025', grade: 'competent' } },
					{ id: 'a2', section: 'appraisals', data: { year: '2025', grade: 'excellent' } }
				]
			},
			['!appraisals.year_twice']
		],
		[
			'hours whose parts exceed the whole',
			{
				...good,
				entries: [
					...good.entries,
					{
						id: 'h',
						section: 'hours',
						data: { year: '2025', general: '30.01', professional: '60', total: '90' }
					}
				]
			},
			['!hours.parts_exceed_total']
		],
		['no committee anywhere', { ...good, route: { route: 'none' } }, ['!route.no_route']],
		['two committees', { ...good, route: { route: 'ambiguous' } }, ['!route.route_ambiguous']],
		[
			'a series without rules: a warning, nothing more',
			{ ...good, target: { ...good.target, series: 'mass-culture', specialty: null } },
			['?target.conditions_not_entered']
		],
		[
			'an examination series',
			{ ...good, target: { ...good.target, series: 'accounting', specialty: null } },
			['!target.by_examination', '?target.conditions_not_entered']
		],
		[
			'a bar over the year’s end',
			{ ...good, standing: { retiredOn: null, bars: [{ from: '2026-12-31', to: '2029-01-01' }] } },
			['!target.barred']
		],
		[
			'somebody retired',
			{ ...good, standing: { retiredOn: today, bars: [] } },
			['!target.retired']
		],
		[
			'the level already held',
			{
				...good,
				entries: [
					...good.entries,
					{
						id: 't',
						section: 'titles',
						data: {
							kind: 'title',
							series: 'engineering',
							level: 'intermediate',
							printedName: '工程师',
							obtainedOn: '2026-01-01'
						}
					}
				]
			},
			['!target.already_held']
		]
	])('names %s', (_, input, keys) => {
		expect(keysOf(input)).toEqual(keys);
	});

	it('says which conditions are open and cites the row', () => {
		const { findings, eligibility } = precheck({
			...good,
			target: { ...good.target, level: 'intermediate' }
		});
		const found = findings.find(({ key }) => key === 'not_eligible');
		expect(found).toMatchObject({ level: 'error', kind: 'rule', rule: 'ENG-M3' });
		expect(nearestRow(eligibility)?.row).toBe('M3');
	});

	it('asks two recommendations of an exceptional application only', () => {
		expect(keysOf(good).some((key) => key.includes('recommenders'))).toBe(false);
		expect(keysOf({ ...good, target: { ...good.target, track: 'exceptional' } })).toContain(
			'!recommenders.too_few_entries'
		);
	});

	it('counts errors as it lists them, gives each finding a place, and never throws', () => {
		fc.assert(
			fc.property(draft, (input) => {
				const check = precheck(input);
				const errors = check.findings.filter(({ level }: Finding) => level === 'error');
				expect(check.errors).toBe(errors.length);
				for (const { entry, section } of check.findings)
					if (entry !== null)
						expect(input.entries.find(({ id }) => id === entry)?.section).toBe(section);
			}),
			{ numRuns: 300 }
		);
	});
});
