/** A case in words, for the panel beside a list and for the page of its own. */
import { valueOf } from '#lib/domain/titles/field-values.ts';
import { sectionOf, sectionsFor } from '#lib/domain/titles/sections.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Desk } from '#lib/server/usecases/desk/desks.ts';
import type { CaseNotice, CaseView, DefectView } from '#lib/server/usecases/desk/get-case.ts';
import type { HandedEntry, HandedSection } from '#lib/server/usecases/desk/handed-in.ts';
import type { TimelineEntry } from '#lib/server/usecases/desk/timeline.ts';
import { itemKey } from '#lib/ui/desk/fields.ts';
import { voidedText } from '#lib/server/words.ts';
import { routeWords } from '../me/applications/case-words.server.ts';
import { eligibilityWords } from '../me/applications/condition-words.server.ts';
import { entryCard, fieldLabel, shownValue, sizeText, slotName } from '../me/words.server.ts';
import {
	dayText,
	deadlineWords,
	fieldOfWork,
	levelName,
	momentText,
	placeName,
	shortDay,
	stateWords,
	wordOf
} from './desk-words.server.ts';

// ── Facts ───────────────────────────────────────────────────────────────────────────────────────

const presentTitle = (view: CaseView): string => {
	const titles = (view.content?.sections.find(({ id }) => id === 'titles')?.entries ?? [])
		.filter(({ data }) => valueOf(data, 'kind') === 'title')
		.toSorted((a, b) => (valueOf(a.data, 'obtainedOn') < valueOf(b.data, 'obtainedOn') ? 1 : -1));
	return titles[0] ? valueOf(titles[0].data, 'printedName') : m.office_no_title();
};

/** 助理工程师 → 工程师 and the other facts that an officer looks at first. */
const factsOf = (view: CaseView) => {
	const { heading, identity } = view;
	return [
		{ label: m.office_fact_employer(), value: identity.employer },
		...(identity.agency ? [{ label: m.office_fact_agency(), value: identity.agency }] : []),
		{
			label: m.office_fact_applied(),
			value: m.office_from_to({ from: presentTitle(view), to: heading.title })
		},
		{
			label: m.office_fact_field(),
			value: [fieldOfWork(heading.series, heading.specialty), levelName(heading.level)].join(
				m.ui_comma()
			)
		},
		...(heading.track === 'normal'
			? []
			: [
					{
						label: m.office_fact_track(),
						value: wordOf(`office_track_${heading.track}`),
						strong: true
					}
				])
	];
};

/** Conditions row by row, without the applicant's tone. */
const conditionsOf = (view: CaseView) => {
	if (view.eligibility === null) return null;
	const words = eligibilityWords(view.eligibility, view.heading.year);
	const { verdict, barred } = view.eligibility;
	return {
		summary: barred
			? wordOf(`finding_${barred === 'bar' ? 'barred' : 'retired'}`)
			: wordOf(`office_verdict_${verdict}`),
		state: { eligible: 'done', not_eligible: 'problem', unknown: 'waiting' }[verdict] as
			'done' | 'problem' | 'waiting',
		rules: words.rules,
		cite: words.cite,
		from: words.from
	};
};

const wayOf = (view: CaseView) => {
	if (view.route === null) return null;
	const words = routeWords(view.route, view.heading.holder);
	return {
		...words,
		stops: words.stops.map((stop, index) =>
			index === 0 ? { ...stop, title: m.office_applicant() } : stop
		),
		/** One sentence: what is reviewed where, and until when that holds. */
		summary:
			view.route.committee === null
				? (words.nobody ?? words.because.at(-1) ?? '')
				: m.office_why_here({
						field: fieldOfWork(view.heading.series, view.heading.specialty),
						level: levelName(view.heading.level),
						place: placeName(view.heading.place),
						committee: view.route.committee.name,
						until: view.route.committee.validTo ? dayText(view.route.committee.validTo) : ''
					}),
		changed: view.routeChanged ? m.office_route_changed() : null,
		frozen: view.heading.frozenAt
			? m.office_route_frozen({ at: momentText(view.heading.frozenAt) })
			: null
	};
};

// ── Timeline ────────────────────────────────────────────────────────────────────────────────────

const returned = new Set([
	'case.employer_return',
	'case.return_after_objection',
	'case.sector_return',
	'case.county_return',
	'case.city_return',
	'case.request_correction',
	'case.refuse',
	'case.receive_objection',
	'case.suspend',
	'case.terminate_fraud'
]);

const isOurs = ({ role }: TimelineEntry): boolean => role === 'clock' || role === 'system';

