import { cite, type Citation } from './citation.ts';

/** A field inside a series that may have committees of its own, and the department that answers for it. */
export type Specialty = {
	readonly slug: string;
	readonly zh: string;
	readonly en: string;
	/** Names by the present structure of government; the exact local names are configuration. */
	readonly sectorDepartment: {
		readonly city: string;
		readonly county: string;
		readonly en: string;
	};
};

/** Where these data come from. @public */
export const specialtyCitation: Citation = cite('engineering-specialties', 'CITY_SPEECH_2024', 'S');

const specialty = (
	slug: string,
	zh: string,
	en: string,
	city: string,
	county: string,
	department: string
): Specialty => ({ slug, zh, en, sectorDepartment: { city, county, en: department } });

/** The eight engineering specialties that the bureau wants county committees for. */
export const engineeringSpecialties: readonly Specialty[] = [
	specialty(
		'water',
		'水利',
		'Water conservancy',
		'市水利局',
		'县水利局',
		'Water Conservancy Bureau'
	),
	specialty(
		'forestry',
		'林业',
		'Forestry & grassland',
		'市林业和草原局',
		'县林业和草原局',
		'Forestry and Grassland Bureau'
	),
	specialty('transport', '交通', 'Transport', '市交通运输局', '县交通运输局', 'Transport Bureau'),
	specialty(
		'construction',
		'建设',
		'Construction',
		'市住房和城乡建设局',
		'县住房和城乡建设局',
		'Housing and Construction Bureau'
	),
	specialty(
		'land',
		'国土',
		'Land & natural resources',
		'市自然资源局',
		'县自然资源局',
		'Natural Resources Bureau'
	),
	specialty(
		'environment',
		'环境',
		'Environment',
		'市生态环境局',
		'县生态环境分局',
		'Ecology and Environment Bureau'
	),
	specialty(
		'broadcast-tech',
		'广电',
		'Radio & television engineering',
		'市广播电视（文化）主管部门',
		'县广播电视（文化）主管部门',
		'Broadcasting (Culture) Authority'
	),
	specialty(
		'cyberspace',
		'网信',
		'Cyberspace & informatization',
		'市委网信办',
		'县委网信办',
		'Cyberspace Administration Office'
	)
];

const bySlug = new Map(engineeringSpecialties.map((entry) => [entry.slug, entry]));

export const specialtyOf = (slug: string): Specialty | undefined => bySlug.get(slug);

/** The columns of the coverage board: the series, and the specialty where one is named. */
export type CoverageColumn = { readonly series: string; readonly specialty: string | null };

export const coverageColumns: readonly CoverageColumn[] = [
	{ series: 'mass-culture', specialty: null },
	{ series: 'journalism', specialty: null },
	...engineeringSpecialties.map(({ slug }) => ({ series: 'engineering', specialty: slug }))
];
