import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	checkParameter,
	fixedNumber,
	parameterOf,
	parameters,
	shareOf
} from '#lib/domain/rules/parameters.ts';

const keyOf = (key: string, value: unknown) => checkParameter(key, value)?.key;

describe('parameters', () => {
	test('every default is allowed and every key is there once', () => {
		for (const parameter of parameters)
			expect(checkParameter(parameter.key, parameter.default)).toBeUndefined();
		expect(new Set(parameters.map(({ key }) => key)).size).toBe(parameters.length);
	});

	test('the legal floors and ceilings of the handbook', () => {
		expect(checkParameter('notice.employer.workingDays', 4)).toEqual({
			kind: 'rule',
			key: 'parameter_below_floor',
			facts: { parameter: 'notice.employer.workingDays', value: 4, floor: 5 },
			rule: 'notice.employer.workingDays'
		});
		expect(keyOf('notice.result.workingDays', 4)).toBe('parameter_below_floor');
		expect(keyOf('notice.result.workingDays', 7)).toBeUndefined();
		expect(keyOf('committee.validity.maxMonths', 37)).toBe('parameter_above_ceiling');
		expect(keyOf('expert.term.maxMonths', 37)).toBe('parameter_above_ceiling');
		expect(keyOf('panel.minExperts', 2)).toBe('parameter_below_floor');
		expect(keyOf('ce.annualTotal', 89)).toBe('parameter_below_floor');
		expect(keyOf('correction.workingDays', 0)).toBe('parameter_below_floor');
		expect(keyOf('fraud.recordYears', 2)).toBe('parameter_below_floor');
		expect(keyOf('committee.junior.min', 8)).toBe('parameter_not_odd');
	});

	test('what the law or the rule that runs fixes is not set at all', () => {
		expect(keyOf('ballot.pass', '66666/100000')).toBe('parameter_fixed');
		expect(keyOf('ballot.pass', '3/4')).toBe('parameter_fixed');
		expect(keyOf('meeting.quorum', '1/2')).toBe('parameter_fixed');
		expect(keyOf('tenure.asOf', 'window_end')).toBe('parameter_fixed');
		expect(keyOf('score.outlierPoints', 10)).toBe('parameter_fixed');
		expect(fixedNumber('score.outlierPoints')).toBe(15);
		expect(() => fixedNumber('panel.minExperts')).toThrow('no fixed number');
	});

	test('a share of people is rounded down', () => {
		expect(keyOf('committee.maxShareOfOneEmployer', '5/4')).toBe('parameter_above_ceiling');
		expect([7, 9, 11, 25].map((of) => shareOf('1/3', of))).toEqual([2, 3, 3, 8]);
		expect(shareOf('1/1', 7)).toBe(7);
	});

	test('refuses what is no value of the kind', () => {
		for (const value of ['5', 5.5, Number.NaN, null, true, Infinity])
			expect(keyOf('notice.employer.workingDays', value)).toBe('parameter_malformed');
		for (const value of [0.667, '2/0', '0.667', '2 / 3', ''])
			expect(keyOf('committee.maxShareOfOneEmployer', value)).toBe('parameter_malformed');
		expect(keyOf('notice.countStartDay', 'yes')).toBe('parameter_malformed');
		expect(keyOf('ballot.denominator', 'guess')).toBe('parameter_malformed');
		expect(checkParameter('notice.employer.workingdays', 5)?.kind).toBe('missing');
	});

	test('a certificate pattern must keep numbers unique and checked', () => {
		const of = (pattern: string) => keyOf('certificate.pattern', pattern);
		expect(of('5402{year}{level}{series}{sequence:6}{check}')).toBeUndefined();
		expect(of('540200{year}{series}{level}{check}')).toBe('parameter_malformed');
		expect(of('540200{series}{level}{sequence:5}{check}')).toBe('parameter_malformed');
		expect(of('540200{year}{series}{level}{sequence:5}')).toBe('parameter_malformed');
		expect(of('XZ{year}{series}{level}{sequence:5}{check}')).toBe('parameter_malformed');
	});

	test('no integer below its floor or above its ceiling ever passes', () => {
		fc.assert(
			fc.property(fc.constantFrom(...parameters), fc.integer(), (parameter, value) => {
				if (parameter.kind !== 'integer' || parameter.standing === 'fixed') return;
				const outside =
					value < parameter.floor ||
					(parameter.ceiling !== undefined && value > parameter.ceiling) ||
					(parameter.odd === true && value % 2 === 0);
				expect(checkParameter(parameter.key, value) !== undefined).toBe(outside);
			})
		);
		expect(parameterOf('notice.result.workingDays')?.citation.article).toBe(26);
	});
});
