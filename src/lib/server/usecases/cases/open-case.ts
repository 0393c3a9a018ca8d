import { partiesOf, type CaseRelations } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { CaseParty } from '#lib/domain/titles/application-workflow.ts';
import { logRefused } from '../log-refused.ts';
import type { Context, Row } from '../ports.ts';

/** A case together with what the person asking is to it. */
export type OpenCase = {
	readonly application: Row<'applications'>;
	readonly relations: CaseRelations;
	readonly parties: ReadonlySet<CaseParty>;
};

/**
 * Opens a case for whoever is asking. A stranger, a recused person and an unknown id get the same answer:
 * it does not exist. A stranger's attempt at a real case is logged, for the inspector.
 */
export const openCase = async (ctx: Context, id: string): Promise<OpenCase> => {
	const application = await ctx.store.read.applications.byId(id);
	const relations = application && (await ctx.store.read.applications.relations(id));
	if (!application || !relations) throw new Refused(missing);
	const parties: ReadonlySet<CaseParty> =
		ctx.as === 'person' ? partiesOf(ctx.actor, relations) : new Set([ctx.as]);
	if (parties.size === 0) {
		if (ctx.actor)
			await logRefused(ctx, {
				action: 'case.open',
				objectKind: 'case',
				objectId: id,
				detail: { why: 'stranger' }
			});
		throw new Refused(missing);
	}
	return { application, relations, parties };
};
