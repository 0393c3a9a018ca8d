import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { listPublicBatches } from '#lib/server/usecases/portal/public-batches.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => {
	const words = { coming: m.portal_coming, open: m.portal_open, closed: m.portal_closed } as const;
	return {
		batches: (await listPublicBatches(ctx)).map((batch) => ({
			href: `/batches/${batch.id}`,
			label: batch.name,
			note: `${words[batch.window]()}，${m.coverage_span({ from: instantText(batch.opensAt), to: instantText(batch.closesAt) })}`
		}))
	};
}) satisfies PageServerLoad;
