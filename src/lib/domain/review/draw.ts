/**
 * The draw of experts from a pool (Order 40 art. 11; replay contract, `draw`), so that anyone can redo it with a
 * hash tool: the lowest tickets are seated, but for who is excluded, who would break the cap of an employer, and
 * who would take a seat that a group's minimum still needs.
 */
import { digestOfIds, ticketOf } from '../tickets.ts';

export type PooledExpert = {
	readonly id: string;
	readonly employer: string;
	readonly group?: string | undefined;
};

/** Everything that decides a draw but chance: what the office commits to before anybody knows the seed. */
export type DrawTerms = {
	readonly seats: number;
	/** Ids are unique. */
	readonly pool: readonly PooledExpert[];
	/** Experts of the pool who may not be drawn, and why. */
	readonly excluded: readonly { readonly id: string; readonly why: string }[];
	readonly maxPerEmployer?: number | undefined;
	/** Seats that a group must have at least. */
	readonly minPerGroup?: Readonly<Record<string, number>> | undefined;
};

/** `seed` is lower-case hex and used as it is written. */
export type DrawInput = DrawTerms & { readonly seed: string };

/** Why somebody was passed over: the first of these that holds. */
export type PassedOver = 'excluded' | 'employer-cap' | 'group-minimum';

export type Skipped = { readonly id: string; readonly why: PassedOver };

/** The seats cannot all be filled: `group-minimum` where a group's minimum stays unmet. */
export type Shortage = {
	readonly drawn: null;
	/** Seats that stay empty; without any seat, the places that the minimums lack. */
	readonly short: number;
	readonly why: 'seats' | 'group-minimum';
};

export type Drawn = {
	/** In the order of their tickets. */
	readonly drawn: readonly string[];
	/** Everybody else who is not excluded, in the order of their tickets. */
	readonly alternates: readonly string[];
	/** Whom the draw met and passed over before the last seat was taken. */
	readonly skipped: readonly Skipped[];
	readonly tickets: Readonly<Record<string, string>>;
	readonly poolDigest: string;
};

export const isShortage = (found: object): found is Shortage => 'short' in found;

type Filled = { readonly taken: readonly PooledExpert[]; readonly skipped: readonly Skipped[] };

/** Seats experts in the given order, beside those who sit already, until no seat is free. */
const fill = (
	terms: Omit<DrawTerms, 'pool'>,
	seated: readonly PooledExpert[],
	order: readonly PooledExpert[]
): Filled | Shortage => {
	const excluded = new Set(terms.excluded.map(({ id }) => id));
	const perEmployer = new Map<string, number>();
	const unmet = new Map(Object.entries(terms.minPerGroup ?? {}));
	let needed = unmet.values().reduce((sum, places) => sum + places, 0);
	let free = terms.seats;
	const countsFor = ({ group }: PooledExpert): number =>
		group !== undefined && (unmet.get(group) ?? 0) > 0 ? 1 : 0;
	const seat = (expert: PooledExpert): void => {
		free -= 1;
		perEmployer.set(expert.employer, (perEmployer.get(expert.employer) ?? 0) + 1);
		if (expert.group === undefined || countsFor(expert) === 0) return;
		needed -= 1;
		unmet.set(expert.group, (unmet.get(expert.group) ?? 0) - 1);
	};
	const passedOver = (expert: PooledExpert): PassedOver | undefined => {
		if (excluded.has(expert.id)) return 'excluded';
		const most = terms.maxPerEmployer ?? Infinity;
		if ((perEmployer.get(expert.employer) ?? 0) >= most) return 'employer-cap';
		return free - 1 < needed - countsFor(expert) ? 'group-minimum' : undefined;
	};

	seated.forEach(seat);
	const taken: PooledExpert[] = [];
	const skipped: Skipped[] = [];
	for (const expert of order) {
		if (free === 0) break;
		const why = passedOver(expert);
		if (why !== undefined) {
			skipped.push({ id: expert.id, why });
			continue;
		}
		seat(expert);
		taken.push(expert);
	}
	// The last free seat is taken only when no minimum is unmet; without any seat a minimum may still be.
	if (free === 0 && needed === 0) return { taken, skipped };
	return {
		drawn: null,
		short: free > 0 ? free : needed,
		why: needed > 0 ? 'group-minimum' : 'seats'
	};
};

