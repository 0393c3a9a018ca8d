import { calendarFor, legalPeriod } from '../calendar.ts';
import { makeMove, type MoveExtras } from '../cases/make-move.ts';
import { openCase } from '../cases/open-case.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';
import { checkDefects, defectRows, openSectionsFor, type DefectInput } from './defects.ts';

/**
 * The one correction notice (Order 40 art. 18): every defect in one list, once. The last day is counted in
 * working days from the day of the notice and refused in a year without a confirmed calendar.
 */
export const requestCorrection = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly defects: readonly DefectInput[];
		readonly opinion?: string;
	}
): Promise<Row<'applications'>> => {
	const { application } = await openCase(ctx, input.id);
	const defects = checkDefects(application, input.defects);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'request_correction',
		said: { defects: defects.length },
		extras: async ({ application: held }): Promise<MoveExtras> => {
			const period = await correctionPeriod(ctx);
			const { returnId, changes } = defectRows(ctx, held, 'correction', 'office', defects);
			const opinion = input.opinion?.trim() ?? '';
			return {
				set: {
					openSections: openSectionsFor(held, defects),
					corrections: held.corrections + 1
				},
				changes,
				dueOn: period.endOn,
				facts: { unconfirmedYear: period.unconfirmedYear },
				detail: {
					returnId,
					defects: defects.length,
					until: period.endOn,
					...(opinion && { opinion })
				}
			};
		}
	});
};

/** The period that a correction notice of today would give. */
export const correctionPeriod = async (ctx: Context) =>
	legalPeriod(
		ctx,
		await calendarFor(ctx),
		ctx.today(),
		await parameterNumber(ctx, 'correction.workingDays')
	);
