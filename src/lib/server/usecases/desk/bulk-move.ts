/**
 * One act on many cases. The preview asks the workflow about each row without changing anything; the effect
 * makes the moves one by one, each in its own commit, so that one row's failure is that row's alone. A row
 * that has moved on since the preview is left as it is, which makes a repeat harmless.
 */
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState,
	type CaseFacts
} from '#lib/domain/titles/application-workflow.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { factsOf } from '../cases/case-facts.ts';
import { openCase, type OpenCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';
import { acceptCase, acceptExtras } from './accept-case.ts';
import { forwardCase } from './forward-case.ts';
import { passCase, passMoveFrom } from './pass-case.ts';
import { pickUpCase } from './pick-up-case.ts';
import { recommendCase } from './recommend-case.ts';
import { routeAgain } from './route-again.ts';

/** Most rows in one go. */
export const mostRows = 200;

export const bulkActs = ['pick_up', 'recommend', 'pass', 'forward', 'accept'] as const;
export type BulkAct = (typeof bulkActs)[number];

export const isBulkAct = (text: string): text is BulkAct =>
	(bulkActs as readonly string[]).includes(text);

/** What the officer says once for all rows. */
export type BulkSaid = {
	/** For recommend and pass. */
	readonly opinion: string;
	/** For forward: number of the covering letter. */
	readonly document: string;
};

export type BulkRow = { readonly id: string; readonly version: number };

type Named = {
	readonly id: string;
	readonly version: number;
	readonly number: string;
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	readonly state: ApplicationState;
};

/** What will happen to one row. */
export type BulkPreview = Named &
	(
		| { readonly to: ApplicationState; readonly refusal: null }
		| { readonly to: null; readonly refusal: Refusal }
	);

/** What happened to one row; `already`: it had been done before, nothing changed. */
export type BulkResult = Pick<Named, 'id' | 'number' | 'name'> &
	(
		| { readonly result: 'done' | 'already'; readonly state: ApplicationState }
		| { readonly result: 'failed'; readonly refusal: Refusal }
	);

const named = (application: Row<'applications'>): Named => ({
	id: application.id,
	version: application.version,
	number: application.number,
	name: application.personName,
	employer: application.employerName,
	title: application.titleName,
	state: application.state
});

const moveOf = (act: BulkAct, state: ApplicationState): ApplicationMove => {
	if (act === 'pass') return passMoveFrom(state) ?? 'county_pass';
	return act === 'forward' && state === 'rerouting' ? 'forward_rerouted' : act;
};

/** Facts that the deed itself brings along: those of the route as it stands now. */
const factsOfDeed = async (
	ctx: Context,
	act: BulkAct,
	{ application }: OpenCase
): Promise<Partial<CaseFacts>> => {
	if (act === 'pick_up') return {};
	if (act === 'accept') return (await acceptExtras(ctx, undefined)({ application })).facts;
	return (await routeAgain(ctx, application)).facts;
};

/** The state after the move; a recommended case is carried on at once. */
const whereTo = (move: ApplicationMove, facts: CaseFacts): ApplicationState => {
	const to = targetOf(applicationWorkflow, move, facts);
	return to === 'recommended' ? targetOf(applicationWorkflow, 'send_up', facts) : to;
};

const unique = (ids: readonly string[]): readonly string[] => {
	const all = [...new Set(ids)];
	if (all.length > mostRows)
		throw new Refused({ kind: 'malformed', key: 'too_many_rows', facts: { max: mostRows } });
	return all;
};

const previewRow = async (ctx: Context, act: BulkAct, id: string): Promise<BulkPreview> => {
	const opened = await openCase(ctx, id);
	const { application, parties } = opened;
	const who = named(application);
	const move = moveOf(act, application.state);
	try {
		const facts = {
			...(await factsOf(ctx, application)),
			...(applicationWorkflow.moves[move].from.includes(application.state)
				? await factsOfDeed(ctx, act, opened)
				: {})
		};
		const refusal = refuses(applicationWorkflow, move, application.state, parties, facts);
		return refusal
			? { ...who, to: null, refusal }
			: { ...who, to: whereTo(move, facts), refusal: null };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { ...who, to: null, refusal: cause.refusal };
	}
};

/** What the act would do to each row, in the order given. A foreign id refuses the whole preview. */
export const previewBulk = async (
	ctx: Context,
	act: BulkAct,
	ids: readonly string[]
): Promise<readonly BulkPreview[]> => {
	const previews: BulkPreview[] = [];
	for (const id of unique(ids)) previews.push(await previewRow(ctx, act, id));
	return previews;
};

const deed = (
	ctx: Context,
	act: BulkAct,
	row: BulkRow,
	said: BulkSaid
): Promise<Row<'applications'>> => {
	switch (act) {
		case 'pick_up':
			return pickUpCase(ctx, row);
		case 'recommend':
			return recommendCase(ctx, { ...row, opinion: said.opinion });
		case 'pass':
			return passCase(ctx, { ...row, opinion: said.opinion });
		case 'forward':
			return forwardCase(ctx, { ...row, document: said.document });
		case 'accept':
			return acceptCase(ctx, row);
	}
};

/** Whether the last deed done to the case was this very act by this very person: then a repeat is no news. */
const wasDoneBefore = async (ctx: Context, act: BulkAct, id: string): Promise<boolean> => {
	const entries = await ctx.store.read.log.ofObject(id, { size: 5 });
	const mine = entries.find(
		({ actorId, result }) => actorId === ctx.actor?.personId && result === 'done'
	);
	const acts: readonly string[] =
		act === 'pass'
			? ['case.sector_pass', 'case.county_pass', 'case.city_pass']
			: act === 'forward'
				? ['case.forward', 'case.forward_rerouted']
				: [`case.${act}`];
	return mine !== undefined && acts.includes(mine.action);
};

const moveRow = async (
	ctx: Context,
	act: BulkAct,
	row: BulkRow,
	said: BulkSaid
): Promise<BulkResult> => {
	const { application } = await openCase(ctx, row.id);
	const who = { id: row.id, number: application.number, name: application.personName };
	if (application.version !== row.version)
		return (await wasDoneBefore(ctx, act, row.id))
			? { ...who, result: 'already', state: application.state }
			: { ...who, result: 'failed', refusal: { kind: 'stale', key: 'stale' } };
	try {
		const after = await deed(ctx, act, row, said);
		return { ...who, result: 'done', state: after.state };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { ...who, result: 'failed', refusal: cause.refusal };
	}
};

/**
 * Makes the move on every row and says of each what came of it. Rows carry the version that the preview
 * showed. Each row is a commit of its own; the form's request id would let only the first one through.
 */
export const bulkMove = async (
	ctx: Context,
	act: BulkAct,
	rows: readonly BulkRow[],
	said: BulkSaid
): Promise<readonly BulkResult[]> => {
	const single: Context = { ...ctx, request: null };
	const wanted = new Map(rows.map((row) => [row.id, row]));
	const results: BulkResult[] = [];
	const ids = unique([...wanted.keys()]);
	// A foreign id refuses the whole before anything is moved.
	for (const id of ids) await openCase(single, id);
	for (const id of ids) {
		const row = wanted.get(id);
		if (row) results.push(await moveRow(single, act, row, said));
	}
	return results;
};
