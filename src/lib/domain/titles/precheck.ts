/**
 * The check before handing in: everything that stands in the way (errors) or should be known (warnings), each
 * with the section, entry and field it belongs to and the rule behind it. A missing rule is no error: a series
 * whose conditions are not entered is `unknown`, and the office decides.
 */
import type { CaseRoute } from '../authority/case-route.ts';
import { lastDayOfYear, type Day } from '../day.ts';
import { add, compare, parseDecimal } from '../decimal.ts';
import { eligibilityRows } from '../rules/eligibility-rows.ts';
import { levelFacts, type Level } from '../rules/levels.ts';
import { materialsFor } from '../rules/materials.ts';
import type { ApplicationTrack } from './application.ts';
import { assessmentOf } from './catalogue.ts';
import { eligibility, type EligibilityAnswer, type HoursRule } from './eligibility.ts';
import { problemOf, valueOf } from './field-values.ts';
import { personFacts, type PersonStanding, type SectionEntry } from './person-facts.ts';
import { sectionsFor, type Section, type SectionId } from './sections.ts';

export type FindingLevel = 'error' | 'warning';

/** `missing`: not entered yet; `wrong`: entered, but it cannot be so; `rule`: a condition stands in the way. */
export type FindingKind = 'missing' | 'wrong' | 'rule';

export type Finding = {
	/** `target`: what is applied for; `route`: where it would go. */
	readonly section: SectionId | 'target' | 'route';
	readonly entry: string | null;
	readonly field: string | null;
	readonly level: FindingLevel;
	readonly kind: FindingKind;
	/** Message key after `finding_` (rules), or after `problem_` for a field. */
	readonly key: string;
	readonly facts: Readonly<Record<string, string | number>>;
	/** Id in `domain/rules` (procedure, parameter, eligibility row, material) that it rests on. */
	readonly rule: string | null;
};

export type HeldAttachment = {
	readonly id: string;
	readonly slot: string;
	readonly state: 'receiving' | 'stored' | 'removed';
};

export type ApplicationTarget = {
	readonly series: string;
	readonly specialty: string | null;
	readonly level: Level;
	readonly track: ApplicationTrack;
	readonly cycleYear: number;
};

/** Everything the check looks at. */
export type PrecheckInput = {
	readonly target: ApplicationTarget;
	readonly entries: readonly SectionEntry[];
	readonly attachments: readonly HeldAttachment[];
	/** Sections that the applicant has declared finished. */
	readonly finished: readonly string[];
	readonly standing: PersonStanding;
	readonly hoursRule: HoursRule;
	/** Null while no preview was made. */
	readonly route: Pick<CaseRoute, 'route'> | null;
	readonly today: Day;
};

export type Precheck = {
	readonly findings: readonly Finding[];
	readonly errors: number;
	readonly warnings: number;
	readonly pledged: boolean;
	readonly barred: boolean;
	readonly eligibility: EligibilityAnswer;
};

type Where = Partial<Pick<Finding, 'entry' | 'field' | 'facts' | 'rule'>>;

const finding = (
	section: Finding['section'],
	level: FindingLevel,
	kind: FindingKind,
	key: string,
	where: Where = {}
): Finding => ({
	section,
	entry: null,
	field: null,
	facts: {},
	rule: null,
	...where,
	level,
	kind,
	key
});

const entriesOf = (input: PrecheckInput, section: string): readonly SectionEntry[] =>
	input.entries.filter((entry) => entry.section === section);

const fieldFindings = (
	section: Section,
	entry: SectionEntry | null,
	today: Day
): readonly Finding[] =>
	section.fields.flatMap((field) => {
		const problem = problemOf(field, entry ? valueOf(entry.data, field.name) : '', today);
		if (!problem) return [];
		const missing = ['missing', 'not_chosen', 'not_agreed'].includes(problem);
		return [
			finding(section.id, 'error', missing ? 'missing' : 'wrong', problem, {
				entry: entry?.id ?? null,
				field: field.name,
				facts: { max: field.max }
			})
		];
	});

