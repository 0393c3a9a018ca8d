import { describe, expect, test } from 'vitest';
import { cite, documents, isInForce } from '#lib/domain/rules/citation.ts';
import { ethnicGroupOf, ethnicGroups } from '#lib/domain/rules/ethnic-groups.ts';
import { eligibilityRows } from '#lib/domain/rules/eligibility-rows.ts';
import {
	counties,
	jurisdictionOf,
	jurisdictionOfAnyCode,
	jurisdictions,
	withParents
} from '#lib/domain/rules/jurisdictions.ts';
import { levels } from '#lib/domain/rules/levels.ts';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import { procedure } from '#lib/domain/rules/procedure.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { coverageColumns, engineeringSpecialties } from '#lib/domain/rules/specialties.ts';
import {
	assessmentOf,
	levelsOf,
	opensReview,
	titleCode2024,
	titleName,
	titlesNamed
} from '#lib/domain/titles/catalogue.ts';

describe('series', () => {
	test('27 national series and the local one', () => {
		const national = titleSeries.filter((series) => series.kind === 'national');
		expect(national.map((series) => series.code)).toEqual(
			Array.from({ length: 27 }, (_, i) => String(i + 1).padStart(2, '0'))
		);
		expect(titleSeries.filter((series) => series.kind === 'local').map((s) => s.slug)).toEqual([
			'mass-culture'
		]);
		expect(new Set(titleSeries.map((series) => series.slug)).size).toBe(28);
	});

	test('every code of the 2024 edition names one title', () => {
		const codes = titleSeries.flatMap((series) =>
			series.ladders.flatMap((ladder) => Object.values(ladder.code2024))
		);
		expect(codes).toHaveLength(new Set(codes).size);
		expect(codes.every((code) => /^\d{4}$/.test(code))).toBe(true);
		expect(codes).toHaveLength(59);
	});

	test('every ladder names as many codes as titles, or none', () => {
		for (const { ladders } of titleSeries)
			for (const ladder of ladders)
				expect([0, Object.keys(ladder.titles).length]).toContain(
					Object.keys(ladder.code2024).length
				);
	});

	test('reads titles level by level', () => {
		expect(levels.map((level) => titleName('engineering', 'main', level))).toEqual([
			...['技术员', '助理工程师', '工程师', '高级工程师', '正高级工程师']
		]);
		expect(titleCode2024('journalism', 'editor', 'full_senior')).toBe('0705');
		expect(titleName('journalism', 'reporter', 'junior_entry')).toBeUndefined();
		expect(levelsOf('agriculture', 'extension')).toEqual(['full_senior']);
	});

	test('农业技术员 serves the three agriculture tracks', () => {
		for (const ladder of ['agronomy', 'livestock', 'veterinary']) {
			expect(titleName('agriculture', ladder, 'junior_entry')).toBe('农业技术员');
			expect(titleCode2024('agriculture', ladder, 'junior_entry')).toBe('0605');
		}
		expect(titleName('agriculture', 'extension', 'junior_entry')).toBeUndefined();
	});

	test('examination series do not open the review below 副高', () => {
		expect(opensReview('accounting', 'intermediate')).toBe(false);
		expect(opensReview('accounting', 'associate_senior')).toBe(true);
		expect(opensReview('publishing', 'associate_senior')).toBe(true);
		expect(assessmentOf('translation', 'full_senior')).toBe('review');
		expect(opensReview('engineering', 'junior_assistant', 'water')).toBe(true);
		expect(opensReview('engineering', 'junior_assistant', 'computer-software')).toBe(false);
		expect(opensReview('civil-aviation', 'intermediate')).toBe(false);
		expect(opensReview('no-such-series', 'intermediate')).toBe(false);
	});

	test('a printed name finds its titles, also under a former name', () => {
		expect(titlesNamed('教授级高级工程师').map((t) => t.level)).toEqual(['full_senior']);
		expect(titlesNamed('主任舞台技师').map((t) => t.name)).toEqual(['二级舞台技术']);
		expect(titlesNamed(' 一级导演(编导) ').map((t) => t.series)).toEqual(['arts']);
		expect(titlesNamed('馆员').map((t) => t.series)).toEqual([
			...['library', 'cultural-heritage', 'archives', 'mass-culture']
		]);
		expect(titlesNamed('国家一级演员')).toEqual([]);
	});
});

