import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import type { Context } from '../ports.ts';

/** One act on a case as the desks and its applicant read it. */
export type TimelineEntry = {
	readonly at: number;
	/** Action of the log: `case.submit`, `notice.end`, `task.overdue`. */
	readonly action: string;
	readonly organisation: string;
	readonly role: string;
	/** Who did it; never the members of a panel. */
	readonly name: string;
	readonly to: string | null;
	/** What was said with it, where it may be read by all who read the timeline. */
	readonly said: {
		readonly opinion?: string;
		readonly reason?: string;
		readonly document?: string;
		readonly clause?: string;
		readonly code?: string;
		readonly until?: string;
		readonly defects?: number;
		readonly submission?: number;
	};
};

/** Roles whose people stay unnamed. */
const unnamed = ['expert', 'chair'];
/** Acts on the case's path are the moves of its table, and what the clock saw to. */
const isAct = (action: string): boolean =>
	action === 'notice.end' ||
	action === 'task.overdue' ||
	(action.startsWith('case.') &&
		Object.hasOwn(applicationWorkflow.moves, action.slice('case.'.length)));

const textOf = (value: unknown): string | undefined =>
	typeof value === 'string' && value !== '' ? value : undefined;
const numberOf = (value: unknown): number | undefined =>
	typeof value === 'number' ? value : undefined;

/** The acts on a case, newest first, out of the log. */
export const timelineOf = async (
	ctx: Context,
	id: string,
	size = 100
): Promise<readonly TimelineEntry[]> =>
	(await ctx.store.read.log.ofObject(id, { size }))
		.filter(({ action, result }) => result === 'done' && isAct(action))
		.map(({ at, action, organisation, role, actorName, detail }) => ({
			at,
			action,
			organisation,
			role,
			name: unnamed.includes(role) ? '' : actorName,
			to: textOf(detail['to']) ?? null,
			said: {
				opinion: textOf(detail['opinion']),
				reason: textOf(detail['reason']),
				document: textOf(detail['document']),
				clause: textOf(detail['clause']),
				code: textOf(detail['code']),
				until: textOf(detail['until']),
				defects: numberOf(detail['defects']),
				submission: numberOf(detail['submission'])
			}
		}));
