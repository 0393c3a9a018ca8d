import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	draw,
	isShortage,
	refill,
	replayDraw,
	type Drawn,
	type DrawInput,
	type PassedOver,
	type PooledExpert,
	type Shortage
} from '#lib/domain/review/draw.ts';
import { ticketOf } from '#lib/domain/tickets.ts';
import { chiSquare, drawInput } from './draw-arbitrary.ts';

// printf '00ff:%s' e1 | sha256sum, and so on: in ticket order e2, e1, e5, e4, e3.
const tickets = {
	e1: 'ab05d2e83a7b57e11841ad80648500d2fceea92c9f033327b7b0edf1c113b3f4',
	e2: '03e3054a78528f348387480dd7e11b1c905fdac440df61d85a502e78e95782eb',
	e3: 'ea2e090c653d77caa9f2b8326c295977786c33d6c3e493ad9bf05d64cc6cfe0e',
	e4: 'd0661242958600762dc6e2f94f466d175e1c01b058f6dcb82d6466d5a945a5d0',
	e5: 'cc1660ecb2f351d80a2ceb45538e2ef92deda514c7d20ba569339dc93b26c013'
};
const pool: readonly PooledExpert[] = [
	{ id: 'e1', employer: 'a' },
	{ id: 'e2', employer: 'a' },
	{ id: 'e3', employer: 'b', group: 'water' },
	{ id: 'e4', employer: 'c' },
	{ id: 'e5', employer: 'd' }
];
const of = (more: Partial<DrawInput>): Drawn | Shortage =>
	draw({ seed: '00ff', seats: 2, pool, excluded: [], ...more });
const refilled = (
	more: Partial<DrawInput>,
	standing: readonly string[],
	refused: readonly string[]
) => refill({ seed: '00ff', seats: 2, pool, excluded: [], ...more }, standing, refused);

describe('a draw by hand', () => {
	it('seats the lowest tickets', () => {
		expect(of({})).toEqual({
			drawn: ['e2', 'e1'],
			alternates: ['e5', 'e4', 'e3'],
			skipped: [],
			tickets,
			// printf 'e1\ne2\ne3\ne4\ne5' | sha256sum
			poolDigest: '03ef414bbc79dedcd45bbed3b0534b21d77f9aa4aafce6b7909160f9ae31cce0'
		});
	});

	it('passes over who is excluded, and who would break the cap of an employer', () => {
		expect(of({ excluded: [{ id: 'e1', why: 'kin' }] })).toMatchObject({
			drawn: ['e2', 'e5'],
			alternates: ['e4', 'e3'],
			skipped: [{ id: 'e1', why: 'excluded' }]
		});
		expect(of({ maxPerEmployer: 1 })).toMatchObject({
			drawn: ['e2', 'e5'],
			alternates: ['e1', 'e4', 'e3'],
			skipped: [{ id: 'e1', why: 'employer-cap' }]
		});
	});

	it('keeps the last seat for a group that needs it, and says the first reason of each', () => {
		expect(
			of({ minPerGroup: { water: 1 }, maxPerEmployer: 1, excluded: [{ id: 'e5', why: 'kin' }] })
		).toMatchObject({
			drawn: ['e2', 'e3'],
			alternates: ['e1', 'e4'],
			skipped: [
				{ id: 'e1', why: 'employer-cap' },
				{ id: 'e5', why: 'excluded' },
				{ id: 'e4', why: 'group-minimum' }
			]
		});
	});

	it('lists whom it met before the last seat was taken, nobody after', () => {
		expect(of({ seats: 1, excluded: [{ id: 'e3', why: 'kin' }] })).toMatchObject({ skipped: [] });
	});

	it('says how many seats stay empty, and why', () => {
		expect(of({ seats: 6 })).toEqual({ drawn: null, short: 1, why: 'seats' });
		expect(of({ seats: 5, maxPerEmployer: 1 })).toEqual({ drawn: null, short: 1, why: 'seats' });
		expect(of({ minPerGroup: { water: 2 } })).toEqual({
			drawn: null,
			short: 1,
			why: 'group-minimum'
		});
		expect(of({ minPerGroup: { forest: 1 } })).toMatchObject({ short: 1, why: 'group-minimum' });
		expect(of({ seats: 0, minPerGroup: { water: 1 } })).toMatchObject({ why: 'group-minimum' });
		expect(of({ seats: 0 })).toMatchObject({ drawn: [], skipped: [] });
		expect(of({ seats: 1, pool: [] })).toEqual({ drawn: null, short: 1, why: 'seats' });
	});

	it('does not go back: a seat once taken stays taken', () => {
		// e2 takes the employer's only seat, so that the group has nobody left.
		const both = pool.map((one) => (one.id === 'e1' ? { ...one, group: 'forest' } : one));
		expect(of({ pool: both, maxPerEmployer: 1, minPerGroup: { forest: 1 } })).toEqual({
			drawn: null,
			short: 1,
			why: 'group-minimum'
		});
	});
});

