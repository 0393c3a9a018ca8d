import { loads } from '#lib/server/form.ts';
import { listChairedMeetings } from '#lib/server/usecases/meeting/list-meetings.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, wordOf } from '../../desk-parts/desk-words.server.ts';
import type { PageServerLoad } from './$types';

const kinds = { planned: 'waiting', open: 'turn', closed: 'done' } as const;

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => ({
	meetings: (await listChairedMeetings(ctx)).map((meeting) => ({
		label: meeting.committee,
		href: `/expert/chair/${meeting.id}`,
		hint: [dayText(meeting.heldOn), meeting.place].filter(Boolean).join(m.ui_comma()),
		state: kinds[meeting.state],
		stateText: wordOf(`committee_meeting_${meeting.state}`),
		note: m.committee_decided({ decided: meeting.decided, cases: meeting.cases })
	}))
})) satisfies PageServerLoad;
