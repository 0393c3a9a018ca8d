/**
 * S2: what a desk lists is exactly what `partiesOf` lets it see, for random actors and cases, in every order,
 * by pages and by keys, and in the counts.
 */
import fc from 'fast-check';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import {
	assistScopesOf,
	caseScopeOf,
	partiesOf,
	roles,
	type Actor,
	type CaseRelations,
	type Role
} from '#lib/domain/access.ts';
import { counties } from '#lib/domain/rules/jurisdictions.ts';
import { applicationStates, type ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { CaseKey, CaseSort } from '#lib/server/store/reads/case-list.ts';
import { insert, type Change, type NewRow } from '#lib/server/usecases/ports.ts';
import { freshStore, type TestStore } from '../support/store.ts';

const CASES = 400;
const pick = <T>(list: readonly T[]) => fc.constantFrom(...list);
const named = (kind: string, count: number) =>
	Array.from({ length: count }, (_, index) => `${kind}-${index}`);
const people = named('person', 12);
const employers = named('employer', 4);
const agencies = named('agency', 2);
const sectors = named('sector', 2);
const offices = named('office', 3);
const rounds = named('round', 3);
const places = counties.slice(0, 3).map(({ code }) => code);
const orNull = <T>(list: readonly T[]) => fc.option(pick(list), { nil: null });

const aCase = fc.record({
	personId: pick(people),
	assistedBy: orNull(people),
	state: pick(applicationStates),
	reach: fc.integer({ min: 0, max: 6 }),
	employerId: pick(employers),
	agencyId: orNull(agencies),
	place: pick(places),
	sectorId: orNull(sectors),
	officeId: orNull(offices),
	roundId: orNull(rounds),
	dueOn: orNull(['2026-09-01', '2026-09-20', '2026-10-01', '2026-12-31']),
	personName: pick(['次仁', '卓玛', '扎西', '𠮷田', 'ཚེ་རིང']),
	employerName: pick(['水利站', '中学', '医院']),
	stateSince: fc.integer({ min: 1, max: 5 }),
	/** Who is recused: from this case, from every case of its applicant, or no more. */
	recusals: fc.array(
		fc.tuple(
			pick(people),
			fc.oneof(
				{ weight: 20, arbitrary: fc.constant('case' as const) },
				{ weight: 1, arbitrary: fc.constant('applicant' as const) },
				{ weight: 10, arbitrary: fc.constant('lifted' as const) }
			)
		),
		{ maxLength: 2 }
	),
	assignments: fc.uniqueArray(
		fc.tuple(pick(people), pick(['assigned', 'recused', 'submitted', 'ended'] as const)),
		{ maxLength: 4, selector: ([person]) => person }
	)
});
const aSeat = fc.tuple(
	pick(rounds),
	pick(people),
	pick(['chair', 'vice_chair', 'member'] as const),
	fc.boolean()
);
type Seat = readonly [string, string, 'chair' | 'vice_chair' | 'member', boolean];
const scopeIds: Partial<Record<Role, readonly string[]>> = {
	employer_officer: employers,
	hr_agency: agencies,
	sector_officer: sectors,
	committee_office: offices
};

type Written = { readonly relations: CaseRelations; readonly row: NewRow<'applications'> };

const write = async (
	store: TestStore,
	cases: readonly (typeof aCase extends fc.Arbitrary<infer C> ? C : never)[],
	seats: readonly Seat[]
): Promise<readonly Written[]> => {
	const everywhere = cases.flatMap(({ personId, recusals }) =>
		recusals
			.filter(([, reach]) => reach === 'applicant')
			.map(([person]) => ({ person, applicant: personId }))
	);
	const written = cases.map(({ assignments, recusals, ...given }, index) => {
		const id = v7();
		const row: NewRow<'applications'> = {
			...given,
			id,
			number: `2026-${String(index + 1).padStart(6, '0')}`,
			batchId: 'batch',
			series: 'engineering',
			ladder: 'engineering',
			level: 'assistant',
			holderParty: 'applicant',
			holderId: given.personId,
			titleName: '助理工程师',
			createdAt: 1,
			updatedAt: 1
		};
		const of = (wanted: (state: string) => boolean) =>
			assignments.filter(([, state]) => wanted(state)).map(([person]) => person);
		return {
			row,
			assignments: assignments.map(([expertId, state]): Change =>
				insert('assignments', {
					id: v7(),
					applicationId: id,
					roundId: given.roundId ?? '',
					expertId,
					state,
					createdAt: 1
				})
			),
			recusals: recusals.map(([personId, reach]): Change =>
				insert('recusals', {
					id: v7(),
					personId,
					applicationId: reach === 'applicant' ? null : id,
					applicantId: given.personId,
					kind: 'other',
					source: 'office',
					said: '',
					endedAt: reach === 'lifted' ? 2 : null,
					createdAt: 1
				})
			),
			relations: {
				...given,
				experts: of((state) => state === 'assigned' || state === 'submitted'),
				recused: [
					...recusals.filter(([, reach]) => reach === 'case').map(([person]) => person),
					...everywhere
						.filter(({ applicant }) => applicant === given.personId)
						.map(({ person }) => person)
				],
				chairs: seats
					.filter(
						([round, , seat, ended]) => round === given.roundId && seat !== 'member' && !ended
					)
					.map(([, person]) => person)
			}
		};
	});
	await store.commit([
		...written.flatMap(({ row, assignments, recusals }) => [
			insert('applications', row),
			...recusals,
			...assignments
		]),
		...seats.map(([roundId, personId, seat, ended]) =>
			insert('roundMembers', {
				id: v7(),
				roundId,
				personId,
				seat,
				number: 1,
				endedAt: ended ? 1 : null
			})
		)
	]);
	return written;
};

const actors = (): readonly Actor[] =>
	people.slice(0, 4).flatMap((personId) =>
		roles.flatMap((role) => {
			const wide = role === 'county_officer' ? places.slice(0, 2) : (scopeIds[role] ?? ['']);
			return wide.slice(0, 2).map((scope): Actor => {
				const hat = {
					grantId: 'grant',
					role,
					scopeId: scope,
					scopeName: '',
					place: role === 'county_officer' ? scope : '',
					deputyFor: null
				};
				return { personId, accountId: '', sessionId: '', name: '', hat, hats: [hat] };
			});
		})
	);

/** What the desk should see: not their own matters, and not the drafts they help to write. */
const seen = (actor: Actor, written: readonly Written[]): readonly Written[] =>
	written.filter(({ relations }) => {
		const parties = partiesOf(actor, relations);
		return [...parties].some((party) => party !== 'applicant' && party !== 'assistant');
	});

const sorts: readonly CaseSort[] = (
	['due', 'number', 'name', 'since', 'employer'] as const
).flatMap((by) => [{ by, dir: 'asc' } as const, { by, dir: 'desc' } as const]);

const inOrder = (written: readonly Written[], { by, dir }: CaseSort): readonly string[] => {
	const key = ({ row }: Written): string =>
		({
			due: row.dueOn ?? '9999-12-31',
			number: '',
			name: row.personName,
			since: String(row.stateSince),
			employer: row.employerName
		})[by];
	const bytes = (text: string) => Buffer.from(text, 'utf8');
	const sorted = written.toSorted(
		(x, y) =>
			Buffer.compare(bytes(key(x)), bytes(key(y))) ||
			Buffer.compare(bytes(x.row.number), bytes(y.row.number))
	);
	return (dir === 'asc' ? sorted : sorted.reverse()).map(({ row }) => row.number);
};

test('S2: every list and count equals the rule, for every role', async () => {
	const seed = 540200;
	const cases = fc.sample(aCase, { seed, numRuns: CASES });
	const seats = uniqueSeats(fc.sample(aSeat, { seed, numRuns: 20 }));
	const store = await freshStore();
	const written = await write(store, cases, seats);
	let listed = 0;
	for (const actor of actors()) {
		const expected = seen(actor, written);
		const scope = caseScopeOf(actor);
		for (const sort of sorts) {
			const found = await store.read.applications.list(scope, {}, sort, {
				size: CASES,
				number: 1
			});
			expect(found.rows.map(({ number }) => number)).toEqual(inOrder(expected, sort));
			listed += found.rows.length;
		}
		const tabs = Object.fromEntries(applicationStates.map((state) => [state, [state]]));
		const counts = await store.read.applications.counts(scope, {}, tabs);
		for (const state of applicationStates)
			expect([actor.hat?.role, state, counts[state]?.count]).toEqual([
				actor.hat?.role,
				state,
				expected.filter(({ row }) => row.state === state).length
			]);
	}
	// The sample must not be so thin that nothing is compared.
	expect(listed).toBeGreaterThan(10_000);
}, 120_000);

test('the drafts that somebody fills in for others are those that their grants still let them open', async () => {
	const seed = 540221;
	const cases = fc
		.sample(aCase, { seed, numRuns: CASES })
		.map((one, index) => (index % 5 === 0 ? one : { ...one, state: 'draft' as const }));
	const store = await freshStore();
	const written = await write(store, cases, uniqueSeats(fc.sample(aSeat, { seed, numRuns: 20 })));
	let listed = 0;
	for (const personId of people) {
		const theirs = actors().filter((actor) => actor.personId === people[0]);
		const hats = theirs.flatMap((actor) => [...actor.hats]);
		for (const held of [[], ...hats.map((hat) => [hat]), hats.slice(0, 8), hats])
			for (const hat of [null, held[0] ?? null]) {
				const actor: Actor = { ...theirs[0]!, personId, hat, hats: held };
				const found = await store.read.applications.draftsAssistedBy(
					personId,
					assistScopesOf(held)
				);
				expect(found.map(({ number }) => number).sort()).toEqual(
					written
						.filter(({ relations }) => partiesOf(actor, relations).has('assistant'))
						.map(({ row }) => row.number)
						.sort()
				);
				listed += found.length;
			}
	}
	expect(listed).toBeGreaterThan(500);
}, 120_000);

const uniqueSeats = (seats: readonly Seat[]): readonly Seat[] => [
	...new Map(seats.map((seat) => [`${seat[0]}/${seat[1]}`, seat])).values()
];

test('pages by number and by key show each case once, in both directions', async () => {
	const store = await freshStore();
	const written = await write(store, fc.sample(aCase, { seed: 7, numRuns: 150 }), []);
	const city: Actor = {
		personId: 'nobody',
		accountId: '',
		sessionId: '',
		name: '',
		hats: [],
		hat: {
			grantId: '',
			role: 'city_officer',
			scopeId: '',
			scopeName: '',
			place: '',
			deputyFor: null
		}
	};
	const scope = caseScopeOf(city);
	const states: readonly ApplicationState[] = ['panel_review', 'accepted', 'draft', 'confirmed'];
	const { list } = store.read.applications;
	for (const sort of sorts) {
		const expected = inOrder(
			seen(city, written).filter(({ row }) => states.includes(row.state)),
			sort
		);
		const size = 4;
		const byNumber: string[] = [];
		for (let number = 1; ; number++) {
			const page = await list(scope, { states }, sort, { size, number });
			byNumber.push(...page.rows.map((row) => row.number));
			expect(page.hasPrevious).toBe(number > 1);
			if (!page.hasNext) break;
		}
		expect(byNumber).toEqual(expected);

		const forwards: string[] = [];
		let last: CaseKey | null = null;
		do {
			const page = await list(
				scope,
				{ states },
				sort,
				last ? { size, after: last } : { size, number: 1 }
			);
			forwards.push(...page.rows.map((row) => row.number));
			last = page.hasNext ? page.last : null;
		} while (last);
		expect(forwards).toEqual(expected);

		const whole = await list(scope, { states }, sort, { size: 150, number: 1 });
		const backwards: string[] = whole.rows.slice(-1).map((row) => row.number);
		for (let before = whole.last; before;) {
			const page: Awaited<ReturnType<typeof list>> = await list(scope, { states }, sort, {
				size,
				before
			});
			backwards.unshift(...page.rows.map((row) => row.number));
			before = page.hasPrevious ? page.first : null;
		}
		expect(backwards).toEqual(expected);
	}
});
