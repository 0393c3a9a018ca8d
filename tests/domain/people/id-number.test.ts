import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, dayNumber } from '#lib/domain/day.ts';
import { checkIdNumber, idCheckCharacter, parseIdNumber } from '#lib/domain/people/id-number.ts';
import { idNumberTail, maskIdNumber, maskName, maskPhone } from '#lib/domain/people/mask.ts';
import { parseMobile, parseOfficePhone } from '#lib/domain/people/phone.ts';

const made = (digits: string) => digits + idCheckCharacter(digits);
const keyOf = (text: string, today?: string) => checkIdNumber(text, today)?.key;

describe('identity numbers', () => {
	test('the example of GB 11643', () => {
		expect(parseIdNumber('11010519491231002X')).toEqual({
			id: {
				number: '11010519491231002X',
				birthDate: '1949-12-31',
				sex: 'female',
				placeCode: '110105'
			}
		});
	});

	test('forgives x, full-width digits, spaces and dashes', () => {
		for (const text of [
			'11010519491231002x',
			' 110105 19491231 002X ',
			'１１０１０５１９４９１２３１００２Ｘ',
			'110105-19491231-002x',
			'110105—1949 1231—002X'
		])
			expect(parseIdNumber(text)).toHaveProperty('id.number', '11010519491231002X');
	});

	test('accepts county codes until 2014 as well as present ones', () => {
		for (const place of ['542322', '542301', '540221', '540202'])
			expect(keyOf(made(`${place}19900101001`))).toBeUndefined();
	});

	test('says which problem it is, never the right number', () => {
		expect(checkIdNumber('1101051949123100')).toEqual({
			kind: 'rule',
			key: 'id_number_too_short',
			facts: { found: 16, needed: 18, missing: 2 },
			rule: 'identity-number',
			field: 'idNumber'
		});
		expect(checkIdNumber('11010519491231002')?.facts?.missing).toBe(1);
		expect(checkIdNumber('110105194912310020X')?.key).toBe('id_number_too_long');
		expect(checkIdNumber('1101051949123100X')?.facts?.missing).toBe(1);
		expect(checkIdNumber('X1010519491231002X')?.facts?.position).toBe(1);
		expect(checkIdNumber('1101051949123100201')?.facts?.excess).toBe(1);
		expect(keyOf('')).toBe('id_number_empty');
		expect(keyOf('110105491231002')).toBe('id_number_of_15_digits');
		expect(checkIdNumber('1101051949123l0021')?.facts?.position).toBe(14);
		expect(keyOf('110105194912310021')).toBe('id_number_wrong_check');
		expect(keyOf(made('99010519491231002'))).toBe('id_number_no_such_place');
		expect(keyOf(made('11010519490230002'))).toBe('id_number_no_such_birth_date');
		expect(keyOf(made('11010520270101002'), '2026-09-14')).toBe('id_number_no_such_birth_date');
		expect(keyOf(made('11010520260914002'), '2026-09-14')).toBeUndefined();
	});

	test('no single wrong digit and no swap of neighbours passes', () => {
		const born = fc.integer({ min: dayNumber('1940-01-01'), max: dayNumber('2008-12-31') });
		fc.assert(
			fc.property(born, fc.nat(999), fc.nat(17), fc.nat(9), (day, order, at, digit) => {
				const date = dayFromNumber(day).replaceAll('-', '');
				const number = made(`542322${date}${String(order).padStart(3, '0')}`);
				expect(parseIdNumber(number)).toMatchObject({
					id: { birthDate: dayFromNumber(day), sex: order % 2 === 1 ? 'male' : 'female' }
				});
				const wrong = number.slice(0, at) + String(digit) + number.slice(at + 1);
				if (wrong !== number) expect(checkIdNumber(wrong)).toBeDefined();
				const swapped =
					number.slice(0, at) + (number[at + 1] ?? '') + number[at]! + number.slice(at + 2);
				if (swapped !== number) expect(checkIdNumber(swapped)).toBeDefined();
			})
		);
	});
});

describe('telephones', () => {
	test('mobiles as people type them', () => {
		for (const text of [
			'13800138000',
			'+86 138 0013 8000',
			'138-0013-8000',
			'１３８００１３８０００'
		])
			expect(parseMobile(text)).toEqual({ phone: '13800138000' });
		const keys = ['', '1380013800', '12800138000', '1380013800a'].map((text) => {
			const parsed = parseMobile(text);
			return 'refusal' in parsed ? parsed.refusal.key : parsed.phone;
		});
		expect(keys).toEqual([
			...['phone_empty', 'phone_wrong_length', 'phone_no_mobile', 'phone_wrong_character']
		]);
	});

	test('offices have landlines', () => {
		expect(parseOfficePhone('(0892) 8822334')).toEqual({ phone: '08928822334' });
		expect(parseOfficePhone('010-66001122转203')).toEqual({ phone: '01066001122转203' });
		expect(parseOfficePhone('13800138000')).toEqual({ phone: '13800138000' });
		expect(parseOfficePhone('8822334')).toHaveProperty('refusal');
	});
});

describe('masks', () => {
	test('of numbers the middle, of names all but the first character', () => {
		expect(maskIdNumber('54232219900101001X')).toBe('542322********001X');
		expect(maskIdNumber('123')).toBe('***');
		expect(idNumberTail('54232219900101001X')).toBe('001X');
		expect(maskPhone('13800138000')).toBe('138****8000');
		expect(maskPhone('08928822334')).toBe('*******2334');
		expect(['王小明', '扎西次仁', '𠮷田', 'བཀྲ་ཤིས', ' Tashi ', ''].map(maskName)).toEqual([
			...['王*', '扎*', '𠮷*', 'བ*', 'T*', '']
		]);
	});
});
