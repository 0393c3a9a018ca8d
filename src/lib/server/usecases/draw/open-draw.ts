import { partiesToDraw } from '#lib/domain/review/draw-access.ts';
import type { SealedExpert } from '#lib/domain/review/draw-pool.ts';
import type { DrawParty } from '#lib/domain/review/draw-workflow.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';

export type OpenDraw = {
	readonly draw: Row<'draws'>;
	readonly round: Row<'rounds'>;
	readonly committee: Row<'committees'>;
	readonly batchName: string;
	readonly seats: readonly Row<'drawSeats'>[];
	readonly parties: ReadonlySet<DrawParty>;
};

/** A draw with what the actor is to it; to whoever is nothing to it, it does not exist. */
export const openDraw = async (ctx: Context, id: string): Promise<OpenDraw> => {
	const joined = await ctx.store.read.draws.byId(id);
	if (!joined) throw new Refused(missing);
	const seats = await ctx.store.read.draws.seats(id);
	const parties = partiesToDraw(ctx.actor, {
		officeId: joined.committee.officeId,
		asked: seats.map(({ personId }) => personId)
	});
	if (parties.size === 0) throw new Refused(missing);
	return { ...joined, seats, parties };
};

/** What binds the cipher to its draw: another draw's table cannot be put in its place. */
const sealOf = (drawId: string): string => `draw:${drawId}`;

export const seal = (ctx: Context, drawId: string, table: readonly SealedExpert[]): string =>
	ctx.secrets.encrypt(sealOf(drawId), JSON.stringify(table));

/** The table of a draw by pseudonym. Only for the office and the inspector, and to ask who was drawn. */
export const unseal = (
	ctx: Context,
	{ id, sealed }: Pick<Row<'draws'>, 'id' | 'sealed'>
): ReadonlyMap<string, SealedExpert> =>
	new Map(
		(JSON.parse(ctx.secrets.decrypt(sealOf(id), sealed)) as SealedExpert[]).map((one) => [
			one.id,
			one
		])
	);
