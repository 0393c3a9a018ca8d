/** One act on many cases: first what would happen to each row, then what did. */
import { z } from 'zod';
import { missing, Refused } from '#lib/domain/refusal.ts';
import * as m from '#lib/paraglide/messages.js';
import { submits } from '#lib/server/form.ts';
import {
	bulkMove,
	isBulkAct,
	previewBulk,
	type BulkAct,
	type BulkPreview,
	type BulkResult
} from '#lib/server/usecases/desk/bulk-move.ts';
import { enterDesk, type DeskArea } from '#lib/server/usecases/desk/desks.ts';
import { saidDocument, saidOpinion } from '#lib/server/usecases/said.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { refusalText } from '#lib/server/words.ts';
import { textOfField, textsOf } from './act-forms.ts';
import { addressOf, pageStateOf } from './address.ts';
import { listAround } from './case-page.server.ts';
import { wordOf } from './desk-words.server.ts';

const asks: Readonly<Record<BulkAct, 'opinion' | 'document' | null>> = {
	pick_up: null,
	recommend: 'opinion',
	pass: 'opinion',
	forward: 'document',
	accept: null
};

const previewRow = (row: BulkPreview) => ({
	id: row.id,
	/** Id and version in one value, so that a row's box carries both. */
	value: `${row.id}:${row.version}`,
	number: row.number,
	name: row.name,
	employer: row.employer,
	title: row.title,
	ok: row.refusal === null,
	now: wordOf(`state_${row.state}`),
	text:
		row.refusal === null
			? m.office_bulk_to({ state: wordOf(`state_${row.to}`) })
			: refusalText(row.refusal)
});

/** Everything that the preview shows. Rows come in the address, so that it can be read again. */
export const bulkPage = async (ctx: Context, area: DeskArea, url: URL) => {
	const desk = enterDesk(ctx, area);
	const act = url.searchParams.get('act') ?? '';
	if (!isBulkAct(act)) throw new Refused(missing);
	const ids = url.searchParams.getAll('id');
	const around = listAround(desk, area, url);
	const rows = (await previewBulk(ctx, act, ids)).map(previewRow);
	const able = rows.filter(({ ok }) => ok).length;
	return {
		requestId: ctx.newId(),
		act,
		title: m.office_bulk_title({ act: wordOf(`office_bulk_${act}`), count: rows.length }),
		lead:
			able === rows.length
				? m.office_bulk_all({ count: able })
				: m.office_bulk_some({ able, rest: rows.length - able }),
		confirm: m.office_bulk_confirm({ act: wordOf(`office_bulk_${act}`), count: able }),
		asks: asks[act],
		rows,
		able,
		listHref: addressOf(around.path, around.state, pageStateOf(around.query))
	};
};

export type BulkPageData = Awaited<ReturnType<typeof bulkPage>>;

const resultRow = (row: BulkResult) => ({
	id: row.id,
	number: row.number,
	name: row.name,
	result: row.result,
	text:
		row.result === 'failed'
			? refusalText(row.refusal)
			: row.result === 'already'
				? m.office_bulk_already({ state: wordOf(`state_${row.state}`) })
				: m.office_bulk_to({ state: wordOf(`state_${row.state}`) })
});

const summary = (results: readonly BulkResult[]): string => {
	const of = (result: BulkResult['result']) =>
		results.filter((row) => row.result === result).length;
	const done = of('done');
	const failed = of('failed');
	if (done === 0 && failed === 0) return m.office_bulk_nothing_new();
	return failed === 0
		? m.office_bulk_done({ count: done })
		: m.office_bulk_done_some({ count: done, failed });
};

const schema = z.looseObject({ act: z.string().refine(isBulkAct, 'invalid') });

const rowsFrom = (values: readonly string[]) =>
	values.flatMap((value) => {
		const [id = '', version = ''] = value.split(':');
		return id && /^\d{1,9}$/.test(version) ? [{ id, version: Number(version) }] : [];
	});

export const bulkActions = (area: DeskArea) => ({
	default: submits<typeof schema>(
		schema,
		async (ctx, data) => {
			enterDesk(ctx, area);
			const { act } = data;
			if (!isBulkAct(act)) throw new Refused(missing);
			const said = {
				opinion: asks[act] === 'opinion' ? saidOpinion(textOfField(data, 'opinion')) : '',
				document: asks[act] === 'document' ? saidDocument(textOfField(data, 'document')) : ''
			};
			const rows = rowsFrom(textsOf(data, 'row'));
			if (rows.length === 0) throw new Refused({ kind: 'malformed', key: 'no_rows' });
			const results = await bulkMove(ctx, act, rows, said);
			return {
				done: {
					summary: summary(results),
					failed: results.some(({ result }) => result === 'failed'),
					results: results.map(resultRow)
				}
			};
		},
		{ label: (name) => wordOf(`office_label_${name}`) }
	)
});
