import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanValue, joinDate, problemOf, splitDate } from '#lib/domain/titles/field-values.ts';
import { sectionOf, type SectionField } from '#lib/domain/titles/sections.ts';

const today = '2026-09-14';
const field = (section: string, name: string): SectionField =>
	sectionOf(section)!.fields.find((one) => one.name === name)!;

describe('a date out of its boxes', () => {
	it.each([
		[['2019', '7', '1'], '2019-07-01'],
		[['２０１９', '７', '１'], '2019-07-01'],
		[[' 2019 ', '07', '01'], '2019-07-01'],
		[['2019', '', ''], '2019--'],
		[['', '7', ''], '-7-'],
		[['', '', ''], ''],
		[['2019', '7'], '2019-07']
	])('joins %j to %s', (parts, joined) => {
		expect(joinDate(parts)).toBe(joined);
	});

	it('shows again whatever was typed into the boxes', () => {
		const box = fc.stringMatching(/^[0-9a-z]{0,4}$/);
		fc.assert(
			fc.property(box, box, box, (year, month, day) => {
				const parts = splitDate(joinDate([year, month, day]));
				const bare = (text: string) => text.replace(/^0+(?=.)/, '');
				expect(parts.map(bare)).toEqual([year, month, day].map(bare));
			})
		);
	});
});

describe('what is wrong with a value', () => {
	it.each([
		['education', 'graduatedOn', '', 'missing'],
		['education', 'graduatedOn', '2019--', 'no_day'],
		['education', 'graduatedOn', '2019-02-30', 'no_day'],
		['education', 'graduatedOn', '1019-07-01', 'no_day'],
		['education', 'graduatedOn', '2026-09-14', undefined],
		['education', 'graduatedOn', '2026-09-15', 'in_future'],
		['experience', 'from', '2024-13', 'no_month'],
		['experience', 'from', '2024-07-01', 'no_month'],
		['experience', 'from', '2026-09', undefined],
		['experience', 'from', '2026-10', 'in_future'],
		['experience', 'to', '', undefined],
		['education', 'level', '', 'not_chosen'],
		['education', 'level', 'professor', 'no_choice'],
		['titles', 'series', 'engineering', undefined],
		['titles', 'series', 'alchemy', 'no_choice'],
		['hours', 'total', '90', undefined],
		['hours', 'total', '90.25', undefined],
		['hours', 'total', '90.255', 'no_hours'],
		['hours', 'total', '-1', 'no_hours'],
		['hours', 'total', '1e3', 'no_hours'],
		['hours', 'total', '2000.01', 'no_hours'],
		['hours', 'year', '2027', 'in_future'],
		['hours', 'year', '26', 'no_year'],
		['works', 'rank', '0', 'no_number'],
		['works', 'rank', '31', 'no_number'],
		['works', 'rank', '1', undefined],
		['basics', 'post', 'x'.repeat(41), 'too_long'],
		['basics', 'post', '𠮷'.repeat(40), undefined],
		['pledge', 'agreed', '', 'not_agreed']
	])('%s.%s = %j: %s', (section, name, value, problem) => {
		expect(problemOf(field(section, name), value, today)).toBe(problem);
	});

	it('keeps text as written but for what cannot be stored', () => {
		expect(cleanValue(field('basics', 'post'), ' 技术员\u0000，负责\uD800人 ')).toBe(
			'技术员，负责人'
		);
		expect(cleanValue(field('achievements', 'result'), '一\r\n二\r三')).toBe('一\n二\n三');
		expect(cleanValue(field('hours', 'total'), ' ９０．５ ')).toBe('90.5');
	});
});
