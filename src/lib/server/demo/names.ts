/** Invented people: names put together from common given names, ID numbers that add up, telephones that ring nowhere. */
import { jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import type { Chance } from './chance.ts';

const tibetan = [
	'扎西',
	'次仁',
	'旺堆',
	'洛桑',
	'边巴',
	'普布',
	'米玛',
	'拉巴',
	'尼玛',
	'达娃',
	'巴桑',
	'平措',
	'顿珠',
	'多吉',
	'仁青',
	'丹增',
	'索朗',
	'强巴',
	'贡嘎',
	'欧珠',
	'罗布',
	'益西',
	'旺久',
	'坚参'
];
const tibetanFemale = [
	'卓玛',
	'德吉',
	'央宗',
	'格桑',
	'曲珍',
	'白玛',
	'央金',
	'拉姆',
	'卓嘎',
	'玉珍',
	'措姆',
	'旺姆'
];
const surnames = Array.from('王李张刘陈杨黄赵周吴徐孙马朱胡林郭何高罗');
const given = [
	'建国',
	'晓琳',
	'志坤',
	'文博',
	'海宁',
	'雪梅',
	'明辉',
	'小红',
	'永强',
	'思远',
	'丽华',
	'俊杰',
	'春燕',
	'国栋',
	'慧敏',
	'一鸣'
];

export type InventedPerson = {
	readonly name: string;
	readonly sex: 'male' | 'female';
	/** GB/T 3304: 01 汉族, 04 藏族. */
	readonly ethnicity: '01' | '04';
	readonly bornOn: string;
	readonly idNumber: string;
	readonly phone: string;
};

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const checkCharacters = '10X98765432';

/** The check character of GB 11643. */
const checked = (seventeen: string): string => {
	const sum = Array.from(seventeen).reduce(
		(total, digit, i) => total + Number(digit) * (weights[i] ?? 0),
		0
	);
	return seventeen + (checkCharacters[sum % 11] ?? '');
};

const codes = jurisdictions.flatMap(({ level, code, legacyCode }) =>
	level === 'county' ? [{ code, legacyCode: legacyCode ?? code }] : []
);

/**
 * A person born in a year. Serial numbers make the ID numbers differ; the codes are those of the county at
 * the time of birth registration (5423xx before 2014), which need not be where the person works.
 */
export const inventPerson = (chance: Chance, serial: number, birthYear: number): InventedPerson => {
	const isTibetan = chance.below(10) < 7;
	const sex = chance.oneIn(2) ? ('female' as const) : ('male' as const);
	const name = isTibetan
		? sex === 'female'
			? chance.pick(chance.oneIn(2) ? tibetan : tibetanFemale) + chance.pick(tibetanFemale)
			: chance.pick(tibetan) + chance.pick(tibetan)
		: chance.pick(surnames) + chance.pick(given);
	const month = String(1 + chance.below(12)).padStart(2, '0');
	const day = String(1 + chance.below(28)).padStart(2, '0');
	const place = chance.pick(codes).legacyCode;
	// The sequence part carries the serial; its last digit is odd for men and even for women.
	const order = (serial % 499) * 2 + (sex === 'male' ? 1 : 0);
	return {
		name,
		sex,
		ethnicity: isTibetan ? '04' : '01',
		bornOn: `${birthYear}-${month}-${day}`,
		idNumber: checked(`${place}${birthYear}${month}${day}${String(order).padStart(3, '0')}`),
		phone: `1390000${String(serial).padStart(4, '0')}`
	};
};
