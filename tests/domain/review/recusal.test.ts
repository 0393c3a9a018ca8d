import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	recusalGrounds,
	type JudgedFacts,
	type JudgeFacts,
	type Stay
} from '#lib/domain/review/recusal.ts';
import { addDays } from '#lib/domain/day.ts';

const on = '2026-09-14';
const rule = { on, formerYears: 3 };

const stay = (employerId: string, from: string, to: string | null = null): Stay => ({
	employerId,
	employerName: `${employerId}站`,
	from,
	to
});
const judge = (facts: Partial<JudgeFacts> = {}): JudgeFacts => ({
	personId: 'judge',
	stays: [stay('city', '2015-01-01')],
	phone: null,
	appliesIn: [],
	recorded: [],
	...facts
});
const judged = (facts: Partial<JudgedFacts> = {}): JudgedFacts => ({
	personId: 'applicant',
	stays: [stay('county', '2016-01-01')],
	phone: null,
	batchId: 'batch',
	checkedBy: { employerId: 'county', employerName: 'county站' },
	...facts
});
const found = (a: Partial<JudgeFacts>, b: Partial<JudgedFacts> = {}) =>
	recusalGrounds(judge(a), judged(b), rule).map(({ kind, evidence }) =>
		[kind, evidence['employer'], evidence['until']].filter((part) => part !== undefined).join(' ')
	);

describe('may the judge judge the case', () => {
	test('strangers may', () => {
		expect(found({})).toEqual([]);
	});

	test('nobody judges their own case, and no other reason is looked for', () => {
		expect(found({ personId: 'applicant', appliesIn: ['batch'] })).toEqual(['own_case']);
	});

	test('not at the applicant’s employer, nor at the one that checked the case before they moved on', () => {
		expect(found({ stays: [stay('county', '2020-01-01')] })).toEqual(['employer county站']);
		const moved = {
			stays: [stay('county', '2016-01-01', '2026-05-31'), stay('school', '2026-06-01')]
		};
		expect(found({ stays: [stay('school', '2020-01-01')] }, moved)).toEqual(['employer school站']);
		expect(found({ stays: [stay('county', '2020-01-01')] }, moved)).toEqual(['employer county站']);
	});

	test('not within three years after either of the two has left the other’s employer, to the day', () => {
		const left = (day: string) =>
			found({ stays: [stay('county', '2010-01-01', day), stay('city', '2022-01-01')] });
		expect(left('2023-09-14')).toEqual(['former_employer county站 2023-09-14']);
		expect(left('2023-09-13')).toEqual([]);
		expect(
			found({}, { stays: [stay('city', '2018-01-01', '2024-01-31'), stay('county', '2024-02-01')] })
		).toEqual(['former_employer city站 2024-01-31']);
	});

	test('a third employer binds those who were there together, until the first of them left', () => {
		const at = (from: string, to: string) => [stay('school', from, to)];
		expect(
			found(
				{ stays: at('2015-01-01', '2025-06-30') },
				{ stays: at('2020-01-01', '2024-12-31'), checkedBy: judged().checkedBy }
			)
		).toEqual(['former_employer school站 2024-12-31']);
		expect(
			found({ stays: at('2015-01-01', '2024-06-30') }, { stays: at('2024-07-01', '2025-12-31') })
		).toEqual([]);
	});

	test('not while an application of one’s own is in the same batch', () => {
		expect(found({ appliesIn: ['batch'] })).toEqual(['same_cycle']);
		expect(found({ appliesIn: ['last-year'] })).toEqual([]);
	});

	test('not with the applicant’s telephone; two without one share none', () => {
		expect(found({ phone: 'blind' }, { phone: 'blind' })).toEqual(['same_phone']);
		expect(found({ phone: 'blind' }, { phone: 'other' })).toEqual([]);
	});

	test('what was declared or ordered stands beside what is found', () => {
		const kin = { kind: 'kin', source: 'self', evidence: { said: '妹妹' } } as const;
		expect(
			recusalGrounds(
				judge({ recorded: [kin], stays: [stay('county', '2020-01-01')] }),
				judged(),
				rule
			)
		).toEqual([{ kind: 'employer', source: 'rule', evidence: { employer: 'county站' } }, kin]);
	});
});

describe('for any two histories', () => {
	const day = fc.integer({ min: -4_000, max: 0 }).map((back) => addDays(on, back));
	const history = fc.array(
		fc
			.tuple(fc.constantFrom('a', 'b', 'c'), day, day, fc.boolean())
			.map(([employer, x, y, stays]) => {
				const [from, to] = [x, y].toSorted() as [string, string];
				return stay(employer, from, stays ? null : to);
			}),
		{ maxLength: 4 }
	);
	const employersOf = (a: readonly Stay[], b: readonly Stay[]) =>
		recusalGrounds(
			judge({ stays: a }),
			judged({ stays: b, checkedBy: { employerId: 'nobody', employerName: '' } }),
			rule
		)
			.map(({ kind, evidence }) => `${kind} ${String(evidence['employer'])}`)
			.toSorted();

	test('it is the same whichever of the two judges', () => {
		fc.assert(
			fc.property(history, history, (a, b) => {
				expect(employersOf(a, b)).toEqual(employersOf(b, a));
			}),
			{ numRuns: 500 }
		);
	});

	test('a longer look back never frees anybody', () => {
		fc.assert(
			fc.property(history, history, fc.integer({ min: 0, max: 10 }), (a, b, years) => {
				const grounds = (formerYears: number) =>
					recusalGrounds(
						judge({ stays: a }),
						judged({ stays: b, checkedBy: { employerId: 'nobody', employerName: '' } }),
						{ on, formerYears }
					).map(({ kind, evidence }) => `${kind} ${String(evidence['employer'])}`);
				const longer = grounds(years + 1);
				for (const ground of grounds(years)) expect(longer).toContain(ground);
			}),
			{ numRuns: 500 }
		);
	});
});
