import { Refused, rule } from '#lib/domain/refusal.ts';
import { parseDay, startOfDay } from '#lib/domain/day.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import { mustEnter } from '../authority/may.ts';
import { commit } from '../commit.ts';
import { insert, logged, update, type Context, type Row } from '../ports.ts';
import { batchMove } from './move-batch.ts';

export type BatchInput = {
	readonly year: number;
	readonly name: string;
	readonly opensOn: string;
	readonly opensTime: string;
	readonly closesOn: string;
	readonly closesTime: string;
	readonly announcement: string;
};

const minutesOf = (time: string, field: string): number => {
	const parts = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
	if (!parts) throw new Refused({ ...rule('time_invalid'), field });
	return Number(parts[1]) * 60 + Number(parts[2]);
};

const instant = (day: string, time: string, field: string): number => {
	const parsed = parseDay(day);
	if (!parsed) throw new Refused({ ...rule('day_invalid'), field });
	return startOfDay(parsed) + minutesOf(time, field) * 60_000;
};

const checked = (input: BatchInput) => {
	const name = input.name.trim();
	if (name === '') throw new Refused({ ...rule('name_missing'), field: 'name' });
	const opensAt = instant(input.opensOn, input.opensTime, 'opensOn');
	const closesAt = instant(input.closesOn, input.closesTime, 'closesOn');
	if (closesAt <= opensAt) throw new Refused({ ...rule('window_backwards'), field: 'closesOn' });
	return { name, opensAt, closesAt, announcement: input.announcement.trim() };
};

/** Plans a batch: the city's window and announcement; rules and rubric are pinned as they stand. */
export const planBatch = async (
	ctx: Context,
	input: BatchInput
): Promise<{ readonly id: string }> => {
	await mustEnter(ctx, 'batches');
	const fields = checked(input);
	const id = ctx.newId();
	await commit(ctx, [
		insert('batches', {
			id,
			year: input.year,
			...fields,
			pinnedRules: { eligibility: 'ENG_16@2019-02-01', rubric: defaultRubric.id },
			state: 'planned',
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'batch.plan',
			objectKind: 'batch',
			objectId: id,
			detail: { year: input.year, ...fields }
		})
	]);
	return { id };
};

const openBatch = async (ctx: Context, id: string, version: number): Promise<Row<'batches'>> => {
	await mustEnter(ctx, 'batches');
	const batch = await ctx.store.read.batches.byId(id);
	if (!batch) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (batch.version !== version) throw new Refused({ kind: 'stale', key: 'stale' });
	return batch;
};

/**
 * Changes a batch. Once it is announced its window may only grow: people have planned by it.
 */
export const changeBatch = async (
	ctx: Context,
	input: BatchInput & { readonly id: string; readonly version: number }
): Promise<void> => {
	const batch = await openBatch(ctx, input.id, input.version);
	const fields = checked(input);
	if (batch.state !== 'planned') {
		if (fields.opensAt > batch.opensAt)
			throw new Refused({ ...rule('window_only_grows'), field: 'opensOn' });
		if (fields.closesAt < batch.closesAt)
			throw new Refused({ ...rule('window_only_grows'), field: 'closesOn' });
		await commit(ctx, await batchMove(ctx, batch, 'extend', 'city', fields));
		return;
	}
	await commit(ctx, [
		update('batches', batch, fields),
		logged(ctx, {
			action: 'batch.change',
			objectKind: 'batch',
			objectId: batch.id,
			detail: { before: { opensAt: batch.opensAt, closesAt: batch.closesAt }, after: fields }
		})
	]);
};

/** Announces a batch: from now on it is public, and applications begin when its window opens. */
export const announceBatch = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number }
): Promise<void> => {
	const batch = await openBatch(ctx, input.id, input.version);
	if (batch.state !== 'planned') throw new Refused(rule('batch_already_announced'));
	await commit(ctx, await batchMove(ctx, batch, 'announce', 'city'));
};
