import { z } from 'zod';
import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { verifyCertificate } from '#lib/server/usecases/results/verify-certificate.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';
import { groupedNumber } from '../../(desk)/certificate-parts/certificate-words.server.ts';
import { seriesText } from '../public-words.server.ts';

/** The QR code of a certificate leads here with its number; the name is asked all the same. */
export const load = loads((_ctx, { url }: Parameters<PageServerLoad>[0]) =>
	Promise.resolve({ number: (url.searchParams.get('number') ?? '').slice(0, 40) })
) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			number: z.string().trim().min(1).max(40),
			name: z.string().trim().min(1).max(40)
		}),
		async (ctx, data) => {
			const found = await verifyCertificate(ctx, data);
			const language = getLocale() === 'en' ? 'en' : 'zh';
			return {
				done: {
					asked: data,
					at: instantText(ctx.now()),
					certificate: found && {
						number: groupedNumber(found.number),
						name: found.holderName,
						title: found.titleName,
						series: seriesText(found.series, found.specialty),
						level: levelFacts[found.level as Level][language],
						titleOn: dayText(found.titleOn),
						committee: found.committeeName,
						issuer: found.issuerName,
						approval: found.approvalNumber,
						entered: found.entered,
						state: found.state
					}
				}
			};
		},
		{ label: (field) => textOf(`portal_field_${field}`) }
	)
} satisfies Actions;
