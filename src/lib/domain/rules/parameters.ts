/**
 * Parameters: what the city may set, and what it may only look up. A floor or ceiling is law: configuration may be
 * stricter, never laxer.
 */
import { compare, ratio, type Rational } from '../decimal.ts';
import { rule, type Refusal } from '../refusal.ts';
import { cite, type Citation, type Confidence, type DocumentId } from './citation.ts';

export type ParameterUnit =
	'working_days' | 'months' | 'years' | 'people' | 'hours' | 'minutes' | 'points' | 'cases';

/**
 * `set`: the city sets it, and something reads it. `security`: the same, but the security administrator sets it. `fixed`: shown, but the law or the rule that runs leaves no
 * choice. `later`: the city may prepare it; what reads it comes with a later part of the portal.
 */
export type Standing = 'set' | 'security' | 'fixed' | 'later';

type Common = {
	readonly key: string;
	readonly unit?: ParameterUnit;
	readonly citation: Citation;
	readonly standing: Standing;
};

export type Parameter = Common &
	(
		| {
				readonly kind: 'integer';
				readonly default: number;
				readonly floor: number;
				readonly ceiling?: number;
				readonly odd?: true;
		  }
		| {
				/** A fraction such as `2/3`, kept as text so that nothing rounds it. */
				readonly kind: 'share';
				readonly default: string;
				readonly floor?: string;
				readonly ceiling: string;
		  }
		| { readonly kind: 'boolean'; readonly default: boolean }
		| { readonly kind: 'choice'; readonly default: string; readonly choices: readonly string[] }
		| { readonly kind: 'text'; readonly default: string; readonly pattern: RegExp }
	);

type Source = readonly [doc: DocumentId, confidence: Confidence, article?: number];

const from = (key: string, [doc, confidence, article]: Source): Citation =>
	cite(`parameter-${key}`, doc, confidence, article === undefined ? {} : { article });

type Bounds = { readonly floor?: number; readonly ceiling?: number; readonly odd?: true };

const integer = (
	key: string,
	value: number,
	unit: ParameterUnit | undefined,
	source: Source,
	bounds: Bounds = {}
): Parameter => ({
	key,
	kind: 'integer',
	default: value,
	floor: bounds.floor ?? 0,
	...(bounds.ceiling !== undefined && { ceiling: bounds.ceiling }),
	...(bounds.odd && { odd: true }),
	...(unit && { unit }),
	standing: 'set',
	citation: from(key, source)
});

const share = (key: string, value: string, source: Source, floor?: string): Parameter => ({
	key,
	kind: 'share',
	default: value,
	...(floor !== undefined && { floor }),
	ceiling: '1/1',
	standing: 'set',
	citation: from(key, source)
});

const flag = (key: string, value: boolean, source: Source): Parameter => ({
	key,
	kind: 'boolean',
	default: value,
	standing: 'set',
	citation: from(key, source)
});

const choice = (
	key: string,
	choices: readonly [string, ...string[]],
	source: Source
): Parameter => ({
	key,
	kind: 'choice',
	default: choices[0],
	choices,
	standing: 'set',
	citation: from(key, source)
});

const local: Source = ['LOCAL', 'U'];

const fixed = (parameter: Parameter): Parameter => ({ ...parameter, standing: 'fixed' });
const ofSecurity = (parameter: Parameter): Parameter => ({ ...parameter, standing: 'security' });
const later = (parameter: Parameter): Parameter => ({ ...parameter, standing: 'later' });

