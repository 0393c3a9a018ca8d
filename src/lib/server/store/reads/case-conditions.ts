/** Who may see which cases, and what a filter asks for, as conditions with named values. */
import {
	and,
	eq,
	exists,
	gte,
	inArray,
	isNull,
	lt,
	ne,
	notExists,
	or,
	sql,
	type Placeholder,
	type SQL
} from 'drizzle-orm';
import type { AssistScope, CaseScope } from '#lib/domain/access.ts';
import type { QueryTerm } from '#lib/domain/search.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import type { Questions } from './questions.ts';
import { keepsFromCase } from './recusals.ts';

/** What a desk's query bar can ask for, beside states. */
export type CaseFilter = {
	readonly place?: string;
	readonly employerId?: string;
	readonly series?: string;
	readonly specialty?: string;
	readonly level?: string;
	readonly track?: ApplicationTrack;
	readonly committeeId?: string;
	readonly roundId?: string;
	readonly batchId?: string;
	/** Organisation or person whose turn it is. */
	readonly holderId?: string;
	/** Cases whose date is before this legal day. */
	readonly dueBefore?: string;
	/** Name, number, employer or title, as typed. */
	readonly text?: string;
};

export type DeskScope = Extract<CaseScope, { kind: 'desk' }>;

/** Conditions and the values of their placeholders; the same `shape` always gives the same SQL. */
export type Conditions = {
	readonly shape: string;
	readonly where: readonly SQL[];
	readonly values: Readonly<Record<string, string | number>>;
};

const equalities = [
	'place',
	'employerId',
	'series',
	'specialty',
	'level',
	'track',
	'committeeId',
	'roundId',
	'holderId'
] as const satisfies readonly (keyof CaseFilter)[];

/** Neither their own cases nor those they are recused from. */
const notTheirs = (q: Questions, me: Placeholder | string): readonly SQL[] => {
	return [ne(q.t.applications.personId, me), notExists(keepsFromCase(q, me))];
};

/** Drafts that somebody fills in for others: `partiesOf` makes them the assistant of exactly these. */
export const assistConditions = (
	q: Questions,
	personId: string,
	scopes: readonly AssistScope[]
): SQL | undefined => {
	const a = q.t.applications;
	return and(
		eq(a.assistedBy, personId),
		eq(a.state, 'draft'),
		or(...scopes.map(({ field, value }) => eq(a[field], value))),
		...notTheirs(q, personId)
	);
};

/**
 * The scope as SQL: equal to `partiesOf` (a property test holds them together). Own and recused cases are
 * left out where `excludes` says that the person has any; states are the caller's part.
 */
export const scopeConditions = (q: Questions, scope: DeskScope, excludes: boolean): Conditions => {
	const { db, t } = q;
	const a = t.applications;
	const me = sql.placeholder('me');
	const where: SQL[] = [gte(a.reach, sql.placeholder('reach'))];
	switch (scope.field) {
		case 'any':
			break;
		case 'expert':
			where.push(
				inArray(
					a.id,
					db
						.select({ id: t.assignments.applicationId })
						.from(t.assignments)
						.where(
							and(
								eq(t.assignments.expertId, me),
								inArray(t.assignments.state, ['assigned', 'submitted'])
							)
						)
				)
			);
			break;
		case 'chair':
			where.push(
				inArray(
					a.roundId,
					db
						.select({ id: t.roundMembers.roundId })
						.from(t.roundMembers)
						.where(
							and(
								eq(t.roundMembers.personId, me),
								inArray(t.roundMembers.seat, ['chair', 'vice_chair']),
								isNull(t.roundMembers.endedAt)
							)
						)
				)
			);
			break;
		default:
			where.push(eq(a[scope.field], sql.placeholder('scope')));
	}
	if (excludes) where.push(...notTheirs(q, me));
	return {
		shape: `${scope.field}${excludes ? '!' : ''}`,
		where,
		values: { reach: scope.reach, scope: scope.value, me: scope.personId }
	};
};

/** The filter but its text. */
export const filterConditions = ({ t }: Questions, filter: CaseFilter): Conditions => {
	const a = t.applications;
	const given = equalities.filter((name) => filter[name] !== undefined);
	const where: SQL[] = given.map((name) => eq(a[name], sql.placeholder(`f_${name}`)));
	const values = Object.fromEntries(given.map((name) => [`f_${name}`, filter[name] ?? '']));
	let shape: string = given.join();
	if (filter.batchId !== undefined) {
		// Through a function, so that no engine prefers the batch's index to the order that is asked for.
		where.push(sql`coalesce(${a.batchId}, '') = ${sql.placeholder('f_batchId')}`);
		values['f_batchId'] = filter.batchId;
		shape += ',batch';
	}
	if (filter.dueBefore !== undefined) {
		where.push(lt(a.dueOrder, sql.placeholder('f_dueBefore')));
		values['f_dueBefore'] = filter.dueBefore;
		shape += ',due';
	}
	return { shape, where, values };
};

/** The end of the terms that begin with this one character. */
const after = (character: string): string =>
	String.fromCodePoint((character.codePointAt(0) ?? 0) + 1);

/** A term among the postings: itself, or whatever begins with it. Values: `t<index>`, `u<index>`. */
export const isTerm = ({ t }: Questions, { prefix }: QueryTerm, index: number | string): SQL => {
	const s = t.searchTerms;
	const from = sql.placeholder(`t${index}`);
	return prefix
		? sql`${s.term} >= ${from} and ${s.term} < ${sql.placeholder(`u${index}`)} and ${s.objectKind} = 'application'`
		: sql`${s.term} = ${from} and ${s.objectKind} = 'application'`;
};

export const termValues = (
	{ term, prefix }: QueryTerm,
	index: number | string
): Readonly<Record<string, string>> => ({
	[`t${index}`]: term,
	...(prefix && { [`u${index}`]: after(term) })
});

/** That a case holds every term. The case is known already: a look at its own terms. */
export const termConditions = (q: Questions, terms: readonly QueryTerm[]): Conditions => {
	const s = q.t.searchTerms;
	return {
		shape: terms.map(({ prefix }) => (prefix ? 'p' : 't')).join(''),
		where: terms.map((term, index) =>
			exists(
				q.db
					.select({ one: sql`1` })
					.from(s)
					.where(and(eq(s.objectId, q.t.applications.id), isTerm(q, term, index)))
			)
		),
		values: Object.assign({}, ...terms.map(termValues)) as Conditions['values']
	};
};

export const together = (...parts: readonly Conditions[]): Conditions => ({
	shape: parts.map(({ shape }) => shape).join('|'),
	where: parts.flatMap(({ where }) => where),
	values: Object.assign({}, ...parts.map(({ values }) => values)) as Conditions['values']
});
