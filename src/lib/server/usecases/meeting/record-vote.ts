import { tally, votersOf, type CaseTally } from '#lib/domain/meeting/tally.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { recheckUntil } from '../cases/recheck-period.ts';
import { guard, update, type Context, type Row } from '../ports.ts';
import { meetingRule } from './meeting-rule.ts';
import { meetingToChange } from './open-meeting.ts';
import { recusalRow } from '../review/recusal-row.ts';
import { recusedMembers } from './recused-members.ts';

const moveOf = { passed: 'record_passed', failed: 'record_failed', deferred: 'defer' } as const;

export type VoteInput = {
	readonly meetingId: string;
	readonly meetingVersion: number;
	readonly applicationId: string;
	readonly version: number;
	/** Members who leave the room for this case, beside those whom the rules put out anyway. */
	readonly recused: readonly string[];
	readonly yes: number;
	readonly no: number;
	readonly abstain: number;
};

/** A case that nobody may vote on waits for another meeting, whatever the counting rule says. */
const outcomeOf = (one: CaseTally): CaseTally =>
	one.voters === 0 ? { ...one, outcome: 'deferred' } : one;

const countedIn = async (
	ctx: Context,
	meeting: Row<'meetings'>,
	presider: string,
	recused: readonly string[],
	{ applicationId, yes, no, abstain }: VoteInput
): Promise<CaseTally> => {
	const { denominator, quorumOf } = await meetingRule(ctx, meeting);
	const [one] = tally({
		members: meeting.members.length,
		chairs: meeting.chairs,
		presider,
		attending: meeting.attending,
		denominator,
		quorumOf,
		cases: [{ id: applicationId, recused, ballots: { yes, no, abstain } }]
	}).cases;
	if (!one) throw new Error('tally answered no case');
	return outcomeOf(one);
};

/**
 * Records the totals of the vote on one case, as the tellers announce them. The outcome is computed
 * (contract `tally`) by the rule frozen at the meeting's opening: two thirds of the voters, quorum tested
 * again against the original number after recusals. With a failure the last day for asking for a re-check is
 * set.
 */
export const recordVote = async (ctx: Context, input: VoteInput): Promise<CaseTally> => {
	const { meeting } = await meetingToChange(ctx, input.meetingId, input.meetingVersion);
	if (meeting.state !== 'open' || meeting.presider === null)
		throw new Refused(rule('meeting_not_open', {}, 'presiderIsChair'));
	const item = (await ctx.store.read.meetings.cases(meeting.id)).find(
		({ application }) => application.id === input.applicationId
	);
	if (!item) throw new Refused({ kind: 'missing', key: 'not_found' });
	const { yes, no, abstain } = input;
	if ([yes, no, abstain].some((count) => !Number.isSafeInteger(count) || count < 0))
		throw new Refused({ kind: 'malformed', key: 'ballots_not_counts', field: 'yes' });
	const bound = await recusedMembers(ctx, meeting, item.application);
	const out = new Set([...input.recused, ...bound]);
	const recused = meeting.members.filter((id) => out.has(id));
	const voters = votersOf(meeting.attending, recused);
	const cast = yes + no + abstain;
	if (cast > voters)
		throw new Refused({
			...rule('more_ballots_than_voters', { cast, voters }, 'noProxyNoLaterVote'),
			field: 'yes'
		});
	const result = await countedIn(ctx, meeting, meeting.presider, recused, input);
	const until = result.outcome === 'failed' ? await recheckUntil(ctx) : null;
	await makeMove(ctx, {
		id: input.applicationId,
		version: input.version,
		move: moveOf[result.outcome],
		extras: () => ({
			facts: { meetingOutcome: result.outcome },
			dueOn: until,
			changes: [
				guard('meetings', meeting),
				// Who left the room for the case is bound from now on, also at the next meeting.
				...recused
					.filter((personId) => !bound.includes(personId))
					.map((personId) =>
						recusalRow(ctx, item.application, {
							personId,
							kind: 'other',
							source: 'meeting',
							said: ''
						})
					),
				update('meetingCases', item.item, {
					recused,
					yes,
					no,
					abstain,
					voters: result.voters,
					needed: result.needed,
					outcome: result.outcome
				})
			],
			detail: {
				meeting: meeting.id,
				members: meeting.members.length,
				attending: meeting.attending.length,
				voters: result.voters,
				needed: result.needed,
				yes,
				no,
				abstain,
				...(until !== null && { recheckUntil: until })
			}
		})
	});
	return result;
};
