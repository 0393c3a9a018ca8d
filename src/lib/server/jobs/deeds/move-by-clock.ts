import type { ApplicationMove } from '#lib/domain/titles/application-workflow.ts';
import { makeMove } from '../../usecases/cases/make-move.ts';
import type { Deed } from '../schedule.ts';

/** Why the clock moved, as a key for the case's timeline. */
const reasons = {
	lapse: 'window_closed',
	abandon: 'deadline_passed',
	reroute: 'committee_not_valid'
} as const satisfies Partial<Record<ApplicationMove, string>>;

/** An ordinary move of the workflow, made by the party `clock`. */
export const moveByClock =
	(move: keyof typeof reasons): Deed =>
	async (ctx, payload, settled) => {
		await makeMove(ctx, {
			id: String(payload['id']),
			move,
			extras: () => ({ changes: [settled], detail: { reason: reasons[move] } })
		});
	};
