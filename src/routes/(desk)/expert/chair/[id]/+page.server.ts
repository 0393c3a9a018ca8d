import { loads } from '#lib/server/form.ts';
import {
	getChairedMeeting,
	type ChairedItem
} from '#lib/server/usecases/meeting/get-chaired-meeting.ts';
import * as m from '#lib/paraglide/messages.js';
import {
	appliesFor,
	memberName,
	outcomeWords,
	ruleWords,
	sheetsWords,
	shortNumber
} from '../../../committee/meeting-words.server.ts';
import { dayText, wordOf } from '../../../desk-parts/desk-words.server.ts';
import type { PageServerLoad } from './$types';

const totals = (item: ChairedItem): string =>
	item.yes === null || item.voters === null
		? ''
		: m.expert_chair_totals({
				yes: item.yes,
				no: item.no ?? 0,
				abstain: item.abstain ?? 0,
				voters: item.voters,
				needed: item.needed ?? 0
			});

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const view = await getChairedMeeting(ctx, params.id);
	return {
		title: view.committee,
		day: [dayText(view.heldOn), view.place].filter(Boolean).join(m.ui_comma()),
		state: view.state,
		stateText: wordOf(`committee_meeting_${view.state}`),
		quorum: view.quorum,
		quorumText: ruleWords(view).quorum,
		denominator: ruleWords(view).denominator,
		present:
			view.state === 'planned'
				? m.committee_called({ members: view.quorum.members })
				: m.committee_present({
						attending: view.quorum.attending,
						members: view.quorum.members
					}),
		absent: view.members.filter(({ present }) => !present).map(memberName),
		hidden: view.hidden > 0 ? m.expert_chair_hidden({ count: view.hidden }) : null,
		agenda: view.agenda.map((item) => ({
			id: item.caseId,
			position: item.position,
			number: shortNumber(item.number),
			name: item.name,
			employer: item.employer,
			applies: appliesFor(item),
			outcome: outcomeWords(item),
			totals: totals(item),
			recused: item.recused.length
				? m.committee_out_numbers({ numbers: item.recused.join('、') })
				: '',
			sheets: item.sheets ? sheetsWords(item.sheets) : null
		})),
		minutes: view.minutes
	};
}) satisfies PageServerLoad;
