/** Words for the conditions: which row fits or comes nearest, what is open, from when it would hold. */
import { lastDayOfYear } from '#lib/domain/day.ts';
import { parseDecimal, printDecimal, subtract } from '#lib/domain/decimal.ts';
import { eligibilityRows, type EligibilityRow } from '#lib/domain/rules/eligibility-rows.ts';
import type {
	EligibilityAnswer,
	EligibilityCheck,
	RowAnswer
} from '#lib/domain/titles/eligibility.ts';
import { nearestRow, openConditions } from '#lib/domain/titles/precheck.ts';
import * as m from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/icons.ts';
import { citationWords, dayText, optionLabel, wordOf } from '../words.server.ts';

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
	return whole ? m.me_year_span({ from: first, to: last }) : years.join(m.me_list());
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
