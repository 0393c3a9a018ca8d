import { loads } from '#lib/server/form.ts';
import { listPublicBatches } from '#lib/server/usecases/portal/public-batches.ts';
import { listPublicNotices } from '#lib/server/usecases/portal/public-notices.ts';
import { dayText } from '#lib/server/dates.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { daysLeftText, shortDay, untilText } from './public-words.server.ts';

export const load = loads(async (ctx) => {
	const [batches, notices] = await Promise.all([listPublicBatches(ctx), listPublicNotices(ctx)]);
	return {
		signedIn: ctx.actor !== null,
		running: notices.running.length,
		batches: batches
			.filter(({ window }) => window !== 'closed')
			.map((batch) => ({
				href: `/batches/${batch.id}`,
				title: batch.name,
				note: batch.window === 'coming' ? m.portal_not_open_yet() : m.portal_all_city(),
				until: untilText(batch.closesAt),
				left: daysLeftText(ctx.now(), batch.closesAt)
			})),
		notices: notices.running.slice(0, 5).map((notice) => ({
			href: `/notices/${notice.id}`,
			title: notice.title,
			note: m.portal_passed({ count: notice.passed, office: notice.publisher }),
			until: shortDay(notice.endOn),
			left: m.portal_working_days({ days: notice.daysLeft })
		})),
		news: batches.slice(0, 4).map((batch) => ({
			href: `/batches/${batch.id}`,
			title: m.portal_batch_news({ name: batch.name }),
			date: dayText(shanghaiDay(batch.announcedAt))
		}))
	};
}) satisfies PageServerLoad;
