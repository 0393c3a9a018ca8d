import { remindOverdue } from '../../usecases/desk/remind-overdue.ts';
import { remindAffiliation } from '../../usecases/people/remind-affiliation.ts';
import type { Deed } from '../schedule.ts';

/** A desk's task on a case is past its own day. */
export const remindOfTask: Deed = (ctx, payload, settled) =>
	remindOverdue(
		ctx,
		{
			id: String(payload['id']),
			state: String(payload['state']),
			dueOn: String(payload['dueOn'])
		},
		settled
	);

/** An employer has been silent about somebody who wants to belong to it. */
export const remindOfAffiliation: Deed = (ctx, payload, settled) =>
	remindAffiliation(ctx, String(payload['id']), settled);
