import { cite, type Citation } from './citation.ts';

export type JurisdictionLevel = 'region' | 'city' | 'county';

/** A place that employers belong to and that committees cover. */
export type Jurisdiction = {
	/** Six digits (GB/T 2260), as in force since 日喀则地区 became a city in 2014. */
	readonly code: string;
	readonly zh: string;
	readonly en: string;
	readonly level: JurisdictionLevel;
	readonly parent: string | null;
	/** The code until 2014; identity cards and old files still carry it. */
	readonly legacyCode: string | null;
};

/** Where these data come from. @public */
export const jurisdictionCitation: Citation = cite('jurisdictions', 'GB_2260', 'S', {
	since: '2014-06-26'
});

export const regionCode = '540000';
export const cityCode = '540200';

const county = (code: string, legacyCode: string, zh: string, en: string): Jurisdiction => ({
	code,
	zh,
	en,
	level: 'county',
	parent: cityCode,
	legacyCode
});

export const jurisdictions: readonly Jurisdiction[] = [
	{
		code: regionCode,
		zh: '西藏自治区',
		en: 'Xizang (Tibet) Autonomous Region',
		level: 'region',
		parent: null,
		legacyCode: null
	},
	{
		code: cityCode,
		zh: '日喀则市',
		en: 'Xigazê (Shigatse) City',
		level: 'city',
		parent: regionCode,
		legacyCode: '542300'
	},
	county('540202', '542301', '桑珠孜区', 'Samzhubzê District'),
	county('540221', '542322', '南木林县', 'Namling County'),
	county('540222', '542323', '江孜县', 'Gyangzê County'),
	county('540223', '542324', '定日县', 'Tingri County'),
	county('540224', '542325', '萨迦县', "Sa'gya County"),
	county('540225', '542326', '拉孜县', 'Lhazê County'),
	county('540226', '542327', '昂仁县', 'Ngamring County'),
	county('540227', '542328', '谢通门县', 'Xaitongmoin County'),
	county('540228', '542329', '白朗县', 'Bainang County'),
	county('540229', '542330', '仁布县', 'Rinbung County'),
	county('540230', '542331', '康马县', 'Kangmar County'),
	county('540231', '542332', '定结县', 'Dinggyê County'),
	county('540232', '542333', '仲巴县', 'Zhongba County'),
	county('540233', '542334', '亚东县', 'Yadong County'),
	county('540234', '542335', '吉隆县', 'Gyirong County'),
	county('540235', '542336', '聂拉木县', 'Nyalam County'),
	county('540236', '542337', '萨嘎县', 'Saga County'),
	county('540237', '542338', '岗巴县', 'Kamba County')
];

export const counties: readonly Jurisdiction[] = jurisdictions.filter(
	(place) => place.level === 'county'
);

const byCode = new Map(jurisdictions.map((place) => [place.code, place]));
const byLegacyCode = new Map(
	jurisdictions.flatMap((place) =>
		place.legacyCode === null ? [] : [[place.legacyCode, place] as const]
	)
);

export const jurisdictionOf = (code: string): Jurisdiction | undefined => byCode.get(code);

/** The place that a present or pre-2014 code means. */
export const jurisdictionOfAnyCode = (code: string): Jurisdiction | undefined =>
	byCode.get(code) ?? byLegacyCode.get(code);

/** The place and all places above it, the most local first. Empty for an unknown code. */
export const withParents = (code: string): readonly Jurisdiction[] => {
	const place = byCode.get(code);
	if (!place) return [];
	return place.parent === null ? [place] : [place, ...withParents(place.parent)];
};
