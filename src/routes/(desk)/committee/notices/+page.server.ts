import { loads } from '#lib/server/form.ts';
import { listResultNotices } from '#lib/server/usecases/results/list-result-notices.ts';
import * as m from '#lib/paraglide/messages.js';
import { shortDay, wordOf } from '../../desk-parts/desk-words.server.ts';
import type { PageServerLoad } from './$types';

const kinds = { running: 'running', ended: 'done', voided: 'void' } as const;

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const { notices, toPublish } = await listResultNotices(ctx);
	return {
		sub: ctx.actor?.hat?.scopeName ?? '',
		toPublish,
		notices: notices.map((notice) => ({
			id: notice.id,
			committee: notice.committee,
			span: m.committee_span({ from: shortDay(notice.startOn), to: shortDay(notice.endOn) }),
			cases: notice.cases,
			reported: notice.reported,
			state:
				notice.toConfirm > 0
					? { kind: 'turn' as const, text: m.committee_to_confirm({ count: notice.toConfirm }) }
					: notice.state === 'running'
						? {
								kind: 'running' as const,
								text: m.committee_notice_left({ days: notice.daysLeft })
							}
						: { kind: kinds[notice.state], text: wordOf(`committee_notice_${notice.state}`) }
		}))
	};
}) satisfies PageServerLoad;
