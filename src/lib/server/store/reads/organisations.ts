import { and, asc, eq, inArray, or, sql } from 'drizzle-orm';
import type { organisationKinds } from '../schema.ts';
import { first, prepared, type Questions } from './questions.ts';

type Kind = (typeof organisationKinds)[number];

/** `%` and `_` in what people type are themselves. */
const literally = (text: string): string => text.replace(/[\\%_]/g, (sign) => `\\${sign}`);

export const organisationReads = ({ db, t }: Questions) => {
	const byId = prepared(
		'organisations_by_id',
		db
			.select()
			.from(t.organisations)
			.where(eq(t.organisations.id, sql.placeholder('id')))
	);
	const byPlaceAndKind = prepared(
		'organisations_by_place_and_kind',
		db
			.select()
			.from(t.organisations)
			.where(
				and(
					eq(t.organisations.place, sql.placeholder('place')),
					eq(t.organisations.kind, sql.placeholder('kind'))
				)
			)
			.orderBy(asc(t.organisations.name), asc(t.organisations.id))
	);
	const ofKind = prepared(
		'organisations_of_kind',
		db
			.select()
			.from(t.organisations)
			.where(eq(t.organisations.kind, sql.placeholder('kind')))
			.orderBy(asc(t.organisations.place), asc(t.organisations.name))
	);
	return {
		byId: async (id: string) => first(await byId({ id })),
		byIds: async (ids: readonly string[]) =>
			ids.length === 0
				? []
				: db
						.select()
						.from(t.organisations)
						.where(inArray(t.organisations.id, [...ids])),
		/** Those of a kind in a place (jurisdiction code), by name. */
		byPlaceAndKind: async (place: string, kind: Kind) => byPlaceAndKind({ place, kind }),
		ofKind: async (kind: Kind) => ofKind({ kind }),
		/** Active ones whose name holds the text, at most `limit`, by name. */
		searchByName: async (text: string, kinds: readonly Kind[], limit = 20) =>
			db
				.select()
				.from(t.organisations)
				.where(
					and(
						sql`${t.organisations.name} like ${`%${literally(text)}%`} escape '\\'`,
						inArray(t.organisations.kind, [...kinds]),
						eq(t.organisations.state, 'active')
					)
				)
				.orderBy(asc(t.organisations.name), asc(t.organisations.id))
				.limit(limit),
		/** Employers under a sector department, or for which an agency acts. */
		children: async (id: string) =>
			db
				.select()
				.from(t.organisations)
				.where(or(eq(t.organisations.parentId, id), eq(t.organisations.agencyId, id)))
				.orderBy(asc(t.organisations.name), asc(t.organisations.id))
	};
};
