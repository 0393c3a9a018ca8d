import type { CaseFacts } from '#lib/domain/titles/application-workflow.ts';
import { makeMove, type MoveExtras } from '../cases/make-move.ts';
import { resumedNotice, voidNoticesOf } from '../notices/interrupted-notice.ts';
import type { Context, Row } from '../ports.ts';
import { correctionPeriod } from './request-correction.ts';
import { saidDocument } from '../said.ts';

type Deed = (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly document: string }
) => Promise<Row<'applications'>>;

/** A case whose meeting is over by now has missed it: it waits for another one's agenda. */
const resumedFacts = async (
	ctx: Context,
	{ id, resumeState }: Row<'applications'>
): Promise<Partial<CaseFacts>> => {
	if (resumeState !== 'on_agenda') return {};
	const last = (await ctx.store.read.meetings.ofApplication(id)).findLast(
		({ item }) => item.outcome === null
	);
	return last?.meeting.state === 'closed' ? { resumeState: 'deferred' } : {};
};

const stopped =
	(move: 'suspend' | 'terminate_fraud', reason: 'suspended' | 'terminated'): Deed =>
	async (ctx, input) => {
		const document = saidDocument(input.document);
		return makeMove(ctx, {
			id: input.id,
			version: input.version,
			move,
			extras: async ({ application }) => ({
				changes: await voidNoticesOf(ctx, application, reason),
				detail: { document }
			})
		});
	};

/** What starts again with the case: its notice in full, or the days of its correction; a desk's own by itself. */
const periodsOf = async (ctx: Context, application: Row<'applications'>): Promise<MoveExtras> => {
	if (application.resumeState !== 'correction_requested') return resumedNotice(ctx, application);
	const { endOn, unconfirmedYear } = await correctionPeriod(ctx);
	return { dueOn: endOn, facts: { unconfirmedYear }, detail: { until: endOn } };
};

/** Stops a case while a report about it is looked into, under the number of the written decision. */
export const suspendCase: Deed = stopped('suspend', 'suspended');

/**
 * Lets a stopped case go on from the state in which it was stopped. Periods that the suspension interrupted begin
 * anew: a public notice and a correction in full, a desk's deadline from today.
 */
export const resumeCase: Deed = async (ctx, input) => {
	const document = saidDocument(input.document);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'resume',
		extras: async ({ application }) => {
			const periods = await periodsOf(ctx, application);
			return {
				...periods,
				facts: { ...periods.facts, ...(await resumedFacts(ctx, application)) },
				detail: { document, ...periods.detail }
			};
		}
	});
};

/** Ends a case for false statements, under the number of the written decision. */
export const terminateForFraud: Deed = stopped('terminate_fraud', 'terminated');
