import {
	draw as drawFrom,
	isShortage,
	type PassedOver,
	type Shortage,
	type Step
} from '#lib/domain/review/draw.ts';
import { checkSeed, termsText, type SeedCheck } from '#lib/domain/review/draw-seed.ts';
import { canonicalJson } from '#lib/domain/json.ts';
import { ticketOf } from '#lib/domain/tickets.ts';
import type { Day } from '#lib/domain/day.ts';
import type { DrawState } from '#lib/domain/review/draw-workflow.ts';
import type { Row } from '../ports.ts';
import { storyOf } from './draw-facts.ts';

/** One expert of the pool under the pseudonym, with what the draw did about them. */
export type DrawLine = {
	readonly id: string;
	readonly employer: string;
	readonly group: string | null;
	/** Null while the seed is unknown. */
	readonly ticket: string | null;
	readonly place: 'pool' | 'excluded' | 'panel' | 'refused' | 'alternate';
	/** Why excluded, as the terms say it. */
	readonly why: string | null;
	/** Why the draw passed this expert over before its last seat was taken. */
	readonly passedOver: PassedOver | null;
};

/** Everything about a draw that names nobody: enough to redo it. */
export type DrawAccount = {
	readonly id: string;
	readonly state: DrawState;
	readonly committee: string;
	readonly batch: string;
	readonly plannedOn: Day;
	readonly again: boolean;
	readonly seats: number;
	readonly maxPerEmployer: number | null;
	readonly minPerGroup: readonly { readonly group: string; readonly least: number }[];
	readonly commitment: string;
	/** RFC 8785 JSON of the `draw` input without `seed`: what the commitment hashes. */
	readonly terms: string;
	/** The whole input for `portal draw`; null while the seed is unknown. */
	readonly input: string | null;
	readonly office: { readonly hash: string | null; readonly reveal: string | null };
	readonly inspector: { readonly hash: string | null; readonly reveal: string | null };
	readonly seed: string | null;
	/** Whether every step from the terms to the seed holds; null while the seed is unknown. */
	readonly checks: Readonly<Record<SeedCheck, boolean>> | null;
	readonly poolDigest: string | null;
	/** In ticket order; by pseudonym while there are no tickets. */
	readonly lines: readonly DrawLine[];
	readonly steps: readonly Step[];
	readonly shortage: Shortage | null;
};

const linesOf = (
	draw: Row<'draws'>,
	panel: ReadonlySet<string>,
	skipped: ReadonlyMap<string, PassedOver>
): readonly DrawLine[] => {
	const { terms, seed } = draw;
	const excluded = new Map(terms.excluded.map(({ id, why }) => [id, why]));
	const refused = new Set(draw.refusals);
	const placeOf = (id: string): DrawLine['place'] => {
		if (excluded.has(id)) return 'excluded';
		if (seed === null) return 'pool';
		if (refused.has(id)) return 'refused';
		return panel.has(id) ? 'panel' : 'alternate';
	};
	const lines = terms.pool.map(({ id, employer, group }): DrawLine => ({
		id,
		employer,
		group: group ?? null,
		ticket: seed === null ? null : ticketOf(seed, id),
		place: placeOf(id),
		why: excluded.get(id) ?? null,
		passedOver: skipped.get(id) ?? null
	}));
	return seed === null
		? lines
		: lines.sort((a, b) => (String(a.ticket) < String(b.ticket) ? -1 : 1));
};

/** The account of a draw, judged anew from its terms, seed and refusals. */
export const drawAccount = ({
	draw,
	round,
	committee,
	batchName
}: {
	readonly draw: Row<'draws'>;
	readonly round: Row<'rounds'>;
	readonly committee: Row<'committees'>;
	readonly batchName: string;
}): DrawAccount => {
	const { terms, seed } = draw;
	const story = storyOf(draw);
	const drawn = story === undefined || isShortage(story) ? null : story;
	const lastStep = drawn?.steps.at(-1);
	const input = seed === null ? null : { ...terms, seed };
	const again = input === null ? null : drawFrom(input);
	return {
		id: draw.id,
		state: draw.state,
		committee: committee.name,
		batch: batchName,
		plannedOn: round.plannedMeetingOn,
		again: draw.again,
		seats: terms.seats,
		maxPerEmployer: terms.maxPerEmployer ?? null,
		minPerGroup: Object.entries(terms.minPerGroup ?? {}).map(([group, least]) => ({
			group,
			least
		})),
		commitment: draw.commitment,
		terms: termsText(terms),
		input: input === null ? null : canonicalJson(input),
		office: { hash: draw.officeHash, reveal: draw.officeReveal },
		inspector: { hash: draw.inspectorHash, reveal: draw.inspectorReveal },
		seed,
		checks: seed === null ? null : checkSeed(draw),
		poolDigest: again === null || isShortage(again) ? null : again.poolDigest,
		lines: linesOf(
			draw,
			new Set(drawn?.panel ?? []),
			new Map((drawn?.first.skipped ?? []).map(({ id, why }) => [id, why]))
		),
		steps: drawn?.steps ?? [],
		shortage: story !== undefined && isShortage(story) ? story : (lastStep?.shortage ?? null)
	};
};
