import { missing, Refused } from '#lib/domain/refusal.ts';
import { seesDraw } from '#lib/domain/review/draw-access.ts';
import { drawWorkflow, type DrawMove, type SeatState } from '#lib/domain/review/draw-workflow.ts';
import { offers, type Offer } from '#lib/domain/workflow.ts';
import type { Context } from '../ports.ts';
import { drawAccount, type DrawAccount, type DrawLine } from './draw-account.ts';
import { drawFactsOf, sideOf, type Side } from './draw-facts.ts';
import { openDraw, unseal } from './open-draw.ts';

export type NamedLine = DrawLine & {
	readonly name: string;
	readonly employerName: string;
	readonly seat: {
		readonly id: string;
		readonly version: number;
		readonly state: SeatState;
		readonly reason: string;
	} | null;
};

export type DrawView = Omit<DrawAccount, 'lines'> & {
	readonly version: number;
	readonly roundId: string;
	readonly side: Side;
	readonly consented: boolean;
	readonly voidedReason: string;
	readonly lines: readonly NamedLine[];
	readonly offers: readonly Offer<DrawMove>[];
};

/** A draw with the names behind it: for the committee's office and the inspector, nobody else. */
export const getDraw = async (ctx: Context, id: string): Promise<DrawView> => {
	const opened = await openDraw(ctx, id);
	const side = sideOf(opened);
	if (side === null || !seesDraw(opened.parties, 'names')) throw new Refused(missing);
	const { draw, seats, parties } = opened;
	const account = drawAccount(opened);
	const table = unseal(ctx, draw);
	const asked = new Map(seats.map((seat) => [seat.expertId, seat]));
	return {
		...account,
		version: draw.version,
		roundId: draw.roundId,
		side,
		consented: draw.consentedBy !== null,
		voidedReason: draw.voidedReason ?? '',
		lines: account.lines.map((line): NamedLine => {
			const seat = asked.get(line.id);
			return {
				...line,
				name: table.get(line.id)?.name ?? '',
				employerName: table.get(line.id)?.employerName ?? '',
				seat: seat
					? { id: seat.id, version: seat.version, state: seat.state, reason: seat.reason ?? '' }
					: null
			};
		}),
		offers: offers(drawWorkflow, draw.state, parties, drawFactsOf(ctx, opened))
	};
};
