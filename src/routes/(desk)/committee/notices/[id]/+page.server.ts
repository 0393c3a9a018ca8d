import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { getResultNotice } from '#lib/server/usecases/results/list-result-notices.ts';
import { restartResultNotice } from '#lib/server/usecases/results/publish-results.ts';
import { textOf, voidedText } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/icons.ts';
import { dayText, wordOf } from '../../../desk-parts/desk-words.server.ts';
import { clockOf, versionField } from '../../committee-words.server.ts';
import { contactFields } from '../contact.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const kindOf = (state: string, waiting: boolean): StateKind =>
	state === 'result_objection'
		? 'problem'
		: state === 'rejected_after_notice' || state === 'revoked'
			? 'refused'
			: state === 'result_notice'
				? waiting
					? 'turn'
					: 'running'
				: 'done';

export const load = loads(async (ctx, { params, url }: Parameters<PageServerLoad>[0]) => {
	const notice = await getResultNotice(ctx, params.id);
	const { body } = notice;
	const confirmed = Number(url.searchParams.get('confirmed'));
	const left = Number(url.searchParams.get('left'));
	return {
		requestId: ctx.newId(),
		id: notice.id,
		version: notice.version,
		round: `/committee/rounds/${notice.roundId}`,
		title: notice.title,
		committee: body.committee,
		state: notice.state,
		voidedReason: voidedText(notice.voidedReason ?? ''),
		clock: clockOf(notice),
		did:
			confirmed > 0 && Number.isSafeInteger(confirmed)
				? left > 0
					? m.committee_confirmed_some({ count: confirmed, left })
					: m.committee_confirmed({ count: confirmed })
				: null,
		facts: [
			{ label: m.committee_publisher(), value: body.publisher },
			...body.meetings.map((meeting) => ({
				label: m.committee_meeting(),
				value: m.committee_noticed_meeting({
					day: dayText(meeting.heldOn),
					members: meeting.members,
					attending: meeting.attending,
					reviewed: meeting.reviewed,
					passed: meeting.passed
				})
			})),
			{
				label: m.committee_contact(),
				value: [body.contact.department, body.contact.phone, body.contact.address]
					.filter(Boolean)
					.join(m.ui_comma())
			},
			{ label: m.committee_field_supervisionPhone(), value: body.contact.supervisionPhone }
		],
		contact: body.contact,
		cases: notice.cases.map((one) => ({
			id: one.id,
			number: one.number,
			name: one.name,
			employer: one.employer,
			title: one.title,
			state: {
				kind: kindOf(one.state, notice.state === 'ended'),
				text: wordOf(`state_${one.state}`)
			}
		})),
		toConfirm: notice.toConfirm,
		endDay: dayText(notice.endOn),
		endOn: notice.endOn,
		today: ctx.today()
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`committee_field_${field}`);

export const actions = {
	confirm: submits(
		z.object({
			approvalNumber: z.string().trim().min(1).max(60),
			titleOn: z.string().min(1).max(10)
		}),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			const { confirmed, left } = await confirmResults(ctx, { noticeId: id, ...data });
			return { to: `/committee/notices/${id}?confirmed=${confirmed}&left=${left}` };
		},
		{ form: 'confirm', label }
	),
	restart: submits(
		z.object({
			version: versionField,
			reason: z.string().trim().min(1).max(200),
			...contactFields
		}),
		async (ctx, { version, reason, ...contact }, event: RequestEvent) => {
			const { id } = await restartResultNotice(ctx, {
				noticeId: event.params.id,
				version,
				reason,
				contact
			});
			return { to: `/committee/notices/${id}` };
		},
		{ form: 'restart', label }
	)
} satisfies Actions;
