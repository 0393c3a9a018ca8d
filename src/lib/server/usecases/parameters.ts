import type { Day } from '#lib/domain/day.ts';
import { parameterOf } from '#lib/domain/rules/parameters.ts';
import type { Context, Row } from './ports.ts';

/** The value that the city has set for a day (a legal day); undefined where it has set none. */
export const parameterSet = async (
	ctx: Context,
	key: string,
	day: Day
): Promise<Row<'parameters'> | undefined> =>
	(await ctx.store.read.parameters.begun(day)).find((set) => set.key === key);

/** A parameter's value in force today: what the city has set, else the default that ships. */
export const parameter = async (ctx: Context, key: string): Promise<number | string | boolean> => {
	const known = parameterOf(key);
	if (!known) throw new Error(`unknown parameter ${key}`);
	const set = await parameterSet(ctx, key, ctx.today());
	return set?.value ?? known.default;
};

/** The same, for a parameter that is a whole number. */
export const parameterNumber = async (ctx: Context, key: string): Promise<number> =>
	Number(await parameter(ctx, key));
