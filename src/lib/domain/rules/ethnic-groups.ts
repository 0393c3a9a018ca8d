import { cite, type Citation } from './citation.ts';

/** Where these data come from. @public */
export const ethnicGroupCitation: Citation = cite('ethnic-groups', 'GB_3304', 'S');

/** GB/T 3304: 民族 codes 01 to 56, then 97 其他 and 98 外国血统中国籍人士. */
const names =
	'汉族 蒙古族 回族 藏族 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 傣族 黎族 ' +
	'傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 ' +
	'仡佬族 锡伯族 阿昌族 普米族 塔吉克族 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 ' +
	'鄂伦春族 赫哲族 门巴族 珞巴族 基诺族';

const romanized =
	'Han Mongol Hui Zang Uygur Miao Yi Zhuang Buyei Chosŏn Man Dong Yao Bai Tujia Hani Kazak Dai Li Lisu Va She Gaoshan ' +
	'Lahu Sui Dongxiang Naxi Jingpo Kirgiz Tu Daur Mulao Qiang Blang Salar Maonan Gelao Xibe Achang Pumi Tajik Nu Uzbek ' +
	'Russ Ewenki Deang Bonan Yugur Gin Tatar Derung Oroqen Hezhen Monba Lhoba Jino';

export type EthnicGroup = { readonly code: string; readonly zh: string; readonly en: string };

const en = romanized.split(' ');

export const ethnicGroups: readonly EthnicGroup[] = [
	...names.split(' ').map((zh, index) => ({
		code: String(index + 1).padStart(2, '0'),
		zh,
		en: en[index] ?? ''
	})),
	{ code: '97', zh: '其他', en: 'Other' },
	{ code: '98', zh: '外国血统中国籍人士', en: 'Chinese national of foreign descent' }
];

const byCode = new Map(ethnicGroups.map((group) => [group.code, group]));

export const ethnicGroupOf = (code: string): EthnicGroup | undefined => byCode.get(code);