/** Beginnings after ends; hours whose parts exceed the whole. */
const betweenFields = (entry: SectionEntry): readonly Finding[] => {
	const at = (name: string) => valueOf(entry.data, name);
	const section = entry.section as SectionId;
	const wrong = (key: string, field: string): readonly Finding[] => [
		finding(section, 'error', 'wrong', key, { entry: entry.id, field })
	];
	if (section === 'experience' || section === 'achievements')
		return at('to') !== '' && at('from') > at('to') ? wrong('ends_before_it_begins', 'to') : [];
	if (section === 'titles')
		return at('appointedOn') !== '' && at('obtainedOn') > at('appointedOn')
			? [
					finding(section, 'warning', 'wrong', 'appointed_before_obtained', {
						entry: entry.id,
						field: 'appointedOn'
					})
				]
			: [];
	if (section === 'hours') {
		const [general, professional, total] = ['general', 'professional', 'total'].map((name) =>
			parseDecimal(at(name))
		);
		return general && professional && total && compare(add(general, professional), total) > 0
			? wrong('parts_exceed_total', 'total')
			: [];
	}
	return [];
};

/** A title that is a title needs its series, and a level that belongs to its kind. */
const titleKinds = (entry: SectionEntry): readonly Finding[] => {
	if (entry.section !== 'titles') return [];
	const kind = valueOf(entry.data, 'kind');
	const level = valueOf(entry.data, 'level');
	const skill = ['senior_worker', 'technician', 'senior_technician'].includes(level);
	const at = (key: string, field: string, of: FindingKind): Finding =>
		finding('titles', 'error', of, key, { entry: entry.id, field });
	return [
		...(kind === 'title' && valueOf(entry.data, 'series') === ''
			? [at('title_without_series', 'series', 'missing')]
			: []),
		...((kind === 'title' && skill) || (kind === 'skill' && level !== '' && !skill)
			? [at('level_of_other_kind', 'level', 'wrong')]
			: [])
	];
};

/** Everything that is wrong within one entry, whatever else the application holds. */
export const entryFindings = (
	section: Section,
	entry: SectionEntry | null,
	today: Day
): readonly Finding[] => [
	...fieldFindings(section, entry, today),
	...(entry ? [...betweenFields(entry), ...titleKinds(entry)] : [])
];

const repeatedYears = (section: Section, entries: readonly SectionEntry[]): readonly Finding[] => {
	if (!section.fields.some(({ name, type }) => name === 'year' && type === 'year')) return [];
	const years = entries.map(({ data }) => valueOf(data, 'year'));
	return entries
		.filter((_, index) => years[index] !== '' && years.indexOf(years[index] ?? '') < index)
		.map((entry) =>
			finding(section.id, 'error', 'wrong', 'year_twice', {
				entry: entry.id,
				field: 'year',
				facts: { year: valueOf(entry.data, 'year') }
			})
		);
};

const sectionFindings = (section: Section, input: PrecheckInput): readonly Finding[] => {
	const entries = entriesOf(input, section.id);
	if (!section.repeated) return entryFindings(section, entries[0] ?? null, input.today);
	const declared = input.finished.includes(section.id);
	const count: readonly Finding[] =
		entries.length < section.least
			? [
					finding(section.id, 'error', 'missing', 'too_few_entries', {
						facts: { least: section.least, found: entries.length }
					})
				]
			: entries.length > section.most
				? [
						finding(section.id, 'error', 'wrong', 'too_many_entries', {
							facts: { most: section.most, found: entries.length }
						})
					]
				: entries.length === 0 && !declared
					? [finding(section.id, 'error', 'missing', 'nothing_declared')]
					: [];
	return [
		...count,
		...entries.flatMap((entry) => entryFindings(section, entry, input.today)),
		...repeatedYears(section, entries)
	];
};

const materialFindings = (input: PrecheckInput): readonly Finding[] => {
	const { series, level, track } = input.target;
	return materialsFor(series, level, track).flatMap(({ slot, need }) => {
		const held = input.attachments.filter((one) => one.slot === slot.key);
		const stored = held.filter(({ state }) => state === 'stored').length;
		const where = { field: slot.key, facts: { slot: slot.key }, rule: slot.citation.id };
		if (held.some(({ state }) => state === 'receiving'))
			return [finding('materials', 'error', 'wrong', 'material_unfinished', where)];
		if (need === 'required' && stored === 0)
			return [finding('materials', 'error', 'missing', 'material_missing', where)];
		return stored > slot.maxFiles
			? [
					finding('materials', 'error', 'wrong', 'material_too_many', {
						...where,
						facts: { slot: slot.key, most: slot.maxFiles }
					})
				]
			: [];
	});
};

/** Where the person would mend a condition that does not hold. */
export const sectionOfFact = (fact: string): SectionId => {
	if (fact.startsWith('education')) return 'education';
	if (fact.startsWith('probation')) return 'basics';
	if (fact.startsWith('appraisal')) return 'appraisals';
	if (fact.startsWith('hours')) return 'hours';
	return fact === 'recommenders' ? 'recommenders' : 'titles';
};

