import { caseScopeOf } from '#lib/domain/access.ts';
import { addDays } from '#lib/domain/day.ts';
import type { CaseCount } from '#lib/server/store/reads/case-list.ts';
import { listNotices, type NoticeView } from '../notices/list-notices.ts';
import type { Context } from '../ports.ts';
import type { CaseQuery } from './case-query.ts';
import { tabsOf, type Desk } from './desks.ts';
import { listCases, type CaseLine, type CaseList } from './list-cases.ts';

export type DeskHome = {
	readonly tabs: CaseList['tabs'];
	/** Cases at this desk whose day has passed, and those whose last day is today. */
	readonly late: CaseCount;
	readonly today: CaseCount;
	/** The first cases of the desk's work, most urgent on top. */
	readonly first: readonly CaseLine[];
	/** People who wait for the employer to let them in. */
	readonly registrations: number;
	/** The employer's running notices, the next to end first. */
	readonly notices: readonly NoticeView[];
};

const shown = 8;

/** What waits at a desk this morning. */
export const deskHome = async (ctx: Context, desk: Desk, plain: CaseQuery): Promise<DeskHome> => {
	const { read } = ctx.store;
	const scope = caseScopeOf(ctx.actor);
	const today = ctx.today();
	const states = tabsOf[desk][0]?.states ?? [];
	const { hat } = ctx.actor ?? {};
	const [list, late, soon, registrations, board] = await Promise.all([
		listCases(ctx, desk, plain),
		read.applications.counts(scope, { dueBefore: today }, { late: states }),
		read.applications.counts(scope, { dueBefore: addDays(today, 1) }, { today: states }),
		hat?.role === 'employer_officer' ? read.affiliations.pendingForEmployer(hat.scopeId) : [],
		desk === 'employer' ? listNotices(ctx) : null
	]);
	return {
		tabs: list.tabs,
		late: late.late,
		today: { count: soon.today.count - late.late.count, more: soon.today.more },
		first: list.rows.slice(0, shown),
		registrations: registrations.length,
		notices: board?.running ?? []
	};
};
