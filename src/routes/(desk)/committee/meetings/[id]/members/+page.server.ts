import { loads } from '#lib/server/form.ts';
import { openMeeting } from '#lib/server/usecases/meeting/open-meeting.ts';
import { meetingMembers } from '#lib/server/usecases/meeting/get-meeting.ts';
import { dayText } from '../../../../desk-parts/desk-words.server.ts';
import { memberName } from '../../../meeting-words.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { meeting, committee } = await openMeeting(ctx, params.id);
	return {
		id: params.id,
		sub: committee.name,
		day: dayText(meeting.heldOn),
		opened: meeting.state !== 'planned',
		members: (await meetingMembers(ctx, params.id)).map((member) => ({
			number: member.number,
			seat: memberName(member),
			name: member.name,
			employer: member.employer,
			present: member.present
		}))
	};
}) satisfies PageServerLoad;
