import { caseScopeOf } from '#lib/domain/access.ts';
import { fullYearsBetween, lastDayOfYear, type Day } from '#lib/domain/day.ts';
import { commit } from '../commit.ts';
import { educationRank, type EducationLevel } from '#lib/domain/rules/education.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import type { CaseKey } from '#lib/server/store/reads/case-list.ts';
import { logged, type Context, type Reads, type Row } from '../ports.ts';
import { filterOf, type CaseQuery } from './case-query.ts';
import { tabsOf, type Desk } from './desks.ts';

/** One line of the 一览表 (handbook 10.2), in keys; words are put on where it is written out. */
export type ListedPerson = {
	readonly number: string;
	readonly name: string;
	readonly sex: 'male' | 'female' | null;
	/** 1990-05. */
	readonly bornIn: string;
	readonly workSince: string;
	readonly field: string;
	readonly fieldYears: number | null;
	readonly presentTitle: string;
	readonly presentTitleOn: string;
	readonly presentTitleYears: number | null;
	readonly presentTitleIssuer: string;
	readonly education: string;
	readonly degree: string;
	readonly school: string;
	readonly major: string;
	readonly graduatedOn: string;
	readonly title: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly track: string;
	readonly employer: string;
	readonly place: string;
	readonly state: string;
};

type Line = Awaited<ReturnType<Reads['applications']['list']>>['rows'][number];
type Entry = Pick<Row<'applicationEntries'>, 'applicationId' | 'section' | 'data'>;

/** Rows read and written at once; the whole list never stands in memory. */
const CHUNK = 200;

const yearsSince = (text: string, asOf: Day): number | null => {
	const day = /^\d{4}-\d{2}$/.test(text) ? `${text}-01` : text;
	return /^\d{4}-\d{2}-\d{2}$/.test(day) ? fullYearsBetween(day, asOf) : null;
};

/** Reads the fields of one entry; '' where there is no such entry. */
type Field = (name: string) => string;
const empty: Field = () => '';

const ofSection = (entries: readonly Entry[], section: string): readonly Field[] =>
	entries
		.filter((entry) => entry.section === section)
		.map(
			({ data }): Field =>
				(name) =>
					valueOf(data, name)
		);

/** The title obtained last; qualifications and skill levels are no titles. */
const presentTitle = (entries: readonly Entry[]): Field =>
	ofSection(entries, 'titles')
		.filter((at) => at('kind') === 'title')
		.toSorted((a, b) => (a('obtainedOn') < b('obtainedOn') ? 1 : -1))[0] ?? empty;

const rankOf = (at: Field): number => educationRank(at('level') as EducationLevel) || 0;

/** The highest degree of education, of several the last. */
const highestEducation = (entries: readonly Entry[]): Field =>
	ofSection(entries, 'education').toSorted(
		(a, b) => rankOf(b) - rankOf(a) || (a('graduatedOn') < b('graduatedOn') ? 1 : -1)
	)[0] ?? empty;

const listed = (
	row: Line,
	person: Row<'people'> | undefined,
	entries: readonly Entry[],
	asOf: Day
): ListedPerson => {
	const basics = ofSection(entries, 'basics')[0] ?? empty;
	const title = presentTitle(entries);
	const education = highestEducation(entries);
	return {
		number: row.number,
		name: row.personName,
		sex: person?.sex ?? null,
		bornIn: person?.bornOn?.slice(0, 7) ?? '',
		workSince: basics('workSince'),
		field: basics('field'),
		fieldYears: yearsSince(basics('workSince'), asOf),
		presentTitle: title('printedName'),
		presentTitleOn: title('obtainedOn'),
		presentTitleYears: yearsSince(title('obtainedOn'), asOf),
		presentTitleIssuer: title('issuer'),
		education: education('level'),
		degree: education('degree'),
		school: education('school'),
		major: education('major'),
		graduatedOn: education('graduatedOn'),
		title: row.titleName,
		series: row.series,
		specialty: row.specialty,
		track: row.track,
		employer: row.employerName,
		place: row.place,
		state: row.state
	};
};

const withDetails = async (
	ctx: Context,
	rows: readonly Line[],
	years: ReadonlyMap<string, number>
): Promise<readonly ListedPerson[]> => {
	const [people, entries] = await Promise.all([
		ctx.store.read.people.byIds(rows.map(({ personId }) => personId)),
		ctx.store.read.applications.entriesOf(
			rows.map(({ id }) => id),
			['basics', 'titles', 'education']
		)
	]);
	const byPerson = new Map(people.map((person) => [person.id, person]));
	const byCase = Map.groupBy(entries, ({ applicationId }) => applicationId);
	return rows.map((row) =>
		listed(
			row,
			byPerson.get(row.personId),
			byCase.get(row.id) ?? [],
			lastDayOfYear(years.get(row.batchId) ?? Number(ctx.today().slice(0, 4)))
		)
	);
};

/**
 * Every case of the filtered list in its order, in chunks, however long it is. An export takes people's data
 * out of the portal, so it is logged with its filter and its count before the first chunk leaves.
 */
export async function* exportCases(
	ctx: Context,
	desk: Desk,
	query: CaseQuery
): AsyncGenerator<readonly ListedPerson[]> {
	const { read } = ctx.store;
	const scope = caseScopeOf(ctx.actor);
	const filter = filterOf(query, ctx.today());
	const states = tabsOf[desk].find(({ id }) => id === query.tab)?.states ?? [];
	const [counts, batches] = await Promise.all([
		read.applications.counts(scope, filter, { listed: states }),
		read.batches.all()
	]);
	const years = new Map(batches.map(({ id, year }) => [id, year]));
	await commit(ctx, [
		logged(ctx, {
			action: 'cases.export',
			objectKind: 'list',
			objectId: desk,
			detail: {
				tab: query.tab,
				filter: { ...filter },
				count: counts.listed.more ? `${counts.listed.count}+` : counts.listed.count
			}
		})
	]);
	let after: CaseKey | undefined;
	for (;;) {
		const page = await read.applications.list(
			scope,
			{ ...filter, states },
			query.sort,
			after ? { size: CHUNK, after } : { size: CHUNK, number: 1 }
		);
		if (page.rows.length > 0) yield await withDetails(ctx, page.rows, years);
		if (!page.hasNext || page.last === null) return;
		after = page.last;
	}
}
