import { z } from 'zod';
import { mostPointsOfPair, type AssignInput } from '#lib/domain/review/assign-network.ts';
import { count, id, whole } from './common.ts';
import { duplicates, problem, readAs, refuse, show, type Path } from './problems.ts';

type Field = { readonly is: (value: unknown) => boolean; readonly allowed: string };

const anId: Field = {
	is: (value) => typeof value === 'string' && value !== '',
	allowed: 'a non-empty text'
};
const somePoints: Field = {
	is: (value) => Number.isSafeInteger(value) && Number(value) >= 0,
	allowed: 'a whole number of at least 0'
};

/** A list of rows with these values. Read by hand: there may be a million, and nothing is made for each. */
const rowsOf = <Row extends readonly unknown[]>(fields: readonly Field[], allowed: string) =>
	z.unknown().transform((list, context): readonly Row[] => {
		const note = (input: unknown, message: string, path: (string | number)[]): void =>
			context.addIssue({ code: 'custom', message, input, path });
		if (!Array.isArray(list)) {
			note(list, 'a list', []);
			return z.NEVER;
		}
		list.forEach((row: unknown, index) => {
			if (!Array.isArray(row) || row.length !== fields.length) note(row, allowed, [index]);
			else
				fields.forEach((field, at) => {
					if (!field.is(row[at])) note(row[at], field.allowed, [index, at]);
				});
		});
		return list as readonly Row[];
	});

const conflicts = rowsOf<[string, string]>([anId, anId], 'an application and an expert');
const fit = rowsOf<[string, string, number]>(
	[anId, anId, somePoints],
	'an application, an expert and points'
);

const schema = z.strictObject({
	perApplication: whole.min(1),
	maxLoad: count.optional(),
	applications: z.array(z.strictObject({ id, specialty: id.optional(), employer: id })),
	experts: z.array(
		z.strictObject({
			id,
			specialties: z.array(id).optional(),
			employer: id,
			maxLoad: count.optional()
		})
	),
	conflicts,
	fit: fit.optional()
});

type Input = z.infer<typeof schema>;

/** Without a table of points, specialties are what is compared. */
const missingSpecialties = (input: Input): readonly string[] => {
	if (input.fit) return [];
	const missing = (path: Path): string =>
		problem(path, 'missing', 'what is compared where there is no fit');
	return [
		...input.applications.flatMap(({ specialty }, index) =>
			specialty === undefined ? [missing(['applications', index, 'specialty'])] : []
		),
		...input.experts.flatMap(({ specialties }, index) =>
			specialties === undefined ? [missing(['experts', index, 'specialties'])] : []
		)
	];
};

const placesIn = (list: readonly { readonly id: string }[]): ReadonlyMap<string, number> =>
	new Map(list.map(({ id: name }, index) => [name, index]));

/** Pairs with somebody who is not in the lists, and pairs of `fit` that an earlier row has. */
const wrongPairs = (input: Input): readonly string[] => {
	const applications = placesIn(input.applications);
	const experts = placesIn(input.experts);
	const lines: string[] = [];
	const look = (
		name: string,
		index: number,
		application: string,
		expert: string,
		seen?: Set<number>
	): void => {
		const row = applications.get(application);
		const column = experts.get(expert);
		if (row === undefined)
			lines.push(
				problem(
					[name, index, 0],
					`unknown application ${show(application)}`,
					'an id in applications'
				)
			);
		if (column === undefined)
			lines.push(problem([name, index, 1], `unknown expert ${show(expert)}`, 'an id in experts'));
		if (row === undefined || column === undefined || !seen) return;
		const pair = row * input.experts.length + column;
		if (seen.has(pair))
			lines.push(
				problem([name, index], `duplicate pair ${show([application, expert])}`, 'unique in fit')
			);
		seen.add(pair);
	};
	// There may be a million of them: nothing is made for a row that is right.
	input.conflicts.forEach(([application, expert], index) =>
		look('conflicts', index, application, expert)
	);
	const seen = new Set<number>();
	input.fit?.forEach(([application, expert], index) =>
		look('fit', index, application, expert, seen)
	);
	return lines;
};

const tooManyPoints = (input: Input): readonly string[] => {
	const most = mostPointsOfPair(input);
	return (input.fit ?? []).flatMap(([, , points], index) =>
		points > most
			? [problem(['fit', index, 2], `found ${points}`, `at most ${most}, so that sums are exact`)]
			: []
	);
};

/** The contract's `assign`: ids unique, references there, and one entry of `fit` a pair. */
export const readAssignment = (text: string): AssignInput => {
	const input = readAs(schema, text);
	refuse([
		...duplicates(input.applications, (one) => one.id, ['applications'], 'id'),
		...duplicates(input.experts, (one) => one.id, ['experts'], 'id'),
		...missingSpecialties(input),
		...wrongPairs(input),
		...tooManyPoints(input)
	]);
	return input;
};
