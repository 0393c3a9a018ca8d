import { loads } from '#lib/server/form.ts';
import { listMeetings } from '#lib/server/usecases/meeting/list-meetings.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, wordOf } from '../../desk-parts/desk-words.server.ts';
import type { PageServerLoad } from './$types';

const kinds = { planned: 'waiting', open: 'turn', closed: 'done' } as const;

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const today = ctx.today();
	return {
		sub: ctx.actor?.hat?.scopeName ?? '',
		meetings: (await listMeetings(ctx)).map((meeting) => ({
			id: meeting.id,
			committee: meeting.committee,
			day: dayText(meeting.heldOn),
			place: meeting.place,
			/** Its day has come: attendance waits. */
			state:
				meeting.state === 'planned' && meeting.heldOn <= today
					? { kind: 'turn' as const, text: m.committee_meeting_due() }
					: { kind: kinds[meeting.state], text: wordOf(`committee_meeting_${meeting.state}`) },
			present:
				meeting.state === 'planned'
					? m.committee_called({ members: meeting.members })
					: m.committee_present({ attending: meeting.attending, members: meeting.members }),
			decided: m.committee_decided({ decided: meeting.decided, cases: meeting.cases })
		}))
	};
}) satisfies PageServerLoad;
