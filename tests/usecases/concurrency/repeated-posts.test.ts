/**
 * I10, through the bridge from forms to deeds: a form that is posted again gets the first answer, one that was
 * changed meanwhile is refused, and of many posts at once one has an effect and all get its answer.
 */
import { isRedirect, type RequestEvent } from '@sveltejs/kit';
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { Refused } from '#lib/domain/refusal.ts';
import { submits, type Done } from '#lib/server/form.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { takeBack } from '#lib/server/usecases/applications/take-back.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import type { Context, Store } from '#lib/server/usecases/ports.ts';
import { choice, handedIn, makeSetting, type Setting } from '../applications/setting.ts';

const PARALLEL = Number(process.env['FAULTS_PARALLEL'] ?? 12);

type Fields = Readonly<Record<string, string>>;
const schema = z.looseObject({ level: z.string().optional(), reason: z.string().optional() });

/** Where a post leads to, or the key with which it comes back. */
const post = async (
	ctx: Context,
	fields: Fields,
	deed: (ctx: Context, data: z.output<typeof schema>) => Promise<Done>,
	page = '/me/applications/new'
): Promise<string> => {
	const url = new URL(page, 'http://localhost');
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.append(name, value);
	const event = {
		url,
		route: { id: null },
		locals: { ctx },
		request: new Request(url, { method: 'POST', body })
	};
	try {
		const answer = await submits(schema, deed)(event as unknown as RequestEvent);
		if (!('status' in answer)) return `done ${JSON.stringify(answer)}`;
		const { problem } = answer.data as { problem: { key: string } | null };
		return `${answer.status} ${problem?.key}`;
	} catch (cause) {
		if (isRedirect(cause)) return `${cause.status} ${cause.location}`;
		throw cause;
	}
};

/** Starts an application: its address is new every time, so that a second effect would show. */
const start =
	({ batch }: Setting) =>
	async (ctx: Context): Promise<Done> => {
		const { id } = await startApplication(ctx, choice(batch.id));
		return { to: `/me/applications/${id}` };
	};
const started = async ({ world, person, batch }: Setting) =>
	(await world.store.read.applications.openOfPerson(person.id, batch.id)).length;

/** A store whose answers to forms reach it late, as on a slow disk. */
const slowToAnswer = (store: Store): Store => ({
	...store,
	commit: async (changes) => {
		if (changes.some((one) => one.do === 'touch' && one.table === 'requests'))
			await new Promise((done) => setTimeout(done, 150));
		return store.commit(changes);
	}
});

it('the same form again gets the same answer and has no second effect', async () => {
	const setting = await makeSetting();
	const fields = { requestId: v7(), level: 'junior_assistant' };
	const first = await post(setting.ctx, fields, start(setting));
	expect(first).toMatch(/^303 \/me\/applications\/[0-9a-f-]{36}$/);
	for (let times = 0; times < 3; times++)
		expect(await post(setting.ctx, fields, start(setting))).toBe(first);
	expect(await started(setting)).toBe(1);
});

it('the same id with another content, at another page or from somebody else is refused', async () => {
	const setting = await makeSetting();
	const fields = { requestId: v7(), level: 'junior_assistant' };
	await post(setting.ctx, fields, start(setting));
	const other = { ...fields, level: 'intermediate' };
	expect(await post(setting.ctx, other, start(setting))).toBe('409 request_reused');
	expect(await post(setting.ctx, fields, start(setting), '/me/applications/new?x=1')).toBe(
		'409 request_reused'
	);
	const stranger = await setting.world.actor(await setting.world.person());
	expect(await post(setting.world.context(stranger), fields, start(setting))).toBe(
		'409 request_reused'
	);
	expect(await started(setting)).toBe(1);
});

it(`of ${PARALLEL} at once, from two processes, one has an effect and all get its answer`, async () => {
	const setting = await makeSetting();
	const other = await setting.world.store.beside();
	const fields = { requestId: v7(), level: 'junior_assistant' };
	const answers = await Promise.all(
		Array.from({ length: PARALLEL }, (_, n) =>
			post(
				{ ...setting.ctx, store: slowToAnswer(n % 2 === 0 ? setting.world.store : other) },
				fields,
				start(setting)
			)
		)
	);
	expect(new Set(answers).size).toBe(1);
	expect(answers[0]).toMatch(/^303 \/me\/applications\/[0-9a-f-]{36}$/);
	expect(await started(setting)).toBe(1);
});

it('of two contents at once one is done and the other is refused', async () => {
	const setting = await makeSetting();
	const requestId = v7();
	const answers = await Promise.all(
		['一', '二', '三', '四'].map((level) => post(setting.ctx, { requestId, level }, start(setting)))
	);
	expect(answers.filter((answer) => answer.startsWith('303'))).toHaveLength(1);
	expect(answers.filter((answer) => answer === '409 request_reused')).toHaveLength(3);
	expect(await started(setting)).toBe(1);
});

it('whoever comes late to a deed that changed the case gets its answer, not what stands in the way now', async () => {
	const setting = await makeSetting();
	const { id, version } = await handedIn(setting);
	const back = async (ctx: Context): Promise<Done> => {
		await takeBack(ctx, { id, version });
		return { to: '/me' };
	};
	const requestId = v7();
	const answers = await Promise.all(
		Array.from({ length: 4 }, () => post(setting.ctx, { requestId }, back))
	);
	expect(new Set(answers)).toEqual(new Set(['303 /me']));
	// Another form, or one without an id, is told how things stand.
	expect(await post(setting.ctx, { requestId: v7() }, back)).toBe('409 stale');
	expect(await post(setting.ctx, {}, back)).toBe('409 stale');
});

it('a form that answers on its own page sends a repeat there; facts are not kept', async () => {
	const setting = await makeSetting();
	const fields = { requestId: v7(), level: 'junior_assistant' };
	const deed = async (ctx: Context): Promise<Done> => {
		await startApplication(ctx, choice(setting.batch.id));
		return { done: { link: 'only once' } };
	};
	expect(await post(setting.ctx, fields, deed)).toBe('done {"link":"only once"}');
	expect(await post(setting.ctx, fields, deed)).toBe('303 /me/applications/new');
	const kept = await setting.world.store.read.requests.byId(fields.requestId);
	expect(JSON.stringify(kept)).not.toContain('only once');
	expect(await started(setting)).toBe(1);
});

it('a refusal leaves nothing behind: the form mended is posted with the same id', async () => {
	const setting = await makeSetting();
	const { id, version } = await handedIn(setting);
	const requestId = v7();
	const withdraw = async (ctx: Context, { reason }: { reason?: string }): Promise<Done> => {
		await withdrawApplication(ctx, { id, version, reason: reason ?? '' });
		return { to: '/me' };
	};
	expect(await post(setting.ctx, { requestId, reason: ' ' }, withdraw)).toBe('400 reason_needed');
	expect(await post(setting.ctx, { requestId, reason: '改报' }, withdraw)).toBe('303 /me');
});

it('a defect is no refusal', async () => {
	const setting = await makeSetting();
	const broken = async (): Promise<Done> => {
		throw new TypeError('broken');
	};
	await expect(post(setting.ctx, { requestId: v7() }, broken)).rejects.toThrow('broken');
	const missing = async (): Promise<Done> => {
		throw new Refused({ kind: 'missing', key: 'not_found' });
	};
	await expect(post(setting.ctx, { requestId: v7() }, missing)).rejects.toMatchObject({
		status: 404
	});
});
