import { describe, expect, test } from 'vitest';
import {
	coverageCell,
	prepareBoard,
	type BoardCommittee,
	type CoverageQuestion
} from '#lib/domain/authority/coverage.ts';
import type { RoutedEntrustment } from '#lib/domain/authority/route.ts';
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';

const places = jurisdictions.map(({ code, parent }) => ({ code, parent }));
const committee = (id: string, change: Partial<BoardCommittee> = {}): BoardCommittee => ({
	id,
	series: 'engineering',
	specialty: 'water',
	tiers: ['junior'],
	covers: ['540221'],
	filedOn: '2025-01-01',
	validTo: '2027-12-31',
	state: 'active',
	...change
});
const city = committee('city', { covers: ['540200'], specialty: null });
const entrusted: RoutedEntrustment = {
	id: 'e',
	from: '540221',
	committee: 'neighbour',
	series: 'engineering',
	tiers: ['junior'],
	validFrom: '2025-01-01',
	validTo: '2027-12-31'
};
const question: CoverageQuestion = {
	county: '540221',
	series: 'engineering',
	specialty: 'water',
	day: '2026-09-14'
};
const cell = (
	committees: BoardCommittee[],
	entrustments: RoutedEntrustment[] = [],
	change: Partial<CoverageQuestion> = {}
) => {
	const found = coverageCell(prepareBoard({ places, committees, entrustments }), {
		...question,
		...change
	});
	return `${found.state} ${found.committee ?? '-'}`;
};

describe('one cell of the coverage board', () => {
	test('none only when nobody at all reviews', () => {
		expect(cell([])).toBe('none -');
		expect(cell([city])).toBe('reviewed_by_city city');
		expect(cell([committee('other', { covers: ['540222'] })])).toBe('none -');
		expect(cell([committee('land', { specialty: 'land' })])).toBe('none -');
		expect(cell([committee('middle', { tiers: ['intermediate'] })])).toBe('none -');
	});

	test('active, and expiring from 90 days before the last day', () => {
		expect(cell([committee('c')])).toBe('active c');
		expect(cell([committee('c', { validTo: '2026-12-14' })])).toBe('active c');
		expect(cell([committee('c', { validTo: '2026-12-13' })])).toBe('expiring c');
		expect(cell([committee('c', { validTo: '2026-09-14' })])).toBe('expiring c');
		expect(cell([committee('c', { validTo: '2026-09-13' })])).toBe('expired c');
		const successor = committee('d', { filedOn: '2026-09-01' });
		expect(cell([committee('c', { validTo: '2026-12-13' }), successor])).toBe('active d');
	});

	test('a county committee that sleeps is named although the city reviews', () => {
		expect(cell([city, committee('c', { state: 'suspended' })])).toBe('suspended c');
		expect(cell([city, committee('c', { filedOn: '2026-10-01' })])).toBe('filed c');
		expect(cell([city, committee('c', { state: 'preparing' })])).toBe('preparing c');
		expect(cell([city, committee('c', { validTo: '2026-01-01' })])).toBe('expired c');
		expect(cell([city, committee('c', { state: 'revoked' })])).toBe('reviewed_by_city city');
	});

	test('what comes next hides what has ended', () => {
		const old = committee('old', { validTo: '2026-01-01' });
		expect(cell([old, committee('new', { state: 'preparing' })])).toBe('preparing new');
		expect(cell([old, committee('new', { filedOn: '2026-10-01' })])).toBe('filed new');
	});

	test('entrusted when the county has entrusted a committee that may meet', () => {
		const neighbour = committee('neighbour', { covers: ['540222'] });
		expect(cell([city, neighbour], [entrusted])).toBe('entrusted neighbour');
		expect(cell([city, neighbour, committee('c', { state: 'suspended' })], [entrusted])).toBe(
			'entrusted neighbour'
		);
		expect(cell([city, neighbour, committee('c')], [entrusted])).toBe('active c');
		expect(cell([city, neighbour], [{ ...entrusted, validTo: '2026-09-13' }])).toBe(
			'reviewed_by_city city'
		);
	});

	test('a series-wide committee fills every column of its series', () => {
		const wide = committee('wide', { specialty: undefined });
		expect(cell([wide], [], { specialty: 'cyberspace' })).toBe('active wide');
		expect(cell([wide], [], { series: 'journalism', specialty: null })).toBe('none -');
	});
});