/** The rule once more, as the contract says it: every count taken afresh from who sits already. */
const plainly = (input: DrawInput): Drawn | Shortage => {
	const order = input.pool.map((one) => ({ ...one, ticket: ticketOf(input.seed, one.id) }));
	order.sort((a, b) => (a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : 0));
	const minimums = Object.entries(input.minPerGroup ?? {});
	const seats: PooledExpert[] = [];
	const skipped: { id: string; why: PassedOver }[] = [];
	const lacking = (panel: readonly PooledExpert[]): number =>
		minimums
			.map(([group, least]) => least - panel.filter((one) => one.group === group).length)
			.filter((places) => places > 0)
			.reduce((sum, places) => sum + places, 0);
	for (const expert of order) {
		if (seats.length === input.seats) break;
		const colleagues = seats.filter(({ employer }) => employer === expert.employer).length;
		const left = input.seats - seats.length - 1;
		if (input.excluded.some(({ id }) => id === expert.id))
			skipped.push({ id: expert.id, why: 'excluded' });
		else if (input.maxPerEmployer !== undefined && colleagues + 1 > input.maxPerEmployer)
			skipped.push({ id: expert.id, why: 'employer-cap' });
		else if (left < lacking([...seats, expert]))
			skipped.push({ id: expert.id, why: 'group-minimum' });
		else seats.push(expert);
	}
	const short = input.seats - seats.length;
	const places = lacking(seats);
	if (short > 0 || places > 0)
		return { drawn: null, short: short || places, why: places > 0 ? 'group-minimum' : 'seats' };
	const drawn = seats.map(({ id }) => id);
	const ids = order.map(({ id }) => id);
	return {
		drawn,
		alternates: ids.filter(
			(id) => !drawn.includes(id) && !input.excluded.some((one) => one.id === id)
		),
		skipped,
		tickets: Object.fromEntries(order.map(({ id, ticket }) => [id, ticket])),
		poolDigest: createHash('sha256').update(ids.toSorted().join('\n')).digest('hex')
	};
};

/** What a panel breaks, by the terms alone. */
const broken = (input: DrawInput, panel: readonly string[]): readonly string[] => {
	const seated = input.pool.filter(({ id }) => panel.includes(id));
	const count = (test: (one: PooledExpert) => boolean): number => seated.filter(test).length;
	return [
		...(panel.length === input.seats && new Set(panel).size === panel.length ? [] : ['seats']),
		...(input.excluded.some(({ id }) => panel.includes(id)) ? ['excluded'] : []),
		...(seated.some(
			({ employer }) =>
				count((one) => one.employer === employer) > (input.maxPerEmployer ?? Infinity)
		)
			? ['employer-cap']
			: []),
		...Object.entries(input.minPerGroup ?? {})
			.filter(([group, least]) => count((one) => one.group === group) < least)
			.map(([group]) => group)
	];
};

describe('any draw', () => {
	it('agrees with the rule written down a second time', () => {
		fc.assert(
			fc.property(drawInput, (input) => {
				expect(draw(input)).toEqual(plainly(input));
			}),
			{ numRuns: 300 }
		);
	});

	it('never breaks a cap or a minimum, and leaves nobody out of the account', () => {
		fc.assert(
			fc.property(drawInput, (input) => {
				const found = draw(input);
				if (isShortage(found)) return;
				expect(broken(input, found.drawn)).toEqual([]);
				const out = input.excluded.map(({ id }) => id);
				expect([...found.drawn, ...found.alternates, ...out].sort()).toEqual(
					input.pool.map(({ id }) => id).sort()
				);
			}),
			{ numRuns: 300 }
		);
	});

	it('does not depend on the order of the pool', () => {
		fc.assert(
			fc.property(drawInput, (input) => {
				expect(draw({ ...input, pool: input.pool.toReversed() })).toEqual(draw(input));
			})
		);
	});

	it('gives nobody another ticket when somebody excluded joins the pool', () => {
		fc.assert(
			fc.property(drawInput, (input) => {
				const found = draw(input);
				const more = draw({
					...input,
					pool: [{ id: 'joined', employer: 'any' }, ...input.pool],
					excluded: [...input.excluded, { id: 'joined', why: 'kin' }]
				});
				if (isShortage(found) || isShortage(more)) {
					expect(more).toEqual(found);
					return;
				}
				expect(more.tickets).toMatchObject(found.tickets);
				expect([more.drawn, more.alternates]).toEqual([found.drawn, found.alternates]);
			})
		);
	});

	it('is fair to everybody and to every pair (χ² over a fixed sequence of seeds)', () => {
		const people = Array.from({ length: 10 }, (_, index) => ({ id: `x${index}`, employer: 'a' }));
		const runs = 6_000;
		const first = new Map<string, number>();
		const pairs = new Map<string, number>();
		for (let run = 0; run < runs; run += 1) {
			const seed = run.toString(16).padStart(8, '0');
			const { drawn } = draw({ seed, seats: 2, pool: people, excluded: [] }) as Drawn;
			first.set(drawn[0] ?? '', (first.get(drawn[0] ?? '') ?? 0) + 1);
			const pair = [...drawn].sort().join();
			pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
		}
		// The 99.9 % points of χ² with 9 and with 44 degrees of freedom.
		expect(chiSquare([...first.values()], 10, runs)).toBeLessThan(27.88);
		expect(chiSquare([...pairs.values()], 45, runs)).toBeLessThan(78.75);
	});
});

