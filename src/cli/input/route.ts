import { z } from 'zod';
import {
	committeeStates,
	type Place,
	type Register,
	type RouteQuestion
} from '#lib/domain/authority/route.ts';
import { day, id, level, tier } from './common.ts';
import { duplicates, problem, readAs, refuse, show } from './problems.ts';

const schema = z.strictObject({
	jurisdictions: z.array(z.strictObject({ code: id, parent: id.nullable() })),
	committees: z.array(
		z.strictObject({
			id,
			series: id,
			specialty: id.optional(),
			tiers: z.array(tier),
			covers: z.array(id),
			filedOn: day,
			validTo: day,
			state: z.enum(committeeStates),
			external: z.boolean().optional()
		})
	),
	entrustments: z.array(
		z.strictObject({
			id,
			from: id,
			committee: id,
			series: id,
			specialty: id.optional(),
			tiers: z.array(tier),
			validFrom: day,
			validTo: day
		})
	),
	applications: z.array(
		z.strictObject({
			id,
			series: id,
			specialty: id.optional(),
			level,
			employer: z.strictObject({ jurisdiction: id }),
			meetingDate: day
		})
	)
});

type Input = z.infer<typeof schema>;

/** Places whose way up never reaches the top. */
const cycles = (places: readonly Place[]): readonly string[] => {
	const parents = new Map(places.map((place) => [place.code, place.parent]));
	const ends = new Set<string>();
	return places.flatMap((place, index) => {
		const way = new Set<string>();
		let at: string | null = place.code;
		while (at !== null && !ends.has(at)) {
			if (way.has(at)) {
				way.forEach((code) => ends.add(code));
				const found = `found a cycle through ${show(at)}`;
				return [problem(['jurisdictions', index, 'parent'], found, 'a way up to parent null')];
			}
			way.add(at);
			at = parents.get(at) ?? null;
		}
		way.forEach((code) => ends.add(code));
		return [];
	});
};

const dangling = (input: Input): readonly string[] => {
	const codes = new Set(input.jurisdictions.map((place) => place.code));
	const committees = new Set(input.committees.map((one) => one.id));
	const code = (path: (string | number)[], value: string): readonly string[] =>
		codes.has(value)
			? []
			: [problem(path, `unknown jurisdiction ${show(value)}`, 'a code in jurisdictions')];
	return [
		...input.jurisdictions.flatMap(({ parent }, index) =>
			parent === null ? [] : code(['jurisdictions', index, 'parent'], parent)
		),
		...input.committees.flatMap(({ covers }, index) =>
			covers.flatMap((value, at) => code(['committees', index, 'covers', at], value))
		),
		...input.entrustments.flatMap(({ from, committee }, index) => [
			...code(['entrustments', index, 'from'], from),
			...(committees.has(committee)
				? []
				: [
						problem(
							['entrustments', index, 'committee'],
							`unknown committee ${show(committee)}`,
							'an id in committees'
						)
					])
		]),
		...input.applications.flatMap(({ employer }, index) =>
			code(['applications', index, 'employer', 'jurisdiction'], employer.jurisdiction)
		)
	];
};

/** The register and the questions of the contract's `route`. */
export const readRouteInput = (
	text: string
): {
	readonly register: Register;
	readonly applications: readonly { readonly id: string; readonly question: RouteQuestion }[];
} => {
	const input = readAs(schema, text);
	refuse([
		...duplicates(input.jurisdictions, (place) => place.code, ['jurisdictions'], 'code'),
		...duplicates(input.committees, (one) => one.id, ['committees'], 'id'),
		...duplicates(input.entrustments, (one) => one.id, ['entrustments'], 'id'),
		...duplicates(input.applications, (one) => one.id, ['applications'], 'id'),
		...dangling(input)
	]);
	refuse(cycles(input.jurisdictions));
	return {
		register: {
			places: input.jurisdictions,
			committees: input.committees,
			entrustments: input.entrustments
		},
		applications: input.applications.map(({ id: application, employer, ...rest }) => ({
			id: application,
			question: { ...rest, place: employer.jurisdiction }
		}))
	};
};