/** The conditions of a row that do not hold, as a person counts them: schooling, years, appraisals, hours. */
export const openConditions = (row: EligibilityAnswer['rows'][number]): ReadonlySet<SectionId> =>
	new Set(row.checks.filter(({ ok }) => !ok).map(({ fact }) => sectionOfFact(fact)));

/**
 * The row nearest to holding: one whose schooling is met, since that takes longest to mend; among those the
 * fewest conditions open; then the first in table order.
 */
export const nearestRow = (answer: EligibilityAnswer): EligibilityAnswer['rows'][number] | null => {
	const distance = (row: EligibilityAnswer['rows'][number]): number => {
		const open = openConditions(row);
		return open.size + (open.has('education') ? 10 : 0);
	};
	return answer.rows.reduce<EligibilityAnswer['rows'][number] | null>(
		(best, row) => (best === null || distance(row) < distance(best) ? row : best),
		null
	);
};

const conditionFindings = (input: PrecheckInput, answer: EligibilityAnswer): readonly Finding[] => {
	const stop = (key: string, rule: string | null): Finding =>
		finding('target', 'error', 'rule', key, { rule });
	if (answer.barred === 'retired') return [stop('retired', 'retiredMayNotApply')];
	if (answer.barred === 'bar') return [stop('barred', 'fraudRevoked')];
	if (answer.verdict === 'unknown')
		return [finding('target', 'warning', 'rule', 'conditions_not_entered')];
	if (answer.verdict === 'eligible') return [];
	const nearest = nearestRow(answer);
	return [
		finding('target', 'error', 'rule', 'not_eligible', {
			facts: { open: nearest ? openConditions(nearest).size : 0 },
			rule: eligibilityRows.find(({ id }) => id === nearest?.row)?.citation.id ?? null
		})
	];
};

const targetFindings = (input: PrecheckInput): readonly Finding[] => {
	const { series, level, specialty, cycleYear } = input.target;
	const mode = assessmentOf(series, level, specialty ?? undefined);
	const held = personFacts(input.entries, input.standing, input.today).titles.filter(
		(title) =>
			title.series === series &&
			title.obtainedOn <= lastDayOfYear(cycleYear) &&
			levelFacts[title.level].rank >= levelFacts[level].rank
	);
	return [
		...(mode === 'exam'
			? [finding('target', 'error', 'rule', 'by_examination')]
			: mode === 'sector'
				? [finding('target', 'error', 'rule', 'by_sector')]
				: []),
		...(mode === 'exam_and_review'
			? [finding('target', 'warning', 'rule', 'examination_first')]
			: []),
		...(held.length > 0 ? [finding('target', 'error', 'rule', 'already_held')] : []),
		...(input.route?.route === 'none'
			? [finding('route', 'error', 'rule', 'no_route', { rule: 'reviewDelegation' })]
			: input.route?.route === 'ambiguous'
				? [finding('route', 'error', 'rule', 'route_ambiguous', { rule: 'reviewDelegation' })]
				: [])
	];
};

/** The person's facts against the conditions of the target. */
export const judge = (input: PrecheckInput): EligibilityAnswer =>
	eligibility(
		personFacts(input.entries, input.standing, input.today),
		{
			series: input.target.series,
			...(input.target.specialty !== null && { specialty: input.target.specialty }),
			level: input.target.level,
			cycleYear: input.target.cycleYear,
			route: input.target.track
		},
		{ rows: eligibilityRows, hoursRuleOf: () => input.hoursRule }
	);

/** The whole check. Findings come in the order of the form; the pledge is counted apart from the errors. */
export const precheck = (input: PrecheckInput): Precheck => {
	const answer = judge(input);
	const pledge = entriesOf(input, 'pledge')[0];
	const findings = [
		...targetFindings(input),
		...conditionFindings(input, answer),
		...sectionsFor(input.target.track)
			.filter(({ id }) => id !== 'pledge')
			.flatMap((section) =>
				section.id === 'materials' ? materialFindings(input) : sectionFindings(section, input)
			)
	];
	return {
		findings,
		errors: findings.filter(({ level }) => level === 'error').length,
		warnings: findings.filter(({ level }) => level === 'warning').length,
		pledged: pledge !== undefined && valueOf(pledge.data, 'agreed') === 'on',
		barred: answer.barred === 'bar',
		eligibility: answer
	};
};
