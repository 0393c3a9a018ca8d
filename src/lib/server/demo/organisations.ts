/** The demo city's organisations: bureaus, sector departments, committee offices and about 300 employers. */
import { counties, cityCode, regionCode } from '#lib/domain/rules/jurisdictions.ts';
import { engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import type { NewRow } from '../usecases/ports.ts';
import type { Chance } from './chance.ts';

type Organisation = NewRow<'organisations'> & { readonly id: string };

/** A field of work: what an employer's people do, and so what they apply for. */
export type Field = {
	readonly series: string;
	readonly ladder: string;
	readonly specialty: string | null;
	readonly words: string;
	readonly major: string;
};

export type DemoEmployer = { readonly organisation: Organisation; readonly field: Field };

const engineering = (specialty: string, words: string, major: string): Field => ({
	series: 'engineering',
	ladder: 'main',
	specialty,
	words,
	major
});

export const fields: Readonly<Record<string, Field>> = {
	water: engineering('water', '灌区渠系改造与防洪', '农业水利工程'),
	forestry: engineering('forestry', '造林绿化与草原监测', '林学'),
	transport: engineering('transport', '农村公路养护与桥涵检测', '道路桥梁与渡河工程'),
	construction: engineering('construction', '房屋建筑质量监督', '土木工程'),
	land: engineering('land', '地籍测量与土地整治', '测绘工程'),
	environment: engineering('environment', '水气环境监测', '环境工程'),
	'broadcast-tech': engineering('broadcast-tech', '广播电视发射与村村通', '广播电视工程'),
	cyberspace: engineering('cyberspace', '政务网络运维', '网络工程'),
	journalism: {
		series: 'journalism',
		ladder: 'reporter',
		specialty: null,
		words: '新闻采访与双语播报稿件',
		major: '新闻学'
	},
	culture: {
		series: 'mass-culture',
		ladder: 'main',
		specialty: null,
		words: '群众文艺辅导与非遗整理',
		major: '音乐学'
	},
	agriculture: {
		series: 'agriculture',
		ladder: 'agronomy',
		specialty: null,
		words: '青稞良种推广',
		major: '农学'
	},
	teaching: {
		series: 'school-teacher',
		ladder: 'main',
		specialty: null,
		words: '小学数学教学',
		major: '小学教育'
	}
};

/** Kinds of employers in each county: name, field, and whether it is a township station. */
const countyEmployers: readonly (readonly [string, string, boolean])[] = [
	['水利局水利技术服务站', 'water', false],
	['灌区管理所', 'water', false],
	['林业和草原局工作站', 'forestry', false],
	['交通运输局公路养护段', 'transport', false],
	['建设工程质量监督站', 'construction', false],
	['自然资源局测绘站', 'land', false],
	['生态环境监测站', 'environment', false],
	['融媒体中心', 'journalism', false],
	['广播电视发射台', 'broadcast-tech', false],
	['网络信息技术中心', 'cyberspace', false],
	['综合文化活动中心', 'culture', false],
	['农业技术推广站', 'agriculture', false],
	['第一小学', 'teaching', false],
	['中学', 'teaching', false],
	['乡镇水管站', 'water', true]
];

const cityEmployers: readonly (readonly [string, string])[] = [
	['市水利水电规划勘测设计院', 'water'],
	['市满拉水利枢纽管理局', 'water'],
	['市林木科学研究所', 'forestry'],
	['市公路工程质量检测中心', 'transport'],
	['市公路局养护中心', 'transport'],
	['市建筑勘察设计院', 'construction'],
	['市建设工程安全监督站', 'construction'],
	['市国土测绘院', 'land'],
	['市生态环境监测中心', 'environment'],
	['市融媒体中心', 'journalism'],
	['日喀则日报社', 'journalism'],
	['市广播电视台', 'broadcast-tech'],
	['市大数据中心', 'cyberspace'],
	['市群众艺术馆', 'culture'],
	['市农业科学研究所', 'agriculture'],
	['市农业技术推广服务中心', 'agriculture'],
	['市第一高级中学', 'teaching'],
	['市第二中学', 'teaching'],
	['市实验小学', 'teaching'],
	['市职业技术学校', 'teaching']
];

const privateEmployers: readonly (readonly [string, string])[] = [
	['雅江建筑工程有限公司', 'construction'],
	['珠峰路桥工程有限公司', 'transport'],
	['后藏水利工程有限公司', 'water'],
	['年楚河测绘有限公司', 'land'],
	['日光网络科技有限公司', 'cyberspace'],
	['喜格孜园林绿化有限公司', 'forestry']
];

/** Offices of the city's committees: series, specialty, name. */
const cityOffices: readonly (readonly [string, string, string])[] = [
	...engineeringSpecialties.map(
		({ slug, zh }) => ['engineering', slug, `工程系列${zh}专业`] as const
	),
	['mass-culture', '', '群众文化系列'],
	['journalism', '', '新闻系列'],
	['agriculture', '', '农业系列'],
	['school-teacher', '', '中小学教师系列']
];

export type DemoOrganisations = {
	readonly rows: readonly Organisation[];
	readonly region: Organisation;
	readonly city: Organisation;
	readonly agency: Organisation;
	/** County bureau by county code. */
	readonly counties: ReadonlyMap<string, Organisation>;
	/** Sector department by `<place>:<specialty>`. */
	readonly sectors: ReadonlyMap<string, Organisation>;
	/** Committee office by place, and for the city by `540200:<series>:<specialty>`. */
	readonly offices: ReadonlyMap<string, Organisation>;
	readonly employers: readonly DemoEmployer[];
};

/** Short county name for organisations: 南木林县. */
export const inventOrganisations = (chance: Chance, at: number): DemoOrganisations => {
	const rows: Organisation[] = [];
	const add = (
		kind: Organisation['kind'],
		name: string,
		place: string,
		more: Partial<Organisation> = {}
	): Organisation => {
		const row: Organisation = { id: chance.id(at), kind, name, place, createdAt: at, ...more };
		rows.push(row);
		return row;
	};
	const phone = (): string => `0892-000 ${String(1000 + chance.below(9000))}`;
	const region = add('region', '西藏自治区人力资源和社会保障厅', regionCode);
	const city = add('city', '日喀则市人力资源和社会保障局', cityCode, { phone: '0892-000 0000' });
	const agency = add('agency', '日喀则市人才服务中心', cityCode, { phone: phone() });
	const bureaus = new Map<string, Organisation>();
	const sectors = new Map<string, Organisation>();
	const offices = new Map<string, Organisation>();
	for (const { slug, sectorDepartment } of engineeringSpecialties)
		sectors.set(
			`${cityCode}:${slug}`,
			add('sector', `日喀则${sectorDepartment.city}`, cityCode, { sector: slug, phone: phone() })
		);
	for (const [series, specialty, name] of cityOffices)
		offices.set(
			`${cityCode}:${series}:${specialty}`,
			add('committee_office', `日喀则市${name}职称评审委员会办公室`, cityCode, { phone: phone() })
		);
	for (const { code, zh } of counties) {
		bureaus.set(code, add('county', `${zh}人力资源和社会保障局`, code, { phone: phone() }));
		offices.set(
			code,
			add('committee_office', `${zh}职称评审委员会办公室`, code, { phone: phone() })
		);
		for (const { slug, sectorDepartment } of engineeringSpecialties)
			sectors.set(
				`${code}:${slug}`,
				add('sector', zh + sectorDepartment.county.replace(/^县/, ''), code, {
					sector: slug,
					phone: phone()
				})
			);
	}
	const employers: DemoEmployer[] = [];
	const employ = (
		name: string,
		place: string,
		field: string,
		more: Partial<Organisation> = {}
	): void => {
		const found = fields[field];
		if (!found) throw new Error(`no field ${field}`);
		const parent = found.specialty ? sectors.get(`${place}:${found.specialty}`) : undefined;
		employers.push({
			organisation: add('employer', name, place, {
				parentId: parent?.id ?? null,
				phone: phone(),
				...more
			}),
			field: found
		});
	};
	for (const { code, zh } of counties)
		for (const [name, field, township] of countyEmployers)
			employ(zh + name, code, field, township ? { grassroots: true, township: '艾玛乡' } : {});
	for (const [name, field] of cityEmployers)
		employ(name.startsWith('市') ? `日喀则${name}` : name, cityCode, field);
	for (const [name, field] of privateEmployers)
		employ(`日喀则${name}`, cityCode, field, { ownership: 'private', agencyId: agency.id });
	return { rows, region, city, agency, counties: bureaus, sectors, offices, employers };
};
