import { loads } from '#lib/server/form.ts';
import { listMyTitles } from '#lib/server/usecases/record/list-my-titles.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, fieldOfWork, wordOf } from '../words.server.ts';
import type { PageServerLoad } from './$types';

const kinds = { valid: 'done', superseded: 'void', revoked: 'problem' } as const;

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const { certificates, titles } = await listMyTitles(ctx);
	return {
		certificates: certificates.map((one) => ({
			number: one.number,
			titleName: one.titleName,
			state: kinds[one.state],
			stateText: wordOf(`me_certificate_${one.state}`),
			facts: [
				{ label: m.me_certificate_field(), value: fieldOfWork(one.series, one.specialty) },
				{ label: m.field_titles_certificateNumber(), value: one.number },
				{ label: m.field_titles_obtainedOn(), value: dayText(one.titleOn) },
				{ label: m.me_certificate_committee(), value: one.committeeName },
				{ label: m.me_certificate_issued(), value: dayText(one.issuedOn) }
			],
			print: `/me/certificates/${one.id}`,
			verify: `/verify?number=${one.number}`
		})),
		entered: titles.filter(({ source }) => source === 'entered').length
	};
}) satisfies PageServerLoad;
