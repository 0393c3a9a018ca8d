import { instantText } from '#lib/server/dates.ts';
import { loads } from '#lib/server/form.ts';
import { actText } from '#lib/server/message-words.ts';
import { listLog } from '#lib/server/usecases/audit/list-log.ts';
import { textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

/** First parts of actions: what the list can be narrowed to. */
const groups = [
	'case',
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

const rowOf = (entry: Awaited<ReturnType<typeof listLog>>['entries'][number]) => ({
	seq: entry.seq,
	at: instantText(entry.at),
	who: entry.actorName || (textOf(`party_${entry.role}`) ?? entry.role),
	role: entry.actorName === '' ? '' : (textOf(`role_${entry.role}`) ?? entry.role),
	organisation: entry.organisation,
	act: actText(entry.action),
	object: String(entry.detail['number'] ?? entry.objectId),
	refused: entry.result === 'refused'
});

/** The log, newest first. The query, the open entry and the place in the list stand in the address. */
export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const at = (name: string): string => (url.searchParams.get(name) ?? '').slice(0, longest);
	const before = Number(at('before'));
	const query = {
		action: groups.find((group) => group === at('action')) ?? '',
		actor: at('actor'),
		object: at('object'),
		result: results.find((one) => one === at('result')) ?? '',
		from: at('from'),
		to: at('to'),
		before: Number.isSafeInteger(before) && before > 0 ? before : 0
	} as const;
	const { entries, next } = await listLog(ctx, query);
	const open = entries.find(({ seq }) => String(seq) === at('open'));
	return {
		query,
		next,
		groups: groups.map((value) => ({ value, label: textOf(`log_group_${value}`) ?? value })),
		rows: entries.map(rowOf),
		panel: open && {
			...rowOf(open),
			action: open.action,
			kind: open.objectKind,
			objectId: open.objectId,
			subject: open.subjectId ?? '',
			caseHref: open.objectKind === 'case' ? `/inspector/cases/${open.objectId}` : null,
			caseLog: open.objectKind === 'case' ? `/inspector/log?object=${open.objectId}` : null,
			detail: Object.entries(open.detail).map(([name, value]) => ({
				name,
				value: typeof value === 'string' ? value : JSON.stringify(value)
			})),
			previous: open.previous,
			hash: open.hash
		}
	};
}) satisfies PageServerLoad;
