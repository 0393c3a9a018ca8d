import { z } from 'zod';
import type { DrawInput } from '#lib/domain/review/draw.ts';
import { count, id } from './common.ts';
import { duplicates, problem, readAs, refuse, show } from './problems.ts';

const lowerHex = 'lower-case hex digits';

const schema = z.strictObject({
	seed: z.string({ error: lowerHex }).regex(/^[0-9a-f]+$/, { error: lowerHex }),
	seats: count,
	pool: z.array(z.strictObject({ id, employer: id, group: id.optional() })),
	excluded: z.array(z.strictObject({ id, why: id })),
	maxPerEmployer: count.optional(),
	minPerGroup: z
		.record(id, count, {
			error: ({ code }) => (code === 'invalid_key' ? 'a non-empty text as key' : undefined)
		})
		.optional()
});

/** A draw whose references exist. A minimum for a group without members is no bad input but a shortage. */
export const readDraw = (text: string): DrawInput => {
	const input = readAs(schema, text);
	const pooled = new Set(input.pool.map((expert) => expert.id));
	refuse([
		...duplicates(input.pool, (expert) => expert.id, ['pool'], 'id'),
		...duplicates(input.excluded, (expert) => expert.id, ['excluded'], 'id'),
		...input.excluded.flatMap(({ id: expert }, index) =>
			pooled.has(expert)
				? []
				: [problem(['excluded', index, 'id'], `unknown expert ${show(expert)}`, 'an id in pool')]
		)
	]);
	return input;
};
