/** The orders of a list of cases, and where a row stands in them. */
import { compareIds } from '#lib/domain/order.ts';
import type { Row } from '../tables.ts';

export type CaseSort = {
	readonly by: 'due' | 'number' | 'name' | 'since' | 'employer';
	readonly dir: 'asc' | 'desc';
};

/** Where a row stands in its order: the sorted value and the case's number. */
export type CaseKey = readonly [value: string | number, number: string];

/** Of a row that was read; cases without a date come last. */
export const keyOf = (
	row:
		| Pick<Row<'applications'>, 'number' | 'dueOn' | 'personName' | 'stateSince' | 'employerName'>
		| undefined,
	by: CaseSort['by']
): CaseKey | null => {
	if (!row) return null;
	const value = {
		due: row.dueOn ?? '9999-12-31',
		number: row.number,
		name: row.personName,
		since: row.stateSince,
		employer: row.employerName
	}[by];
	return [value, row.number];
};

/** As the engines compare them; 0 where a key is missing. */
export const compareKeys = (x: CaseKey | null, y: CaseKey | null, dir: 'asc' | 'desc'): number => {
	if (!x || !y) return 0;
	const [a, b] = [x[0], y[0]];
	const byValue =
		typeof a === 'number' && typeof b === 'number' ? a - b : compareIds(String(a), String(b));
	const order = byValue || compareIds(x[1], y[1]);
	return dir === 'asc' ? order : -order;
};