const titleOf = (entry: TimelineEntry): string => {
	const { action, organisation, said } = entry;
	const act = action.replace(/^case\./, '');
	const did =
		said.defects !== undefined && said.defects > 0
			? m.office_did_defects({ what: wordOf(`did_${act}`), count: said.defects })
			: action === 'notice.end'
				? m.office_notice_ended()
				: action === 'task.overdue'
					? m.office_task_overdue()
					: wordOf(`did_${act}`);
	// What the portal carries on by itself is nobody's act.
	if (isOurs(entry)) return did;
	const who = organisation || m.office_applicant();
	return m.office_who_did({ who, what: did });
};

const saidOf = ({ said }: TimelineEntry): readonly string[] => [
	...(said.code ? [wordOf(`office_refusal_${said.code}`)] : []),
	...(said.clause ? [m.office_said_clause({ text: said.clause })] : []),
	...(said.opinion ? [m.office_said({ text: said.opinion })] : []),
	...(said.reason ? [m.office_said({ text: said.reason })] : []),
	...(said.document ? [m.office_said_document({ text: said.document })] : []),
	...(said.until ? [m.office_said_until({ day: shortDay(said.until) })] : [])
];

const stepsOf = (view: CaseView, desk: Desk) => {
	const { heading } = view;
	const state = stateWords(heading.state, desk, heading.due);
	const deadline = deadlineWords(heading.due);
	const waiting = heading.holder !== '';
	return [
		...(waiting
			? [
					{
						kind: 'now' as const,
						title: state.text,
						lines: [
							m.office_held_by({
								party: wordOf(`party_${heading.holder}`),
								since: momentText(heading.since)
							}),
							...(deadline ? [deadline] : [])
						]
					}
				]
			: []),
		...view.timeline.map((entry) => ({
			kind: returned.has(entry.action) ? ('returned' as const) : ('done' as const),
			title: titleOf(entry),
			lines: [
				[isOurs(entry) ? '' : entry.name, momentText(entry.at)].filter(Boolean).join(' '),
				...saidOf(entry)
			]
		}))
	];
};

// ── Sections ────────────────────────────────────────────────────────────────────────────────────

const rowsOf = (section: string, { data, before }: Pick<HandedEntry, 'data' | 'before'>) =>
	(sectionOf(section)?.fields ?? []).flatMap((field) => {
		const value = shownValue(field, valueOf(data, field.name));
		const old = before ? shownValue(field, valueOf(before, field.name)) : undefined;
		if (value === '' && !old) return [];
		return [
			{
				name: field.name,
				label: fieldLabel(section, field.name),
				long: field.type === 'long',
				value: value || m.office_nothing(),
				before: old !== undefined && old !== value ? old || m.office_nothing() : null
			}
		];
	});

const changeText = (change: 'new' | 'changed' | null): string | null =>
	change === 'new'
		? m.office_change_new()
		: change === 'changed'
			? m.office_change_changed()
			: null;

const single = new Set(['basics']);
/** A year in each line: a table reads better than a card. */
const tabular = new Set(['appraisals', 'hours']);

const sectionWords = (section: HandedSection) => ({
	id: section.id,
	title: wordOf(`section_${section.id}`),
	table: tabular.has(section.id)
		? (sectionOf(section.id)?.fields ?? []).map(({ name }) => ({
				name,
				label: fieldLabel(section.id, name)
			}))
		: null,
	empty: section.entries.length === 0 && section.files.length === 0,
	entries: section.entries.map((entry) => ({
		id: entry.id,
		key: itemKey(entry.id),
		title: single.has(section.id) ? '' : entryCard(section.id, entry.data).title,
		change: changeText(entry.change),
		rows: rowsOf(section.id, entry)
	})),
	removed: section.removed.map((data) => entryCard(section.id, data).title),
	files: section.files.map((file) => ({
		id: file.id,
		key: itemKey(file.id),
		slot: slotName(file.slot),
		label: m.office_file({ name: file.name, size: sizeText(file.size) }),
		href: `/api/v1/uploads/${file.id}/file`,
		change: changeText(file.change)
	})),
	/** Where in the section a defect can lie. */
	places:
		section.id === 'materials'
			? [...new Set(section.files.map(({ slot }) => slot))].map((slot) => ({
					value: slot,
					label: slotName(slot)
				}))
			: (sectionOf(section.id)?.fields ?? []).map(({ name }) => ({
					value: name,
					label: fieldLabel(section.id, name)
				}))
});

// ── Defects and notices ─────────────────────────────────────────────────────────────────────────

