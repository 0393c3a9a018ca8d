import { Refused } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';
import { routeAgain } from './route-again.ts';

/**
 * The committee's office accepts a case: the route is asked once more and frozen, the materials are locked.
 * An office accepts for its own committees only; `committeeSeen` is the one that the officer saw on the page.
 * Where the register has come to lead to another committee of this office, the deed is refused with that one,
 * so that nobody accepts for a committee unseen; where it leads away from the office, there is `reroute`.
 */
export const acceptCase = (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		/** Id of the committee shown; left out in bulk, where a changed route is always refused. */
		readonly committeeSeen?: string;
	}
): Promise<Row<'applications'>> =>
	makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'accept',
		extras: acceptExtras(ctx, input.committeeSeen)
	});

/** What acceptance adds to the move; shared with the acts on many cases. */
export const acceptExtras =
	(ctx: Context, committeeSeen: string | undefined) =>
	async ({ application }: { readonly application: Row<'applications'> }) => {
		const { routed, set, facts, changed } = await routeAgain(ctx, application);
		const { committee, route } = routed;
		const here = facts.routeElsewhere === null;
		if (committee && here && changed && committee.id !== committeeSeen)
			throw new Refused({
				kind: 'rule',
				key: 'route_changed',
				facts: { committee: committee.name },
				rule: 'committeeValidity'
			});
		const now = ctx.now();
		return {
			set: { ...set, routeFrozenAt: now, acceptedAt: now, openSections: [] },
			facts,
			detail: {
				committee: committee?.id ?? null,
				meetingDate: route.meetingDate,
				...(changed && { routeChanged: route.route })
			}
		};
	};
