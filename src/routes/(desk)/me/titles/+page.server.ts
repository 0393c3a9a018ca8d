import { loads } from '#lib/server/form.ts';
import { listMyTitles } from '#lib/server/usecases/record/list-my-titles.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, fieldOfWork, wordOf } from '../words.server.ts';
import type { PageServerLoad } from './$types';

const kinds = {
	entered: 'waiting',
	verified: 'done',
	refused: 'refused',
	superseded: 'void',
	revoked: 'problem'
} as const;

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const { titles } = await listMyTitles(ctx);
	return {
		titles: titles.map((title) => ({
			id: title.id,
			name: title.printedName,
			facts: [
				fieldOfWork(title.series, title.specialty),
				m.me_obtained({ day: dayText(title.obtainedOn) }),
				title.issuer,
				title.certificateNumber ? m.me_certificate_number({ number: title.certificateNumber }) : ''
			].filter(Boolean),
			state: kinds[title.state],
			stateText: wordOf(`me_title_${title.state}`),
			reason: title.reason
		}))
	};
}) satisfies PageServerLoad;
