import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { getSample } from '#lib/server/usecases/inspection/sample-cases.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { momentText } from '../../../desk-parts/desk-words.server.ts';
import { seenState } from '../../state-words.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { sample, cases, same } = await getSample(ctx, params.id);
	return {
		title: m.inspect_sample_of({
			batch: sample.batchName,
			pool: sample.pool,
			count: sample.drawn.length,
			percent: sample.percent
		}),
		same,
		facts: [
			{
				label: m.log_at(),
				value: m.inspect_sample_by({ at: instantText(sample.at), name: sample.by })
			},
			{
				label: m.inspect_sample_states(),
				value: textOf(`inspect_sample_states_${sample.group}`) ?? sample.group
			},
			{ label: m.inspect_sample_seed(), value: sample.seed },
			{ label: m.inspect_sample_pool_digest(), value: sample.poolDigest }
		],
		check: m.inspect_sample_check_text({ count: sample.drawn.length }),
		rows: cases.map((row) => ({
			id: row.id,
			number: row.number,
			name: row.personName,
			employer: row.employerName,
			title: row.titleName,
			since: momentText(row.stateSince),
			state: seenState(row.state)
		}))
	};
}) satisfies PageServerLoad;
