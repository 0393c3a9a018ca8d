import { z } from 'zod';
import { shanghaiDay } from '#lib/domain/day.ts';
import { affiliationWorkflow, type AffiliationMove } from '#lib/domain/people/affiliation.ts';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { decideAffiliation } from '#lib/server/usecases/people/decide-affiliation.ts';
import {
	listRequests,
	readRequest,
	requestTabs,
	type RequestLine
} from '#lib/server/usecases/people/list-requests.ts';
import { refusalText, textOf } from '#lib/server/words.ts';
import { pagerOf } from './address.ts';
import { placeOf } from './place.server.ts';

const shown = (line: RequestLine) => ({
	id: line.id,
	version: line.version,
	kind: line.kind,
	state: line.state,
	personId: line.personId,
	name: line.name,
	idLast4: line.idLast4 ?? '',
	employerName: line.employerName,
	requested: dayText(shanghaiDay(line.requestedAt)),
	countyFrom: dayText(line.countyFromOn),
	decided: line.decidedAt === null ? null : instantText(line.decidedAt),
	reason: line.reason,
	offers: line.offers.map(({ move, asks, refusal }) => ({
		move,
		asks,
		reason: refusal ? refusalText(refusal) : undefined
	}))
});

/** The list of requests with its tabs, and the open one beside it. */
export const requestsLoad = loads(async (ctx, { url }: { locals: App.Locals; url: URL }) => {
	const wanted = requestTabs.find((tab) => tab === url.searchParams.get('tab')) ?? '';
	const [list, open] = await Promise.all([
		listRequests(ctx, wanted, placeOf(url.searchParams)),
		url.searchParams.has('open') ? readRequest(ctx, url.searchParams.get('open') ?? '') : null
	]);
	return {
		tab: list.tab,
		tabs: list.tabs.map(({ tab, count }) => ({
			tab,
			label: textOf(`people_tab_${tab}`) ?? tab,
			count
		})),
		rows: list.rows.map(shown),
		pager: pagerOf(list),
		open: open && shown(open)
	};
});

const moves = Object.keys(affiliationWorkflow.moves) as [AffiliationMove, ...AffiliationMove[]];

export const requestsActions = {
	decide: submits(
		z.object({
			id: z.string().max(64),
			version: z.coerce.number().int(),
			move: z.enum(moves),
			reason: z.string().max(500).default('')
		}),
		async (ctx, data, event) => {
			await decideAffiliation(ctx, data);
			const to = new URL(event.url);
			to.searchParams.delete('open');
			to.searchParams.delete('/decide');
			return { to: to.pathname + to.search };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
};
