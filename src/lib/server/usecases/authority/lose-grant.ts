/**
 * A committee is filed under a grant of review authority and stays active while one is in force (Order 40
 * art. 38). Where its grant has ended, it goes over to another that holds its scope, or the clock suspends it.
 */
import { committeeWorkflow } from '#lib/domain/authority/committee-workflow.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { logged, tell, update, type Change, type Context, type Row } from '../ports.ts';
import { keepHistory } from './keep-history.ts';
import { grantHolding } from './scope.ts';

type Committee = Row<'committees'>;
type Grant = Row<'authorityGrants'>;

const endOf = (grant: Grant | undefined): string =>
	grant ? `授权（${grant.basisNumber}）已于 ${grant.validTo ?? ''} 到期` : '授权已不在登记中';

/** What the clock does with a committee whose grant has ended; `settled` stands in the same commit. */
export const loseGrant = async (ctx: Context, id: string, settled: Change): Promise<void> => {
	const { read } = ctx.store;
	const [committee, grants] = await Promise.all([
		read.committees.byId(id),
		read.authorityGrants.all()
	]);
	if (!committee) throw new Refused(missing);
	const before = grants.find((one) => one.id === committee.grantId);
	const now = grantHolding(grants, committee, ctx.today());
	if (now && now.id !== committee.grantId) return goOver(ctx, committee, now, settled);
	const facts = { granted: now !== undefined, ...filingFacts(committee) };
	const refusal = refuses(
		committeeWorkflow,
		'lose_grant',
		committee.state,
		new Set(['clock'] as const),
		facts
	);
	if (refusal) throw new Refused(refusal);
	const reason = `${endOf(before)}，暂停评审`;
	const set = { state: targetOf(committeeWorkflow, 'lose_grant', facts), note: reason };
	const officers = await read.grants.holders('city_officer', ctx.today());
	await ctx.store.commit([
		update('committees', committee, set),
		keepHistory(ctx, 'committee', { ...committee, ...set }, reason),
		logged(ctx, {
			action: 'committee.lose_grant',
			objectKind: 'committee',
			objectId: committee.id,
			detail: { name: committee.name, reason, grant: committee.grantId }
		}),
		tell(
			ctx,
			'committee.lose_grant',
			[...new Set(officers.map(({ grant }) => grant.personId))].map((personId) => ({ personId })),
			{
				facts: {
					committee: committee.name,
					basis: before?.basisNumber ?? '',
					until: before?.validTo ?? ''
				},
				href: `/office/authority/committees/${committee.id}`
			}
		),
		settled
	]);
};

/** Another grant holds the scope: the committee rests on that one from now on and goes on reviewing. */
const goOver = async (
	ctx: Context,
	committee: Committee,
	grant: Grant,
	settled: Change
): Promise<void> => {
	const set = { grantId: grant.id };
	const reason = `改以 ${grant.basisNumber} 为授权依据`;
	await ctx.store.commit([
		update('committees', committee, set),
		keepHistory(ctx, 'committee', { ...committee, ...set }, reason),
		logged(ctx, {
			action: 'committee.change_grant',
			objectKind: 'committee',
			objectId: committee.id,
			detail: { name: committee.name, before: committee.grantId, grant: grant.id }
		}),
		settled
	]);
};

const filingFacts = (committee: Committee) => ({
	filingNumber: committee.filingNumber ?? '',
	filedOn: committee.filedOn ?? '',
	validTo: committee.validTo ?? '',
	minSize: committee.minSize,
	maxMonths: 0,
	smallestAllowed: 0,
	twin: null
});

/** The active committees that stop reviewing when this grant ends after `lastDay`: no other one holds them. */
export const stoppedBy = async (
	ctx: Context,
	grant: Grant,
	lastDay: Day
): Promise<readonly Committee[]> => {
	const [committees, grants] = await Promise.all([
		ctx.store.read.committees.all(),
		ctx.store.read.authorityGrants.all()
	]);
	const others = grants.filter(({ id }) => id !== grant.id);
	return committees.filter(
		(one) =>
			one.state === 'active' &&
			one.grantId === grant.id &&
			grantHolding(others, one, addDays(lastDay, 1)) === undefined
	);
};
