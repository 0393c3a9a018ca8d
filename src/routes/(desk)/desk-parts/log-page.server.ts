/** The log as inspectors and audit administrators read it: the query, the open entry and the place are the address. */
import * as m from '#lib/paraglide/messages.js';
import type { Verification } from '#lib/domain/audit/checkpoint.ts';
import { checkpointFile, readCheckpointFile } from '#lib/server/checkpoint-file.ts';
import { instantText } from '#lib/server/dates.ts';
import { actText } from '#lib/server/message-words.ts';
import { readSettings } from '#lib/server/settings.ts';
import { exportSearch } from '#lib/server/usecases/audit/export-search.ts';
import { listLog, type LogQuery } from '#lib/server/usecases/audit/list-log.ts';
import { recordVerification } from '#lib/server/usecases/audit/record-verification.ts';
import { byteOrderMark, csvLine } from '#lib/server/usecases/desk/csv.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import { textOf } from '#lib/server/words.ts';

/** First parts of actions: what the list can be narrowed to. */
const groups = [
	'case',
	'task',
	'notice',
	'assignment',
	'meeting',
	'attachment',
	'committee',
	'authority',
	'batch',
	'round',
	'calendar',
	'parameter',
	'grant',
	'person',
	'affiliation',
	'title',
	'account',
	'organisation',
	'area',
	'log',
	'inspection',
	'installation',
	'demo'
] as const;

const results = ['done', 'refused'] as const;
const longest = 100;

const readLogQuery = (params: URLSearchParams): LogQuery => {
	const at = (name: string): string => (params.get(name) ?? '').slice(0, longest);
	const before = Number(at('before'));
	return {
		action: groups.find((group) => group === at('action')) ?? '',
		actor: at('actor'),
		object: at('object'),
		result: results.find((one) => one === at('result')) ?? '',
		from: at('from'),
		to: at('to'),
		before: Number.isSafeInteger(before) && before > 0 ? before : 0
	};
};

/** What the entry is about as people name it: the acceptance number where one is recorded. */
const objectText = ({ detail, objectId }: Row<'log'>): string => {
	const number = detail['number'];
	return typeof number === 'string' || typeof number === 'number' ? String(number) : objectId;
};

const technical = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/;

/** The same for a list that people read: an identifier says its kind and its end; the open entry has all of it. */
const shortObject = (entry: Row<'log'>): string => {
	const text = objectText(entry);
	if (!technical.test(text)) return text;
	const kind = textOf(`log_group_${entry.objectKind}`) ?? entry.objectKind;
	return m.log_thing_short({ kind, end: text.slice(-6) });
};

const rowOf = (entry: Row<'log'>) => ({
	seq: entry.seq,
	at: instantText(entry.at),
	who: entry.actorName || (textOf(`party_${entry.role}`) ?? entry.role),
	role: entry.actorName === '' ? '' : (textOf(`role_${entry.role}`) ?? entry.role),
	organisation: entry.organisation,
	act: actText(entry.action),
	object: shortObject(entry),
	refused: entry.result === 'refused'
});

/** A page of the log. `caseBase` is where this desk looks at cases; null where it does not. */
export const logPage = async (ctx: Context, url: URL, caseBase: string | null) => {
	const query = readLogQuery(url.searchParams);
	const { entries, next, people } = await listLog(ctx, query);
	/** Accounts are known by whose they are. */
	const named = (entry: Row<'log'>) => {
		const row = rowOf(entry);
		const name = entry.objectKind === 'account' ? people.get(entry.subjectId ?? '') : undefined;
		return name === undefined ? row : { ...row, object: name };
	};
	const open = entries.find(({ seq }) => String(seq) === url.searchParams.get('open'));
	return {
		query,
		next,
		groups: groups.map((value) => ({ value, label: textOf(`log_group_${value}`) ?? value })),
		rows: entries.map(named),
		panel: open && {
			...named(open),
			action: open.action,
			kind: textOf(`log_group_${open.objectKind}`) ?? open.objectKind,
			objectId: open.objectId,
			subject: open.subjectId ?? '',
			caseHref:
				open.objectKind === 'case' && caseBase !== null ? `${caseBase}/${open.objectId}` : null,
			caseLog: open.objectKind === 'case' ? `${url.pathname}?object=${open.objectId}` : null,
			detail: Object.entries(open.detail).map(([name, value]) => ({
				name,
				label: textOf(`log_field_${name}`) ?? name,
				value: typeof value === 'string' ? value : JSON.stringify(value)
			})),
			previous: open.previous,
			hash: open.hash
		}
	};
};

/** Walks the whole chain, compares it with the checkpoints here and beside the data, and logs the result. */
export const verifyNow = async (ctx: Context): Promise<Verification> =>
	recordVerification(
		ctx,
		await readCheckpointFile(checkpointFile(readSettings(process.env).dataDir))
	);

/** Which signatures could not be checked, in words; empty where all could. */
export const unverifiedIn = ({ unverified = [] }: Verification): string =>
	unverified
		.map(({ keyId, checkpoints }) => m.log_unverified({ count: checkpoints, keys: keyId }))
		.join('\n');

const line = (entry: Row<'log'>): string => {
	const row = rowOf(entry);
	return csvLine([
		row.seq,
		row.at,
		row.who,
		row.role,
		row.organisation,
		row.act,
		entry.action,
		entry.objectKind,
		objectText(entry),
		entry.subjectId ?? '',
		row.refused ? m.log_result_refused() : m.log_result_done(),
		JSON.stringify(entry.detail),
		entry.previous,
		entry.hash
	]);
};

/** Everything that fits the query in the address, as a spreadsheet, streamed. */
export const logFile = async (ctx: Context, url: URL): Promise<Response> => {
	const chunks = exportSearch(ctx, readLogQuery(url.searchParams));
	// The first chunk is fetched before the answer begins: a refusal is still a refusal then.
	let next = await chunks.next();
	const encoder = new TextEncoder();
	const head = csvLine([
		m.log_seq(),
		m.log_at(),
		m.log_who(),
		m.log_role(),
		m.log_organisation(),
		m.log_what(),
		m.log_action_key(),
		m.log_kind(),
		m.log_thing(),
		m.log_subject(),
		m.log_result(),
		m.log_detail(),
		m.log_previous(),
		m.log_own()
	]);
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(encoder.encode(byteOrderMark + head));
		},
		async pull(controller) {
			if (next.done) return controller.close();
			controller.enqueue(encoder.encode(next.value.map(line).join('')));
			next = await chunks.next();
		},
		async cancel() {
			await chunks.return(undefined);
		}
	});
	const name = `${m.log_title()}-${ctx.today()}.csv`;
	return new Response(body, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="log-${ctx.today()}.csv"; filename*=UTF-8''${encodeURIComponent(name)}`,
			'cache-control': 'no-store'
		}
	});
};
