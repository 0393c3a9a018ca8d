import { mayEnter } from '#lib/domain/access.ts';
import { endOfDay, isDay, startOfDay } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Reads, Row } from '../ports.ts';

type LogSearch = Parameters<Reads['log']['search']>[0];

/** What the person looks for; empty texts look for everything. */
export type LogQuery = {
	/** An action (`case.submit`), or the noun of several (`case`). */
	readonly action: string;
	/** Name of the person who acted. */
	readonly actor: string;
	/** Case number, or id of any object. */
	readonly object: string;
	readonly result: '' | 'done' | 'refused';
	/** Legal days, both inclusive. */
	readonly from: string;
	readonly to: string;
	/** Entries before this number; 0: from the newest on. */
	readonly before: number;
};

export type LogPage = {
	readonly entries: readonly Row<'log'>[];
	/** Number to go on from, or null at the end. */
	readonly next: number | null;
	/** Names of the people whose accounts the entries are about, by person. */
	readonly people: ReadonlyMap<string, string>;
};

const PAGE = 50;

/** The question that the query puts to the store. */
export const logSearchOf = async (
	ctx: Context,
	query: Omit<LogQuery, 'before'>
): Promise<LogSearch> => {
	const object = query.object.trim();
	// People quote numbers; the log holds ids.
	const application = /^\d{4}-\d{6}$/.test(object)
		? await ctx.store.read.applications.byNumber(object)
		: undefined;
	const objectId = application?.id ?? object;
	return {
		...(query.action.trim() && { action: query.action.trim() }),
		...(query.actor.trim() && { actorName: query.actor.trim() }),
		...(objectId && { objectId }),
		...(query.result && { result: query.result }),
		...(isDay(query.from) && { fromAt: startOfDay(query.from) }),
		...(isDay(query.to) && { toAt: endOfDay(query.to) })
	};
};

/** A page of the log, newest first. For inspectors and audit administrators; everybody else finds nothing. */
export const listLog = async (ctx: Context, query: LogQuery): Promise<LogPage> => {
	if (!mayEnter(ctx.actor, 'audit')) throw new Refused(missing);
	const found = await ctx.store.read.log.search(await logSearchOf(ctx, query), {
		size: PAGE + 1,
		...(query.before > 0 && { before: query.before })
	});
	const entries = found.slice(0, PAGE);
	return {
		entries,
		next: found.length > PAGE ? (entries.at(-1)?.seq ?? null) : null,
		people: await ctx.store.read.registry.personNames(
			entries.flatMap(({ objectKind, subjectId }) =>
				objectKind === 'account' && subjectId !== null ? [subjectId] : []
			)
		)
	};
};
