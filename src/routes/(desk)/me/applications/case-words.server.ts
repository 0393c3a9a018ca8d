/** Words for one case: its task list, what is missing, the way of the papers. */
import { eligibilityRows } from '#lib/domain/rules/eligibility-rows.ts';
import { materialSlots } from '#lib/domain/rules/materials.ts';
import { parameterOf } from '#lib/domain/rules/parameters.ts';
import { procedure } from '#lib/domain/rules/procedure.ts';
import type { Citation } from '#lib/domain/rules/citation.ts';
import type { TaskRow } from '#lib/domain/titles/case-checklist.ts';
import type { Finding } from '#lib/domain/titles/precheck.ts';
import * as m from '#lib/paraglide/messages.js';
import type {
	ApplicationView,
	EntryView
} from '#lib/server/usecases/applications/get-application.ts';
import type {
	ExplainedStep,
	RoutePreview
} from '#lib/server/usecases/applications/preview-route.ts';
import type { NextStep } from '#lib/server/usecases/applications/next-steps.ts';
import type { StateKind } from '#lib/ui/icons.ts';
import type { Task } from '#lib/ui/tasks.ts';
import {
	citationWords,
	dayText,
	entryCard,
	fieldLabel,
	placeName,
	shortDay,
	slotName,
	wordOf
} from '../words.server.ts';

/** The citation that a rule's id stands for, whatever kind of rule it is. */
export const citationOf = (rule: string | null): Citation | undefined => {
	if (rule === null) return undefined;
	return (
		(procedure as Partial<Record<string, Citation>>)[rule] ??
		parameterOf(rule)?.citation ??
		eligibilityRows.find(({ citation }) => citation.id === rule)?.citation ??
		materialSlots.find(({ citation }) => citation.id === rule)?.citation
	);
};

export const ruleWords = (rule: string | null): string | undefined => {
	const citation = citationOf(rule);
	return citation && citationWords(citation);
};

// ── Task list ───────────────────────────────────────────────────────────────────────────────────

const stateOfTask = (row: TaskRow): { readonly state: StateKind; readonly stateText: string } => {
	switch (row.state) {
		case 'fresh':
			return { state: 'fresh', stateText: m.me_task_fresh() };
		case 'running':
			return {
				state: 'running',
				stateText:
					row.missing > 0
						? m.me_task_missing({ count: row.missing })
						: m.me_task_entries({ count: row.entries })
			};
		case 'problem':
			return { state: 'problem', stateText: m.me_task_problem({ count: Math.max(1, row.wrong) }) };
		case 'done':
			return { state: 'done', stateText: m.me_task_done() };
		case 'locked':
			return {
				state: 'locked',
				stateText: row.section === 'pledge' ? m.me_task_locked() : m.me_task_closed()
			};
	}
};

const hintOf = (row: TaskRow, view: ApplicationView, most: number): string | undefined => {
	const own = view.entries.filter(({ section }) => section === row.section);
	const last = own.at(-1);
	if (row.section === 'pledge') return row.open ? undefined : m.me_pledge_locked();
	if (!row.open) return undefined;
	if (row.section === 'education' && last) {
		const { title, facts } = entryCard('education', last.data);
		return [title, ...facts.slice(0, 1)].join(m.ui_comma());
	}
	if (row.section === 'hours' && own.length > 0)
		return m.me_years({
			years: own.map(({ data }) => String(data['year'] ?? '')).join(m.me_list())
		});
	if (row.state === 'running' && row.entries > 0 && most > 1) return m.me_may_add({ most });
	return undefined;
};

/** Rows of the task list with their words; `href` where the section may be opened. */
export const tasksOf = (
	view: ApplicationView,
	sections: readonly { readonly id: string; readonly most: number }[]
): Readonly<Record<TaskRow['part'], readonly Task[]>> => {
	const base = `/me/applications/${view.heading.id}`;
	const task = (row: TaskRow): Task => {
		const hint = hintOf(row, view, sections.find(({ id }) => id === row.section)?.most ?? 0);
		const pledge = row.section === 'pledge';
		return {
			label: pledge ? m.me_check_and_pledge() : wordOf(`section_${row.section}`),
			...(row.open && { href: pledge ? `${base}/check-answers` : `${base}/${row.section}` }),
			...(hint !== undefined && { hint }),
			...stateOfTask(row)
		};
	};
	const of = (part: TaskRow['part']) => view.tasks.filter((row) => row.part === part).map(task);
	return { who: of('who'), done: of('done'), hand_in: of('hand_in') };
};

// ── What stands in the way ──────────────────────────────────────────────────────────────────────

export type FindingWords = {
	readonly text: string;
	readonly where: string;
	readonly href: string | null;
	readonly rule: string | undefined;
	readonly level: Finding['level'];
};

const fieldSections = new Set(['basics']);

