/** The page of one act on a case that asks for more than a sentence. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { isDay } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import * as m from '#lib/paraglide/messages.js';
import { submits } from '#lib/server/form.ts';
import { consentWithdrawal } from '#lib/server/usecases/desk/consent-withdrawal.ts';
import {
	rejectRecheck,
	reviewAgain,
	upholdRecheck
} from '#lib/server/usecases/desk/decide-recheck.ts';
import {
	assignNewCommittee,
	closeWithoutRoute,
	rerouteCase
} from '#lib/server/usecases/desk/decide-rerouting.ts';
import { enterDesk, type DeskArea } from '#lib/server/usecases/desk/desks.ts';
import { forwardCase, recordRegionResult } from '#lib/server/usecases/desk/forward-case.ts';
import { getCase, type CaseView } from '#lib/server/usecases/desk/get-case.ts';
import { refusalReasons, refuseCase } from '#lib/server/usecases/desk/refuse-case.ts';
import {
	resumeCase,
	suspendCase,
	terminateForFraud
} from '#lib/server/usecases/desk/suspend-case.ts';
import { dismissObjection, receiveObjection } from '#lib/server/usecases/notices/objections.ts';
import { restartNotice } from '#lib/server/usecases/notices/post-notice.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import { revokeCertificate } from '#lib/server/usecases/results/revoke-certificate.ts';
import { refusalText, ruleText } from '#lib/server/words.ts';
import type { ActField } from '#lib/ui/desk/fields.ts';
import { contactFrom, textOfField, versioned } from './act-forms.ts';
import { addressOf, pageStateOf } from './address.ts';
import {
	isOwnPageMove,
	lastContact,
	listAround,
	onward,
	type OwnPageMove
} from './case-page.server.ts';
import { stateWords, wordOf } from './desk-words.server.ts';

type Data = Readonly<Record<string, unknown>>;
type Input = { readonly id: string; readonly version: number };

const deeds: Readonly<
	Record<OwnPageMove, (ctx: Context, input: Input, data: Data) => Promise<Row<'applications'>>>
> = {
	restart_notice: (ctx, input, data) =>
		restartNotice(ctx, {
			...input,
			contact: contactFrom(data),
			reason: textOfField(data, 'reason')
		}),
	receive_objection: (ctx, input, data) =>
		receiveObjection(ctx, {
			...input,
			text: textOfField(data, 'text'),
			name: textOfField(data, 'name'),
			contact: textOfField(data, 'contact')
		}),
	dismiss_objection: (ctx, input, data) =>
		dismissObjection(ctx, { ...input, reason: textOfField(data, 'reason') }),
	forward: (ctx, input, data) =>
		forwardCase(ctx, { ...input, document: textOfField(data, 'document') }),
	forward_rerouted: (ctx, input, data) =>
		forwardCase(ctx, { ...input, document: textOfField(data, 'document') }),
	record_region_result: (ctx, input, data) => {
		const outcome = textOfField(data, 'outcome');
		if (outcome !== 'passed' && outcome !== 'failed')
			throw new Refused({ kind: 'malformed', key: 'outcome_needed', field: 'outcome' });
		const titleOn = textOfField(data, 'titleOn');
		return recordRegionResult(ctx, {
			...input,
			document: textOfField(data, 'document'),
			outcome,
			titleOn: isDay(titleOn) ? titleOn : null
		});
	},
	refuse: (ctx, input, data) =>
		refuseCase(ctx, {
			...input,
			code: textOfField(data, 'code'),
			clause: textOfField(data, 'clause'),
			reason: textOfField(data, 'reason')
		}),
	consent_withdrawal: (ctx, input, data) =>
		consentWithdrawal(ctx, {
			...input,
			reason: textOfField(data, 'reason'),
			written: {
				document: textOfField(data, 'document'),
				requestedOn: textOfField(data, 'requestedOn')
			}
		}),
	reroute: (ctx, input, data) =>
		rerouteCase(ctx, { ...input, reason: textOfField(data, 'reason') }),
	assign_new_committee: (ctx, input, data) =>
		assignNewCommittee(ctx, { ...input, reason: textOfField(data, 'reason') }),
	close_without_route: (ctx, input, data) =>
		closeWithoutRoute(ctx, { ...input, document: textOfField(data, 'document') }),
	suspend: (ctx, input, data) =>
		suspendCase(ctx, { ...input, document: textOfField(data, 'document') }),
	resume: (ctx, input, data) =>
		resumeCase(ctx, { ...input, document: textOfField(data, 'document') }),
	terminate_fraud: (ctx, input, data) =>
		terminateForFraud(ctx, { ...input, document: textOfField(data, 'document') }),
	reject_recheck: (ctx, input, data) =>
		rejectRecheck(ctx, { ...input, document: textOfField(data, 'document') }),
	uphold_recheck: (ctx, input, data) =>
		upholdRecheck(ctx, { ...input, document: textOfField(data, 'document') }),
	review_again: (ctx, input, data) =>
		reviewAgain(ctx, { ...input, reason: textOfField(data, 'reason') }),
	revoke: (ctx, input, data) =>
		revokeCertificate(ctx, {
			...input,
			document: textOfField(data, 'document'),
			reason: textOfField(data, 'reason')
		})
};

const field = (
	name: string,
	kind: ActField['kind'],
	more: Partial<Omit<ActField, 'name' | 'kind'>> = {}
): ActField => ({ name, kind, label: wordOf(`office_label_${name}`), ...more });

const contactFields = (contact: Awaited<ReturnType<typeof lastContact>>): readonly ActField[] => [
	field('material', 'text', { value: contact.material }),
	field('department', 'text', { value: contact.department }),
	field('phone', 'text', { value: contact.phone, hint: m.office_hint_phone() }),
	field('address', 'text', { value: contact.address, optional: true }),
	field('supervisionPhone', 'text', { value: contact.supervisionPhone })
];

/** Why the office hands a case on: what stands in the way of accepting it, as the rules say it. */
const whyReroute = ({ offers }: CaseView): string => {
	const refusal = offers.find(({ move }) => move === 'accept')?.refusal;
	return refusal ? refusalText(refusal) : '';
};

