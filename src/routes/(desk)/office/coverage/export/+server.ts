import { isDay } from '#lib/domain/day.ts';
import * as m from '#lib/paraglide/messages.js';
import { byteOrderMark, csvLine } from '#lib/server/usecases/desk/csv.ts';
import { serves } from '#lib/server/form.ts';
import { getCoverageBoard } from '#lib/server/usecases/authority/coverage-board.ts';
import type { RequestHandler } from './$types';
import { cellState, columnName, countyName } from '../board.server.ts';

const words = {
	active: m.ui_cover_active,
	expiring: m.ui_cover_expiring,
	filed: m.ui_cover_filed,
	preparing: m.ui_cover_preparing,
	entrusted: m.ui_cover_entrusted,
	city: m.ui_cover_city,
	suspended: m.ui_cover_suspended,
	expired: m.ui_cover_expired,
	none: m.ui_cover_none
} as const;

/** The board as it is shown, one row a county. */
export const GET = serves(async (ctx, { url }) => {
	const asked = url.searchParams.get('day') ?? '';
	const { day, rows } = await getCoverageBoard(ctx, isDay(asked) ? asked : ctx.today());
	const head = rows[0]?.cells.map(({ series, specialty }) => columnName(series, specialty)) ?? [];
	const lines = [
		[m.ui_cover_county(), ...head],
		...rows.map(({ county, cells }) => [
			countyName(county),
			...cells.map(({ state }) => words[cellState(state)]())
		])
	];
	return new Response(byteOrderMark + lines.map(csvLine).join(''), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="coverage-${day}.csv"`
		}
	});
}) satisfies RequestHandler;
