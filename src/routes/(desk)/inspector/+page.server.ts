import { z } from 'zod';
import { addDays } from '#lib/domain/day.ts';
import { instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { lastVerification } from '#lib/server/usecases/audit/record-verification.ts';
import { listLog } from '#lib/server/usecases/audit/list-log.ts';
import { omittedAction } from '#lib/server/usecases/log-refused.ts';
import { listSamples } from '#lib/server/usecases/inspection/sample-cases.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { unverifiedIn, verifyNow } from '../desk-parts/log-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

const checkpointsShown = 14;
const sampled = 5;

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const from = addDays(ctx.today(), -6);
	const [{ verified, head, checkpoints }, refused, samples] = await Promise.all([
		lastVerification(ctx),
		listLog(ctx, {
			action: '',
			actor: '',
			object: '',
			result: 'refused',
			from,
			to: '',
			before: 0
		}),
		listSamples(ctx, sampled)
	]);
	const flaw = verified?.broken ?? verified?.checkpoint;
	return {
		entries: head?.seq ?? 0,
		head: head && { seq: head.seq, hash: head.hash, at: instantText(head.at) },
		checkpoints: checkpoints.slice(0, checkpointsShown).map((point) => ({
			seq: point.seq,
			at: instantText(point.at),
			keyId: point.keyId,
			head: point.head
		})),
		verified: verified && {
			ok: verified.ok,
			unverified: unverifiedIn(verified),
			text: verified.ok
				? m.inspect_chain_ok_text({
						entries: verified.entries,
						checkpoints: checkpoints.filter(({ seq }) => seq <= verified.entries).length,
						at: instantText(verified.at),
						name: verified.by
					})
				: m.inspect_chain_bad_text({
						seq: flaw?.seq ?? 0,
						why: textOf(`inspect_why_${flaw?.why ?? ''}`) ?? '',
						at: instantText(verified.at),
						name: verified.by
					})
		},
		refused: {
			text:
				refused.next === null && !refused.entries.some(({ action }) => action === omittedAction)
					? m.inspect_refused_count({ count: refused.entries.length })
					: m.inspect_refused_many({ count: refused.entries.length }),
			href: `/inspector/log?result=refused&from=${from}`,
			any: refused.entries.length > 0
		},
		samples: samples.map((sample) => ({
			href: `/inspector/samples/${sample.id}`,
			label: m.inspect_sample_of({
				batch: sample.batchName,
				pool: sample.pool,
				count: sample.drawn.length,
				percent: sample.percent
			}),
			hint: m.inspect_sample_by({ at: instantText(sample.at), name: sample.by })
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	verify: submits(z.object({}), async (ctx) => {
		await verifyNow(ctx);
		return { to: '/inspector' };
	})
} satisfies Actions;
