import { caseScopeOf, mayEnter } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import type { Context, Row } from '../ports.ts';

export type InspectedQuery = {
	/** Name, number or employer. */
	readonly q: string;
	readonly state: ApplicationState | '';
	readonly place: string;
	readonly page: number;
};

/** What the inspector's list shows of a case; the rest is on the case's own page. */
export type InspectedCase = Pick<
	Row<'applications'>,
	'id' | 'number' | 'personName' | 'employerName' | 'titleName' | 'state' | 'stateSince'
>;

export type InspectedList = {
	readonly rows: readonly InspectedCase[];
	/** Exact number, or null beyond a thousand. */
	readonly total: number | null;
	readonly page: number;
	readonly pages: number;
	readonly from: number;
};

const PAGE = 50;

/** Cases of the whole city that have left the applicants' hands, by number, newest first. */
export const listInspected = async (
	ctx: Context,
	query: InspectedQuery
): Promise<InspectedList> => {
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	const { applications } = ctx.store.read;
	const scope = caseScopeOf(ctx.actor);
	const filter = {
		...(query.q && { text: query.q }),
		...(query.place && { place: query.place })
	};
	const states = query.state ? [query.state] : [];
	const counts = await applications.counts(scope, filter, { found: states });
	const counted = counts.found;
	const pages = Math.max(1, Math.ceil(counted.count / PAGE));
	const page = Math.min(Math.max(1, query.page), pages);
	const { rows } = await applications.list(
		scope,
		{ ...filter, states },
		{ by: 'number', dir: 'desc' },
		{ size: PAGE, number: page }
	);
	return {
		rows: rows.map(
			({ id, number, personName, employerName, titleName, state, stateSince }): InspectedCase => ({
				id,
				number,
				personName,
				employerName,
				titleName,
				state,
				stateSince
			})
		),
		total: counted.more ? null : counted.count,
		page,
		pages,
		from: rows.length === 0 ? 0 : (page - 1) * PAGE + 1
	};
};