describe('refilling seats', () => {
	it('by hand: the first alternate takes the seat', () => {
		expect(refilled({}, ['e1'], ['e2'])).toEqual({ added: ['e5'], skipped: [] });
		// Once more: who refused before is not asked again.
		expect(refilled({}, ['e1'], ['e2', 'e5'])).toEqual({ added: ['e4'], skipped: [] });
	});

	it('by hand: with caps and minimums, counted with those who stand', () => {
		// e2 of employer a stands: e1 stays out. With e2 gone, e1 may come in.
		expect(refilled({ maxPerEmployer: 1 }, ['e2'], ['e5'])).toEqual({
			added: ['e4'],
			skipped: [{ id: 'e1', why: 'employer-cap' }]
		});
		expect(refilled({ maxPerEmployer: 1 }, ['e5'], ['e2'])).toMatchObject({ added: ['e1'] });
		expect(refilled({ minPerGroup: { water: 1 } }, ['e2'], ['e3'])).toEqual({
			drawn: null,
			short: 1,
			why: 'group-minimum'
		});
	});

	const refusals = drawInput.chain((input) => {
		const found = draw(input);
		const drawn = isShortage(found) ? [] : found.drawn;
		return fc.record({ input: fc.constant(input), away: fc.subarray([...drawn]) });
	});

	it('keeps everyone who stands, asks nobody twice, keeps caps and minimums', () => {
		fc.assert(
			fc.property(refusals, ({ input, away }) => {
				const found = draw(input);
				if (isShortage(found)) return;
				const standing = found.drawn.filter((id) => !away.includes(id));
				const next = refill(input, standing, away);
				if (isShortage(next)) return;
				expect(next.added).toHaveLength(away.length);
				expect(next.added.every((id) => found.alternates.includes(id))).toBe(true);
				expect(broken(input, [...standing, ...next.added])).toEqual([]);
			}),
			{ numRuns: 300 }
		);
	});

	it('gives a single seat to the first alternate with whom the whole panel holds', () => {
		fc.assert(
			fc.property(drawInput, fc.nat(), (input, which) => {
				const found = draw(input);
				if (isShortage(found) || found.drawn.length === 0) return;
				const away = found.drawn[which % found.drawn.length] ?? '';
				const standing = found.drawn.filter((id) => id !== away);
				const first = found.alternates.find((id) => broken(input, [...standing, id]).length === 0);
				const next = refill(input, standing, [away]);
				expect(isShortage(next) ? undefined : next.added[0]).toBe(first);
			}),
			{ numRuns: 300 }
		);
	});
});

describe('a draw and its refusals', () => {
	it('replays every refusal in the order in which it came', () => {
		const input = { seed: '00ff', seats: 2, pool, excluded: [], maxPerEmployer: 1 };
		expect(replayDraw(input, [])).toMatchObject({ panel: ['e2', 'e5'], steps: [] });
		// e4 takes the seat of e5, then e1 that of its colleague e2, then nobody but e3 is left.
		const found = replayDraw(input, ['e5', 'e2', 'e1', 'e3']);
		expect(found).toMatchObject({ first: { drawn: ['e2', 'e5'] }, panel: ['e4'] });
		expect(isShortage(found) ? [] : found.steps).toEqual([
			{
				refused: 'e5',
				added: 'e4',
				skipped: [{ id: 'e1', why: 'employer-cap' }],
				shortage: null
			},
			{ refused: 'e2', added: 'e1', skipped: [], shortage: null },
			{ refused: 'e1', added: 'e3', skipped: [], shortage: null },
			{
				refused: 'e3',
				added: null,
				skipped: [],
				shortage: { drawn: null, short: 1, why: 'seats' }
			}
		]);
		expect(replayDraw({ ...input, seats: 9 }, [])).toMatchObject({ drawn: null });
	});
});
