import {
	applicationWorkflow,
	type ApplicationMove
} from '#lib/domain/titles/application-workflow.ts';
import type { Context, Row } from '../ports.ts';

/** One act in the life of a case, as its applicant may see it: the office, never the person. */
export type TimelineEvent = {
	readonly seq: number;
	readonly at: number;
	/** Move of the workflow, or another act of the applicant's: start, change_target, confirm_assist. */
	readonly act: string;
	/** Party that acted; `applicant` is the reader. */
	readonly party: string;
	/** Name of the office, '' for the applicant, the clock and the portal. */
	readonly office: string;
	/** State that the act led to. */
	readonly to: string | null;
	readonly reason: string | null;
	/** Number of the document that an act rests on. */
	readonly document: string | null;
	/** Text handed out to be counted: 1 for the first submission. */
	readonly submission: number | null;
};

const otherActs = new Set(['start', 'change_target', 'confirm_assist']);
/** Acts between committee and experts, of which the applicant only learns the outcome. */
const insideTheCommittee = new Set(['defer']);

const partyOf: Readonly<Record<string, string>> = {
	applicant: 'applicant',
	employer_officer: 'employer',
	hr_agency: 'employer',
	sector_officer: 'sector',
	county_officer: 'county',
	city_officer: 'city',
	committee_office: 'office',
	expert: 'expert',
	chair: 'chair',
	inspector: 'inspector',
	clock: 'clock',
	system: 'system'
};

const textIn = (detail: Readonly<Record<string, unknown>>, name: string): string | null => {
	const value = detail[name];
	return typeof value === 'string' && value !== '' ? value : null;
};

const isMove = (act: string): act is ApplicationMove =>
	Object.hasOwn(applicationWorkflow.moves, act);

const eventOf = (row: Row<'log'>): TimelineEvent | null => {
	if (row.result !== 'done' || !row.action.startsWith('case.')) return null;
	const act = row.action.slice('case.'.length);
	if (!isMove(act) && !otherActs.has(act)) return null;
	if (insideTheCommittee.has(act)) return null;
	const party = partyOf[row.role] ?? 'system';
	return {
		seq: row.seq,
		at: row.at,
		act,
		party,
		office: ['applicant', 'clock', 'system'].includes(party) ? '' : row.organisation,
		to: textIn(row.detail, 'to'),
		reason: textIn(row.detail, 'reason'),
		document: textIn(row.detail, 'document') ?? textIn(row.detail, 'documentNumber'),
		submission: typeof row.detail['submission'] === 'number' ? row.detail['submission'] : null
	};
};

/** What happened to a case, newest first, out of the log. For parties that see `timeline`. */
export const timelineOf = async (ctx: Context, id: string): Promise<readonly TimelineEvent[]> =>
	(await ctx.store.read.log.ofObject(id, { size: 300 })).flatMap((row) => {
		const event = eventOf(row);
		return event ? [event] : [];
	});
