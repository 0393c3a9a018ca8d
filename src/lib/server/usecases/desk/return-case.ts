import { endOfDay, shanghaiDay, type Day } from '#lib/domain/day.ts';
import { Refused } from '#lib/domain/refusal.ts';
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { calendarFor, deskDeadline } from '../calendar.ts';
import { makeMove, type MoveExtras } from '../cases/make-move.ts';
import { openCase } from '../cases/open-case.ts';
import { settleObjections } from '../notices/objections.ts';
import { voidRunningNotice } from '../notices/void-notice.ts';
import type { Context, Row } from '../ports.ts';
import { checkDefects, defectRows, openSectionsFor, type DefectInput } from './defects.ts';

const returnMoves = {
	employer_check: ['employer_return', 'employer'],
	employer_objection: ['return_after_objection', 'employer'],
	sector_check: ['sector_return', 'sector'],
	county_check: ['county_return', 'county'],
	city_check: ['city_return', 'city']
} as const satisfies Partial<
	Record<ApplicationState, readonly [move: ApplicationMove, party: string]>
>;

/** The move by which a desk returns a case from this state, and the party that makes it. */
export const returnMoveFrom = (
	state: ApplicationState
): (typeof returnMoves)[keyof typeof returnMoves] | undefined =>
	Object.hasOwn(returnMoves, state) ? returnMoves[state as keyof typeof returnMoves] : undefined;

export type LateReturn = {
	/** Last of the working days that an applicant is given to repair a returned case (handbook 5.3, row 4). */
	readonly until: Day;
	/** Last day of the window. A returned case is handed in again inside it, or lapses. */
	readonly closesOn: Day;
	/** The window is closed already: a case returned now lapses at once. */
	readonly closed: boolean;
};

/** Whether a return of today leaves the applicant fewer days than they should have; null where it does not. */
export const lateReturn = async (
	ctx: Context,
	{ closesAt }: Pick<Row<'batches'>, 'closesAt'>
): Promise<LateReturn | null> => {
	const { dueOn } = await deskDeadline(
		ctx,
		await calendarFor(ctx),
		'desk.employerReturn.workingDays'
	);
	return endOfDay(dueOn) <= closesAt
		? null
		: { until: dueOn, closesOn: shanghaiDay(closesAt - 1), closed: ctx.now() >= closesAt };
};

/**
 * Returns a case with a list of defects, all in one go. The applicant may then change the named sections and
 * no others. A notice that was running is voided with it: what was shown is no longer what will be checked.
 */
export const returnCase = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly defects: readonly DefectInput[];
		/** A word to the applicant beside the list. */
		readonly opinion?: string;
	}
): Promise<Row<'applications'>> => {
	const { application } = await openCase(ctx, input.id);
	const found = returnMoveFrom(application.state);
	if (!found)
		throw new Refused({
			kind: 'stale',
			key: 'state_does_not_allow',
			facts: { move: 'employer_return', state: application.state }
		});
	const [move, party] = found;
	const defects = checkDefects(application, input.defects);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move,
		said: { defects: defects.length },
		extras: async ({ application: held }): Promise<MoveExtras> => {
			const { returnId, changes } = defectRows(ctx, held, 'return', party, defects);
			const opinion = input.opinion?.trim() ?? '';
			return {
				set: { openSections: openSectionsFor(held, defects), pickedUpAt: null },
				changes: [
					...changes,
					...(await voidRunningNotice(ctx, held, 'returned')),
					...(move === 'return_after_objection'
						? await settleObjections(ctx, held, 'founded', opinion)
						: [])
				],
				detail: { returnId, defects: defects.length, ...(opinion && { opinion }) }
			};
		}
	});
};
