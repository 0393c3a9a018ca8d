/**
 * R8, I10: the same act many times at once: two tabs, an impatient finger, a network that repeats. One effect,
 * one entry in the log, one round of messages; everybody else is told that it is done. `FAULTS_PARALLEL` asks
 * for more at once than the short run does.
 */
import { describe, expect, it } from 'vitest';
import { Refused } from '#lib/domain/refusal.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { itemsToCompare, postNotice } from '#lib/server/usecases/notices/post-notice.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { choice, fillIn } from '../applications/setting.ts';
import { bringTo, contact, letNoticeEnd, makeDesks, type DeskSetting } from '../desk/setting.ts';

const PARALLEL = Number(process.env['FAULTS_PARALLEL'] ?? 25);

type Act = {
	readonly action: string;
	/** Brings a case to where the act is due; answers its id and the act. */
	readonly prepare: (desks: DeskSetting) => Promise<{
		readonly id: string;
		readonly by: Context;
		readonly act: (ctx: Context) => Promise<unknown>;
	}>;
};

const acts: readonly Act[] = [
	{
		action: 'case.submit',
		prepare: async (desks) => {
			const { id } = await startApplication(desks.ctx, choice(desks.batch.id));
			const version = await fillIn(desks.ctx, desks.world, id);
			return { id, by: desks.ctx, act: (ctx) => handInCase(ctx, { id, version, pledged: true }) };
		}
	},
	{
		action: 'case.pick_up',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'submitted');
			return { id, by: desks.at('employer'), act: (ctx) => pickUpCase(ctx, { id, version }) };
		}
	},
	{
		action: 'case.post_notice',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'employer_check');
			const by = desks.at('employer');
			const compared = await itemsToCompare(by, id);
			return {
				id,
				by,
				act: (ctx) => postNotice(ctx, { id, version, contact, compared, opinion: '' })
			};
		}
	},
	{
		action: 'case.recommend',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'employer_notice');
			await letNoticeEnd(desks, id);
			return {
				id,
				by: desks.at('employer'),
				act: (ctx) => recommendCase(ctx, { id, version, opinion: '同意推荐' })
			};
		}
	},
	{
		action: 'case.county_pass',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'county_check');
			return {
				id,
				by: desks.at('county'),
				act: (ctx) => passCase(ctx, { id, version, opinion: '同意' })
			};
		}
	},
	{
		action: 'case.accept',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'acceptance_check');
			return { id, by: desks.at('office'), act: (ctx) => acceptCase(ctx, { id, version }) };
		}
	},
	{
		// An act without a version: only the state and the row stand against a second one.
		action: 'case.suspend',
		prepare: async (desks) => {
			const { id } = await bringTo(desks, 'county_check');
			return {
				id,
				by: desks.at('city'),
				act: (ctx) => makeMove(ctx, { id, move: 'suspend', extras: () => ({ detail: {} }) })
			};
		}
	}
];

/** Runs a deed so many times at once: how many were done, and the refusals of the others. */
const atOnce = async (times: number, deed: (n: number) => Promise<unknown>) => {
	const results = await Promise.allSettled(Array.from({ length: times }, (_, n) => deed(n)));
	const refusals = results.flatMap((result) => {
		if (result.status === 'fulfilled') return [];
		if (!(result.reason instanceof Refused)) throw result.reason;
		return [result.reason.refusal.kind];
	});
	return { done: times - refusals.length, refusals: [...new Set(refusals)] };
};

const done = async (desks: DeskSetting, id: string, action: string) => {
	const { store } = desks.world;
	const entries = await store.read.log.ofObject(id, { size: 500 });
	return {
		entries: entries.filter((entry) => entry.action === action && entry.result === 'done').length,
		told: (await store.read.outbox.open(2_000)).filter(
			(row) => row.event === action && row.caseId === id
		).length
	};
};

describe.each(acts)('$action', ({ action, prepare }) => {
	it(`${PARALLEL} at once: one is done, the others are told so`, async () => {
		const desks = await makeDesks();
		const { id, by, act } = await prepare(desks);
		const tries = await atOnce(PARALLEL, () => act(by));
		expect(tries.done).toBe(1);
		expect(tries.refusals).toEqual(['stale']);
		expect(await done(desks, id, action)).toEqual({ entries: 1, told: 1 });
	}, 120_000);

	it('the same form posted again and again, from two processes, has one effect', async () => {
		const desks = await makeDesks();
		const { id, by, act } = await prepare(desks);
		const other = await desks.world.store.beside();
		const request = { id: desks.ctx.newId(), digest: 'the same' };
		const tries = await atOnce(PARALLEL, (n) =>
			act({ ...by, request, ...(n % 2 === 1 && { store: other }) })
		);
		expect(tries.done).toBe(1);
		expect(tries.refusals).toEqual(['stale']);
		expect(await done(desks, id, action)).toEqual({ entries: 1, told: 1 });
		expect(await desks.world.store.read.requests.byId(request.id)).toBeDefined();
	}, 120_000);
});
