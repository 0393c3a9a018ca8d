import { Refused } from '#lib/domain/refusal.ts';
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { makeMove } from '../cases/make-move.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';
import { routeAgain } from './route-again.ts';
import { saidDocument } from '../said.ts';

const forwardMoves = {
	city_check: 'forward',
	rerouting: 'forward_rerouted'
} as const satisfies Partial<Record<ApplicationState, ApplicationMove>>;

/** The city forwards a case to the region, under the number of its covering letter. */
export const forwardCase = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly document: string }
): Promise<Row<'applications'>> => {
	const document = saidDocument(input.document);
	const { application } = await openCase(ctx, input.id);
	const move = application.state === 'rerouting' ? forwardMoves.rerouting : forwardMoves.city_check;
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move,
		extras: async ({ application: held }) => {
			const { set, facts } = await routeAgain(ctx, held);
			return {
				set: { ...set, routeFrozenAt: ctx.now() },
				facts,
				detail: { document }
			};
		}
	});
};

/** What the region decided, entered with the number of its document. */
export const recordRegionResult = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly document: string;
		readonly outcome: 'passed' | 'failed';
		/** Day of the title where it was given. */
		readonly titleOn: string | null;
	}
): Promise<Row<'applications'>> => {
	const document = saidDocument(input.document);
	if (input.outcome === 'passed' && input.titleOn === null)
		throw new Refused({ kind: 'malformed', key: 'title_day_needed', field: 'titleOn' });
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'record_region_result',
		extras: () => ({
			set: {
				approvalNumber: document,
				titleOn: input.outcome === 'passed' ? input.titleOn : null
			},
			detail: { document, outcome: input.outcome, titleOn: input.titleOn }
		})
	});
};
