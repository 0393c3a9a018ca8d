/** Words for one case: its task list, what is missing, the conditions, the way of the papers. */
import { parseDecimal, printDecimal, subtract } from '#lib/domain/decimal.ts';
import { eligibilityRows, type EligibilityRow } from '#lib/domain/rules/eligibility-rows.ts';
import { materialSlots } from '#lib/domain/rules/materials.ts';
import { parameterOf } from '#lib/domain/rules/parameters.ts';
import { procedure } from '#lib/domain/rules/procedure.ts';
import type { Citation } from '#lib/domain/rules/citation.ts';
import { lastDayOfYear } from '#lib/domain/day.ts';
import type { TaskRow } from '#lib/domain/titles/case-checklist.ts';
import type {
	EligibilityAnswer,
	EligibilityCheck,
	RowAnswer
} from '#lib/domain/titles/eligibility.ts';
import { nearestRow, openConditions, type Finding } from '#lib/domain/titles/precheck.ts';
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
	optionLabel,
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
			return { state: 'locked', stateText: m.me_task_locked() };
	}
};

const hintOf = (row: TaskRow, view: ApplicationView, most: number): string | undefined => {
	const own = view.entries.filter(({ section }) => section === row.section);
	const last = own.at(-1);
	if (row.section === 'pledge') return row.open ? undefined : m.me_pledge_locked();
	if (!row.open) return m.me_section_locked();
	if (row.section === 'education' && last) {
		const { title, facts } = entryCard('education', last.data);
		return [title, ...facts.slice(0, 1)].join(m.ui_comma());
	}
	if (row.section === 'hours' && own.length > 0)
		return m.me_years({ years: own.map(({ data }) => String(data['year'] ?? '')).join('、') });
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

// ── Conditions ──────────────────────────────────────────────────────────────────────────────────

export type RuleRow = {
	readonly state: StateKind;
	readonly stateText: string;
	readonly title: string;
	readonly lines: readonly string[];
};

const groupOf = (fact: string): string => {
	if (fact.startsWith('appraisal.')) return 'appraisals';
	if (fact.startsWith('hours.')) return 'hours';
	if (fact.startsWith('education')) return 'education';
	if (fact.startsWith('probation')) return 'probation';
	if (fact.startsWith('skill')) return 'skill';
	return fact === 'recommenders' ? 'recommenders' : 'tenure';
};

const yearsOf = (checks: readonly EligibilityCheck[]): string => {
	const years = [...new Set(checks.map(({ fact }) => fact.split('.')[1] ?? ''))].sort();
	const first = years[0] ?? '';
	const last = years.at(-1) ?? '';
	const whole = Number(last) - Number(first) === years.length - 1 && years.length > 2;
	return whole ? m.me_year_span({ from: first, to: last }) : years.join('、');
};

const educationLine = ({ required, found, ok }: EligibilityCheck): string => {
	const words = {
		required: optionLabel('education', String(required)),
		found: found === null ? m.me_not_entered() : optionLabel('education', String(found))
	};
	return ok ? m.me_rule_education_ok(words) : m.me_rule_education_short(words);
};

const tenureLines = (checks: readonly EligibilityCheck[], asOf: string): readonly string[] => {
	const level = checks.find(({ fact }) => fact.endsWith('.level'));
	const years = checks.find(({ fact }) => fact.endsWith('.years'));
	const named = (value: EligibilityCheck['found']): string =>
		value === null ? m.me_not_entered() : optionLabel('title_level', String(value));
	return [
		...(level
			? [
					level.ok
						? m.me_rule_prior_ok({ level: named(level.required) })
						: m.me_rule_prior_short({ level: named(level.required), found: named(level.found) })
				]
			: []),
		...(years && years.found !== null
			? [
					m.me_rule_years({ found: Number(years.found), required: Number(years.required) }),
					m.me_rule_as_of({ day: dayText(asOf) })
				]
			: []),
		...(years?.holdsFrom && !years.ok
			? [m.me_rule_holds_from({ day: dayText(years.holdsFrom) })]
			: [])
	];
};

const appraisalLines = (checks: readonly EligibilityCheck[]): readonly string[] => {
	const missing = checks.filter(({ ok, found }) => !ok && found === null);
	const low = checks.filter(({ ok, found }) => !ok && found !== null);
	if (missing.length === 0 && low.length === 0)
		return [m.me_rule_appraisals_ok({ years: yearsOf(checks) })];
	return [
		...(missing.length > 0 ? [m.me_rule_appraisals_missing({ years: yearsOf(missing) })] : []),
		...low.map((check) =>
			m.me_rule_appraisal_low({
				year: check.fact.split('.')[1] ?? '',
				grade: optionLabel('appraisal', String(check.found))
			})
		)
	];
};

const gapOf = (check: EligibilityCheck): string => {
	const [required, found] = [
		parseDecimal(String(check.required)),
		parseDecimal(String(check.found ?? '0'))
	];
	return required && found ? printDecimal(subtract(required, found)) : String(check.required);
};

const hoursLines = (checks: readonly EligibilityCheck[]): readonly string[] => {
	const open = checks.filter(({ ok }) => !ok);
	if (open.length === 0) return [m.me_rule_hours_ok({ years: yearsOf(checks) })];
	const missing = open.filter(({ found }) => found === null);
	return [
		...(missing.length > 0 ? [m.me_rule_hours_missing({ years: yearsOf(missing) })] : []),
		...open
			.filter(({ found }) => found !== null)
			.map((check) =>
				m.me_rule_hours_short({
					year: check.fact.split('.')[1] ?? '',
					part: wordOf(`me_hours_${check.fact.split('.')[2] ?? 'total'}`),
					found: String(check.found),
					required: String(check.required),
					gap: gapOf(check)
				})
			)
	];
};

const linesOf = (
	group: string,
	checks: readonly EligibilityCheck[],
	asOf: string
): readonly string[] => {
	const [first] = checks;
	if (!first) return [];
	switch (group) {
		case 'education':
			return [educationLine(first)];
		case 'probation':
			return [
				first.ok
					? m.me_rule_probation_ok({ day: dayText(String(first.found)) })
					: m.me_rule_probation_short()
			];
		case 'appraisals':
			return appraisalLines(checks);
		case 'hours':
			return hoursLines(checks);
		case 'recommenders':
			return [
				m.me_rule_recommenders({ found: Number(first.found), required: Number(first.required) })
			];
		default:
			return tenureLines(checks, asOf);
	}
};

/** One row of conditions, grouped as a reader thinks of them. */
export const rulesOfRow = (row: RowAnswer, cycleYear: number): readonly RuleRow[] => {
	const groups = [...new Set(row.checks.map(({ fact }) => groupOf(fact)))];
	return groups.map((group) => {
		const checks = row.checks.filter(({ fact }) => groupOf(fact) === group);
		const ok = checks.every((check) => check.ok);
		return {
			state: ok ? 'done' : 'turn',
			stateText: ok ? m.me_rule_met() : m.me_rule_open(),
			title: wordOf(`me_rule_title_${group}`),
			lines: linesOf(group, checks, lastDayOfYear(cycleYear))
		};
	});
};

const conditionsOf = (row: EligibilityRow): string =>
	[
		row.education && m.me_cond_education({ level: optionLabel('education', row.education) }),
		row.probation && m.me_cond_probation(),
		row.prior &&
			m.me_cond_prior({ level: optionLabel('title_level', row.prior), years: row.years }),
		row.skill &&
			m.me_cond_skill({ level: optionLabel('title_level', row.skill), years: row.years }),
		row.recommenders && m.me_cond_recommenders({ count: row.recommenders.count })
	]
		.filter((text) => text !== null && text !== false)
		.join(m.ui_comma());

export type EligibilityWords = {
	readonly verdict: EligibilityAnswer['verdict'];
	/** One sentence: fits by which row, what is open, or that the office decides. */
	readonly summary: string;
	readonly rules: readonly RuleRow[];
	readonly cite: { readonly href: string; readonly label: string } | null;
	/** From when it would hold, where only time is missing. */
	readonly from: string | null;
	/** Every other row of conditions with the number of things open. */
	readonly others: readonly { readonly text: string; readonly open: number }[];
};

export const eligibilityWords = (
	answer: EligibilityAnswer,
	cycleYear: number
): EligibilityWords => {
	const shown = answer.rows.find(({ row }) => row === answer.via) ?? nearestRow(answer);
	const rule = eligibilityRows.find(({ id }) => id === shown?.row);
	const summary =
		answer.barred === 'retired'
			? m.finding_retired()
			: answer.barred === 'bar'
				? m.finding_barred()
				: answer.verdict === 'unknown'
					? m.finding_conditions_not_entered()
					: rule
						? answer.verdict === 'eligible'
							? m.me_fits({ conditions: conditionsOf(rule) })
							: m.me_fits_not({ conditions: conditionsOf(rule) })
						: m.me_no_row();
	return {
		verdict: answer.verdict,
		summary,
		rules: shown ? rulesOfRow(shown, cycleYear) : [],
		cite: rule
			? { href: '/help/rules', label: m.me_basis({ text: citationWords(rule.citation) }) }
			: null,
		from:
			answer.verdict === 'not_eligible' && shown?.holdsFrom
				? m.me_holds_from({ day: dayText(shown.holdsFrom.day), year: shown.holdsFrom.cycleYear })
				: null,
		others: answer.rows
			.filter((row) => row !== shown)
			.flatMap((row) => {
				const found = eligibilityRows.find(({ id }) => id === row.row);
				return found ? [{ text: conditionsOf(found), open: openConditions(row).size }] : [];
			})
	};
};

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
					step.misses.map((miss) => wordOf(`miss_${miss.replaceAll('-', '_')}`)).join('、') ||
					m.miss_entrustment()
			});
		case 'committee_fits':
		case 'entrustment_fits':
			return wordOf(`why_${step.key}`, {
				place,
				committee,
				until: preview.committee?.validTo ? dayText(preview.committee.validTo) : '',
				meeting: dayText(preview.routed.route.meetingDate)
			});
		case 'go_up':
			return m.why_go_up({ to: placeName(step.to ?? '') });
		case 'decided':
			return wordOf(`why_decided_${preview.routed.route.route}`, {
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
