import type { Denominator, QuorumBase } from '#lib/domain/meeting/tally.ts';
import { parameter } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';

/** What yes is compared with, and who counts for a case's quorum. */
export type MeetingRule = NonNullable<Row<'meetings'>['rule']>;

/**
 * How a meeting counts: as frozen when it opened; before that, as the parameters stand now. A later change of
 * a parameter changes no meeting that has begun.
 */
export const meetingRule = async (
	ctx: Context,
	meeting: Pick<Row<'meetings'>, 'rule'>
): Promise<MeetingRule> => {
	if (meeting.rule) return meeting.rule;
	const [denominator, quorumOf] = await Promise.all([
		parameter(ctx, 'ballot.denominator'),
		parameter(ctx, 'meeting.quorumOf')
	]);
	return { denominator: denominator as Denominator, quorumOf: quorumOf as QuorumBase };
};
