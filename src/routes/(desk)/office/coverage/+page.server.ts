import { daysBetween, isDay } from '#lib/domain/day.ts';
import { coverageColumns } from '#lib/domain/rules/specialties.ts';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import {
	getCoverageBoard,
	getCoverageCell
} from '#lib/server/usecases/authority/coverage-board.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';
import { cellKey, cellState, columnName, countyName, readCellKey } from './board.server.ts';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const asked = url.searchParams.get('day') ?? '';
	const day = isDay(asked) ? asked : ctx.today();
	const board = await getCoverageBoard(ctx, day);
	const opened = readCellKey(url.searchParams.get('cell'));
	const at = (key: string | null): string => {
		const params = new URLSearchParams();
		if (day !== ctx.today()) params.set('day', day);
		if (key) params.set('cell', key);
		const query = params.toString();
		return query ? `?${query}` : '/office/coverage';
	};
	const detail = opened && (await getCoverageCell(ctx, { ...opened, day }));
	const cells = board.rows.flatMap((row) => row.cells);
	const count = (...states: readonly string[]) =>
		cells.filter(({ state }) => states.includes(state)).length;
	const goal = cells.filter(({ series }) => series !== 'engineering');
	return {
		day,
		dayText: dayText(day),
		isToday: day === ctx.today(),
		mayEdit: ctx.actor?.hat?.role === 'city_officer',
		closeHref: at(null),
		groups: [
			{ label: m.coverage_goal(), engineering: false },
			{ label: m.coverage_engineering(), engineering: true }
		].map(({ label, engineering }) => ({
			label,
			columns: coverageColumns
				.filter(({ series }) => (series === 'engineering') === engineering)
				.map(({ series, specialty }) => ({
					id: `${series}:${specialty ?? ''}`,
					label: columnName(series, specialty)
				}))
		})),
		counties: board.rows.map(({ county, cells: row }) => ({
			id: county,
			label: countyName(county),
			cells: row.map((cell) => ({
				state: cellState(cell.state),
				href: at(cellKey(cell)),
				open: opened !== null && cellKey(cell) === cellKey({ ...opened })
			}))
		})),
		totals: {
			all: cells.length,
			able: count('active', 'expiring'),
			entrusted: count('entrusted'),
			city: count('reviewed_by_city'),
			none: count('none', 'expired', 'suspended', 'preparing', 'filed'),
			goalMissing: goal.filter(({ state }) => state !== 'active' && state !== 'expiring').length
		},
		detail: detail && {
			county: countyName(detail.cell.county),
			column: columnName(detail.cell.series, detail.cell.specialty),
			state: cellState(detail.cell.state),
			daysLeft:
				detail.committee?.validTo && detail.cell.state === 'expiring'
					? daysBetween(day, detail.committee.validTo)
					: null,
			committee: detail.committee && {
				id: detail.committee.id,
				name: detail.committee.name,
				filingNumber: detail.committee.filingNumber,
				filedOn: detail.committee.filedOn && dayText(detail.committee.filedOn),
				validTo: detail.committee.validTo && dayText(detail.committee.validTo),
				minSize: detail.committee.minSize,
				office: detail.officeName
			},
			openCases: detail.openCases,
			history: detail.history.map(({ at: instant, reason, name, state, by }) => ({
				kind: 'done' as const,
				title: `${name} ${m.coverage_history_state({ state: state === 'entrusted' ? m.ui_cover_entrusted() : stateName(state) })}`,
				lines: [reason, [by, instantText(instant)].filter(Boolean).join(' ')].filter(Boolean)
			}))
		}
	};
}) satisfies PageServerLoad;

const stateName = (state: string): string =>
	({
		preparing: m.committee_state_preparing(),
		active: m.committee_state_active(),
		suspended: m.committee_state_suspended(),
		revoked: m.committee_state_revoked()
	})[state] ?? state;
