import { z } from 'zod';
import { instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { listLog } from '#lib/server/usecases/audit/list-log.ts';
import { verifyLog } from '#lib/server/usecases/audit/verify-log.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

/** The log, newest first; the search is the address. */
export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const field = (name: string) => (url.searchParams.get(name) ?? '').slice(0, 100);
	const before = Number(field('before'));
	const result = (['done', 'refused'] as const).find((one) => one === field('result')) ?? '';
	const query = {
		action: field('action'),
		actor: field('actor'),
		object: field('object'),
		result,
		from: field('from'),
		to: field('to'),
		before: Number.isSafeInteger(before) && before > 0 ? before : 0
	} as const;
	const page = await listLog(ctx, query);
	return {
		query,
		next: page.next,
		entries: page.entries.map((entry) => ({
			seq: entry.seq,
			at: instantText(entry.at),
			who: entry.actorName || '–',
			role: textOf(`role_${entry.role}`) ?? textOf(`admin_by_${entry.role}`) ?? entry.role,
			organisation: entry.organisation,
			action: entry.action,
			act: textOf(`account_act_${entry.action}`) ?? '',
			object: `${entry.objectKind} ${entry.objectId}`,
			refused: entry.result === 'refused',
			detail: Object.entries(entry.detail)
				.map(
					([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`
				)
				.join(' · ')
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	/** Walks the whole chain and compares it with the checkpoints. Changes nothing. */
	verify: submits(z.object({}), async (ctx) => ({ done: { verified: await verifyLog(ctx) } }), {
		form: 'verify'
	})
} satisfies Actions;
