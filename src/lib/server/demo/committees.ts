/**
 * Committees as they would be half-way through the bureau's plan: 群众文化 and 新闻 nearly everywhere, the
 * eight engineering specialties county by county, the city's own 中级 committees, and the region above.
 */
import { cityCode, counties, regionCode } from '#lib/domain/rules/jurisdictions.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import {
	coverageColumns,
	engineeringSpecialties,
	specialtyOf
} from '#lib/domain/rules/specialties.ts';
import { shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import type { NewRow } from '../usecases/ports.ts';
import type { Chance } from './chance.ts';
import type { DemoOrganisations } from './organisations.ts';

export type DemoCommittee = NewRow<'committees'> & { readonly id: string };
export type DemoRegister = {
	readonly committees: readonly DemoCommittee[];
	readonly entrustments: readonly NewRow<'entrustments'>[];
	readonly grants: readonly NewRow<'authorityGrants'>[];
};

/**
 * One letter per coverage column (群众文化 新闻 水利 林业 交通 建设 国土 环境 广电 网信) and county:
 * A active, X expiring soon, P preparing, F filed but not yet begun, E expired, S suspended, T entrusted to
 * another county's committee, · nothing.
 */
const plan: Readonly<Record<string, string>> = {
	'540202': 'XAAAFAAPAP',
	'540221': 'AAAAAATAT·',
	'540222': 'AAXFTTAAPA',
	'540223': 'AAAATPAPPT',
	'540224': 'AAPTAAFFTT',
	'540225': 'AAAAAXTATT',
	'540226': 'AAFTAA·PFT',
	'540227': 'AAATTAAAFT',
	'540228': 'AAEAAATAPT',
	'540229': 'AAPTATATPP',
	'540230': 'AAF·P·PT·T',
	'540231': 'AAAFPP·PPA',
	'540232': 'AAATPTTTFT',
	'540233': 'APP·AA·TAA',
	'540234': 'AATFPF·TTA',
	'540235': 'AAAFPTP·PP',
	'540236': 'ASPTAPTPTP',
	'540237': 'A··PTPTAPT'
};

const engineeringTarget = ['540222', '540225'];

const columnName = (series: string, specialty: string | null): string =>
	specialty ? `工程系列${specialtyOf(specialty)?.zh ?? ''}专业` : `${shortSeriesName(series)}系列`;

export const inventRegister = (
	chance: Chance,
	at: number,
	organisations: DemoOrganisations
): DemoRegister => {
	const committees: DemoCommittee[] = [];
	const entrustments: NewRow<'entrustments'>[] = [];
	const grants: NewRow<'authorityGrants'>[] = [];
	let filing = 0;
	const grant = (
		grantorId: string,
		granteeId: string,
		series: string,
		specialty: string | null,
		tiers: readonly string[],
		places: readonly string[]
	): string => {
		const id = chance.id(at);
		grants.push({
			id,
			kind: 'review',
			grantorId,
			granteeId,
			series,
			specialty,
			tiers,
			places,
			basisNumber: `日人社发〔2024〕${String(20 + grants.length)}号`,
			basisTitle: '关于下放职称评审权限的通知',
			validFrom: '2024-03-01',
			validTo: null,
			state: 'active',
			createdAt: at
		});
		return id;
	};
	const committee = (given: Omit<DemoCommittee, 'id' | 'createdAt'>): DemoCommittee => {
		const row = { id: chance.id(at), createdAt: at, ...given };
		committees.push(row);
		return row;
	};
	const filingNumber = (year: number): string => `日人社备〔${year}〕${String(++filing)}号`;

	for (const series of titleSeries)
		committee({
			name: `西藏自治区${shortSeriesName(series.slug)}系列高级职称评审委员会`,
			series: series.slug,
			specialty: null,
			tiers: ['senior', 'intermediate'],
			covers: [regionCode],
			place: regionCode,
			sponsorId: organisations.region.id,
			filingNumber: `藏人社备〔2025〕${String(committees.length + 1)}号`,
			filedOn: '2025-01-01',
			validTo: '2027-12-31',
			minSize: 25,
			external: true,
			state: 'active'
		});

	const cityCommittee = (
		series: string,
		specialty: string | null,
		tiers: readonly string[],
		label: string
	): DemoCommittee => {
		const office = organisations.offices.get(`${cityCode}:${series}:${specialty ?? ''}`);
		const sponsor = specialty
			? organisations.sectors.get(`${cityCode}:${specialty}`)
			: organisations.city;
		return committee({
			name: `日喀则市${columnName(series, specialty)}${label}职称评审委员会`,
			series,
			specialty,
			tiers,
			covers: [cityCode],
			place: cityCode,
			sponsorId: sponsor?.id ?? organisations.city.id,
			officeId: office?.id ?? null,
			grantId: grant(organisations.region.id, organisations.city.id, series, specialty, tiers, [
				cityCode
			]),
			filingNumber: filingNumber(2025),
			filedOn: '2025-03-10',
			validTo: '2028-03-09',
			minSize: 9,
			state: 'active'
		});
	};
	for (const { slug } of engineeringSpecialties)
		cityCommittee('engineering', slug, ['intermediate'], '中级');
	cityCommittee('mass-culture', null, ['intermediate'], '中级');
	// The city's 新闻 committee has 初级 in its filing: counties without one of their own lead here.
	cityCommittee('journalism', null, ['intermediate', 'junior'], '中初级');
	cityCommittee('agriculture', null, ['intermediate', 'junior'], '中初级');
	cityCommittee('school-teacher', null, ['intermediate', 'junior'], '中初级');
	// Two specialties are reviewed by the city for 初级 as well while counties prepare.
	cityCommittee('engineering', 'construction', ['junior'], '初级');

	const dates: Readonly<Record<string, readonly [string | null, string | null]>> = {
		A: ['2025-04-01', '2028-03-31'],
		X: ['2023-12-01', '2026-11-30'],
		F: ['2026-12-01', '2029-11-30'],
		E: ['2023-06-01', '2026-05-31'],
		S: ['2024-09-01', '2027-08-31'],
		P: [null, null]
	};
	for (const county of counties) {
		const letters = Array.from(plan[county.code] ?? '');
		coverageColumns.forEach(({ series, specialty }, column) => {
			const letter = letters[column] ?? '·';
			const known = dates[letter];
			if (!known) return;
			const [filedOn, validTo] = known;
			committee({
				name: `${county.zh}${columnName(series, specialty)}初级职称评审委员会`,
				series,
				specialty,
				tiers: ['junior'],
				covers: [county.code],
				place: county.code,
				sponsorId: organisations.counties.get(county.code)?.id ?? organisations.city.id,
				officeId: organisations.offices.get(county.code)?.id ?? null,
				grantId:
					filedOn === null
						? null
						: grant(
								organisations.city.id,
								organisations.counties.get(county.code)?.id ?? organisations.city.id,
								series,
								specialty,
								['junior'],
								[county.code]
							),
				filingNumber: filedOn === null ? null : filingNumber(Number(filedOn.slice(0, 4))),
				filedOn,
				validTo,
				minSize: 7,
				state: letter === 'P' ? 'preparing' : letter === 'S' ? 'suspended' : 'active'
			});
		});
	}
	for (const county of counties)
		Array.from(plan[county.code] ?? '').forEach((letter, column) => {
			const where = coverageColumns[column];
			if (letter !== 'T' || !where) return;
			const target = committees.find(
				(one) =>
					one.series === where.series &&
					one.specialty === where.specialty &&
					one.state === 'active' &&
					one.validTo === '2028-03-31' &&
					one.tiers.includes('junior') &&
					(engineeringTarget.includes(one.place) || one.place !== county.code)
			);
			if (!target) return;
			entrustments.push({
				id: chance.id(at),
				fromPlace: county.code,
				committeeId: target.id,
				series: where.series,
				specialty: where.specialty,
				tiers: ['junior'],
				validFrom: '2025-06-01',
				validTo: '2027-12-31',
				basisNumber: `日人社发〔2025〕${String(40 + entrustments.length)}号`,
				createdAt: at
			});
		});
	return { committees, entrustments, grants };
};
