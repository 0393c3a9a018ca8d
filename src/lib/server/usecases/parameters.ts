import { parameterOf } from '#lib/domain/rules/parameters.ts';
import type { Context } from './ports.ts';

/** A parameter's value in force today: what the city has set, else the default that ships. */
export const parameter = async (ctx: Context, key: string): Promise<number | string | boolean> => {
	const known = parameterOf(key);
	if (!known) throw new Error(`unknown parameter ${key}`);
	const set = await ctx.store.read.parameters.inForce(key, ctx.today());
	return set?.value ?? known.default;
};

/** The same, for a parameter that is a whole number. */
export const parameterNumber = async (ctx: Context, key: string): Promise<number> =>
	Number(await parameter(ctx, key));
