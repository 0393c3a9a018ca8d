import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';
import { endAssignments } from './end-assignments.ts';
import { routeAgain, routeIsOpen } from './route-again.ts';
import { saidDocument, saidReason } from '../said.ts';

type Decision = { readonly id: string; readonly version: number };

/**
 * Takes a case away from a committee that can no longer review it, or, before acceptance, from an office to
 * which its route no longer leads. The city then decides where it goes.
 */
export const rerouteCase = async (
	ctx: Context,
	input: Decision & { readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'reroute',
		extras: async ({ application }) => ({
			...(routeIsOpen(application) && { facts: (await routeAgain(ctx, application)).facts }),
			detail: { reason }
		})
	});
};

/** The register has a committee again: the case goes to its office, which checks and accepts anew. */
export const assignNewCommittee = async (
	ctx: Context,
	input: Decision & { readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'assign_new_committee',
		extras: async ({ application }) => {
			const { set, facts, routed } = await routeAgain(ctx, application);
			return {
				set: { ...set, routeFrozenAt: null },
				facts,
				changes: await endAssignments(ctx, application.id),
				detail: { reason, committee: routed.committee?.id ?? null }
			};
		}
	});
};

/** Nobody can review it: closed by the bureau's written decision; the person may apply again. */
export const closeWithoutRoute = async (
	ctx: Context,
	input: Decision & { readonly document: string }
): Promise<Row<'applications'>> => {
	const document = saidDocument(input.document);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'close_without_route',
		extras: async ({ application }) => ({
			changes: await endAssignments(ctx, application.id),
			detail: { document }
		})
	});
};
