import { parseDay } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { insert, logged, tell, type Context } from '../ports.ts';
import { openRound } from './open-round.ts';

/**
 * Plans a meeting of a round: its day must lie in the committee's validity (Order 40 art. 38), the panel
 * must have the committee's number of members, an odd one, and a chair (art. 9, 19). The panel is frozen
 * into the meeting, so that the quorum is counted against who was called, whatever happens later.
 */
export const planMeeting = async (
	ctx: Context,
	input: { readonly roundId: string; readonly heldOn: string; readonly place: string }
): Promise<{ readonly id: string }> => {
	const { round, committee } = await openRound(ctx, input.roundId);
	const heldOn = parseDay(input.heldOn);
	if (!heldOn) throw new Refused({ ...rule('day_invalid'), field: 'heldOn' });
	if (heldOn < ctx.today()) throw new Refused({ ...rule('meeting_in_past'), field: 'heldOn' });
	if (
		committee.state !== 'active' ||
		committee.filedOn === null ||
		committee.validTo === null ||
		heldOn < committee.filedOn ||
		heldOn > committee.validTo
	)
		throw new Refused({
			...rule('committee_not_valid', { until: committee.validTo ?? '' }, 'committeeValidity'),
			field: 'heldOn'
		});
	const members = await ctx.store.read.rounds.members(round.id);
	if (members.length < committee.minSize || members.length % 2 === 0)
		throw new Refused(
			rule(
				'panel_size_wrong',
				{ found: members.length, needed: committee.minSize },
				'committeeSize'
			)
		);
	const chairs = members.filter(({ member }) => member.seat !== 'member');
	if (chairs.length === 0) throw new Refused(rule('panel_without_chair', {}, 'presiderIsChair'));
	const id = ctx.newId();
	await commit(ctx, [
		insert('meetings', {
			id,
			roundId: round.id,
			heldOn,
			place: input.place.trim(),
			members: members.map(({ member }) => member.personId),
			chairs: chairs.map(({ member }) => member.personId),
			attending: [],
			state: 'planned',
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'meeting.plan',
			objectKind: 'meeting',
			objectId: id,
			detail: { round: round.id, committee: committee.name, heldOn, members: members.length }
		}),
		tell(
			ctx,
			'meeting.plan',
			members.map(({ member }) => ({ personId: member.personId })),
			{ facts: { committee: committee.name, heldOn, place: input.place.trim() } }
		)
	]);
	return { id };
};
