/** The filtered list as a file: the columns of the 一览表 (handbook 10.2), one line per case, streamed. */
import * as m from '#lib/paraglide/messages.js';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { byteOrderMark, csvLine } from '#lib/server/usecases/desk/csv.ts';
import { enterDesk, type DeskArea } from '#lib/server/usecases/desk/desks.ts';
import { exportCases, type ListedPerson } from '#lib/server/usecases/desk/export-cases.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { optionLabel } from '../me/words.server.ts';
import { placeName, seriesText, specialtyText, wordOf } from './desk-words.server.ts';

const columns = [
	'index',
	'name',
	'sex',
	'bornIn',
	'workSince',
	'field',
	'fieldYears',
	'presentTitle',
	'presentTitleOn',
	'presentTitleYears',
	'presentTitleIssuer',
	'education',
	'degree',
	'school',
	'major',
	'graduatedOn',
	'title',
	'specialty',
	'exceptional',
	'employer',
	'place',
	'number',
	'state'
] as const;

const option = (list: string, value: string): string => (value ? optionLabel(list, value) : '');

const cells = (row: ListedPerson, index: number): readonly (string | number | null)[] => {
	const values: Readonly<Record<(typeof columns)[number], string | number | null>> = {
		index,
		name: row.name,
		sex: row.sex ? wordOf(`me_sex_${row.sex}`) : '',
		bornIn: row.bornIn,
		workSince: row.workSince,
		field: row.field,
		fieldYears: row.fieldYears,
		presentTitle: row.presentTitle,
		presentTitleOn: row.presentTitleOn,
		presentTitleYears: row.presentTitleYears,
		presentTitleIssuer: row.presentTitleIssuer,
		education: option('education', row.education),
		degree: option('degree', row.degree),
		school: row.school,
		major: row.major,
		graduatedOn: row.graduatedOn,
		title: row.title,
		specialty: row.specialty ? specialtyText(row.specialty) : seriesText(row.series),
		exceptional: row.track === 'exceptional' ? m.office_yes() : m.office_no(),
		employer: row.employer,
		place: placeName(row.place),
		number: row.number,
		state: wordOf(`state_${row.state}`)
	};
	return columns.map((name) => values[name]);
};

export const exportFile = async (ctx: Context, area: DeskArea, url: URL): Promise<Response> => {
	const desk = enterDesk(ctx, area);
	const query = readCaseQuery(desk, url.searchParams);
	const chunks = exportCases(ctx, desk, query);
	// The first chunk is fetched before the answer begins: a refusal is still a refusal then.
	const first = await chunks.next();
	const encoder = new TextEncoder();
	let index = 0;
	const lines = (rows: readonly ListedPerson[]): Uint8Array =>
		encoder.encode(rows.map((row) => csvLine(cells(row, ++index))).join(''));
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			const head = columns.map((name) => wordOf(`office_export_${name}`));
			controller.enqueue(encoder.encode(byteOrderMark + csvLine(head)));
			if (!first.done) controller.enqueue(lines(first.value));
		},
		async pull(controller) {
			const next = first.done ? first : await chunks.next();
			if (next.done) controller.close();
			else controller.enqueue(lines(next.value));
		},
		async cancel() {
			await chunks.return(undefined);
		}
	});
	const name = `${m.office_export_file()}-${ctx.today()}.csv`;
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="cases-${ctx.today()}.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'no-store'
		}
	});
};
