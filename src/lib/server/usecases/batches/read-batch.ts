import { stateAt } from '#lib/domain/authority/batch-workflow.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { mustEnter } from '../authority/may.ts';
import type { Context } from '../ports.ts';

/** Every batch, newest first, with how many rounds and applications it has. */
export const listBatches = async (ctx: Context) => {
	await mustEnter(ctx, 'batches');
	const batches = await ctx.store.read.batches.all();
	return Promise.all(
		batches.map(async (batch) => ({
			batch,
			state: stateAt(batch, ctx.now()),
			rounds: (await ctx.store.read.rounds.byBatch(batch.id)).length,
			applications: await ctx.store.read.applications.countInBatch(batch.id)
		}))
	);
};

/** A batch with its rounds, and the committees that could still join. */
export const readBatch = async (ctx: Context, id: string) => {
	await mustEnter(ctx, 'batches');
	const batch = await ctx.store.read.batches.byId(id);
	if (!batch) throw new Refused({ kind: 'missing', key: 'not_found' });
	const rounds = await ctx.store.read.rounds.byBatch(id);
	const joined = new Set(rounds.map(({ committee }) => committee.id));
	const free = (await ctx.store.read.committees.all()).filter(
		({ id: committeeId, state, external }) =>
			state === 'active' && !external && !joined.has(committeeId)
	);
	const sectors = await ctx.store.read.organisations.ofKind('sector');
	return { batch, state: stateAt(batch, ctx.now()), rounds, free, sectors };
};

/** A round with its panel and the experts who may sit on it. */
export const readRound = async (ctx: Context, id: string) => {
	await mustEnter(ctx, 'batches');
	const joined = await ctx.store.read.rounds.byId(id);
	if (!joined) throw new Refused({ kind: 'missing', key: 'not_found' });
	const { committee } = joined;
	const [members, pool, batch] = await Promise.all([
		ctx.store.read.rounds.members(id),
		ctx.store.read.experts.ofSeries(committee.series),
		ctx.store.read.batches.byId(joined.round.batchId)
	]);
	return {
		...joined,
		batch,
		members,
		pool: pool.filter(
			({ expert }) =>
				expert.termFrom <= ctx.today() &&
				ctx.today() <= expert.termTo &&
				(committee.specialty === null ||
					expert.specialties.length === 0 ||
					expert.specialties.includes(committee.specialty))
		)
	};
};
