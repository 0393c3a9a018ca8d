import { isShortage, replayDraw, type DrawStory, type Shortage } from '#lib/domain/review/draw.ts';
import type { DrawFacts } from '#lib/domain/review/draw-workflow.ts';
import type { Context, Row } from '../ports.ts';
import type { OpenDraw } from './open-draw.ts';

/** A draw that has not ended without a panel: another one beside it would be a choice. */
export const isLive = ({ state }: Pick<Row<'draws'>, 'state'>): boolean =>
	state !== 'voided' && state !== 'short';

/** The two sides that hold a part of the seed. */
export type Side = 'office' | 'inspector';

/** The side that acts; a person of both acts for the one whose hat is on. */
export const sideOf = ({ parties }: Pick<OpenDraw, 'parties'>): Side | null =>
	parties.has('office') ? 'office' : parties.has('inspector') ? 'inspector' : null;

/** What a draw led to, judged anew from what is kept; undefined while the seed is unknown. */
export const storyOf = (
	draw: Pick<Row<'draws'>, 'terms' | 'seed' | 'refusals'>
): DrawStory | Shortage | undefined =>
	draw.seed === null ? undefined : replayDraw({ ...draw.terms, seed: draw.seed }, draw.refusals);

/** The facts that the workflow's needs ask for, as they are now for whoever acts. */
export const drawFactsOf = (ctx: Context, opened: OpenDraw): DrawFacts => {
	const { draw, seats } = opened;
	const side = sideOf(opened);
	const other: Side = side === 'office' ? 'inspector' : 'office';
	const story = storyOf(draw);
	return {
		again: draw.again,
		consented: draw.consentedBy !== null,
		ownHash: side !== null && draw[`${side}Hash`] !== null,
		ownReveal: side !== null && draw[`${side}Reveal`] !== null,
		otherHash: draw[`${other}Hash`] !== null,
		otherReveal: draw[`${other}Reveal`] !== null,
		samePerson: ctx.actor !== null && draw[`${other}By`] === ctx.actor.personId,
		filled:
			story !== undefined &&
			!isShortage(story) &&
			story.steps.every(({ shortage }) => shortage === null),
		emptySeats: 0,
		unanswered: seats.filter(({ state }) => state === 'asked').length,
		presides: true
	};
};
