/**
 * Limits on attempts, counted in the database, so that a restart or a second process forgets nothing. An
 * attempt is counted before it is made: a hundred at once are still a hundred.
 */
import { Refused } from '#lib/domain/refusal.ts';
import type { Context } from './ports.ts';

export type Limit = {
	/** First part of the key; the rest says whose attempts are counted together. */
	readonly name: string;
	readonly max: number;
	readonly windowMs: number;
};

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export const limits = {
	/** Passwords tried for one account from one address; success forgets them. */
	signIn: { name: 'sign-in', max: 5, windowMs: 15 * MINUTE_MS },
	/** Sign-ins from one address, wide enough for an office behind one line. */
	signInByAddress: { name: 'sign-in-address', max: 300, windowMs: HOUR_MS },
	register: { name: 'register', max: 20, windowMs: HOUR_MS },
	/** One-time links tried from one address. */
	link: { name: 'link', max: 30, windowMs: HOUR_MS },
	askRecovery: { name: 'ask-recovery', max: 10, windowMs: HOUR_MS },
	/** Full numbers that one person reads in a day's work. */
	reveal: { name: 'reveal', max: 60, windowMs: HOUR_MS },
	/** Refusals of one person for one action that are logged one by one. */
	refused: { name: 'refused', max: 20, windowMs: HOUR_MS }
} as const satisfies Record<string, Limit>;

export const keyOf = (limit: Limit, ...whose: readonly string[]): string =>
	[limit.name, ...whose].join(':');

/**
 * Counts one attempt against each limit. Throws `Refused` too_many when one is passed; `onFirst` is called
 * when it is passed just now, so that it is logged once and not for every attempt after it.
 */
export const attempt = async (
	ctx: Context,
	against: readonly { readonly limit: Limit; readonly key: string }[],
	onFirst?: () => Promise<void>
): Promise<void> => {
	const at = ctx.realNow();
	const { counts } = await ctx.store.commit(
		against.map(({ limit, key }) => ({ do: 'count', key, windowMs: limit.windowMs, at }))
	);
	const passed = against.filter(({ limit }, index) => (counts[index] ?? 0) > limit.max);
	const [first] = passed;
	if (!first) return;
	if (against.some(({ limit }, index) => counts[index] === limit.max + 1)) await onFirst?.();
	throw new Refused({
		kind: 'too_many',
		key: 'too_many_attempts',
		facts: {
			minutes: Math.max(...passed.map(({ limit }) => Math.ceil(limit.windowMs / MINUTE_MS)))
		}
	});
};
