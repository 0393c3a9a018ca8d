import { loads } from '#lib/server/form.ts';
import { getCertificate } from '#lib/server/usecases/results/get-certificate.ts';
import { certificateWords } from '../../../certificate-parts/certificate-words.server.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx, { params, url }: Parameters<PageServerLoad>[0]) => {
	const certificate = await getCertificate(ctx, params.id);
	return {
		certificate: certificateWords(certificate, url.origin, ctx.demo),
		state: certificate.state,
		stateReason: certificate.stateReason ?? '',
		verify: `/verify?number=${certificate.number}`
	};
}) satisfies PageServerLoad;