export const placeOfDefect = ({
	section,
	field
}: Pick<DefectView, 'section' | 'field'>): string => {
	const where = wordOf(`section_${section}`);
	if (field === '') return where;
	return m.office_defect_place({
		section: where,
		field: section === 'materials' ? slotName(field) : fieldLabel(section, field)
	});
};

const defectGroups = (defects: readonly DefectView[]) =>
	[...Map.groupBy(defects, ({ returnId }) => returnId).values()].flatMap((group) => {
		const [first] = group;
		if (!first) return [];
		return [
			{
				id: first.returnId,
				title: m.office_defects_by({
					office: first.by,
					what: wordOf(`office_defects_${first.kind}`),
					count: group.length
				}),
				at: momentText(first.at),
				items: group.toReversed().map((defect) => ({
					id: defect.id,
					where: placeOfDefect(defect),
					text: defect.text,
					fixed: defect.fixedAt !== null,
					fixedText: defect.fixedAt === null ? m.office_not_fixed() : m.office_fixed()
				}))
			}
		];
	});

export const noticeClock = (notice: Pick<CaseNotice, 'state' | 'days' | 'endOn' | 'daysLeft'>) => {
	const first = notice.days[0]?.day ?? notice.endOn;
	return {
		title:
			notice.state === 'running'
				? notice.days.at(-1)?.kind === 'today'
					? m.office_notice_last_day()
					: m.office_notice_running({ days: notice.daysLeft })
				: wordOf(`office_notice_${notice.state}`),
		text: m.office_notice_span({
			from: shortDay(first),
			to: shortDay(notice.endOn),
			days: notice.days.filter(({ kind }) => kind !== 'rest').length
		}),
		days: notice.days
	};
};

const noticeWords = (notice: CaseNotice, desk: Desk) => ({
	id: notice.id,
	href: desk === 'employer' ? `/employer/notices/${notice.id}` : null,
	running: notice.state === 'running',
	voided: notice.voidedReason
		? m.office_notice_voided({ reason: voidedText(notice.voidedReason) })
		: null,
	clock: noticeClock(notice)
});

// ── Panel and page ──────────────────────────────────────────────────────────────────────────────

export const panelWords = (view: CaseView, desk: Desk) => {
	const files = view.content?.sections.flatMap(({ files: held }) => held) ?? [];
	const fresh = files.filter(({ change }) => change !== null).length;
	const conditions = conditionsOf(view);
	return {
		title: view.identity.name,
		number: view.heading.number,
		facts: [
			...factsOf(view),
			...(conditions?.rules ?? []).map((row) => ({
				label: row.title,
				value: row.lines.join('；'),
				state: row.state === 'done' ? ('done' as const) : ('problem' as const)
			})),
			...(conditions && conditions.rules.length === 0
				? [
						{
							label: m.office_conditions(),
							value: conditions.summary,
							state: conditions.state
						}
					]
				: []),
			{
				label: m.office_fact_files(),
				value:
					fresh > 0
						? m.office_files_fresh({ count: files.length, fresh })
						: m.office_files({ count: files.length })
			}
		],
		why: wayOf(view)?.summary ?? null,
		whyChanged: wayOf(view)?.changed ?? null,
		steps: stepsOf(view, desk)
	};
};

export const caseWords = (view: CaseView, desk: Desk) => {
	const { heading, identity } = view;
	return {
		id: heading.id,
		version: heading.version,
		number: heading.number,
		name: identity.name,
		lastFour: view.lastFour ?? '',
		title: m.office_case_title({ name: identity.name, title: heading.title }),
		state: stateWords(heading.state, desk, heading.due),
		deadline: deadlineWords(heading.due),
		facts: [
			...factsOf(view),
			{ label: m.office_fact_place(), value: placeName(heading.place) },
			...(identity.sex
				? [{ label: m.office_fact_sex(), value: wordOf(`me_sex_${identity.sex}`) }]
				: [])
		],
		submission: view.content?.at
			? m.office_submission({
					number: view.content.submission,
					at: momentText(view.content.at)
				})
			: '',
		resubmitted: (view.content?.submission ?? 0) > 1,
		sections: (view.content?.sections ?? [])
			.filter(({ id }) => sectionsFor(heading.track).some((section) => section.id === id))
			.map(sectionWords),
		conditions: conditionsOf(view),
		route: wayOf(view),
		defects: defectGroups(view.defects),
		objections: view.objections.items.map(({ id, receipt, text, at }) => ({
			id,
			receipt: m.office_objection({ receipt, at: momentText(at) }),
			text
		})),
		openObjections: view.objections.open,
		notices: view.notices.map((notice) => noticeWords(notice, desk)),
		steps: stepsOf(view, desk)
	};
};

export type CaseWords = ReturnType<typeof caseWords>;
