import { caseScopeOf } from '#lib/domain/access.ts';
import type { CaseKey, CaseSort } from '#lib/server/store/reads/case-list.ts';
import type { Context, Row } from '../ports.ts';
import { filterOf, type CaseQuery } from './case-query.ts';
import { tabsOf, type Desk } from './desks.ts';

/** Where a case stands in an order. */
const keyOf = (application: Row<'applications'>, by: CaseSort['by']): CaseKey => {
	const value = {
		due: application.dueOrder,
		number: application.number,
		name: application.personName,
		since: application.stateSince,
		employer: application.employerName
	}[by];
	return [value, application.number];
};

/**
 * The case that follows this one in the list from which it was opened (下一份); at the end of the list, the
 * first one; null when there is no other.
 */
export const nextCase = async (
	ctx: Context,
	desk: Desk,
	query: CaseQuery,
	application: Row<'applications'>
): Promise<string | null> => {
	const scope = caseScopeOf(ctx.actor);
	const states = tabsOf[desk].find(({ id }) => id === query.tab)?.states ?? [];
	const filter = { ...filterOf(query, ctx.today()), states };
	const { list } = ctx.store.read.applications;
	const after = await list(scope, filter, query.sort, {
		size: 1,
		after: keyOf(application, query.sort.by)
	});
	if (after.rows[0]) return after.rows[0].id;
	const first = await list(scope, filter, query.sort, { size: 1, number: 1 });
	return first.rows.find(({ id }) => id !== application.id)?.id ?? null;
};
