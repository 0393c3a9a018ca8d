import { describe, expect, it } from 'vitest';
import {
	holdsPersonalNumber,
	removedNumber,
	withoutPersonalNumbers
} from '#lib/domain/people/personal-numbers.ts';

describe('numbers that belong to a person', () => {
	it.each([
		['身份证540221199005010014。', `身份证${removedNumber}。`],
		['540221 19900501 001X', removedNumber],
		['５４０２２１１９９００５０１００１ｘ', removedNumber],
		['旧证 540221900501001', `旧证 ${removedNumber}`],
		['手机138-0892-1234', `手机${removedNumber}`],
		['+86 138 0892 1234', removedNumber],
		['138·0892·1234 和 139 0000 0000', `${removedNumber} 和 ${removedNumber}`]
	])('%s', (text, shown) => {
		expect(withoutPersonalNumbers(text)).toBe(shown);
		expect(holdsPersonalNumber(text)).toBe(true);
		expect(holdsPersonalNumber(withoutPersonalNumbers(text))).toBe(false);
	});

	it.each([
		'改造渠道 3.2 公里，灌溉 12000 亩',
		'2019 年 7 月至 2023 年 10 月',
		'专利号 ZL201910123456.7',
		'办公电话 0892-8822334',
		'2026-000318'
	])('leaves alone: %s', (text) => {
		expect(withoutPersonalNumbers(text)).toBe(text);
	});
});
