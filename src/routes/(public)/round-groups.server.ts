/** The committees of a batch as people look for them: by series, specialty and level. */
import type { AnnouncedRound } from '#lib/server/usecases/portal/public-batches.ts';
import { cityCode } from '#lib/domain/rules/jurisdictions.ts';
import { placeName } from '#lib/server/places.ts';
import * as m from '#lib/paraglide/messages.js';
import { seriesText, tiersText } from './public-words.server.ts';

export type RoundGroup = {
	/** For the address: `engineering-water-junior`. */
	readonly id: string;
	/** 工程系列（水利）初级. */
	readonly title: string;
	/** Who reviews: the city's committee, or so many counties'. */
	readonly note: string;
	readonly rounds: readonly AnnouncedRound[];
};

const noteOf = (rounds: readonly AnnouncedRound[]): string => {
	const counties = rounds.filter(({ place }) => place !== cityCode);
	const [first] = counties;
	if (!first) return m.portal_by_city();
	if (counties.length === 1) return m.portal_by_county({ place: placeName(first.place) });
	return m.portal_by_counties({ place: placeName(first.place), count: counties.length });
};

/** The most committees first, so that what most people look for stands at the top. */
export const groupRounds = (rounds: readonly AnnouncedRound[]): readonly RoundGroup[] =>
	[
		...Map.groupBy(rounds, ({ series, specialty, tiers }) =>
			[series, specialty ?? 'all', ...tiers].join('-')
		).entries()
	]
		.flatMap(([id, group]): readonly RoundGroup[] => {
			const [first] = group;
			return first
				? [
						{
							id,
							title: `${seriesText(first.series, first.specialty)}${tiersText(first.tiers)}`,
							note: noteOf(group),
							rounds: group
						}
					]
				: [];
		})
		.sort((a, b) => b.rounds.length - a.rounds.length || (a.id < b.id ? -1 : 1));
