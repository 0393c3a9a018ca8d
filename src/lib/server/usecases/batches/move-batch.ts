import { batchWorkflow, type BatchMove } from '#lib/domain/authority/batch-workflow.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { logged, update, type Change, type Context, type Row } from '../ports.ts';

type Batch = Row<'batches'>;

/** States in which a round still goes with its batch; later ones are the committee's own. */
const withTheBatch: readonly Row<'rounds'>['state'][] = ['planned', 'announced', 'open', 'closed'];

/**
 * The changes of one move of a batch and of the rounds that go with it, with its entry in the log. `fields` are
 * what the deed changes beside the state. Throws `Refused` with the workflow's own reason.
 */
export const batchMove = async (
	ctx: Context,
	batch: Batch,
	move: BatchMove,
	by: 'city' | 'clock',
	fields: Partial<Pick<Batch, 'name' | 'opensAt' | 'closesAt' | 'announcement'>> = {}
): Promise<readonly Change[]> => {
	const rounds = (await ctx.store.read.rounds.byBatch(batch.id)).map(({ round }) => round);
	const facts = { ...batch, ...fields, now: ctx.now(), rounds: rounds.length };
	const refusal = refuses(batchWorkflow, move, batch.state, new Set([by]), facts);
	if (refusal) throw new Refused(refusal);
	const state = targetOf(batchWorkflow, move, facts);
	return [
		update('batches', batch, { ...fields, state }),
		...rounds
			.filter((round) => round.state !== state && withTheBatch.includes(round.state))
			.map((round) => update('rounds', round, { state })),
		logged(ctx, {
			action: `batch.${move === 'extend' ? 'change' : move}`,
			objectKind: 'batch',
			objectId: batch.id,
			detail: {
				name: facts.name,
				from: batch.state,
				to: state,
				rounds: rounds.length,
				...(move === 'extend' && {
					before: { opensAt: batch.opensAt, closesAt: batch.closesAt },
					after: fields
				})
			}
		})
	];
};

/** Opens or closes a batch when its instant has come; `settled` stands in the same commit. */
export const moveBatchByClock = async (
	ctx: Context,
	id: string,
	move: 'open' | 'close',
	settled: Change
): Promise<void> => {
	const batch = await ctx.store.read.batches.byId(id);
	if (!batch) throw new Refused(missing);
	await ctx.store.commit([...(await batchMove(ctx, batch, move, 'clock')), settled]);
};
