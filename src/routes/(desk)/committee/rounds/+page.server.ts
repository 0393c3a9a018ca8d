import { loads } from '#lib/server/form.ts';
import { listRounds } from '#lib/server/usecases/meeting/list-rounds.ts';
import * as m from '#lib/paraglide/messages.js';
import { shortDay } from '../../desk-parts/desk-words.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => ({
	sub: ctx.actor?.hat?.scopeName ?? '',
	rounds: (await listRounds(ctx)).map((round) => ({
		id: round.id,
		committee: round.committee,
		batch: round.batch,
		meeting: round.meetingSet
			? shortDay(round.meetingOn)
			: m.committee_planned({ day: shortDay(round.meetingOn) }),
		valid: round.validOnDay,
		counts: round.counts,
		work:
			round.counts.to_open + round.counts.deferred + round.counts.to_publish + round.counts.to_issue
	}))
})) satisfies PageServerLoad;
