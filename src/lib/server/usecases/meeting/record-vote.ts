import {
	tally,
	votersOf,
	type CaseTally,
	type Denominator,
	type QuorumBase
} from '#lib/domain/meeting/tally.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { parameter } from '../parameters.ts';
import { guard, update, type Context } from '../ports.ts';
import { meetingToChange } from './open-meeting.ts';

const moveOf = { passed: 'record_passed', failed: 'record_failed', deferred: 'defer' } as const;

/**
 * Records the totals of the vote on one case, as the tellers announce them. The outcome is computed
 * (contract `tally`): two thirds of the voters, quorum tested again against the original number after
 * recusals. Members of the applicant's employer are out of the vote whether or not they are ticked.
 */
export const recordVote = async (
	ctx: Context,
	input: {
		readonly meetingId: string;
		readonly meetingVersion: number;
		readonly applicationId: string;
		readonly version: number;
		readonly recused: readonly string[];
		readonly yes: number;
		readonly no: number;
		readonly abstain: number;
	}
): Promise<CaseTally> => {
	const { meeting } = await meetingToChange(ctx, input.meetingId, input.meetingVersion);
	if (meeting.state !== 'open' || meeting.presider === null)
		throw new Refused(rule('meeting_not_open'));
	const { presider } = meeting;
	const item = (await ctx.store.read.meetings.cases(meeting.id)).find(
		({ application }) => application.id === input.applicationId
	);
	if (!item) throw new Refused({ kind: 'missing', key: 'not_found' });
	const members = await ctx.store.read.people.byIds(meeting.members);
	const recused = [
		...new Set([
			...input.recused.filter((id) => meeting.members.includes(id)),
			...members
				.filter(
					({ id, employerId }) =>
						employerId === item.application.employerId || id === item.application.personId
				)
				.map(({ id }) => id)
		])
	].sort();
	const voters = votersOf(meeting.attending, recused);
	const cast = input.yes + input.no + input.abstain;
	if (cast > voters)
		throw new Refused({ ...rule('more_ballots_than_voters', { cast, voters }), field: 'yes' });
	const [denominator, quorumOf] = await Promise.all([
		parameter(ctx, 'ballot.denominator'),
		parameter(ctx, 'meeting.quorumOf')
	]);
	const result = tally({
		members: meeting.members.length,
		chairs: meeting.chairs,
		presider,
		attending: meeting.attending,
		denominator: denominator as Denominator,
		quorumOf: quorumOf as QuorumBase,
		cases: [
			{
				id: input.applicationId,
				recused,
				ballots: { yes: input.yes, no: input.no, abstain: input.abstain }
			}
		]
	}).cases[0];
	if (!result) throw new Error('tally answered no case');
	await makeMove(ctx, {
		id: input.applicationId,
		version: input.version,
		move: moveOf[result.outcome],
		extras: () => ({
			facts: { meetingOutcome: result.outcome },
			changes: [
				guard('meetings', meeting),
				update('meetingCases', item.item, {
					recused,
					yes: input.yes,
					no: input.no,
					abstain: input.abstain,
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
				yes: input.yes,
				no: input.no,
				abstain: input.abstain
			}
		})
	});
	return result;
};
