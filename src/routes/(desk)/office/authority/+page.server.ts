import { loads } from '#lib/server/form.ts';
import { dayText } from '#lib/server/dates.ts';
import { placeName } from '#lib/server/places.ts';
import {
	listCommittees,
	listEntrustments,
	listGrants
} from '#lib/server/usecases/authority/read-register.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { pagerOf } from '../../people-parts/address.ts';
import {
	placeChoices,
	scopeText,
	seriesChoices,
	stateChoices,
	stateText,
	tiersText
} from './register.server.ts';

/** Rows a page; the lists of people use the same. */
const size = 50;

const views = ['committees', 'grants', 'entrustments'] as const;

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const params = url.searchParams;
	const view = views.find((one) => one === params.get('view')) ?? 'committees';
	const filter = {
		place: params.get('place') ?? '',
		series: params.get('series') ?? '',
		state: params.get('state') ?? '',
		q: (params.get('q') ?? '').trim().slice(0, 60)
	};
	const [committees, grants, entrustments] = await Promise.all([
		listCommittees(ctx, filter),
		listGrants(ctx, { ...filter, state: '' }),
		listEntrustments(ctx, { ...filter, state: '' })
	]);
	const total = { committees, grants, entrustments }[view].length;
	const pages = Math.max(1, Math.ceil(total / size));
	const page = Math.min(Math.max(1, Number(params.get('page')) || 1), pages);
	const cut = <T>(rows: readonly T[]): readonly T[] => rows.slice((page - 1) * size, page * size);
	const tab = (name: (typeof views)[number], label: string, count: number) => {
		const query = new URLSearchParams(params);
		query.set('view', name);
		query.delete('page');
		return { href: `?${query.toString()}`, label, count, current: view === name };
	};
	return {
		view,
		filter,
		pager: pagerOf({
			rows: cut({ committees, grants, entrustments }[view] as readonly unknown[]),
			total,
			page,
			pages,
			next: null,
			previous: null
		}),
		mayEdit: ctx.actor?.hat?.role === 'city_officer',
		places: placeChoices(),
		series: seriesChoices(),
		states: stateChoices(),
		tabs: [
			tab('committees', m.register_committees(), committees.length),
			tab('grants', m.register_grants(), grants.length),
			tab('entrustments', m.register_entrustments(), entrustments.length)
		],
		committees:
			view === 'committees'
				? cut(committees).map((one) => ({
						id: one.id,
						name: one.name,
						place: placeName(one.place),
						scope: scopeText(one.series, one.specialty),
						tiers: tiersText(one.tiers),
						filing: one.filingNumber ?? '—',
						validTo: one.validTo ? dayText(one.validTo) : '—',
						expired: one.validTo !== null && one.validTo < ctx.today(),
						state: one.state,
						stateText: one.external ? m.register_external() : stateText(one.state)
					}))
				: [],
		grants:
			view === 'grants'
				? cut(grants).map((one) => ({
						id: one.id,
						basis: one.basisNumber,
						grantee: one.granteeName,
						grantor: one.grantorName,
						scope: scopeText(one.series, one.specialty),
						tiers: tiersText(one.tiers),
						from: dayText(one.validFrom),
						to: one.validTo ? dayText(one.validTo) : m.register_open_end()
					}))
				: [],
		entrustments:
			view === 'entrustments'
				? cut(entrustments).map((one) => ({
						id: one.id,
						from: placeName(one.fromPlace),
						committee: one.committeeName,
						scope: scopeText(one.series, one.specialty),
						tiers: tiersText(one.tiers),
						validFrom: dayText(one.validFrom),
						validTo: dayText(one.validTo),
						basis: one.basisNumber
					}))
				: []
	};
}) satisfies PageServerLoad;
