import type { ApplicationMove, CaseFacts } from '#lib/domain/titles/application-workflow.ts';
import { makeMove } from '../cases/make-move.ts';
import { voidRunningNotice } from '../notices/void-notice.ts';
import type { Context, Row } from '../ports.ts';
import { saidDocument } from './said.ts';

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

const byDocument =
	(move: Extract<ApplicationMove, 'suspend' | 'resume' | 'terminate_fraud'>): Deed =>
	async (ctx, input) => {
		const document = saidDocument(input.document);
		return makeMove(ctx, {
			id: input.id,
			version: input.version,
			move,
			extras: async ({ application }) => ({
				...(move === 'terminate_fraud' && {
					changes: await voidRunningNotice(ctx, application, 'terminated')
				}),
				...(move === 'resume' && { facts: await resumedFacts(ctx, application) }),
				detail: { document }
			})
		});
	};

/** Stops a case while a report about it is looked into, under the number of the written decision. */
export const suspendCase: Deed = byDocument('suspend');

/** Lets a stopped case go on from the state in which it was stopped. */
export const resumeCase: Deed = byDocument('resume');

/** Ends a case for false statements, under the number of the written decision. */
export const terminateForFraud: Deed = byDocument('terminate_fraud');
