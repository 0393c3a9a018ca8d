import type { Day } from '../day.ts';

/** How sure a fact is: S seen in a source, K known, U uncertain and therefore only ever configuration. */
export type Confidence = 'S' | 'K' | 'U';

/** The instruments that rules rest on: short name → title, number, first day in force. */
export const documents = {
	ORDER_40: {
		zh: '《职称评审管理暂行规定》（人力资源和社会保障部令第40号）',
		en: 'Interim Provisions on Title Review (MOHRSS Order 40)',
		since: '2019-09-01'
	},
	ORDER_25: {
		zh: '《专业技术人员继续教育规定》（人力资源和社会保障部令第25号）',
		en: 'Provisions on Continuing Education of Professionals (MOHRSS Order 25)',
		since: '2015-10-01'
	},
	SUPERVISION_56: {
		zh: '《职称评审监管暂行办法》（人社部发〔2024〕56号）',
		en: 'Interim Measures on Supervising Title Review (MOHRSS 2024 No. 56)',
		since: '2024-07-25'
	},
	REFORM_2016: {
		zh: '《关于深化职称制度改革的意见》（中办发〔2016〕77号）',
		en: 'Opinions on Deepening the Reform of the Title System (2016 No. 77)',
		since: '2016-11-01'
	},
	ENG_16: {
		zh: '《关于深化工程技术人才职称制度改革的指导意见》（人社部发〔2019〕16号）',
		en: 'Guiding Opinions on Engineering Titles (MOHRSS 2019 No. 16)',
		since: '2019-02-01'
	},
	ARTS_68: {
		zh: '《关于深化艺术专业人员职称制度改革的指导意见》（人社部发〔2020〕68号）',
		en: 'Guiding Opinions on Titles of Artists (MOHRSS 2020 No. 68)',
		since: '2020-01-01'
	},
	NEWS_50: {
		zh: '《关于深化新闻专业技术人员职称制度改革的指导意见》（人社部发〔2021〕50号）',
		en: 'Guiding Opinions on Titles of Journalists (MOHRSS 2021 No. 50)',
		since: '2021-01-01'
	},
	SERIES_2021: {
		zh: '《职称系列（专业）各层级名称》（人社部专业技术人员管理司，2021-11-02）',
		en: 'Names of Titles by Series and Level (MOHRSS, 2021-11-02)',
		since: '2021-11-02'
	},
	TITLE_NAMES_2024: {
		zh: '《职称名称（2024版）》',
		en: 'Title Names, 2024 edition',
		since: '2024-01-01'
	},
	CIVIL_CODE: {
		zh: '《中华人民共和国民法典》',
		en: 'Civil Code of the People’s Republic of China',
		since: '2021-01-01'
	},
	HOLIDAYS: {
		zh: '《全国年节及纪念日放假办法》',
		en: 'Regulation on Public Holidays for National Festivals and Memorial Days',
		since: '1949-12-23'
	},
	GB_3304: {
		zh: 'GB/T 3304-1991《中国各民族名称的罗马字母拼写法和代码》',
		en: 'GB/T 3304-1991',
		since: '1991-08-30'
	},
	GB_11643: { zh: 'GB 11643-1999《公民身份号码》', en: 'GB 11643-1999', since: '1999-07-01' },
	GB_2260: { zh: 'GB/T 2260《中华人民共和国行政区划代码》', en: 'GB/T 2260', since: '1980-10-01' },
	CITY_SPEECH_2024: {
		zh: '市人社局2024年工作部署（专业技术人才部分）',
		en: 'The bureau’s work plan for 2024, section on professionals',
		since: '2024-01-01'
	},
	LOCAL: {
		zh: '本市配置（待本市文件确认）',
		en: 'City configuration (awaiting a local document)',
		since: '2019-09-01'
	}
} as const;

export type DocumentId = keyof typeof documents;

/** Where a rule comes from and when it is in force (`until` is its last day, null = still in force). */
export type Citation = {
	readonly id: string;
	readonly doc: DocumentId;
	readonly article?: number;
	readonly clause?: string;
	readonly confidence: Confidence;
	readonly since: Day;
	readonly until: Day | null;
};

type Where = {
	readonly article?: number;
	readonly clause?: string;
	readonly since?: Day;
	readonly until?: Day;
};

/** A citation; it is in force from the document's first day unless `where` says otherwise. */
export const cite = (
	id: string,
	doc: DocumentId,
	confidence: Confidence,
	where: Where = {}
): Citation => ({
	id,
	doc,
	...(where.article !== undefined && { article: where.article }),
	...(where.clause !== undefined && { clause: where.clause }),
	confidence,
	since: where.since ?? documents[doc].since,
	until: where.until ?? null
});

/** Whether a citation is in force on a day. */
export const isInForce = (citation: Citation, day: Day): boolean =>
	citation.since <= day && (citation.until === null || day <= citation.until);
