import { z } from 'zod';
import { denominators, quorumBases, votersOf, type Meeting } from '#lib/domain/meeting/tally.ts';
import { count, id, whole } from './common.ts';
import { duplicates, problem, readAs, refuse } from './problems.ts';

const schema = z.strictObject({
	members: whole.min(1),
	chairs: z.array(id),
	presider: id,
	attending: z.array(id),
	cases: z.array(
		z.strictObject({
			id,
			recused: z.array(id),
			ballots: z.strictObject({ yes: count, no: count, abstain: count })
		})
	),
	denominator: z.enum(denominators).optional(),
	quorumOf: z.enum(quorumBases).optional()
});

const tooManyAttending = ({ attending, members }: Meeting): readonly string[] =>
	attending.length > members
		? [problem(['attending'], `found ${attending.length} people`, `at most ${members} members`)]
		: [];

const tooManyBallots = (meeting: Meeting): readonly string[] =>
	meeting.cases.flatMap(({ recused, ballots }, index) => {
		const cast = ballots.yes + ballots.no + ballots.abstain;
		const voters = votersOf(meeting.attending, recused);
		return cast > voters
			? [problem(['cases', index, 'ballots'], `found ${cast} ballots`, `at most ${voters} voters`)]
			: [];
	});

/** A meeting whose numbers hold together. */
export const readMeeting = (text: string): Meeting => {
	const meeting = readAs(schema, text);
	refuse([
		...duplicates(meeting.attending, (person) => person, ['attending']),
		...duplicates(meeting.cases, (one) => one.id, ['cases'], 'id'),
		...tooManyAttending(meeting)
	]);
	refuse(tooManyBallots(meeting));
	return meeting;
};
