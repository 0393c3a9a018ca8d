/** A case's page at a desk: what it shows, and the acts that are made on the page itself. */
import type { RequestEvent } from '@sveltejs/kit';
import { Refused } from '#lib/domain/refusal.ts';
import type { ApplicationMove } from '#lib/domain/titles/application-workflow.ts';
import * as m from '#lib/paraglide/messages.js';
import { submits, type Done } from '#lib/server/form.ts';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { enterDesk, type Desk, type DeskArea } from '#lib/server/usecases/desk/desks.ts';
import { getCase, type CaseView } from '#lib/server/usecases/desk/get-case.ts';
import { nextCase } from '#lib/server/usecases/desk/next-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import {
	correctionPeriod,
	requestCorrection
} from '#lib/server/usecases/desk/request-correction.ts';
import {
	returnCase,
	returnMoveFrom,
	type LateReturn
} from '#lib/server/usecases/desk/return-case.ts';
import { employerBody } from '#lib/server/usecases/notices/employer-notice.ts';
import {
	checkCompared,
	checkContact,
	draftNotice,
	postNotice
} from '#lib/server/usecases/notices/post-notice.ts';
import { openCase } from '#lib/server/usecases/cases/open-case.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import { refusalText } from '#lib/server/words.ts';
import { contactFrom, defectsFrom, textOfField, textsOf, versioned } from './act-forms.ts';
import { addressOf, pageStateOf, stateOf, type ListState } from './address.ts';
import { caseWords } from './case-words.server.ts';
import { momentText, shortDay, wordOf } from './desk-words.server.ts';
import { saidDone } from './list-page.server.ts';
import { noticeWords } from './notice-words.server.ts';

/** Moves made by a button on the page, and the form action that makes them. */
const onPage = {
	pick_up: 'pick_up',
	employer_return: 'return',
	return_after_objection: 'return',
	sector_return: 'return',
	county_return: 'return',
	city_return: 'return',
	post_notice: 'draft_notice',
	recommend: 'recommend',
	sector_pass: 'pass',
	county_pass: 'pass',
	city_pass: 'pass',
	accept: 'accept',
	request_correction: 'correction'
} as const satisfies Partial<Record<ApplicationMove, string>>;

/** Moves that ask for more than a sentence have a page of their own. */
export const onOwnPage = [
	'restart_notice',
	'receive_objection',
	'dismiss_objection',
	'forward',
	'forward_rerouted',
	'record_region_result',
	'refuse',
	'consent_withdrawal',
	'reroute',
	'assign_new_committee',
	'close_without_route',
	'suspend',
	'resume',
	'terminate_fraud',
	'reject_recheck',
	'uphold_recheck',
	'review_again',
	'revoke'
] as const satisfies readonly ApplicationMove[];
export type OwnPageMove = (typeof onOwnPage)[number];

export const isOwnPageMove = (text: string): text is OwnPageMove =>
	(onOwnPage as readonly string[]).includes(text);

/** Moves that are made rarely and never in passing. */
const grave: readonly ApplicationMove[] = [
	'suspend',
	'terminate_fraud',
	'close_without_route',
	'revoke'
];

/** While experts are chosen, score, or are asked about what they wrote. */
const withExperts: readonly CaseView['heading']['state'][] = [
	'accepted',
	'panel_review',
	'on_agenda',
	'deferred'
];

/** Where the list is from which the case was opened. */
export const listAround = (desk: Desk, area: DeskArea, url: URL) => {
	const query = readCaseQuery(desk, url.searchParams);
	const state = stateOf(query, readCaseQuery(desk, new URLSearchParams()));
	return { query, state, page: pageStateOf(query), path: `/${area}/cases` };
};

const reasonOf = (refusal: CaseView['offers'][number]['refusal']): string | null =>
	// The list of defects is written on this very page, a request on paper on the act's.
	refusal === null || ['defects_missing', 'withdrawal_not_requested'].includes(refusal.key)
		? null
		: refusalText(refusal);

