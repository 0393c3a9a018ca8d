/** Questions about the catalogue of titles: names, codes, modes of assessment. */
import { levels, type Level } from '../rules/levels.ts';
import { titleSeries } from '../rules/series.ts';
import type { AssessmentMode, Ladder, TitleSeries } from '../rules/series-entry.ts';

const bySlug = new Map(titleSeries.map((series) => [series.slug, series]));

export const seriesOf = (slug: string): TitleSeries | undefined => bySlug.get(slug);

/** How officers say a series inside a name: 新闻 for 新闻专业人员, 工程 for 工程技术人员. */
export const shortSeriesName = (slug: string): string =>
	(bySlug.get(slug)?.zh ?? slug).replace(/(?:专业技术|专业|技术)?人(?:员|才)$/, '');

export const ladderOf = (seriesSlug: string, ladderSlug: string): Ladder | undefined =>
	bySlug.get(seriesSlug)?.ladders.find((ladder) => ladder.slug === ladderSlug);

/**
 * The ladder that carries a title of this level for holders of `ladderSlug`. 农业技术员 is one 员级 title for
 * all agriculture tracks (official table: blank cells), so those tracks borrow it from the first ladder.
 */
const ladderWith = (seriesSlug: string, ladderSlug: string, level: Level): Ladder | undefined => {
	const own = ladderOf(seriesSlug, ladderSlug);
	if (own?.titles[level] !== undefined) return own;
	const shares =
		seriesSlug === 'agriculture' &&
		level === 'junior_entry' &&
		own?.titles.junior_assistant !== undefined;
	return shares ? ladderOf('agriculture', 'agronomy') : undefined;
};

/** The name of a title (助理工程师), or undefined where the ladder has no such level. */
export const titleName = (
	seriesSlug: string,
	ladderSlug: string,
	level: Level
): string | undefined => ladderWith(seriesSlug, ladderSlug, level)?.titles[level];

/** The four-digit code of the 2024 edition, where it has been seen. */
export const titleCode2024 = (
	seriesSlug: string,
	ladderSlug: string,
	level: Level
): string | undefined => ladderWith(seriesSlug, ladderSlug, level)?.code2024[level];

/** The levels that a ladder has titles for, the lowest first. */
export const levelsOf = (seriesSlug: string, ladderSlug: string): readonly Level[] =>
	levels.filter((level) => titleName(seriesSlug, ladderSlug, level) !== undefined);

/** How a level is assessed; a few engineering specialties replace the review by an examination. */
export const assessmentOf = (
	seriesSlug: string,
	level: Level,
	specialty?: string
): AssessmentMode | undefined => {
	const series = bySlug.get(seriesSlug);
	if (series && specialty !== undefined && series.examSpecialties.includes(specialty))
		return 'exam';
	return series?.assessment[level];
};

/** Whether the portal opens its review for this series and level. */
export const opensReview = (seriesSlug: string, level: Level, specialty?: string): boolean => {
	const mode = assessmentOf(seriesSlug, level, specialty);
	return mode === 'review' || mode === 'exam_and_review';
};

const clean = (name: string): string => name.normalize('NFKC').replace(/\s+/g, '');

/** Names on older certificates → the name in the catalogue (ENG_16, ARTS_68). */
const formerNames: ReadonlyMap<string, string> = new Map([
	['教授级高级工程师', '正高级工程师'],
	['研究员级高级工程师', '正高级工程师'],
	['高级舞台技师', '一级舞台技术'],
	['主任舞台技师', '二级舞台技术'],
	['舞台技师', '三级舞台技术'],
	['舞台技术员', '四级舞台技术'],
	['文学创作一级', '一级文学创作'],
	['文学创作二级', '二级文学创作'],
	['文学创作三级', '三级文学创作'],
	['文学创作四级', '四级文学创作']
]);

export type CatalogueTitle = {
	readonly series: string;
	readonly ladder: string;
	readonly level: Level;
	readonly name: string;
};

const titlesByName = new Map<string, CatalogueTitle[]>();
for (const series of titleSeries)
	for (const ladder of series.ladders)
		for (const level of levels) {
			const name = ladder.titles[level];
			if (name === undefined) continue;
			const entry = { series: series.slug, ladder: ladder.slug, level, name };
			titlesByName.set(clean(name), [...(titlesByName.get(clean(name)) ?? []), entry]);
		}

/**
 * Every title that a name printed on a certificate may mean; 馆员 belongs to several series. Names of earlier
 * years are understood. Empty when the catalogue knows no such title.
 */
export const titlesNamed = (printed: string): readonly CatalogueTitle[] => {
	const name = clean(printed);
	return titlesByName.get(clean(formerNames.get(name) ?? name)) ?? [];
};
