import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { closeMeeting } from '#lib/server/usecases/meeting/close-meeting.ts';
import { deferAgenda } from '#lib/server/usecases/meeting/defer-agenda.ts';
import {
	getMeeting,
	memberIds,
	type MeetingView
} from '#lib/server/usecases/meeting/get-meeting.ts';
import { openMeeting } from '#lib/server/usecases/meeting/open-meeting.ts';
import { recordAttendance } from '#lib/server/usecases/meeting/record-attendance.ts';
import { recordVote } from '#lib/server/usecases/meeting/record-vote.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, wordOf } from '../../../desk-parts/desk-words.server.ts';
import { many, versionField } from '../../committee-words.server.ts';
import {
	agendaWords,
	currentWords,
	memberName,
	ruleWords,
	shortNumber
} from '../../meeting-words.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Where the meeting stands: who is there, what is voted on, what is left. */
const stepOf = (view: MeetingView, decided: boolean): number =>
	view.state === 'planned' ? 0 : decided ? 4 : 2;

const quorumWords = (view: MeetingView) =>
	view.state === 'planned'
		? { kind: 'waiting' as const, text: m.committee_not_yet_recorded() }
		: !view.presided
			? { kind: 'problem' as const, text: m.committee_no_chair() }
			: view.quorum.met
				? { kind: 'done' as const, text: m.committee_may_sit() }
				: { kind: 'problem' as const, text: m.committee_may_not_sit() };

export const load = loads(async (ctx, { params, url }: Parameters<PageServerLoad>[0]) => {
	const view = await getMeeting(ctx, params.id, url.searchParams.get('case') ?? undefined);
	const { current } = view;
	const open = view.agenda.filter(({ outcome }) => outcome === null);
	const following = open.find(({ caseId }) => caseId !== current?.caseId);
	const editing =
		view.state === 'planned'
			? view.due
			: view.state === 'open' && url.searchParams.has('attendance');
	return {
		requestId: ctx.newId(),
		id: view.id,
		version: view.version,
		state: view.state,
		title: m.committee_meeting(),
		committee: view.committee,
		day: dayText(view.heldOn),
		place: view.place,
		round: `/committee/rounds/${view.roundId}`,
		stateText: wordOf(`committee_meeting_${view.state}`),
		due: view.due,
		members: view.members.map((member) => ({ ...member, name: memberName(member) })),
		quorum: { ...view.quorum, ...quorumWords(view) },
		rule: ruleWords(view),
		editing,
		canDecide: view.canDecide,
		openCount: open.length,
		decidedText: m.committee_agenda_decided({
			decided: view.agenda.length - open.length,
			count: view.agenda.length
		}),
		agenda: view.agenda.map(agendaWords),
		hidden: view.hidden > 0 ? m.committee_left_to_colleague({ count: view.hidden }) : '',
		current: current ? currentWords(current, view) : null,
		steps: [
			m.committee_step_introduce(),
			m.committee_step_discuss(),
			m.committee_step_vote(),
			m.committee_step_announce()
		],
		step: stepOf(view, current !== null && current.outcome !== null),
		next: following
			? {
					href: `/committee/meetings/${view.id}?case=${following.caseId}`,
					label: m.committee_next_case({
						number: shortNumber(following.number),
						name: following.name
					})
				}
			: null,
		minutes: view.minutes,
		minutesDraft: m.committee_minutes_draft({
			day: dayText(view.heldOn),
			members: view.quorum.members,
			attending: view.quorum.attending,
			cases: view.agenda.length,
			passed: view.agenda.filter(({ outcome }) => outcome === 'passed').length,
			failed: view.agenda.filter(({ outcome }) => outcome === 'failed').length,
			deferred: view.agenda.filter(({ outcome }) => outcome === 'deferred').length
		})
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`committee_field_${field}`);
const numbersIn = (values: readonly string[]): readonly number[] =>
	values.map(Number).filter((number) => Number.isSafeInteger(number));
const here = (event: RequestEvent, query = ''): string =>
	`/committee/meetings/${event.params.id}${query}`;
/** Left empty counts as none. */
const ballots = z
	.string()
	.trim()
	.transform((text) => text.normalize('NFKC'))
	.refine((text) => /^\d{0,4}$/.test(text), 'ballots')
	.transform(Number);

export const actions = {
	attendance: submits(
		z.object({ version: versionField, attending: many, presider: z.string().max(4).default('') }),
		async (ctx, data, event: RequestEvent) => {
			const { meeting } = await openMeeting(ctx, event.params.id);
			const presider = data.presider === '' ? [] : numbersIn([data.presider]);
			await recordAttendance(ctx, {
				meetingId: meeting.id,
				version: data.version,
				attending: memberIds(meeting, numbersIn(data.attending)),
				presider: memberIds(meeting, presider)[0] ?? ''
			});
			return { to: here(event) };
		},
		{ form: 'attendance', label }
	),
	vote: submits(
		z.object({
			version: versionField,
			meetingVersion: versionField,
			case: z.string().max(40),
			recused: many,
			yes: ballots,
			no: ballots,
			abstain: ballots
		}),
		async (ctx, data, event: RequestEvent) => {
			const { meeting } = await openMeeting(ctx, event.params.id);
			await recordVote(ctx, {
				meetingId: meeting.id,
				meetingVersion: data.meetingVersion,
				applicationId: data.case,
				version: data.version,
				recused: memberIds(meeting, numbersIn(data.recused)),
				yes: data.yes,
				no: data.no,
				abstain: data.abstain
			});
			return { to: here(event, `?case=${data.case}`) };
		},
		{ form: 'vote', label }
	),
	defer: submits(
		z.object({ version: versionField, reason: z.string().trim().min(1).max(200) }),
		async (ctx, data, event: RequestEvent) => {
			await deferAgenda(ctx, {
				meetingId: event.params.id,
				version: data.version,
				reason: data.reason
			});
			return { to: here(event) };
		},
		{ form: 'defer', label }
	),
	close: submits(
		z.object({ version: versionField, minutes: z.string().trim().min(1).max(5000) }),
		async (ctx, data, event: RequestEvent) => {
			await closeMeeting(ctx, {
				meetingId: event.params.id,
				version: data.version,
				minutes: data.minutes
			});
			return { to: here(event) };
		},
		{ form: 'close', label }
	)
} satisfies Actions;