export const parameters: readonly Parameter[] = [
	integer('notice.employer.workingDays', 5, 'working_days', ['ORDER_40', 'K', 16], { floor: 5 }),
	integer('notice.result.workingDays', 5, 'working_days', ['ORDER_40', 'K', 26], { floor: 5 }),
	flag('notice.countStartDay', false, ['CIVIL_CODE', 'U', 201]),
	flag('notice.runningShowsFullNames', true, local),
	integer('committee.validity.maxMonths', 36, 'months', ['ORDER_40', 'S'], {
		floor: 1,
		ceiling: 36
	}),
	later(
		integer('expert.term.maxMonths', 36, 'months', ['ORDER_40', 'K', 10], { floor: 1, ceiling: 36 })
	),
	integer('committee.senior.minBySeries', 25, 'people', ['ORDER_40', 'K', 9], {
		floor: 1,
		odd: true
	}),
	integer('committee.senior.minBySpecialty', 11, 'people', ['ORDER_40', 'K', 9], {
		floor: 1,
		odd: true
	}),
	integer('committee.intermediate.min', 9, 'people', local, { floor: 3, odd: true }),
	integer('committee.junior.min', 7, 'people', local, { floor: 3, odd: true }),
	integer('committee.expiringWithinDays', 90, undefined, local, { floor: 1 }),
	share('committee.maxShareOfOneEmployer', '1/3', local),
	integer('recusal.formerEmployer.years', 3, 'years', ['ORDER_40', 'U', 25], {
		floor: 0,
		ceiling: 10
	}),
	later(integer('pool.timesPanel', 3, undefined, local, { floor: 1 })),
	integer('panel.minExperts', 3, 'people', ['ORDER_40', 'K', 21], { floor: 3 }),
	fixed(share('meeting.quorum', '2/3', ['ORDER_40', 'K', 19], '2/3')),
	fixed(share('ballot.pass', '2/3', ['ORDER_40', 'K', 20], '2/3')),
	choice('ballot.denominator', ['voters', 'attending', 'members'], local),
	choice('meeting.quorumOf', ['voters', 'attending'], local),
	integer('correction.workingDays', 10, 'working_days', ['ORDER_40', 'U', 18], { floor: 1 }),
	integer('recheck.applyWithinWorkingDays', 15, 'working_days', ['ORDER_40', 'U', 27], {
		floor: 1
	}),
	integer('recheck.decideWithinWorkingDays', 30, 'working_days', ['ORDER_40', 'U', 27], {
		floor: 1
	}),
	integer('desk.registration.workingDays', 5, 'working_days', local, { floor: 1 }),
	integer('desk.employerCheck.workingDays', 10, 'working_days', local, { floor: 1 }),
	integer('desk.employerReturn.workingDays', 5, 'working_days', local, { floor: 1 }),
	integer('desk.employerObjection.workingDays', 15, 'working_days', local, { floor: 1 }),
	integer('desk.sectorCheck.workingDays', 10, 'working_days', local, { floor: 1 }),
	integer('desk.countyCheck.workingDays', 10, 'working_days', local, { floor: 1 }),
	integer('desk.cityCheck.workingDays', 10, 'working_days', local, { floor: 1 }),
	integer('desk.acceptanceCheck.workingDays', 10, 'working_days', local, { floor: 1 }),
	integer('desk.resultObjection.workingDays', 15, 'working_days', local, { floor: 1 }),
	later(integer('defence.noticeWorkingDays', 3, 'working_days', local, { floor: 0 })),
	later(integer('defence.minutes', 20, 'minutes', local, { floor: 1 })),
	integer('application.maxPerPersonPerCycle', 1, 'cases', local, { floor: 1 }),
	later(integer('fraud.recordYears', 3, 'years', ['ORDER_40', 'S'], { floor: 3 })),
	integer('fraud.applicationBarYears', 3, 'years', local),
	fixed(choice('tenure.asOf', ['year_end', 'window_end'], local)),
	fixed(choice('tenure.basis', ['title_date', 'appointment_date'], local)),
	integer('ce.annualTotal', 90, 'hours', ['ORDER_25', 'S', 7], { floor: 90 }),
	integer('ce.generalMin', 30, 'hours', ['ORDER_25', 'S']),
	integer('ce.professionalMin', 60, 'hours', ['ORDER_25', 'S', 7]),
	later(integer('ce.minutesPerHour', 45, 'minutes', local, { floor: 1 })),
	later(integer('ce.dailyCap', 6, 'hours', local, { floor: 1, ceiling: 24 })),
	later(flag('ce.carryOver', false, local)),
	later(integer('ce.makeUpYears', 0, 'years', local)),
	later(choice('ce.window', ['tenure_years'], local)),
	later(integer('programme.notice.workingDays', 5, 'working_days', local, { floor: 1 })),
	integer('score.dropExtremesFrom', 5, 'people', local, { floor: 3 }),
	ofSecurity(flag('admin.separate', true, local)),
	ofSecurity(choice('password.policy', ['modern', 'dengbao'], local)),
	fixed(integer('score.outlierPoints', 15, 'points', local, { floor: 1 })),
	{
		key: 'certificate.pattern',
		kind: 'text',
		default: '540200{year}{series}{level}{sequence:5}{check}',
		// Digits and each of the five parts exactly once: else numbers could repeat.
		pattern:
			/^(?=.*\{year\})(?=.*\{series\})(?=.*\{level\})(?=.*\{sequence:[4-8]\})(?:\d|\{year\}|\{series\}|\{level\}|\{sequence:[4-8]\})+\{check\}$/,
		standing: 'set',
		citation: from('certificate.pattern', local)
	}
];

