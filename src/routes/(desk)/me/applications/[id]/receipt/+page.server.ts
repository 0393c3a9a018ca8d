import { error } from '@sveltejs/kit';
import { loads } from '#lib/server/form.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import * as m from '#lib/paraglide/messages.js';
import { fullInstant, leftText, timeText } from '../../../words.server.ts';
import { stepWords } from '../../case-words.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const progress = await getProgress(ctx, event.params.id);
	const { receipt } = progress.heading;
	if (receipt === null) return error(404, m.refusal_not_found());
	const mayTakeBack = progress.offers.find(({ move }) => move === 'take_back');
	return {
		base: `/me/applications/${progress.heading.id}`,
		number: receipt.number,
		at: fullInstant(receipt.at),
		sha256: receipt.sha256,
		submission: receipt.submission,
		titleName: progress.heading.titleName,
		personName: progress.heading.personName,
		printedAt: fullInstant(ctx.now()),
		takeBack:
			mayTakeBack && mayTakeBack.refusal === null
				? progress.takeBackMs === null
					? { left: null, until: null }
					: {
							left: leftText(progress.takeBackMs),
							until: timeText(ctx.now() + progress.takeBackMs)
						}
				: null,
		next: stepWords(progress.next)
	};
}) satisfies PageServerLoad;
