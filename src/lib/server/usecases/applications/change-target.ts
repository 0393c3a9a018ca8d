import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, update, type Context } from '../ports.ts';
import { openOwn, unconfirmed } from './open-own.ts';
import { checkChoice, type ApplicationChoice } from './start-application.ts';

/** Changes what a draft applies for; what was entered stays. */
export const changeTarget = async (
	ctx: Context,
	input: Omit<ApplicationChoice, 'batchId'> & { readonly id: string; readonly version: number }
): Promise<void> => {
	const opened = await openOwn(ctx, input.id);
	const { application } = opened;
	if (application.state !== 'draft') throw new Refused(rule('section_closed'));
	if (application.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const choice = checkChoice({ ...input, batchId: application.batchId });
	await commit(ctx, [
		update('applications', application, {
			series: choice.series,
			ladder: choice.ladder,
			specialty: choice.specialty,
			level: choice.level,
			track: choice.track,
			titleName: choice.titleName,
			updatedAt: ctx.now(),
			...unconfirmed(opened)
		}),
		logged(ctx, {
			action: 'case.change_target',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: {
				number: application.number,
				series: choice.series,
				level: choice.level,
				track: choice.track
			}
		})
	]);
};
