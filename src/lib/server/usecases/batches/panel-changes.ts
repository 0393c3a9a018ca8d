import { insert, update, type Change, type Context, type Row } from '../ports.ts';

export type PanelSeat = {
	readonly personId: string;
	readonly seat: 'chair' | 'vice_chair' | 'member';
};

/** Seats these people as a round's panel, in this order; whoever sat there and does not any more is let go. */
export const panelChanges = async (
	ctx: Context,
	round: Row<'rounds'>,
	seats: readonly PanelSeat[]
): Promise<readonly Change[]> => {
	const present = (await ctx.store.read.rounds.members(round.id)).map(({ member }) => member);
	const all = await ctx.store.read.rounds.everyMember(round.id);
	const changes: Change[] = [update('rounds', round, {})];
	present
		.filter(({ personId }) => !seats.some((seat) => seat.personId === personId))
		.forEach((member) => changes.push(update('roundMembers', member, { endedAt: ctx.now() })));
	seats.forEach(({ personId, seat }, index) => {
		const known = all.find((member) => member.personId === personId);
		changes.push(
			known
				? update('roundMembers', known, { seat, number: index + 1, endedAt: null })
				: insert('roundMembers', {
						id: ctx.newId(),
						roundId: round.id,
						personId,
						seat,
						number: index + 1
					})
		);
	});
	return changes;
};
