/** What the sides do about a draw beside its seed: agree to draw again, void it, seat the panel. */
import { Refused, rule } from '#lib/domain/refusal.ts';
import { isShortage } from '#lib/domain/review/draw.ts';
import { panelChanges } from '../batches/panel-changes.ts';
import type { Context } from '../ports.ts';
import { storyOf } from './draw-facts.ts';
import { moveDraw, mustBeCurrent } from './move-draw.ts';
import { openDraw, unseal } from './open-draw.ts';

type Request = { readonly id: string; readonly version: number };

const reasonIn = (text: string): string => {
	const reason = text.trim();
	if (reason === '') throw new Refused({ ...rule('reason_missing'), field: 'reason' });
	return reason;
};

/** The inspector agrees that a round is drawn for once more. */
export const consentToDraw = async (
	ctx: Context,
	input: Request & { readonly reason: string }
): Promise<void> => {
	const opened = await openDraw(ctx, input.id);
	mustBeCurrent(opened, input.version);
	await moveDraw(ctx, opened, {
		move: 'consent',
		set: { consentedBy: ctx.actor?.personId ?? null },
		detail: { reason: reasonIn(input.reason) }
	});
};

/** A side ends a draw before its seed is known: a part is withheld, or the terms were wrong. */
export const voidDraw = async (
	ctx: Context,
	input: Request & { readonly reason: string }
): Promise<void> => {
	const opened = await openDraw(ctx, input.id);
	mustBeCurrent(opened, input.version);
	const reason = reasonIn(input.reason);
	const { officeReveal, inspectorReveal } = opened.draw;
	await moveDraw(ctx, opened, {
		move: 'void',
		set: { voidedReason: reason },
		detail: {
			reason,
			// Who had shown its part when the draw ended: what a withheld reveal leaves behind.
			revealed: [...(officeReveal ? ['office'] : []), ...(inspectorReveal ? ['inspector'] : [])]
		}
	});
};

export type Presiding = { readonly expertId: string; readonly seat: 'chair' | 'vice_chair' };

/** Everybody has accepted: the drawn become the round's panel, some of them to preside. */
export const seatPanel = async (
	ctx: Context,
	input: Request & { readonly presiding: readonly Presiding[] }
): Promise<void> => {
	const opened = await openDraw(ctx, input.id);
	mustBeCurrent(opened, input.version);
	const { draw, round } = opened;
	const story = storyOf(draw);
	const panel = story === undefined || isShortage(story) ? [] : story.panel;
	const presiding = new Map(input.presiding.map(({ expertId, seat }) => [expertId, seat]));
	const table = unseal(ctx, draw);
	const seats = panel.map((expertId) => ({
		personId: table.get(expertId)?.personId ?? '',
		seat: presiding.get(expertId) ?? ('member' as const)
	}));
	const changes = await panelChanges(ctx, round, seats);
	await moveDraw(ctx, opened, {
		move: 'seat',
		facts: { presides: seats.some(({ seat }) => seat !== 'member') },
		detail: { members: seats.length, presiding: [...presiding.keys()] },
		changes: () => changes
	});
};
