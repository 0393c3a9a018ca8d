import { describe, expect, test } from 'vitest';
import { isDay } from '#lib/domain/day.ts';
import {
	confirmedYears,
	nationalDays,
	regionalArrangements,
	regionalDays
} from '#lib/domain/rules/calendar.ts';

const on = (date: string, rows = nationalDays) => rows.find((row) => row.date === date)?.kind;

describe('the calendar that ships', () => {
	test('confirms 2004 to 2026 and not a year more', () => {
		expect([confirmedYears[0], confirmedYears.at(-1), confirmedYears.length]).toEqual([
			...[2004, 2026, 23]
		]);
	});

	test('holds each national date once', () => {
		expect(new Set(nationalDays.map((row) => row.date)).size).toBe(nationalDays.length);
		expect(nationalDays.every((row) => isDay(row.date) && row.scope === 'national')).toBe(true);
	});

	test('is the national arrangement of 2026', () => {
		const of2026 = (kind: string) =>
			nationalDays.filter((row) => row.kind === kind && row.date.startsWith('2026-'));
		expect(of2026('workday').map((row) => row.date.slice(5))).toEqual([
			...['01-04', '02-14', '02-28', '05-09', '09-20', '10-10']
		]);
		expect(of2026('holiday')).toHaveLength(3 + 9 + 3 + 5 + 3 + 3 + 7);
		expect([on('2026-02-23'), on('2026-02-24')]).toEqual(['holiday', undefined]);
	});

	test('Losar 2026 reaches to 26 February in the region, and says that this is uncertain', () => {
		expect(on('2026-02-26', regionalDays)).toBe('holiday');
		expect(on('2026-02-27', regionalDays)).toBeUndefined();
		expect(on('2026-02-28', regionalDays)).toBe('workday');
		const losar = regionalArrangements.find(({ en }) => en === 'Losar 2026');
		expect(losar?.citation.confidence).toBe('U');
		expect(losar?.scope).toBe('540000');
		expect(losar?.rows).toHaveLength(14);
	});
});
