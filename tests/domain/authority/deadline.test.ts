import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	deadline,
	deskDeadline,
	extendOnly,
	prepareCalendar,
	workingDaysLeft,
	type CalendarData
} from '#lib/domain/authority/deadline.ts';
import { addDays, dayFromNumber, weekday, yearOf } from '#lib/domain/day.ts';
import {
	confirmedYears,
	nationalDays,
	regionalDays,
	scopeParents
} from '#lib/domain/rules/calendar.ts';

const data: CalendarData = {
	confirmedYears,
	parents: scopeParents,
	days: [...nationalDays, ...regionalDays]
};
const nation = prepareCalendar(data);
const city = prepareCalendar(data, '540200');
const february = (...days: number[]) => days.map((n) => `2026-02-${n}`);

describe('the worked examples of the handbook', () => {
	test('posted 28 September 2026, five working days, first day not counted: 10 October', () => {
		expect(deadline(city, { from: '2026-09-28', workingDays: 5 })).toEqual({
			end: '2026-10-10',
			counted: ['2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10']
		});
		expect(deadline(nation, { from: '2026-09-28', workingDays: 5, countStartDay: true }).end).toBe(
			'2026-10-09'
		);
	});

	test('from 12 February 2026 inclusive: the nation and a Lhasa-type calendar differ', () => {
		const period = { from: '2026-02-12', workingDays: 5, countStartDay: true };
		expect(deadline(nation, period)).toEqual({
			end: '2026-02-25',
			counted: february(12, 13, 14, 24, 25)
		});
		expect(deadline(city, period)).toEqual({
			end: '2026-02-28',
			counted: february(12, 13, 14, 27, 28)
		});
	});

	test('from 30 April 2026 inclusive: over the Labour Day swap', () => {
		expect(deadline(city, { from: '2026-04-30', workingDays: 5, countStartDay: true })).toEqual({
			end: '2026-05-09',
			counted: ['2026-04-30', '2026-05-06', '2026-05-07', '2026-05-08', '2026-05-09']
		});
	});
});

describe('a year without a confirmed calendar', () => {
	test('refuses a legal period that reaches it', () => {
		expect(deadline(city, { from: '2026-12-29', workingDays: 3 })).toEqual({
			end: null,
			unconfirmedYear: 2027
		});
		expect(deadline(city, { from: '2026-12-29', workingDays: 2 })).toMatchObject({
			end: '2026-12-31'
		});
	});

	test('looks up skipped days, but not a start day that is not counted', () => {
		const weekends = { confirmedYears: [2028], parents: {}, days: [] };
		// 31 December 2027 is a Friday, 1 and 2 January 2028 a weekend.
		const calendar = prepareCalendar(weekends);
		expect(deadline(calendar, { from: '2027-12-31', workingDays: 1 })).toEqual({
			end: '2028-01-03',
			counted: ['2028-01-03']
		});
		expect(deadline(calendar, { from: '2027-12-31', workingDays: 1, countStartDay: true })).toEqual(
			{ end: null, unconfirmedYear: 2027 }
		);
		// 1 and 2 January 2028 are skipped, and skipping asks for 2028.
		const before = prepareCalendar({ ...weekends, confirmedYears: [2027] });
		expect(deadline(before, { from: '2027-12-31', workingDays: 1 })).toEqual({
			end: null,
			unconfirmedYear: 2028
		});
	});

	test('a desk’s own deadline is given all the same, and marked', () => {
		expect(deskDeadline(city, { from: '2026-12-29', workingDays: 3 })).toEqual({
			end: '2027-01-01',
			provisional: true
		});
		expect(deskDeadline(city, { from: '2026-09-28', workingDays: 5 })).toEqual({
			end: '2026-10-10',
			provisional: false
		});
	});
});

