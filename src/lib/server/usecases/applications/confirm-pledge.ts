import { Refused } from '#lib/domain/refusal.ts';
import { insert, update, type Change, type Context, type Row } from '../ports.ts';

/**
 * The changes by which the person gives the integrity pledge for what is being handed in. A pledge belongs to
 * one submission: it is given anew each time, by the person and nobody else, and stands in that act's log entry.
 */
export const pledgeChanges = (
	ctx: Context,
	application: Row<'applications'>,
	entries: readonly Row<'applicationEntries'>[]
): readonly Change[] => {
	if (ctx.actor?.personId !== application.personId)
		throw new Refused({ kind: 'forbidden', key: 'not_the_person' });
	const row = entries.find(({ section }) => section === 'pledge');
	const data = { agreed: 'on' };
	const now = ctx.now();
	return [
		row
			? update('applicationEntries', row, { data, updatedAt: now })
			: insert('applicationEntries', {
					id: ctx.newId(),
					applicationId: application.id,
					section: 'pledge',
					position: 0,
					data,
					updatedAt: now
				})
	];
};