describe('places', () => {
	test('18 counties below the city below the region, legacy = present + 2101', () => {
		expect(jurisdictions).toHaveLength(20);
		expect(counties).toHaveLength(18);
		expect(jurisdictionOf('540202')?.legacyCode).toBe('542301');
		for (const county of counties.filter((place) => place.code !== '540202'))
			expect(Number(county.legacyCode)).toBe(Number(county.code) + 2101);
		expect(withParents('540237').map((place) => place.code)).toEqual([
			...['540237', '540200', '540000']
		]);
		expect(withParents('999999')).toEqual([]);
	});

	test('old codes still mean their place', () => {
		expect(jurisdictionOfAnyCode('542322')?.zh).toBe('南木林县');
		expect(jurisdictionOfAnyCode('540221')?.zh).toBe('南木林县');
		expect(jurisdictionOfAnyCode('542300')?.zh).toBe('日喀则市');
	});
});

describe('other tables', () => {
	test('8 specialties, 10 columns of the coverage board', () => {
		expect(engineeringSpecialties).toHaveLength(8);
		expect(coverageColumns).toHaveLength(10);
	});

	test('56 ethnic groups and two further codes', () => {
		expect(ethnicGroups).toHaveLength(58);
		expect(ethnicGroups.every((group) => group.en !== '' && group.zh !== '')).toBe(true);
		expect(ethnicGroupOf('04')).toMatchObject({ zh: '藏族', en: 'Zang' });
		expect(ethnicGroupOf('54')?.zh).toBe('门巴族');
		expect(ethnicGroupOf('55')?.zh).toBe('珞巴族');
		expect(ethnicGroupOf('56')?.en).toBe('Jino');
	});

	test('the engineering rows are complete and in table order', () => {
		expect(eligibilityRows.map((row) => row.id).join(' ')).toBe(
			'E1 E2 A1 A2 A3 A4 M1 M2 M3 M4 S1 S2 S9 F1 B1 B2 B3'
		);
	});

	test('the default rubric has 100 points, 75 of them by experts, anchors within them', () => {
		const points = (kind: string) =>
			defaultRubric.items.reduce(
				(sum, item) => sum + (item.kind === kind ? (item.max ?? 0) : 0),
				0
			);
		expect([points('objective'), points('expert'), points('veto')]).toEqual([25, 75, 0]);
		for (const item of defaultRubric.items)
			for (const anchor of item.anchors)
				expect(0 <= anchor.from && anchor.from <= anchor.to && anchor.to <= (item.max ?? 0)).toBe(
					true
				);
	});

	test('materials follow level, series and route', () => {
		const required = (...of: Parameters<typeof materialsFor>) =>
			materialsFor(...of)
				.filter(({ need }) => need === 'required')
				.map(({ slot }) => slot.key);
		expect(required('engineering', 'junior_assistant', 'normal')).toEqual([
			...['pledge', 'id_copy', 'education_certificate', 'work_report']
		]);
		expect(required('engineering', 'intermediate', 'normal')).toContain('hours_proof');
		expect(required('engineering', 'associate_senior', 'exceptional')).toContain(
			'expert_recommendation'
		);
		expect(required('journalism', 'intermediate', 'normal')).toContain('press_card');
		expect(required('journalism', 'junior_assistant', 'normal')).not.toContain('press_card');
	});

	test('every citation names a document and has an id of its own', () => {
		const all = [
			...Object.values(procedure),
			...eligibilityRows.map((row) => row.citation),
			...titleSeries.map((series) => series.citation)
		];
		expect(new Set(all.map((citation) => citation.id)).size).toBe(all.length);
		expect(all.every((citation) => Object.hasOwn(documents, citation.doc))).toBe(true);
	});

	test('a citation is in force between its two days', () => {
		const citation = cite('x', 'ORDER_40', 'K', { until: '2026-12-31' });
		const at = ['2019-08-31', '2019-09-01', '2026-12-31', '2027-01-01'];
		expect(at.map((day) => isInForce(citation, day))).toEqual([false, true, true, false]);
	});
});
