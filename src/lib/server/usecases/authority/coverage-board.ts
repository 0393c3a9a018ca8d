import {
	coverageCell,
	prepareBoard,
	type Board,
	type CoverageCell
} from '#lib/domain/authority/coverage.ts';
import type { Day } from '#lib/domain/day.ts';
import { counties, jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import type { Tier } from '#lib/domain/rules/levels.ts';
import { coverageColumns } from '#lib/domain/rules/specialties.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';
import { mustEnter } from './may.ts';

export type CoverageBoard = {
	readonly day: Day;
	/** One row a county, cells in the order of `coverageColumns`. */
	readonly rows: readonly {
		readonly county: string;
		readonly cells: readonly CoverageCell[];
	}[];
};

const boardOf = async (
	ctx: Context
): Promise<{ readonly board: Board; readonly committees: readonly Row<'committees'>[] }> => {
	const [committees, entrustments, expiring] = await Promise.all([
		ctx.store.read.committees.all(),
		ctx.store.read.entrustments.all(),
		parameterNumber(ctx, 'committee.expiringWithinDays')
	]);
	return {
		committees,
		board: prepareBoard(
			{
				places: jurisdictions.map(({ code, parent }) => ({ code, parent })),
				committees: committees.map(({ filedOn, validTo, tiers, ...rest }) => ({
					...rest,
					// A committee in preparation has no days yet; the board asks them only of filed ones.
					filedOn: filedOn ?? '9999-12-31',
					validTo: validTo ?? '0000-01-01',
					tiers: tiers as readonly Tier[]
				})),
				entrustments: entrustments.map(({ fromPlace, committeeId, tiers, ...rest }) => ({
					...rest,
					from: fromPlace,
					committee: committeeId,
					tiers: tiers as readonly Tier[]
				}))
			},
			expiring
		)
	};
};

/** Who reviews 初级 in each county and column of the bureau's plan, on a day. */
export const getCoverageBoard = async (ctx: Context, day = ctx.today()): Promise<CoverageBoard> => {
	await mustEnter(ctx, 'coverage');
	const { board } = await boardOf(ctx);
	return {
		day,
		rows: counties.map(({ code }) => ({
			county: code,
			cells: coverageColumns.map(({ series, specialty }) =>
				coverageCell(board, { county: code, series, specialty, day })
			)
		}))
	};
};

export type CoverageDetail = {
	readonly cell: CoverageCell;
	readonly committee: Row<'committees'> | null;
	readonly officeName: string | null;
	/** Committees and entrustments that this cell ever had, newest entry first. */
	readonly history: readonly {
		readonly at: number;
		readonly reason: string;
		readonly name: string;
		readonly state: string;
		readonly by: string;
	}[];
	readonly openCases: number;
};

/** One cell opened: its committee, its history, and the cases that depend on it now. */
export const getCoverageCell = async (
	ctx: Context,
	question: {
		readonly county: string;
		readonly series: string;
		readonly specialty: string | null;
		readonly day?: Day;
	}
): Promise<CoverageDetail> => {
	await mustEnter(ctx, 'coverage');
	const { board, committees } = await boardOf(ctx);
	const cell = coverageCell(board, { ...question, day: question.day ?? ctx.today() });
	const own = committees.filter(
		({ covers, series, specialty }) =>
			covers.includes(question.county) &&
			series === question.series &&
			specialty === question.specialty
	);
	const committee = committees.find(({ id }) => id === cell.committee) ?? null;
	const entrusted = (await ctx.store.read.entrustments.all()).filter(
		(one) =>
			one.fromPlace === question.county &&
			one.series === question.series &&
			one.specialty === question.specialty
	);
	const entries = (
		await Promise.all([
			...own.map(async ({ id, name }) =>
				(await ctx.store.read.committees.history(id)).map((entry) => ({ ...entry, name }))
			),
			...entrusted.map(async ({ id, committeeId }) =>
				(await ctx.store.read.entrustments.history(id)).map((entry) => ({
					...entry,
					name: committees.find((one) => one.id === committeeId)?.name ?? ''
				}))
			)
		])
	).flat();
	const people = new Map(
		(await ctx.store.read.people.byIds([...new Set(entries.map(({ by }) => by))])).map(
			({ id, name }) => [id, name]
		)
	);
	const office = committee?.officeId
		? await ctx.store.read.organisations.byId(committee.officeId)
		: undefined;
	return {
		cell,
		committee,
		officeName: office?.name ?? null,
		history: entries
			.sort((a, b) => b.at - a.at)
			.map(({ at, reason, name, after, by, kind }) => ({
				at,
				reason,
				name,
				state:
					kind === 'entrustment' ? 'entrusted' : typeof after.state === 'string' ? after.state : '',
				by: people.get(by) ?? ''
			})),
		openCases: committee
			? await ctx.store.read.applications.openOfCommittee(committee.id, question.county)
			: 0
	};
};
