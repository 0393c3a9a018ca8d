import type { Context, Row } from '../ports.ts';
import { groundsOn } from '../review/case-grounds.ts';

/**
 * Members of a meeting who may not vote on a case whatever anybody ticks: everybody with a ground for recusal,
 * found or recorded (Order 40 art. 25). In the order of the panel.
 */
export const recusedMembers = async (
	ctx: Context,
	meeting: Pick<Row<'meetings'>, 'members'>,
	application: Row<'applications'>
): Promise<readonly string[]> => {
	const grounds = await groundsOn(
		ctx,
		application,
		await ctx.store.read.people.byIds(meeting.members)
	);
	return meeting.members.filter((id) => (grounds.get(id) ?? []).length > 0);
};
