import { loads } from '#lib/server/form.ts';
import { findEmployers } from '#lib/server/usecases/people/find-employers.ts';
import { places, placeName } from '#lib/server/places.ts';
import type { PageServerLoad } from './$types';

/** First the employer: by county and part of the name. The search is the address. */
export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const name = url.searchParams.get('name') ?? '';
	const place = url.searchParams.get('place') ?? '';
	const asked = name.trim() !== '' || place !== '';
	return {
		name,
		place,
		asked,
		places: places(),
		found: (await findEmployers(ctx, { name, place })).map((employer) => ({
			...employer,
			placeName: placeName(employer.place)
		}))
	};
}) satisfies PageServerLoad;
