/** The two sides' parts of the seed: first both hashes, then both reveals. */
import { Refused, rule } from '#lib/domain/refusal.ts';
import { isShortage, replayDraw } from '#lib/domain/review/draw.ts';
import { hashOfReveal, refusesHash, refusesReveal, seedOf } from '#lib/domain/review/draw-seed.ts';
import { drawWorkflow } from '#lib/domain/review/draw-workflow.ts';
import { sha256 } from '#lib/domain/tickets.ts';
import { outOfTurn } from '#lib/domain/workflow.ts';
import { insert, tell, type Change, type Context } from '../ports.ts';
import { sideOf, type Side } from './draw-facts.ts';
import { moveDraw, mustBeCurrent } from './move-draw.ts';
import { openDraw, unseal, type OpenDraw } from './open-draw.ts';

type Request = { readonly id: string; readonly version: number };

const openSide = async (
	ctx: Context,
	{ id, version }: Request,
	move: 'log_hash' | 'reveal'
): Promise<OpenDraw & { readonly side: Side; readonly personId: string }> => {
	const opened = await openDraw(ctx, id);
	const side = sideOf(opened);
	const refusal = outOfTurn(drawWorkflow, move, opened.draw.state, opened.parties);
	if (refusal) throw new Refused(refusal);
	if (!side || !ctx.actor) throw new Refused({ kind: 'forbidden', key: 'not_your_move' });
	mustBeCurrent(opened, version);
	return { ...opened, side, personId: ctx.actor.personId };
};

/** Random bytes that a side may take for its own, with their hash. They are shown once and kept nowhere. */
export const freshBytes = (ctx: Context): { readonly bytes: string; readonly hash: string } => {
	// Two tokens of 160 random bits: more than the 256 bits that the digest holds.
	const bytes = sha256(ctx.secrets.token() + ctx.secrets.token());
	return { bytes, hash: hashOfReveal(bytes) };
};

/** One side logs the SHA-256 of its 32 random bytes. */
export const logHash = async (
	ctx: Context,
	input: Request & { readonly hash: string }
): Promise<void> => {
	const { side, personId, ...opened } = await openSide(ctx, input, 'log_hash');
	const hash = input.hash.trim().toLowerCase();
	const refusal = refusesHash(hash);
	if (refusal) throw new Refused(refusal);
	const other = side === 'office' ? opened.draw.inspectorHash : opened.draw.officeHash;
	// Whoever copies the other side's hash could only copy its bytes as well.
	if (hash === other) throw new Refused({ ...rule('draw_hash_copied'), field: 'hash' });
	await moveDraw(ctx, opened, {
		move: 'log_hash',
		set: { [`${side}Hash`]: hash, [`${side}By`]: personId },
		detail: { side, hash }
	});
};

/** A drawn expert is asked to sit: a seat, and a message to the person. */
export const askToSit = (
	ctx: Context,
	opened: OpenDraw,
	ids: readonly string[]
): readonly Change[] => {
	const table = unseal(ctx, opened.draw);
	return ids.flatMap((expertId) => {
		const known = table.get(expertId);
		if (!known) throw new Error(`draw ${opened.draw.id} has no expert ${expertId}`);
		return [
			insert('drawSeats', {
				id: ctx.newId(),
				drawId: opened.draw.id,
				expertId,
				personId: known.personId,
				state: 'asked',
				createdAt: ctx.now()
			}),
			tell(ctx, 'draw.asked', [{ personId: known.personId }], {
				facts: { committee: opened.committee.name, day: opened.round.plannedMeetingOn },
				href: '/me/seats'
			})
		];
	});
};

/** One side reveals its bytes. With the second reveal the seed stands, and whom it draws is asked at once. */
export const reveal = async (
	ctx: Context,
	input: Request & { readonly reveal: string }
): Promise<void> => {
	const { side, ...opened } = await openSide(ctx, input, 'reveal');
	const { draw } = opened;
	const hex = input.reveal.trim().toLowerCase();
	const refusal = refusesReveal(hex, draw[`${side}Hash`] ?? '');
	if (refusal) throw new Refused(refusal);
	const office = side === 'office' ? hex : draw.officeReveal;
	const inspector = side === 'inspector' ? hex : draw.inspectorReveal;
	if (office === null || inspector === null) {
		await moveDraw(ctx, opened, {
			move: 'reveal',
			set: { [`${side}Reveal`]: hex },
			detail: { side, reveal: hex }
		});
		return;
	}
	const seed = seedOf(draw.commitment, office, inspector);
	const story = replayDraw({ ...draw.terms, seed }, []);
	const drawn = isShortage(story) ? null : story.panel;
	await moveDraw(ctx, opened, {
		move: 'reveal',
		facts: { filled: drawn !== null },
		set: { [`${side}Reveal`]: hex, seed },
		detail: {
			side,
			reveal: hex,
			seed,
			...(isShortage(story) ? { short: story.short, why: story.why } : { drawn: story.panel })
		},
		changes: () => askToSit(ctx, opened, drawn ?? [])
	});
};
