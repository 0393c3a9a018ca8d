import { moveBatchByClock } from '../../usecases/batches/move-batch.ts';
import type { Deed } from '../schedule.ts';

/** A batch's window begins or is over. Who may hand in, the window itself says, to the millisecond. */
export const moveBatch =
	(move: 'open' | 'close'): Deed =>
	(ctx, payload, settled) =>
		moveBatchByClock(ctx, String(payload['id']), move, settled);
