import { redirect } from '@sveltejs/kit';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { loads } from '#lib/server/form.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import type { TimelineEvent } from '#lib/server/usecases/applications/timeline-of.ts';
import * as m from '#lib/paraglide/messages.js';
import {
	dayText,
	fieldOfWork,
	instantText,
	stateTag,
	untilText,
	wordOf
} from '../../../words.server.ts';
import { routeWords, stepWords } from '../../case-words.server.ts';
import type { PageServerLoad } from './$types';

const whoOf = (event: TimelineEvent): string =>
	event.party === 'applicant' ? m.me_you() : event.office || wordOf(`party_${event.party}`);

const actOf = (event: TimelineEvent): string =>
	['start', 'change_target', 'confirm_assist'].includes(event.act)
		? wordOf(`me_act_${event.act}`)
		: wordOf(`did_${event.act}`);

/** Acts that bring the case back to the applicant. */
const returns: ReadonlySet<string> = new Set(
	Object.entries(applicationWorkflow.moves)
		.filter(([, move]) => move.asks === 'defects')
		.map(([name]) => name)
);

export const load = loads(async (ctx, event: Parameters<PageServerLoad>[0]) => {
	const progress = await getProgress(ctx, event.params.id);
	const { heading } = progress;
	const base = `/me/applications/${heading.id}`;
	if (heading.state === 'draft' && heading.receipt === null) redirect(303, base);
	const offered = (move: string): boolean =>
		progress.offers.some((offer) => offer.move === move && offer.refusal === null);
	const waiting = progress.deadline && {
		until: untilText(progress.deadline.at),
		days: progress.deadline.workingDays,
		provisional: progress.deadline.provisional
	};
	return {
		base,
		number: heading.number,
		titleName: heading.titleName,
		field: fieldOfWork(heading.series, heading.specialty),
		year: heading.year,
		state: heading.state,
		kind: stateTag(heading.state).state,
		stateText: stateTag(heading.state).stateText,
		mine: progress.holderParty === 'applicant',
		holder: progress.holder || (progress.holderParty && wordOf(`party_${progress.holderParty}`)),
		since: instantText(heading.stateSince),
		waiting,
		notice: progress.notice && {
			endOn: dayText(progress.notice.endOn),
			running: progress.notice.state === 'running'
		},
		events: progress.timeline.map((one) => ({
			kind: returns.has(one.act) ? ('returned' as const) : ('done' as const),
			title: m.me_event({ who: whoOf(one), act: actOf(one) }),
			lines: [
				instantText(one.at),
				...(one.reason === null ? [] : [m.me_reason({ text: one.reason })]),
				...(one.document === null ? [] : [m.me_document({ text: one.document })])
			]
		})),
		next: stepWords(progress.next.filter(({ now }) => !now)),
		route: routeWords(progress.route, progress.holderParty),
		certificate: progress.certificate,
		hasReceipt: heading.receipt !== null,
		mayTakeBack: offered('take_back'),
		mayWithdraw: offered('withdraw'),
		mayAskWithdrawal: offered('request_withdrawal'),
		mayRecheck: offered('request_recheck')
	};
}) satisfies PageServerLoad;
