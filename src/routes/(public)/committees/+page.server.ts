import { dayText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { placeName, places } from '#lib/server/places.ts';
import { listPublicCommittees } from '#lib/server/usecases/portal/public-committees.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { seriesText, tiersText } from '../public-words.server.ts';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const place = url.searchParams.get('place') ?? '';
	const standing = {
		valid: m.portal_standing_valid,
		expiring: m.portal_standing_expiring,
		not_begun: m.portal_standing_not_begun,
		expired: m.portal_standing_expired,
		suspended: m.portal_standing_suspended
	} as const;
	return {
		place,
		places: places(),
		committees: (await listPublicCommittees(ctx, place ? { place } : {})).map((one) => ({
			id: one.id,
			name: one.name,
			place: placeName(one.place),
			scope: `${seriesText(one.series, one.specialty)} ${tiersText(one.tiers)}`,
			filing: m.portal_filing({ number: one.filingNumber, until: dayText(one.validTo) }),
			kind: (
				{
					valid: 'done',
					expiring: 'waiting',
					not_begun: 'fresh',
					expired: 'problem',
					suspended: 'locked'
				} as const
			)[one.standing],
			standing: standing[one.standing]()
		}))
	};
}) satisfies PageServerLoad;