/** Address of the field behind a finding; `back` says where to return to. */
export const hrefOf = (finding: Finding, id: string, back: string): string | null => {
	const base = `/me/applications/${id}`;
	const anchor = finding.field === null ? '' : `#f-${finding.field}`;
	if (finding.section === 'target') return `${base}/target?back=${back}`;
	if (finding.section === 'route') return null;
	if (finding.section === 'materials')
		return `${base}/materials?back=${back}${finding.field === null ? '' : `#slot-${finding.field}`}`;
	if (finding.entry !== null && !fieldSections.has(finding.section))
		return `${base}/${finding.section}/${finding.entry}?back=${back}${anchor}`;
	return `${base}/${finding.section}?back=${back}${anchor}`;
};

/** The sentence of a finding: what to do, or which rule stands in the way. */
export const findingText = (finding: Finding, responsible = ''): string => {
	if (finding.field !== null && finding.section !== 'materials')
		return wordOf(`error_field_${finding.key}`, {
			...finding.facts,
			label: fieldLabel(finding.section, finding.field)
		});
	return wordOf(`finding_${finding.key}`, {
		...finding.facts,
		responsible,
		section: wordOf(`section_${finding.section}`),
		slot: finding.facts['slot'] === undefined ? '' : slotName(String(finding.facts['slot']))
	});
};

const whereOf = (finding: Finding, entries: readonly EntryView[]): string => {
	const section = wordOf(`section_${finding.section}`);
	const entry = entries.find(({ id }) => id === finding.entry);
	return entry && !fieldSections.has(finding.section)
		? m.me_where({ section, entry: entryCard(finding.section, entry.data).title })
		: section;
};

export const findingsOf = (view: ApplicationView, back: string): readonly FindingWords[] =>
	view.check.findings.map((finding) => ({
		text: findingText(finding, view.route.responsible),
		where: whereOf(finding, view.entries),
		href: hrefOf(finding, view.heading.id, back),
		rule: ruleWords(finding.rule),
		level: finding.level
	}));

// ── The way of the papers ───────────────────────────────────────────────────────────────────────

const stepText = (step: ExplainedStep, preview: RoutePreview): string => {
	const place = step.at === null ? '' : placeName(step.at);
	const committee = step.committee ?? '';
	switch (step.key) {
		case 'committee_misses':
		case 'entrustment_misses':
			return wordOf(`why_${step.key}`, {
				place,
				committee,
				misses:
					step.misses
						.map((miss) => wordOf(`miss_${miss.replaceAll('-', '_')}`))
						.join(m.me_list()) || m.miss_entrustment()
			});
		case 'committee_fits':
		case 'entrustment_fits':
			return wordOf(`why_${step.key}`, {
				place,
				committee,
				until: preview.committee?.validTo ? dayText(preview.committee.validTo) : '',
				meeting: dayText(preview.route.meetingDate)
			});
		case 'go_up':
			return m.why_go_up({ to: placeName(step.to ?? '') });
		case 'decided':
			return wordOf(`why_decided_${preview.route.route}`, {
				committee: preview.committee?.name ?? '',
				responsible: preview.responsible
			});
		default:
			return wordOf(`why_${step.key}`, { place, committee });
	}
};

export type RouteWords = {
	readonly stops: readonly {
		readonly title: string;
		readonly text: string;
		readonly state: 'past' | 'here' | 'ahead';
	}[];
	readonly why: string;
	readonly because: readonly string[];
	/** There is nobody to review, or it is not settled: who answers for it. */
	readonly nobody: string | null;
};

/** `holder`: party that holds the case now; stops before it are past. */
export const routeWords = (preview: RoutePreview, holder = 'applicant'): RouteWords => {
	const here = preview.stops.findIndex(({ party }) => party === holder);
	return {
		stops: preview.stops.map((stop, index) => ({
			title: stop.party === 'applicant' ? m.me_you() : stop.name || m.me_your_employer(),
			text: wordOf(`stop_${stop.act}`),
			state: here < 0 || index > here ? 'ahead' : index === here ? 'here' : 'past'
		})),
		why: wordOf(`why_title_${preview.where}`),
		because: preview.steps.map((step) => stepText(step, preview)),
		nobody:
			preview.where === 'nobody' || preview.where === 'open'
				? wordOf(`me_route_${preview.where}`, { responsible: preview.responsible })
				: null
	};
};

/** What comes next, for the numbered list after a receipt and on the progress page. */
export const stepWords = (
	steps: readonly NextStep[]
): readonly { readonly title: string; readonly text: string }[] =>
	steps.map((step) => ({
		title: wordOf(`next_${step.key}`, { office: step.office }),
		text: [
			wordOf(`next_${step.key}_text`, {
				office: step.office,
				days: step.workingDays ?? 0,
				day: step.by === null ? '' : shortDay(step.by)
			}),
			...(step.provisional ? [m.me_provisional()] : [])
		].join('')
	}));
