import { describe, expect, test } from 'vitest';
import {
	confirmedYears,
	nationalDays,
	regionalDays,
	scopeParents
} from '#lib/domain/rules/calendar.ts';
import { answer, refusal, run } from './run.ts';

const calendar = {
	confirmedYears,
	parents: scopeParents,
	days: [...nationalDays, ...regionalDays]
};
const ask = (...args: string[]) => run(['deadline', ...args], calendar);
const february = (...days: number[]) => days.map((n) => `2026-02-${n}`);

describe('portal deadline', () => {
	test('the contract’s example', () => {
		expect(answer(ask('--from', '2026-09-28', '--working-days', '5'))).toEqual({
			end: '2026-10-10',
			counted: ['2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10']
		});
		expect(answer(ask('--from=2026-09-28', '--working-days=5', '--count-start-day'))).toMatchObject(
			{ end: '2026-10-09' }
		);
	});

	test('12 February inclusive: nation and region', () => {
		const args = ['--from', '2026-02-12', '--working-days', '5', '--count-start-day'];
		expect(answer(ask(...args))).toEqual({
			end: '2026-02-25',
			counted: february(12, 13, 14, 24, 25)
		});
		expect(answer(ask(...args, '--scope', '540200'))).toEqual({
			end: '2026-02-28',
			counted: february(12, 13, 14, 27, 28)
		});
	});

	test('30 April inclusive', () => {
		const args = ['--from', '2026-04-30', '--working-days', '5', '--count-start-day'];
		expect(answer(ask(...args))).toMatchObject({ end: '2026-05-09' });
	});

	test('a year without a confirmed calendar: an answer with exit 1', () => {
		expect(answer(ask('--from', '2026-12-30', '--working-days', '2'), 1)).toEqual({
			end: null,
			unconfirmedYear: 2027
		});
	});

	test('bad options and bad calendars', () => {
		const good = ['--from', '2026-09-28', '--working-days', '5'];
		expect(refusal(ask('--working-days', '5'))).toEqual([
			'--from: missing (a day like 2026-11-22)'
		]);
		expect(refusal(ask('--from', '2026-02-29', '--working-days', '5'))).toEqual([
			'--from: found "2026-02-29" (a day like 2026-11-22)'
		]);
		for (const days of ['0', '1.5', 'five'])
			expect(refusal(ask('--from', '2026-09-28', '--working-days', days))).toEqual([
				`--working-days: found "${days}" (a whole number from 1 to 100000)`
			]);
		expect(refusal(ask(...good, '--scope', '54200'))).toEqual([
			'--scope: unknown scope "54200" (a scope in parents or days)'
		]);
		expect(refusal(ask(...good, '--start'))).toEqual([
			'--start: unknown option (one of --from, --working-days, --count-start-day, --scope)'
		]);
		expect(refusal(ask(...good, '--from', '2026-09-29'))).toEqual(['--from: found twice (once)']);
		const row = { date: '2026-05-09', kind: 'workday', scope: 'national' };
		const bad = {
			confirmedYears: [2026],
			parents: { a: 'b', b: 'a' },
			days: [row, { ...row, kind: 'holiday' }]
		};
		expect(refusal(run(['deadline', ...good], bad))).toEqual([
			'days[1].date: duplicate date and scope "2026-05-09 national" (unique in days)',
			'parents.a: found a cycle through "a" (a way up that ends)',
			'parents.b: found a cycle through "b" (a way up that ends)'
		]);
		const kinds = { ...bad, parents: {}, days: [{ ...row, kind: 'makeup' }] };
		expect(refusal(run(['deadline', ...good], kinds))).toEqual([
			'days[0].kind: unknown kind "makeup" (one of holiday, workday)'
		]);
	});
});
