import { loseGrant } from '../../usecases/authority/lose-grant.ts';
import type { Deed } from '../schedule.ts';

/** The authority that a committee was filed under has ended. */
export const loseGrantByClock: Deed = (ctx, payload, settled) =>
	loseGrant(ctx, String(payload['id']), settled);
