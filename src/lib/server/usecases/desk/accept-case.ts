import { Refused } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { insert, type Context, type Row } from '../ports.ts';
import { routeAgain } from './route-again.ts';

/**
 * The committee's office accepts a case: the route is asked once more and frozen, the materials are locked.
 * `committeeSeen` is the committee that the officer saw on the page; where the register has meanwhile come to
 * lead elsewhere the deed is refused with the new committee, so that nobody accepts for a committee unseen.
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
		if (committee && changed && committee.id !== committeeSeen)
			throw new Refused({
				kind: 'rule',
				key: 'route_changed',
				facts: { committee: committee.name },
				rule: 'committeeValidity'
			});
		const now = ctx.now();
		const elsewhere = committee?.officeId && committee.officeId !== application.officeId;
		return {
			set: { ...set, routeFrozenAt: now, acceptedAt: now, openSections: [] },
			facts,
			changes: elsewhere
				? [
						insert('outbox', {
							id: ctx.newId(),
							event: 'case.send_up',
							caseId: application.id,
							to: [{ party: 'office' }],
							facts: {
								number: application.number,
								name: application.personName,
								title: application.titleName
							},
							href: '',
							createdAt: now
						})
					]
				: [],
			detail: {
				committee: committee?.id ?? null,
				meetingDate: route.meetingDate,
				...(changed && { routeChanged: route.route })
			}
		};
	};
