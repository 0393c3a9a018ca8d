import { Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { guard, update, type Context } from '../ports.ts';
import { openOwn, writableStates } from './open-own.ts';

/** The applicant ticks a defect as put right, or takes the tick away. The office checks it afterwards. */
export const fixDefect = async (
	ctx: Context,
	input: { readonly id: string; readonly defectId: string; readonly fixed: boolean }
): Promise<void> => {
	const { application } = await openOwn(ctx, input.id);
	const defect = (await ctx.store.read.defects.ofApplication(application.id)).find(
		({ id }) => id === input.defectId
	);
	if (!defect || !writableStates.includes(application.state))
		throw new Refused({ kind: 'missing', key: 'not_found' });
	if ((defect.fixedAt !== null) === input.fixed) return;
	await commit(ctx, [
		guard('applications', application),
		update('defects', defect, { fixedAt: input.fixed ? ctx.now() : null })
	]);
};