const actsOf = (
	view: CaseView,
	desk: Desk,
	around: { readonly href: string; readonly search: string }
) => {
	const shown = view.offers.flatMap(({ move, refusal }) => {
		const action = (onPage as Partial<Record<ApplicationMove, string>>)[move];
		const own = (onOwnPage as readonly string[]).includes(move);
		if (!action && !own) return [];
		return [
			{
				move,
				label: wordOf(`move_${move}`),
				action: action ? `?/${action}${around.search}` : null,
				href: own ? `${around.href}/${move}${around.search.replace('&', '?')}` : null,
				/** Makes use of the list of defects. */
				defects: action === 'return' || action === 'correction',
				reason: reasonOf(refusal)
			}
		];
	});
	const forwardFirst = shown.find(({ move, reason }) => move === 'forward' && reason === null);
	const forward = [
		'pick_up',
		'post_notice',
		'recommend',
		'sector_pass',
		'county_pass',
		'city_pass',
		'accept',
		'assign_new_committee',
		'forward_rerouted',
		'dismiss_objection',
		'record_region_result'
	];
	// Nobody here may accept it any more: the way out comes first, the reason beside it.
	const away =
		view.heading.state === 'acceptance_check' &&
		shown.find(({ move, reason }) => move === 'reroute' && reason === null);
	const primary =
		forwardFirst ??
		(away || undefined) ??
		shown.find(({ move, reason }) => forward.includes(move) && reason === null) ??
		shown.find(({ move }) => forward.includes(move));
	const rest = shown.filter((act) => act !== primary);
	return {
		primary: primary ?? null,
		secondary: rest.filter(
			({ move, action, defects, reason }) =>
				action !== null && (defects || reason === null || (away && move === 'accept'))
		),
		more: rest
			.filter(({ href }) => href !== null)
			.map((act) => ({ ...act, grave: grave.includes(act.move) })),
		experts:
			desk === 'office' && withExperts.includes(view.heading.state)
				? `${around.href}/experts`
				: null,
		/** The review's own acts are made round by round, on pages of their own. */
		elsewhere: desk === 'office' && view.offers.length > shown.length ? '/committee/rounds' : null,
		opinion: shown.some(
			({ action, reason }) => reason === null && /^\?\/(pass|recommend)/.test(action ?? '')
		),
		defects: shown.some(({ defects }) => defects),
		compares: shown.some(({ move, reason }) => move === 'post_notice' && reason === null)
	};
};

/** What the employer wrote under its last notice, for the next one. */
export const lastContact = async (ctx: Context, application: Row<'applications'>) => {
	const [latest] = await ctx.store.read.notices.ofOrganisations([application.employerId], 1);
	const contact = latest && employerBody(latest)?.contact;
	if (contact) return contact;
	const employer = await ctx.store.read.organisations.byId(application.employerId);
	return {
		department: '',
		phone: employer?.phone ?? '',
		address: '',
		material: '',
		supervisionPhone: ''
	};
};

/** What follows from a return as late as this: said before the officer makes it. */
const lateText = (late: LateReturn): string => {
	const closes = shortDay(late.closesOn);
	return late.closed
		? m.office_return_closed({ closes })
		: m.office_return_late({ closes, until: shortDay(late.until) });
};

/** Everything that the page of a case shows. */
export const casePage = async (ctx: Context, area: DeskArea, id: string, url: URL) => {
	const desk = enterDesk(ctx, area);
	const around = listAround(desk, area, url);
	const view = await getCase(ctx, id, { desk, query: around.query });
	const search = addressOf('', around.state, around.page).replace('?', '&');
	const href = `${around.path}/${id}`;
	const acts = actsOf(view, desk, { href, search });
	const { application } = await openCase(ctx, id);
	const correction = view.offers.some(({ move }) => move === 'request_correction')
		? await correctionPeriod(ctx)
		: null;
	return {
		desk,
		requestId: ctx.newId(),
		did: saidDone(url.searchParams),
		printedAt: momentText(ctx.now()),
		listHref: addressOf(around.path, around.state, around.page, { open: id }),
		nextHref:
			view.next === null
				? null
				: addressOf(`${around.path}/${view.next}`, around.state, around.page),
		search,
		pageHref: addressOf(href, around.state, around.page),
		labels: {
			material: wordOf('office_label_material'),
			department: wordOf('office_label_department'),
			phone: wordOf('office_label_phone'),
			address: wordOf('office_label_address'),
			supervisionPhone: wordOf('office_label_supervisionPhone')
		},
		case: caseWords(view, desk),
		acts,
		contact: acts.compares ? await lastContact(ctx, application) : null,
		committeeSeen: view.route?.committee?.id ?? '',
		/** What the list of defects sets running: a correction's days, or a return that falls late. */
		period: view.lateReturn
			? { late: true, text: lateText(view.lateReturn) }
			: correction?.endOn
				? { late: false, text: m.office_correction_until({ day: shortDay(correction.endOn) }) }
				: null
	};
};

