import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { getRound, roundCases, type RoundCase } from '#lib/server/usecases/meeting/get-round.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import {
	roundStageNames,
	type RoundStage,
	type StageCounts
} from '#lib/server/usecases/meeting/round-stages.ts';
import { openReviews } from '#lib/server/usecases/review/open-reviews.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/icons.ts';
import { dayText, shortDay, wordOf } from '../../../desk-parts/desk-words.server.ts';
import { many, whyNot } from '../../committee-words.server.ts';
import { issue } from '../../issue.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Stages whose cases the office moves on from here. */
const urgent: readonly RoundStage[] = ['to_open', 'deferred', 'to_publish', 'to_issue'];

const stageOf = (text: string | null, counts: StageCounts): RoundStage =>
	roundStageNames.find((stage) => stage === text) ??
	urgent.find((stage) => counts[stage] > 0) ??
	roundStageNames.find((stage) => counts[stage] > 0) ??
	'to_open';

const caseState = (
	one: RoundCase,
	minimum: number
): { readonly kind: StateKind; readonly text: string } => {
	switch (one.state) {
		case 'accepted':
			return one.ready
				? { kind: 'turn', text: m.committee_can_open() }
				: { kind: 'turn', text: m.committee_needs_experts({ count: one.experts, minimum }) };
		case 'panel_review':
			return one.ready
				? { kind: 'turn', text: m.committee_sheets_in({ count: one.handedIn }) }
				: {
						kind: 'waiting',
						text: m.committee_sheets_waiting({ count: one.handedIn, experts: one.experts })
					};
		case 'deferred':
		case 'voted_passed':
		case 'confirmed':
			return { kind: 'turn', text: wordOf(`state_${one.state}`) };
		case 'certificate_issued':
			return { kind: 'done', text: wordOf(`state_${one.state}`) };
		case 'voted_failed':
		case 'rejected_after_notice':
			return { kind: 'refused', text: wordOf(`state_${one.state}`) };
		case 'result_objection':
		case 'revoked':
			return { kind: 'problem', text: wordOf(`state_${one.state}`) };
		default:
			return { kind: 'running', text: wordOf(`state_${one.state}`) };
	}
};

const meetingStates = { planned: 'waiting', open: 'turn', closed: 'done' } as const;

/** What was just done to how many: `?did=opened&count=3&left=1`. */
const doneText = (address: URLSearchParams): string | null => {
	const did = address.get('did');
	const count = Number(address.get('count'));
	if (!Number.isSafeInteger(count)) return null;
	switch (did) {
		case 'opened': {
			const left = Number(address.get('left'));
			return left > 0 ? m.committee_opened_some({ count, left }) : m.committee_opened({ count });
		}
		case 'agenda':
			return m.committee_agenda_filled({ count });
		case 'published':
			return m.committee_published({ count });
		default:
			return null;
	}
};

export const load = loads(async (ctx, { params, url }: Parameters<PageServerLoad>[0]) => {
	const round = await getRound(ctx, params.id);
	const stage = stageOf(url.searchParams.get('stage'), round.counts);
	const cases = await roundCases(ctx, params.id, [stage]);
	const openMeetings = round.meetings.filter(({ state }) => state !== 'closed');
	return {
		requestId: ctx.newId(),
		id: round.id,
		title: round.committee.name,
		sub: round.batch,
		did: doneText(url.searchParams),
		stage,
		tabs: roundStageNames.map((name) => ({
			href: `/committee/rounds/${round.id}?stage=${name}`,
			label: wordOf(`committee_stage_${name}`),
			count: round.counts[name],
			urgent: urgent.includes(name) && round.counts[name] > 0,
			current: name === stage
		})),
		rows: cases.map((one) => ({
			id: one.id,
			number: one.number,
			name: one.name,
			lastFour: one.lastFour,
			employer: one.employer,
			title: one.title,
			track: one.track === 'normal' ? '' : wordOf(`office_track_${one.track}`),
			state: caseState(one, round.minimum),
			flagged: one.flagged,
			total: one.total ?? '',
			/** May be ticked for the act of this stage. */
			ready: one.ready
		})),
		empty: wordOf(`committee_empty_${stage}`),
		readyCount: cases.filter(({ ready }) => ready).length,
		counts: round.counts,
		meetingChoices: openMeetings.map(({ id, heldOn, place }) => ({
			value: id,
			label: [dayText(heldOn), place].filter(Boolean).join(m.ui_comma())
		})),
		meetings: round.meetings.map((meeting) => ({
			id: meeting.id,
			day: dayText(meeting.heldOn),
			place: meeting.place,
			kind: meetingStates[meeting.state],
			text: wordOf(`committee_meeting_${meeting.state}`),
			decided: m.committee_decided({ decided: meeting.decided, cases: meeting.cases })
		})),
		notices: round.notices.map((notice) => ({
			id: notice.id,
			title: notice.title,
			span: m.committee_span({ from: shortDay(notice.startOn), to: shortDay(notice.endOn) }),
			kind: ({ running: 'running', ended: 'done', voided: 'void' } as const)[notice.state],
			text: wordOf(`committee_notice_${notice.state}`)
		})),
		facts: [
			{ label: m.committee_filing(), value: round.committee.filingNumber ?? '' },
			{
				label: m.committee_validity(),
				value:
					round.committee.filedOn && round.committee.validTo
						? m.committee_span({
								from: dayText(round.committee.filedOn),
								to: dayText(round.committee.validTo)
							})
						: ''
			},
			{ label: m.committee_planned_on(), value: dayText(round.plannedOn) }
		],
		panel: round.panel.map((member) => ({
			number: member.number,
			name: member.name,
			employer: member.employer,
			seat: wordOf(`committee_seat_${member.seat}`)
		})),
		panelReason: whyNot(round.panelRefusal) ?? '',
		today: ctx.today(),
		plannedOn: round.plannedOn
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`committee_field_${field}`);

export const actions = {
	open: submits(
		z.object({ id: many }),
		async (ctx, data, event: RequestEvent) => {
			const { opened, left } = await openReviews(ctx, { ids: data.id });
			return {
				to: `/committee/rounds/${event.params.id}?stage=in_review&did=opened&count=${opened}&left=${left}`
			};
		},
		{ form: 'open', label }
	),
	agenda: submits(
		z.object({ id: many, meeting: z.string().min(1).max(40) }),
		async (ctx, data, event: RequestEvent) => {
			const cases = await fillAgenda(ctx, {
				meetingId: data.meeting,
				cases: data.id.map((id) => ({ id }))
			});
			return {
				to: `/committee/rounds/${event.params.id}?stage=on_agenda&did=agenda&count=${cases.length}`
			};
		},
		{ form: 'agenda', label }
	),
	plan: submits(
		z.object({ heldOn: z.string().min(1).max(10), place: z.string().trim().max(80) }),
		async (ctx, data, event: RequestEvent) => {
			const { id } = await planMeeting(ctx, {
				roundId: event.params.id,
				heldOn: data.heldOn,
				place: data.place
			});
			return { to: `/committee/meetings/${id}` };
		},
		{ form: 'plan', label }
	),
	issue: submits(z.object({}), (ctx, _data, event: RequestEvent) => issue(ctx, event.params.id), {
		form: 'issue',
		label
	})
} satisfies Actions;
