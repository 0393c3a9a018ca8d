import { loads } from '#lib/server/form.ts';
import { announcedRounds, listPublicBatches } from '#lib/server/usecases/portal/public-batches.ts';
import { listPublicNotices } from '#lib/server/usecases/portal/public-notices.ts';
import { dayText } from '#lib/server/dates.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { groupRounds } from './round-groups.server.ts';
import { daysLeftText, shortDay, untilText } from './public-words.server.ts';

/** Rows of one batch on the home page; the rest is on the batch's own. */
const shownGroups = 6;
const urgentMs = 3 * 86_400_000;

export const load = loads(async (ctx) => {
	const [batches, notices] = await Promise.all([listPublicBatches(ctx), listPublicNotices(ctx)]);
	const rows = (
		await Promise.all(
			batches
				.filter(({ window }) => window !== 'closed')
				.map(async (batch) => {
					const until = {
						until: untilText(batch.closesAt),
						left: daysLeftText(ctx.now(), batch.closesAt),
						urgent: batch.window === 'open' && batch.closesAt - ctx.now() < urgentMs
					};
					const groups = groupRounds(await announcedRounds(ctx, batch.id));
					return batch.window === 'coming' || groups.length === 0
						? [
								{
									href: `/batches/${batch.id}`,
									title: batch.name,
									note: m.portal_not_open_yet(),
									...until
								}
							]
						: groups.slice(0, shownGroups).map((group) => ({
								href: `/batches/${batch.id}#${group.id}`,
								title: m.portal_batch_group({ year: batch.year, group: group.title }),
								note: group.note,
								...until
							}));
				})
		)
	).flat();
	return {
		signedIn: ctx.actor !== null,
		running: notices.running.length,
		batches: rows.map((row, index) => ({ ...row, urgent: row.urgent && index === 0 })),
		notices: notices.running.slice(0, 5).map((notice) => ({
			href: `/notices/${notice.id}`,
			title: notice.title,
			note: m.portal_passed({ count: notice.passed, office: notice.publisher }),
			until: shortDay(notice.endOn),
			left: m.portal_working_days({ days: notice.daysLeft })
		})),
		news: batches
			.toSorted((a, b) => b.announcedAt - a.announcedAt)
			.slice(0, 4)
			.map((batch) => ({
				href: `/batches/${batch.id}`,
				title: m.portal_batch_news({ name: batch.name }),
				date: dayText(shanghaiDay(batch.announcedAt))
			}))
	};
}) satisfies PageServerLoad;
