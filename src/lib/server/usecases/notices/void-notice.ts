import { update, type Change, type Context, type Row } from '../ports.ts';

/**
 * Voids the employer's notice of a case where one is running. A published notice is never edited: whatever
 * changes what it shows ends it, and a new one starts its own clock.
 */
export const voidRunningNotice = async (
	ctx: Context,
	application: Pick<Row<'applications'>, 'id'>,
	reason: string
): Promise<readonly Change[]> =>
	(await ctx.store.read.notices.ofApplication(application.id))
		.filter(({ kind, state }) => kind === 'employer' && state === 'running')
		.map((notice) => update('notices', notice, { state: 'voided', voidedReason: reason }));
