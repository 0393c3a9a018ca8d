import { twoThirdsOf } from '#lib/domain/meeting/tally.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { casesToActOn } from '../cases/closed-to.ts';
import { prepareMove } from '../cases/make-move.ts';
import { commit } from '../commit.ts';
import { guard, logged, update, type Change, type Context, type Row } from '../ports.ts';
import { saidReason } from '../said.ts';
import { meetingToChange } from './open-meeting.ts';

/** Whether this meeting can decide nothing: too few have come, no chair presides, or it is not held at all. */
export const cannotDecide = (meeting: Row<'meetings'>): boolean =>
	meeting.state === 'planned' ||
	meeting.presider === null ||
	meeting.attending.length < twoThirdsOf(meeting.members.length);

/**
 * Defers every case of the agenda that is still open, in one commit: the meeting lacks its quorum or a chair
 * (Order 40 art. 19), or does not take place. The cases can then be put on another meeting's agenda. A meeting
 * that can decide is not put off this way.
 */
export const deferAgenda = async (
	ctx: Context,
	input: { readonly meetingId: string; readonly version: number; readonly reason: string }
): Promise<{ readonly deferred: number }> => {
	const { meeting } = await meetingToChange(ctx, input.meetingId, input.version);
	const reason = saidReason(input.reason);
	if (!cannotDecide(meeting)) throw new Refused(rule('meeting_can_decide', {}, 'quorum'));
	const open = await casesToActOn(
		ctx,
		(await ctx.store.read.meetings.cases(meeting.id))
			.filter(({ item, application }) => item.outcome === null && application.state === 'on_agenda')
			.map(({ item, application }) => ({ id: application.id, item, application })),
		'nothing_on_agenda'
	);
	const changes: Change[] = [];
	for (const { item, application } of open) {
		const prepared = await prepareMove(ctx, {
			id: application.id,
			version: application.version,
			move: 'defer',
			extras: () => ({
				facts: { meetingOutcome: 'deferred' },
				changes: [update('meetingCases', item, { outcome: 'deferred' })],
				detail: { meeting: meeting.id, reason }
			})
		});
		changes.push(...prepared.changes);
	}
	await commit(ctx, [
		guard('meetings', meeting),
		...changes,
		logged(ctx, {
			action: 'meeting.defer',
			objectKind: 'meeting',
			objectId: meeting.id,
			detail: {
				reason,
				cases: open.length,
				members: meeting.members.length,
				attending: meeting.attending.length
			}
		})
	]);
	return { deferred: open.length };
};
