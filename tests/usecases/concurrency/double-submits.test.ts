/**
 * R8, I10: the same act many times at once: two tabs, an impatient finger, a network that repeats. One effect,
 * one entry in the log, one round of messages; everybody else is told that it is done. `FAULTS_PARALLEL` asks
 * for more at once than the short run does.
 */
import { describe, expect, it } from 'vitest';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { forwardCase } from '#lib/server/usecases/desk/forward-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { refuseCase } from '#lib/server/usecases/desk/refuse-case.ts';
import { returnCase } from '#lib/server/usecases/desk/return-case.ts';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { itemsToCompare, postNotice } from '#lib/server/usecases/notices/post-notice.ts';
import { update, type Context } from '#lib/server/usecases/ports.ts';
import { choice, fillIn } from '../applications/setting.ts';
import {
	bringTo,
	contact,
	held,
	letNoticeEnd,
	makeDesks,
	type DeskSetting
} from '../desk/setting.ts';
import { atOnce, done, PARALLEL } from './at-once.ts';

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
		action: 'case.employer_return',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'employer_check');
			const defects = [{ section: 'basics', field: 'post', text: '与聘书不一致' }];
			return {
				id,
				by: desks.at('employer'),
				act: (ctx) => returnCase(ctx, { id, version, defects })
			};
		}
	},
	{
		action: 'case.refuse',
		prepare: async (desks) => {
			const { id, version } = await bringTo(desks, 'acceptance_check');
			const why = { code: 'other', clause: '第十条', reason: '专业不在评审范围' };
			return {
				id,
				by: desks.at('office'),
				act: (ctx) => refuseCase(ctx, { id, version, ...why })
			};
		}
	},
	{
		action: 'case.forward',
		prepare: async (desks) => {
			const { world } = desks;
			const { id } = await bringTo(desks, 'county_check');
			await world.committee({ place: '540000', covers: ['540000'], external: true });
			await world.store.commit([update('committees', desks.committee, { state: 'revoked' })]);
			const { version } = await held(desks, id);
			await passCase(desks.at('county'), { id, version, opinion: '同意' });
			const here = await held(desks, id);
			return {
				id,
				by: desks.at('city'),
				act: (ctx) =>
					forwardCase(ctx, { id, version: here.version, document: '日人社函〔2026〕9号' })
			};
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

describe.each(acts)('$action', ({ action, prepare }) => {
	it(`${PARALLEL} at once: one is done, the others are told so`, async () => {
		const desks = await makeDesks();
		const { id, by, act } = await prepare(desks);
		const tries = await atOnce(PARALLEL, () => act(by));
		expect(tries.done).toBe(1);
		expect(tries.refusals).toEqual(['stale']);
		expect(await done(desks.world, id, action)).toEqual({ entries: 1, told: 1 });
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
		expect(await done(desks.world, id, action)).toEqual({ entries: 1, told: 1 });
		expect(await desks.world.store.read.requests.byId(request.id)).toBeDefined();
	}, 120_000);
});
