import { loads } from '#lib/server/form.ts';
import { dayText } from '#lib/server/dates.ts';
import {
	listPublicNotices,
	type PublicNoticeLine
} from '#lib/server/usecases/portal/public-notices.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { shortDay } from '../public-words.server.ts';

const words = (notice: PublicNoticeLine) => ({
	href: `/notices/${notice.id}`,
	title: notice.title,
	note: m.portal_passed({ count: notice.passed, office: notice.publisher }),
	until: shortDay(notice.endOn),
	left: m.portal_working_days({ days: notice.daysLeft }),
	span: m.coverage_span({ from: dayText(notice.startOn), to: dayText(notice.endOn) })
});

export const load = loads(async (ctx) => {
	const { running, ended } = await listPublicNotices(ctx);
	return { running: running.map(words), ended: ended.map(words) };
}) satisfies PageServerLoad;