export type CasePageData = Awaited<ReturnType<typeof casePage>>;

type CaseEvent = RequestEvent<{ id: string }>;

/** Where to go after an act: on to the next case, or back to the list, which says what was done. */
export const onward = async (
	ctx: Context,
	area: DeskArea,
	event: { readonly params: { readonly id: string }; readonly url: URL },
	move: ApplicationMove,
	then: string,
	deed: () => Promise<Row<'applications'>>
): Promise<Done> => {
	const desk = enterDesk(ctx, area);
	const around = listAround(desk, area, event.url);
	const { application } = await openCase(ctx, event.params.id);
	// Asked before the act: afterwards the case stands elsewhere in the list, or not at all.
	const next = then === 'next' ? await nextCase(ctx, desk, around.query, application) : null;
	await deed();
	const said: ListState = { did: move, no: application.number };
	return {
		to: next
			? addressOf(`${around.path}/${next}`, around.state, around.page, said)
			: addressOf(around.path, around.state, said)
	};
};

/** The form actions of a case's page; the same for every area, the workflow knows who may do what. */
export const caseActions = (area: DeskArea) => {
	const act = (
		deed: (
			ctx: Context,
			input: { readonly id: string; readonly version: number },
			data: Readonly<Record<string, unknown>>
		) => Promise<Row<'applications'>>,
		moveOf: (application: Row<'applications'>) => ApplicationMove
	) =>
		submits<typeof versioned, CaseEvent>(
			versioned,
			async (ctx, data, event) => {
				const { application } = await openCase(ctx, event.params.id);
				return onward(ctx, area, event, moveOf(application), textOfField(data, 'then'), () =>
					deed(ctx, { id: event.params.id, version: data.version }, data)
				);
			},
			{ label: (field) => wordOf(`office_label_${field}`) }
		);
	const opinion = (data: Readonly<Record<string, unknown>>) => textOfField(data, 'opinion');
	const returned = (application: Row<'applications'>): ApplicationMove =>
		returnMoveFrom(application.state)?.[0] ?? 'employer_return';
	return {
		pick_up: submits<typeof versioned, CaseEvent>(versioned, async (ctx, data, event) => {
			await pickUpCase(ctx, { id: event.params.id, version: data.version });
			// The work on this case only begins: one stays on its page.
			return {
				to:
					event.url.pathname +
					event.url.search.replace(/^\?\/pick_up(?:=&?|&|$)/, '?').replace(/^\?$/, '')
			};
		}),
		return: act(
			(ctx, input, data) =>
				returnCase(ctx, { ...input, defects: defectsFrom(data), opinion: opinion(data) }),
			returned
		),
		correction: act(
			(ctx, input, data) =>
				requestCorrection(ctx, { ...input, defects: defectsFrom(data), opinion: opinion(data) }),
			() => 'request_correction'
		),
		recommend: act(
			(ctx, input, data) => recommendCase(ctx, { ...input, opinion: opinion(data) }),
			() => 'recommend'
		),
		pass: act(
			(ctx, input, data) => passCase(ctx, { ...input, opinion: opinion(data) }),
			({ state }) =>
				state === 'sector_check'
					? 'sector_pass'
					: state === 'city_check'
						? 'city_pass'
						: 'county_pass'
		),
		accept: act(
			(ctx, input, data) =>
				acceptCase(ctx, { ...input, committeeSeen: textOfField(data, 'committeeSeen') }),
			() => 'accept'
		),
		/** Shows the notice as it would be posted; nothing is changed yet. */
		draft_notice: submits<typeof versioned, CaseEvent>(versioned, async (ctx, data, event) => {
			const { application, parties } = await openCase(ctx, event.params.id);
			if (!parties.has('employer'))
				throw new Refused({
					kind: 'forbidden',
					key: 'not_your_move',
					facts: { move: 'post_notice' }
				});
			const compared = textsOf(data, 'compared');
			await checkCompared(ctx, application.id, compared);
			const contact = checkContact(contactFrom(data));
			const draft = await draftNotice(ctx, application, contact);
			return {
				done: {
					notice: noticeWords(draft, ctx.today()),
					contact,
					opinion: opinion(data),
					compared
				}
			};
		}),
		post_notice: act(
			(ctx, input, data) =>
				postNotice(ctx, {
					...input,
					contact: contactFrom(data),
					compared: textsOf(data, 'compared'),
					opinion: opinion(data)
				}),
			() => 'post_notice'
		)
	};
};
