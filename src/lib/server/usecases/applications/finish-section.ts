import { Refused } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { update, type Context } from '../ports.ts';
import { openOwn, openSection, unconfirmed } from './open-own.ts';

/**
 * The applicant says that a repeated section (or the materials) is complete, or that there is nothing to
 * enter; or takes that word back. Whether it really is complete the check says.
 */
export const finishSection = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly section: string;
		readonly version: number;
		readonly finished: boolean;
	}
): Promise<void> => {
	const opened = await openOwn(ctx, input.id);
	const { application } = opened;
	const section = openSection(application, input.section);
	if (application.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const others = application.finishedSections.filter((id) => id !== section.id);
	await commit(ctx, [
		update('applications', application, {
			finishedSections: input.finished ? [...others, section.id] : others,
			updatedAt: ctx.now(),
			...unconfirmed(opened)
		})
	]);
};