describe('layers', () => {
	test('the scope wins over its parents, they over the nation, others are not heard', () => {
		const of = (...scopes: string[]) =>
			prepareCalendar(
				{
					confirmedYears: [2026],
					parents: { '540200': '540000' },
					days: scopes.map((scope) => ({
						date: '2026-06-03',
						kind: scope === '540000' ? ('holiday' as const) : ('workday' as const),
						scope
					}))
				},
				'540200'
			).isWorkday('2026-06-03');
		expect(of('national', '540000')).toBe(false);
		expect(of('540000', '540200')).toBe(true);
		expect(of('540200', '540000', 'national')).toBe(true);
		expect(of('540100')).toBe(true);
	});
});

const starts = fc.integer({ min: 13_000, max: 20_300 }).map(dayFromNumber);
const lengths = fc.integer({ min: 1, max: 40 });
const calendars = fc.constantFrom(nation, city);

describe('properties over 调休 and the regional layer', () => {
	test('counts exactly, ends on a workday, leaves no workday out', () => {
		fc.assert(
			fc.property(calendars, starts, lengths, fc.boolean(), (calendar, from, n, countStartDay) => {
				const answer = deadline(calendar, { from, workingDays: n, countStartDay });
				if (answer.end === null) return;
				expect(answer.counted).toHaveLength(n);
				expect(answer.counted.at(-1)).toBe(answer.end);
				expect(calendar.isWorkday(answer.end)).toBe(true);
				const all: string[] = [];
				const first = countStartDay ? from : addDays(from, 1);
				for (let day = first; day <= answer.end; day = addDays(day, 1))
					if (calendar.isWorkday(day)) all.push(day);
				expect(answer.counted).toEqual(all);
				if (!countStartDay) expect(workingDaysLeft(calendar, from, answer.end)).toBe(n);
			}),
			{ numRuns: 500 }
		);
	});

	test('is monotone in the start and strictly so in the length', () => {
		fc.assert(
			fc.property(calendars, starts, lengths, fc.nat(20), (calendar, from, n, later) => {
				const end = (day: string, count: number) =>
					deskDeadline(calendar, { from: day, workingDays: count }).end;
				expect(end(from, n) <= end(addDays(from, later), n)).toBe(true);
				expect(end(from, n) < end(from, n + 1)).toBe(true);
			})
		);
	});

	test('more holidays never shorten a period', () => {
		const extra = fc.array(fc.nat(60), { maxLength: 20 });
		fc.assert(
			fc.property(starts, lengths, extra, (from, workingDays, offsets) => {
				const days = offsets.map((offset) => ({
					date: addDays(from, offset),
					kind: 'holiday' as const,
					scope: '540200'
				}));
				const more = prepareCalendar({ ...data, days: [...data.days, ...days] }, '540200');
				const before = deskDeadline(city, { from, workingDays }).end;
				const after = deskDeadline(more, { from, workingDays }).end;
				expect(before <= after).toBe(true);
			})
		);
	});

	test('an edited calendar only extends what is running', () => {
		expect(extendOnly('2026-10-10', { end: '2026-10-09', counted: [] })).toBe('2026-10-10');
		expect(extendOnly('2026-10-10', { end: '2026-10-12', counted: [] })).toBe('2026-10-12');
		expect(extendOnly('2026-10-10', { end: null, unconfirmedYear: 2027 })).toBe('2026-10-10');
	});

	test('without rows it is Monday to Friday', () => {
		const bare = prepareCalendar({ confirmedYears: [], parents: {}, days: [] });
		fc.assert(
			fc.property(starts, (day) => {
				expect(bare.isWorkday(day)).toBe(weekday(day) < 6);
				expect(bare.isConfirmed(yearOf(day))).toBe(false);
			})
		);
	});

	test('days left: none on the last day, negative when late', () => {
		expect(workingDaysLeft(city, '2026-09-28', '2026-10-10')).toBe(5);
		expect(workingDaysLeft(city, '2026-10-10', '2026-10-10')).toBe(0);
		expect(workingDaysLeft(city, '2026-10-12', '2026-10-10')).toBe(-1);
	});
});
