/** Words and addresses of the coverage board. */
import type { CoverageCell, CoverageState } from '#lib/domain/authority/coverage.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { coverageColumns, specialtyOf } from '#lib/domain/rules/specialties.ts';
import { seriesOf, shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { CoverageState as CellState } from '#lib/ui/coverage.ts';

const language = (): 'zh' | 'en' => (getLocale() === 'en' ? 'en' : 'zh');

/** The kit's name for a state of the board. */
export const cellState = (state: CoverageState): CellState =>
	state === 'reviewed_by_city' ? 'city' : state;

export const countyName = (code: string): string => jurisdictionOf(code)?.[language()] ?? code;

export const columnName = (series: string, specialty: string | null): string =>
	specialty !== null
		? (specialtyOf(specialty)?.[language()] ?? specialty)
		: language() === 'zh'
			? shortSeriesName(series)
			: (seriesOf(series)?.en ?? series);

/** `540221:engineering:water`, as it stands in the address. */
export const cellKey = ({
	county,
	series,
	specialty
}: Pick<CoverageCell, 'county' | 'series' | 'specialty'>) =>
	[county, series, specialty ?? ''].join(':');

/** The cell that an address names, if the board has it. */
export const readCellKey = (
	text: string | null
): {
	readonly county: string;
	readonly series: string;
	readonly specialty: string | null;
} | null => {
	const [county = '', series = '', specialty = ''] = (text ?? '').split(':');
	const column = coverageColumns.find(
		(one) => one.series === series && (one.specialty ?? '') === specialty
	);
	return column && jurisdictionOf(county)?.level === 'county'
		? { county, series, specialty: column.specialty }
		: null;
};