type Ticketed = { readonly expert: PooledExpert; readonly ticket: string };

const inTicketOrder = (seed: string, pool: readonly PooledExpert[]): readonly Ticketed[] =>
	pool
		.map((expert) => ({ expert, ticket: ticketOf(seed, expert.id) }))
		.sort((a, b) => (a.ticket < b.ticket ? -1 : 1));

/** Draws the panel, or says how many seats stay empty and why. The order of the pool does not matter. */
export const draw = (input: DrawInput): Drawn | Shortage => {
	const order = inTicketOrder(input.seed, input.pool);
	const filled = fill(
		input,
		[],
		order.map(({ expert }) => expert)
	);
	if (isShortage(filled)) return filled;
	const out = new Set([...filled.taken, ...input.excluded].map(({ id }) => id));
	return {
		drawn: filled.taken.map(({ id }) => id),
		alternates: order.map(({ expert }) => expert.id).filter((id) => !out.has(id)),
		skipped: filled.skipped,
		tickets: Object.fromEntries(order.map(({ expert, ticket }) => [expert.id, ticket])),
		poolDigest: digestOfIds(input.pool.map(({ id }) => id))
	};
};

export type Refilled = {
	/** Who takes the empty seats, in the order of their tickets. */
	readonly added: readonly string[];
	/** Alternates who were met and passed over. */
	readonly skipped: readonly Skipped[];
};

/**
 * Fills the seats of drawn experts who refused. Everybody who stands keeps the seat; each empty one goes to the
 * first alternate in ticket order with whom the caps and minimums hold, never to a new draw. `standing` and
 * `refused` (all who ever refused) are ids of the pool.
 */
export const refill = (
	input: DrawInput,
	standing: readonly string[],
	refused: readonly string[]
): Refilled | Shortage => {
	const stands = new Set(standing);
	const away = new Set([...refused, ...input.excluded.map(({ id }) => id)]);
	const order = inTicketOrder(input.seed, input.pool).map(({ expert }) => expert);
	const filled = fill(
		input,
		order.filter(({ id }) => stands.has(id)),
		order.filter(({ id }) => !stands.has(id) && !away.has(id))
	);
	return isShortage(filled)
		? filled
		: { added: filled.taken.map(({ id }) => id), skipped: filled.skipped };
};

/** What one refusal led to. */
export type Step = {
	readonly refused: string;
	/** Who was asked instead; null: nobody is left with whom the caps and minimums hold. */
	readonly added: string | null;
	readonly skipped: readonly Skipped[];
	readonly shortage: Shortage | null;
};

export type DrawStory = {
	readonly first: Drawn;
	readonly steps: readonly Step[];
	/** Who sits or is asked to at the end. */
	readonly panel: readonly string[];
};

/** The draw and every refusal after it, one after the other in the order in which they came. */
export const replayDraw = (input: DrawInput, refusals: readonly string[]): DrawStory | Shortage => {
	const first = draw(input);
	if (isShortage(first)) return first;
	let panel = first.drawn;
	const steps = refusals.map((refused, index): Step => {
		const standing = panel.filter((id) => id !== refused);
		const next = refill(input, standing, refusals.slice(0, index + 1));
		if (isShortage(next)) {
			panel = standing;
			return { refused, added: null, skipped: [], shortage: next };
		}
		panel = [...standing, ...next.added];
		return { refused, added: next.added[0] ?? null, skipped: next.skipped, shortage: null };
	});
	return { first, steps, panel };
};
