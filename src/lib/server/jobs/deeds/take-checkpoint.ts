import { checkpointLog } from '../../usecases/audit/checkpoint-log.ts';
import { completeCheckpointFile } from '../../checkpoint-file.ts';
import type { Deed } from '../schedule.ts';

/**
 * The day's signed statement of how far the log has come, in the table and in a file beside the data. The
 * file is brought up to the table, so that a process that died between the two leaves no gap.
 */
export const takeCheckpoint: Deed = async (ctx, _payload, settled, { dataDir }) => {
	await checkpointLog(ctx, [settled]);
	await completeCheckpointFile(dataDir, await ctx.store.read.checkpoints.all());
};