const byKey = new Map(parameters.map((parameter) => [parameter.key, parameter]));

export const parameterOf = (key: string): Parameter | undefined => byKey.get(key);

/** The one value of a parameter that nobody can set. */
export const fixedNumber = (key: string): number => {
	const found = byKey.get(key);
	if (found?.standing !== 'fixed' || found.kind !== 'integer')
		throw new Error(`${key} is no fixed number`);
	return found.default;
};

/** The exact value of a share such as `2/3`, or undefined. */
export const parseShare = (text: string): Rational | undefined => {
	const parts = /^(\d{1,6})\/([1-9]\d{0,5})$/.exec(text);
	return parts ? ratio(Number(parts[1]), Number(parts[2])) : undefined;
};

/** The largest whole number that is at most this share of `of`. */
export const shareOf = (share: string, of: number): number => {
	const found = parseShare(share);
	if (!found) throw new Error(`${share} is no share`);
	return Number((BigInt(of) * found.numerator) / found.denominator);
};

const malformed = (key: string, kind: string, value: unknown): Refusal => ({
	kind: 'malformed',
	key: 'parameter_malformed',
	facts: { parameter: key, expected: kind, found: String(value) },
	rule: key
});

const tooLow = (key: string, value: string | number, floor: string | number): Refusal =>
	rule('parameter_below_floor', { parameter: key, value, floor }, key);

const tooHigh = (key: string, value: string | number, ceiling: string | number): Refusal =>
	rule('parameter_above_ceiling', { parameter: key, value, ceiling }, key);

const checkInteger = (
	parameter: Extract<Parameter, { kind: 'integer' }>,
	value: unknown
): Refusal | undefined => {
	const { key, floor, ceiling, odd } = parameter;
	if (typeof value !== 'number' || !Number.isSafeInteger(value))
		return malformed(key, 'integer', value);
	if (value < floor) return tooLow(key, value, floor);
	if (ceiling !== undefined && value > ceiling) return tooHigh(key, value, ceiling);
	return odd && value % 2 === 0
		? rule('parameter_not_odd', { parameter: key, value }, key)
		: undefined;
};

const checkShare = (
	{ key, floor, ceiling }: Extract<Parameter, { kind: 'share' }>,
	value: unknown
): Refusal | undefined => {
	const found = typeof value === 'string' ? parseShare(value) : undefined;
	if (!found || typeof value !== 'string') return malformed(key, 'share', value);
	const lowest = floor === undefined ? undefined : parseShare(floor);
	if (floor !== undefined && lowest && compare(found, lowest) < 0) return tooLow(key, value, floor);
	const highest = parseShare(ceiling);
	return highest && compare(found, highest) > 0 ? tooHigh(key, value, ceiling) : undefined;
};

/** What stands against giving a parameter this value: wrong type, below the legal floor, above the ceiling. */
export const checkParameter = (key: string, value: unknown): Refusal | undefined => {
	const parameter = byKey.get(key);
	if (!parameter) return { kind: 'missing', key: 'parameter_unknown', facts: { parameter: key } };
	if (parameter.standing === 'fixed' && value !== parameter.default)
		return rule('parameter_fixed', { value: String(parameter.default) }, key);
	switch (parameter.kind) {
		case 'integer':
			return checkInteger(parameter, value);
		case 'share':
			return checkShare(parameter, value);
		case 'boolean':
			return typeof value === 'boolean' ? undefined : malformed(key, 'boolean', value);
		case 'choice':
			return typeof value === 'string' && parameter.choices.includes(value)
				? undefined
				: malformed(key, parameter.choices.join(' | '), value);
		case 'text':
			return typeof value === 'string' && parameter.pattern.test(value)
				? undefined
				: malformed(key, parameter.default, value);
	}
};
