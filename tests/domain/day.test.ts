import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	addDays,
	addMonths,
	compareDays,
	dayFromNumber,
	dayNumber,
	daysBetween,
	endOfDay,
	fullYearsBetween,
	isDay,
	parseDay,
	shanghaiDay,
	startOfDay,
	weekday
} from '#lib/domain/day.ts';

const days = fc.integer({ min: -25_000, max: 60_000 }).map(dayFromNumber);

describe('day', () => {
	test('knows which days exist', () => {
		expect(['2024-02-29', '2026-12-31', '2000-02-29'].filter(isDay)).toHaveLength(3);
		const wrong = [
			'2026-02-29',
			'1900-02-29',
			'2026-13-01',
			'2026-00-10',
			'2026-04-31',
			'2026-1-1'
		];
		expect([...wrong, '0000-01-01', '2026-11-22T00:00', ''].filter(isDay)).toEqual([]);
	});

	test('reads what people type', () => {
		expect(parseDay(' 2026/9/1 ')).toBe('2026-09-01');
		expect(parseDay('2026.02.28')).toBe('2026-02-28');
		expect(parseDay('２０２６-０９-１４')).toBe('2026-09-14');
		expect(parseDay('2026-02-30')).toBeUndefined();
	});

	test('counts full years as the handbook does', () => {
		expect(fullYearsBetween('2022-12-31', '2026-12-31')).toBe(4);
		expect(fullYearsBetween('2023-01-01', '2026-12-31')).toBe(3);
		expect(fullYearsBetween('2024-02-29', '2025-02-27')).toBe(0);
		expect(fullYearsBetween('2024-02-29', '2025-02-28')).toBe(1);
		expect(fullYearsBetween('2026-01-02', '2026-01-01')).toBe(0);
	});

	test('a month later is never beyond the month', () => {
		expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
		expect(addMonths('2023-10-31', 36)).toBe('2026-10-31');
		expect(addMonths('2026-01-15', -1)).toBe('2025-12-15');
	});

	test('knows weekdays', () => {
		expect(weekday('2026-11-22')).toBe(7);
		expect(weekday('2026-10-10')).toBe(6);
		expect(weekday('1969-12-29')).toBe(1);
	});

	test('a day in Shigatse begins at 16:00 UTC of the day before', () => {
		expect(startOfDay('2026-09-14')).toBe(Date.parse('2026-09-13T16:00:00Z'));
		expect(shanghaiDay(Date.parse('2026-09-13T15:59:59.999Z'))).toBe('2026-09-13');
		expect(shanghaiDay(Date.parse('2026-09-13T16:00:00Z'))).toBe('2026-09-14');
	});

	test('numbers, texts and instants agree on every day', () => {
		fc.assert(
			fc.property(days, fc.integer({ min: -5000, max: 5000 }), (day, n) => {
				const other = addDays(day, n);
				expect(isDay(day)).toBe(true);
				expect(dayFromNumber(dayNumber(day))).toBe(day);
				expect(daysBetween(day, other)).toBe(n);
				expect(compareDays(day, other)).toBe(n > 0 ? -1 : n < 0 ? 1 : 0);
				expect(shanghaiDay(startOfDay(day))).toBe(day);
				expect(shanghaiDay(endOfDay(day) - 1)).toBe(day);
				expect(endOfDay(day)).toBe(startOfDay(addDays(day, 1)));
				expect(weekday(addDays(day, 7))).toBe(weekday(day));
			})
		);
	});

	test('does not depend on the machine: the same under another TZ', () => {
		const before = process.env.TZ;
		try {
			for (const zone of ['America/Los_Angeles', 'Asia/Kathmandu']) {
				process.env.TZ = zone;
				expect(shanghaiDay(Date.parse('2026-09-13T16:00:00Z'))).toBe('2026-09-14');
				expect(addDays('2026-03-08', 1)).toBe('2026-03-09');
			}
		} finally {
			if (before === undefined) delete process.env.TZ;
			else process.env.TZ = before;
		}
	});
});
