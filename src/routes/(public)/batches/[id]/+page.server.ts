import { dayText, instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { getPublicBatch } from '#lib/server/usecases/portal/public-batches.ts';
import type { PageServerLoad } from './$types';
import { daysLeftText, seriesText, tiersText } from '../../public-words.server.ts';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const batch = await getPublicBatch(ctx, params.id);
	return {
		name: batch.name,
		window: batch.window,
		from: instantText(batch.opensAt),
		to: instantText(batch.closesAt),
		left: daysLeftText(ctx.now(), batch.closesAt),
		announcement: batch.announcement,
		bureau: batch.bureau,
		rounds: batch.rounds.map((round) => ({
			id: round.id,
			committee: round.committee,
			place: placeName(round.place),
			scope: `${seriesText(round.series, round.specialty)} ${tiersText(round.tiers)}`,
			filing: round.filingNumber,
			validTo: round.validTo ? dayText(round.validTo) : '—',
			meeting: dayText(round.meetingOn),
			contact: [round.office, round.phone].filter(Boolean).join(' ')
		}))
	};
}) satisfies PageServerLoad;
