import { loads } from '#lib/server/form.ts';
import { dayText } from '#lib/server/dates.ts';
import { getPublicNotice } from '#lib/server/usecases/portal/public-notices.ts';
import { textOf, voidedText } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { shortDay, specialtyText } from '../../public-words.server.ts';

const halves = (title: string, committee: string): readonly [string, string] => {
	const end = title.indexOf(committee);
	return end < 0
		? [title, '']
		: [title.slice(0, end + committee.length), title.slice(end + committee.length)];
};

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const notice = await getPublicNotice(ctx, params.id);
	return {
		title: notice.title,
		/** The title in two halves, to break by sense. */
		heading: halves(notice.title, notice.committee),
		committee: notice.committee,
		published: dayText(notice.startOn),
		publisher: notice.publisher,
		state: notice.state,
		masked: notice.masked,
		voidedReason: voidedText(notice.voidedReason ?? ''),
		span: m.portal_notice_days({
			from: shortDay(notice.days[0]?.day ?? notice.startOn),
			to: shortDay(notice.endOn)
		}),
		left: notice.daysLeft,
		workingDays: notice.workingDays,
		days: notice.days,
		meetings: notice.meetings.map((meeting) => ({
			...meeting,
			day: dayText(meeting.heldOn)
		})),
		contact: notice.contact,
		lines: notice.lines.map((line) => ({
			...line,
			specialty: specialtyText(line.specialty),
			track: textOf(`portal_track_${line.track}`) ?? line.track,
			normal: line.track === 'normal'
		}))
	};
}) satisfies PageServerLoad;
