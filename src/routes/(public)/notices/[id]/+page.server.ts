import { loads } from '#lib/server/form.ts';
import { dayText } from '#lib/server/dates.ts';
import { getPublicNotice } from '#lib/server/usecases/portal/public-notices.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { specialtyText } from '../../public-words.server.ts';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const notice = await getPublicNotice(ctx, params.id);
	return {
		title: notice.title,
		publisher: notice.publisher,
		state: notice.state,
		masked: notice.masked,
		voidedReason: notice.voidedReason ?? '',
		span: m.coverage_span({ from: dayText(notice.startOn), to: dayText(notice.endOn) }),
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
			track: line.track === 'normal' ? '' : (textOf(`option_track_${line.track}`) ?? line.track)
		}))
	};
}) satisfies PageServerLoad;
