import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';

export type OpenRound = {
	readonly round: Row<'rounds'>;
	readonly committee: Row<'committees'>;
};

/** Opens a round for the office of its committee; to everybody else it does not exist. */
export const openRound = async (ctx: Context, id: string): Promise<OpenRound> => {
	const joined = await ctx.store.read.rounds.byId(id);
	const hat = ctx.actor?.hat;
	if (
		!joined ||
		hat?.role !== 'committee_office' ||
		joined.committee.officeId === null ||
		hat.scopeId !== joined.committee.officeId
	)
		throw new Refused(missing);
	return joined;
};

/** The rounds of the office's committees, newest batch first. */
export const myRounds = async (ctx: Context): Promise<readonly OpenRound[]> => {
	const hat = ctx.actor?.hat;
	return hat?.role === 'committee_office' ? ctx.store.read.rounds.ofOffice(hat.scopeId) : [];
};
