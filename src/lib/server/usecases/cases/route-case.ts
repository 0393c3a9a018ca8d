import {
	routeInBatch,
	type CaseRoute,
	type MeetingDays
} from '#lib/domain/authority/case-route.ts';
import type { Register, RouteQuestion } from '#lib/domain/authority/route.ts';
import { shanghaiDay, type Day } from '#lib/domain/day.ts';
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import type { Level, Tier } from '#lib/domain/rules/levels.ts';
import type { Context, Row } from '../ports.ts';

/** The authority register as routing reads it: committees that have been filed, and entrustments. */
export const registerOf = async (ctx: Context): Promise<Register> => {
	const [committees, entrustments] = await Promise.all([
		ctx.store.read.committees.all(),
		ctx.store.read.entrustments.all()
	]);
	return {
		places: jurisdictions.map(({ code, parent }) => ({ code, parent })),
		committees: committees.flatMap(({ state, filedOn, validTo, tiers, ...rest }) =>
			state === 'preparing' || filedOn === null || validTo === null
				? []
				: [{ ...rest, state, filedOn, validTo, tiers: tiers as readonly Tier[] }]
		),
		entrustments: entrustments.map(({ fromPlace, committeeId, tiers, ...rest }) => ({
			...rest,
			from: fromPlace,
			committee: committeeId,
			tiers: tiers as readonly Tier[]
		}))
	};
};

/** The day of a round: its last meeting's once one is set, else the planned one. */
export const meetingDayOf = (
	round: Row<'rounds'>,
	meetings: readonly Pick<Row<'meetings'>, 'roundId' | 'heldOn'>[]
): Day =>
	meetings
		.filter(({ roundId }) => roundId === round.id)
		.map(({ heldOn }) => heldOn)
		.sort()
		.at(-1) ?? round.plannedMeetingOn;

const meetingDays = (
	rounds: readonly Row<'rounds'>[],
	meetings: readonly Row<'meetings'>[]
): MeetingDays =>
	new Map(rounds.map((round) => [round.committeeId, meetingDayOf(round, meetings)]));

/** The day on which each committee meets in a batch: the meeting's once it is set, else the round's plan. */
export const meetingDaysOf = async (ctx: Context, batchId: string): Promise<MeetingDays> =>
	meetingDays(
		(await ctx.store.read.rounds.byBatch(batchId)).map(({ round }) => round),
		await ctx.store.read.meetings.ofBatch(batchId)
	);

export type Routed = {
	readonly route: CaseRoute;
	/** The round that the case would join; null when it leaves the portal or finds nothing. */
	readonly round: Row<'rounds'> | null;
	readonly committee: Row<'committees'> | null;
};

/** Where a case of this kind goes in this batch, with the round and committee it would join. */
export const routeCase = async (
	ctx: Context,
	batch: Row<'batches'>,
	question: Omit<RouteQuestion, 'meetingDate' | 'level'> & { readonly level: string }
): Promise<Routed> => {
	const [register, days] = await Promise.all([registerOf(ctx), meetingDaysOf(ctx, batch.id)]);
	const route = routeInBatch(
		register,
		days,
		{ ...question, level: question.level as Level },
		shanghaiDay(batch.closesAt)
	);
	const { committee } = route;
	return {
		route,
		committee: committee ? ((await ctx.store.read.committees.byId(committee)) ?? null) : null,
		round: committee
			? ((await ctx.store.read.rounds.byBatchAndCommittee(batch.id, committee)) ?? null)
			: null
	};
};