const fieldsOf = async (
	ctx: Context,
	move: OwnPageMove,
	view: CaseView
): Promise<readonly ActField[]> => {
	switch (move) {
		case 'restart_notice': {
			const application = await ctx.store.read.applications.byId(view.heading.id);
			return [
				field('reason', 'area'),
				...(application ? contactFields(await lastContact(ctx, application)) : [])
			];
		}
		case 'receive_objection':
			return [
				field('text', 'area'),
				field('name', 'text', { optional: true }),
				field('contact', 'text', { optional: true, hint: m.office_hint_contact() })
			];
		case 'record_region_result':
			return [
				field('outcome', 'radios', {
					options: ['passed', 'failed'].map((value) => ({
						value,
						label: wordOf(`office_outcome_${value}`)
					}))
				}),
				field('document', 'text'),
				field('titleOn', 'date', { optional: true, hint: m.office_hint_title_on() })
			];
		case 'refuse':
			return [
				field('code', 'radios', {
					options: refusalReasons.map((value) => ({
						value,
						label: wordOf(`office_refusal_${value}`)
					}))
				}),
				field('clause', 'text', { hint: m.office_hint_clause() }),
				field('reason', 'area', { hint: m.office_hint_refuse() })
			];
		case 'dismiss_objection':
		case 'assign_new_committee':
		case 'review_again':
			return [field('reason', 'area')];
		case 'revoke':
			return [
				field('document', 'text', { hint: m.office_hint_document() }),
				field('reason', 'area', { hint: m.office_hint_revoke() })
			];
		case 'consent_withdrawal':
			return [
				field('reason', 'area'),
				// A request in the portal needs no paper; without one the paper is the request.
				...(view.withdrawalRequested
					? []
					: [
							field('document', 'text', { hint: m.office_hint_withdrawal_document() }),
							field('requestedOn', 'date')
						])
			];
		case 'reroute':
			return [field('reason', 'area', { value: whyReroute(view) })];
		default:
			return [field('document', 'text', { hint: m.office_hint_document() })];
	}
};

const dangerous: readonly OwnPageMove[] = [
	'refuse',
	'close_without_route',
	'suspend',
	'terminate_fraud',
	'revoke'
];

type ActParams = { id: string; move: string };

const moveOf = (text: string): OwnPageMove => {
	if (!isOwnPageMove(text)) throw new Refused(missing);
	return text;
};

export const actPage = async (ctx: Context, area: DeskArea, params: ActParams, url: URL) => {
	const desk = enterDesk(ctx, area);
	const move = moveOf(params.move);
	const view = await getCase(ctx, params.id);
	const offer = view.offers.find((one) => one.move === move);
	// The act does not belong to this desk or state: there is no such page.
	if (!offer) error(409, { message: m.office_act_gone(), key: 'state_does_not_allow' });
	const around = listAround(desk, area, url);
	const { heading, identity } = view;
	// A request on paper is named on this very page.
	const blocked = offer.refusal?.key === 'withdrawal_not_requested' ? null : offer.refusal;
	return {
		requestId: ctx.newId(),
		version: heading.version,
		title: m.office_act_title({ act: wordOf(`move_${move}`), name: identity.name }),
		consequence: wordOf(`office_consequence_${move}`),
		confirm: wordOf(`move_${move}`),
		danger: dangerous.includes(move),
		facts: [
			{ label: m.office_col_number(), value: heading.number },
			{ label: m.office_fact_applied(), value: heading.title },
			{ label: m.office_fact_employer(), value: identity.employer },
			{ label: m.office_col_state(), value: stateWords(heading.state, desk, heading.due).text }
		],
		fields: await fieldsOf(ctx, move, view),
		reason: blocked ? refusalText(blocked) : null,
		rule: blocked ? (ruleText(blocked) ?? null) : null,
		keepHref: addressOf(`${around.path}/${params.id}`, around.state, pageStateOf(around.query))
	};
};

export type ActPageData = Awaited<ReturnType<typeof actPage>>;

export const actActions = (area: DeskArea) => ({
	default: submits<typeof versioned, RequestEvent<ActParams>>(
		versioned,
		async (ctx, data, event) => {
			const move = moveOf(event.params.move);
			return onward(ctx, area, event, move, '', () =>
				deeds[move](ctx, { id: event.params.id, version: data.version }, data)
			);
		},
		{ label: (name) => wordOf(`office_label_${name}`) }
	)
});
