import { Refused, rule } from '#lib/domain/refusal.ts';
import { shareOf } from '#lib/domain/rules/parameters.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import { commit } from '../commit.ts';
import { guard, insert, logged, update, type Context, type Row } from '../ports.ts';
import { parameter, parameterNumber } from '../parameters.ts';
import { mustEnter } from '../authority/may.ts';
import { checkDay } from '../authority/scope.ts';
import { isLive } from '../draw/draw-facts.ts';
import { panelChanges, type PanelSeat } from './panel-changes.ts';

/** The rubric of rounds whose cases need no defence: the item is scored only where a rule asks for one. */
const withoutDefence = {
	...defaultRubric,
	items: defaultRubric.items.filter(({ code }) => code !== 'G')
};

const committeeFor = async (
	ctx: Context,
	committeeId: string,
	plannedMeetingOn: string
): Promise<Row<'committees'>> => {
	const committee = await ctx.store.read.committees.byId(committeeId);
	if (!committee || committee.external)
		throw new Refused({ ...rule('committee_unknown'), field: 'committeeId' });
	if (
		committee.state !== 'active' ||
		committee.filedOn === null ||
		committee.validTo === null ||
		plannedMeetingOn < committee.filedOn ||
		plannedMeetingOn > committee.validTo
	)
		throw new Refused({
			...rule('committee_not_valid', { until: committee.validTo ?? '' }, 'committeeValidity'),
			field: 'plannedMeetingOn'
		});
	return committee;
};

/** Gives a committee a round in a batch, with the planned meeting day that routing uses. */
export const addRound = async (
	ctx: Context,
	input: {
		readonly batchId: string;
		readonly committeeId: string;
		readonly plannedMeetingOn: string;
		readonly sectorId: string;
		readonly cityCheck: boolean;
	}
): Promise<{ readonly id: string }> => {
	await mustEnter(ctx, 'batches');
	const batch = await ctx.store.read.batches.byId(input.batchId);
	if (!batch) throw new Refused({ kind: 'missing', key: 'not_found' });
	const plannedMeetingOn = checkDay(input.plannedMeetingOn, 'plannedMeetingOn');
	const committee = await committeeFor(ctx, input.committeeId, plannedMeetingOn);
	if (await ctx.store.read.rounds.byBatchAndCommittee(batch.id, committee.id))
		throw new Refused({ ...rule('round_exists'), field: 'committeeId' });
	const sector =
		input.sectorId === '' ? null : await ctx.store.read.organisations.byId(input.sectorId);
	if (sector === undefined || (sector !== null && sector.kind !== 'sector'))
		throw new Refused({ ...rule('organisation_unknown'), field: 'sectorId' });
	const id = ctx.newId();
	await commit(ctx, [
		guard('batches', batch),
		insert('rounds', {
			id,
			batchId: batch.id,
			committeeId: committee.id,
			plannedMeetingOn,
			sectorId: sector?.id ?? null,
			cityCheck: input.cityCheck,
			// Pinned with the round: a later change of the parameter changes no review that has begun.
			rubric: {
				...withoutDefence,
				dropExtremesFrom: await parameterNumber(ctx, 'score.dropExtremesFrom')
			},
			state: batch.state,
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'round.add',
			objectKind: 'round',
			objectId: id,
			detail: { batch: batch.name, committee: committee.name, plannedMeetingOn }
		})
	]);
	return { id };
};

/** Moves a round's planned meeting day; the committee must be in validity on it. */
export const moveRound = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly plannedMeetingOn: string }
): Promise<void> => {
	await mustEnter(ctx, 'batches');
	const joined = await ctx.store.read.rounds.byId(input.id);
	if (!joined) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (joined.round.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const plannedMeetingOn = checkDay(input.plannedMeetingOn, 'plannedMeetingOn');
	await committeeFor(ctx, joined.committee.id, plannedMeetingOn);
	await commit(ctx, [
		update('rounds', joined.round, { plannedMeetingOn }),
		logged(ctx, {
			action: 'round.move',
			objectKind: 'round',
			objectId: joined.round.id,
			detail: { before: joined.round.plannedMeetingOn, after: plannedMeetingOn }
		})
	]);
};

/** No employer may have more of a panel than the parameter allows; who has no employer counts for none. */
const mustMixEmployers = async (
	ctx: Context,
	employers: readonly (string | null)[]
): Promise<void> => {
	const share = String(await parameter(ctx, 'committee.maxShareOfOneEmployer'));
	const most = shareOf(share, employers.length);
	const counts = new Map<string, number>();
	for (const id of employers) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1);
	const [tooMany] = [...counts].filter(([, count]) => count > most);
	if (!tooMany) return;
	const employer = await ctx.store.read.organisations.byId(tooMany[0]);
	throw new Refused(
		rule(
			'panel_one_employer',
			{ employer: employer?.name ?? '', found: tooMany[1], most },
			'committee.maxShareOfOneEmployer'
		)
	);
};

/**
 * Names the panel of a round: an odd number, at least the committee's size, one who presides (Order 40 arts. 9,
 * 19), every one an expert in term. A round for which experts are drawn, or were, has the panel that was drawn.
 */
export const setPanel = async (
	ctx: Context,
	input: {
		readonly roundId: string;
		readonly version: number;
		readonly seats: readonly PanelSeat[];
	}
): Promise<void> => {
	await mustEnter(ctx, 'batches');
	const joined = await ctx.store.read.rounds.byId(input.roundId);
	if (!joined) throw new Refused({ kind: 'missing', key: 'not_found' });
	const { round, committee } = joined;
	if (round.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	if ((await ctx.store.read.draws.ofRound(round.id)).some(isLive))
		throw new Refused(rule('panel_is_drawn', {}, 'randomDraw'));
	const seats = [...new Map(input.seats.map((seat) => [seat.personId, seat])).values()];
	if (seats.length < committee.minSize || seats.length % 2 === 0)
		throw new Refused(
			rule('panel_size_wrong', { found: seats.length, needed: committee.minSize }, 'committeeSize')
		);
	if (!seats.some(({ seat }) => seat !== 'member'))
		throw new Refused(rule('panel_without_chair', {}, 'presiderIsChair'));
	const pool = new Map(
		(await ctx.store.read.experts.ofSeries(committee.series))
			.filter(({ expert }) => expert.termFrom <= ctx.today() && ctx.today() <= expert.termTo)
			.map(({ person }) => [person.id, person.employerId])
	);
	if (seats.some(({ personId }) => !pool.has(personId)))
		throw new Refused(rule('expert_unknown', {}, 'expertConditions'));
	await mustMixEmployers(
		ctx,
		seats.map(({ personId }) => pool.get(personId) ?? null)
	);
	await commit(ctx, [
		...(await panelChanges(ctx, round, seats)),
		logged(ctx, {
			action: 'round.panel',
			objectKind: 'round',
			objectId: round.id,
			detail: { committee: committee.name, members: seats.length }
		})
	]);
};
