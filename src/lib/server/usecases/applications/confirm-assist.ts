import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { openOwn } from './open-own.ts';

/** The person has read what somebody else filled in for them and says that it is right. */
export const confirmAssist = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number }
): Promise<void> => {
	const { application, parties } = await openOwn(ctx, input.id);
	if (!parties.has('applicant')) throw new Refused({ kind: 'forbidden', key: 'not_the_person' });
	if (application.assistedBy === null) throw new Refused(rule('not_assisted'));
	if (application.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	await commit(ctx, [
		update('applications', application, { assistConfirmedAt: ctx.now(), updatedAt: ctx.now() }),
		logged(ctx, {
			action: 'case.confirm_assist',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: { number: application.number }
		})
	]);
};
