import { levels } from '#lib/domain/rules/levels.ts';
import { materialSlots } from '#lib/domain/rules/materials.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { getPublicBatch } from '#lib/server/usecases/portal/public-batches.ts';
import type { PageServerLoad } from './$types';
import { daysLeftText } from '../../public-words.server.ts';
import { groupRounds } from '../../round-groups.server.ts';

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
		count: batch.rounds.length,
		groups: groupRounds(batch.rounds).map((group) => ({
			id: group.id,
			title: group.title,
			rounds: group.rounds.map((round) => ({
				id: round.id,
				committee: round.committee,
				place: placeName(round.place),
				filing: round.filingNumber,
				validTo: round.validTo ? dayText(round.validTo) : '—',
				meeting: dayText(round.meetingOn),
				office: round.office,
				phone: round.phone
			}))
		})),
		/** What everybody hands in, whatever the series and level. */
		materials: materialSlots
			.filter(
				({ requiredFor, series, routes }) =>
					requiredFor.length === levels.length && !series && !routes
			)
			.map((slot) => (getLocale() === 'en' ? slot.en : slot.zh))
	};
}) satisfies PageServerLoad;
