import type { Context } from '../ports.ts';

/** Batches that take applications now, by the legal clock; the one that closes first comes first. */
export const listOpenBatches = async (
	ctx: Context
): Promise<
	readonly {
		readonly id: string;
		readonly name: string;
		readonly year: number;
		readonly closesAt: number;
	}[]
> =>
	(await ctx.store.read.batches.open(ctx.now())).map(({ id, name, year, closesAt }) => ({
		id,
		name,
		year,
		closesAt
	}));
