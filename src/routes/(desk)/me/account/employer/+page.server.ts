import { z } from 'zod';
import { shanghaiDay } from '#lib/domain/day.ts';
import { dayText, instantText, spanText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName, places } from '#lib/server/places.ts';
import { decideAffiliation } from '#lib/server/usecases/people/decide-affiliation.ts';
import { findEmployers } from '#lib/server/usecases/people/find-employers.ts';
import { readMyEmployer } from '#lib/server/usecases/people/read-account.ts';
import { requestEmployerChange } from '#lib/server/usecases/people/request-employer-change.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const mine = await readMyEmployer(ctx);
	const name = url.searchParams.get('name') ?? '';
	const place = url.searchParams.get('place') ?? '';
	const asked = name.trim() !== '' || place !== '';
	const waiting = mine.requests.find(({ state }) => state === 'pending');
	const last = mine.requests.find(({ state }) => state !== 'pending');
	return {
		registered: url.searchParams.has('registered'),
		requestId: ctx.newId(),
		employer: mine.employer,
		employments: mine.employments.map((one) => ({
			name: one.name,
			span: spanText(one.fromOn, one.toOn)
		})),
		waiting: waiting
			? {
					id: waiting.id,
					version: waiting.version,
					employerName: waiting.employerName,
					since: dayText(shanghaiDay(waiting.requestedAt)),
					countyFrom: dayText(waiting.countyFromOn),
					countyMay: waiting.countyMay,
					placeName: placeName(waiting.place)
				}
			: null,
		last: last
			? {
					state: last.state,
					employerName: last.employerName,
					at: last.decidedAt === null ? '' : instantText(last.decidedAt),
					reason: last.reason
				}
			: null,
		name,
		place,
		asked,
		places: places(),
		found: asked
			? (await findEmployers(ctx, { name, place })).map((one) => ({
					id: one.id,
					name: one.name,
					placeName: placeName(one.place),
					hasOfficer: one.hasOfficer
				}))
			: []
	};
}) satisfies PageServerLoad;

export const actions = {
	request: submits(z.object({ employer: z.string().min(1).max(64) }), async (ctx, { employer }) => {
		await requestEmployerChange(ctx, employer);
		return { to: '/me/account/employer' };
	}),
	withdraw: submits(
		z.object({ id: z.string().max(64), version: z.coerce.number().int() }),
		async (ctx, data) => {
			await decideAffiliation(ctx, { ...data, move: 'withdraw' });
			return { to: '/me/account/employer' };
		}
	)
} satisfies Actions;
