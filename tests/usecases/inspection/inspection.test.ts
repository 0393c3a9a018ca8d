import { describe, expect, it } from 'vitest';
import { drawSample } from '#lib/domain/audit/sample.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { searchTermsOf } from '#lib/server/usecases/applications/search-terms.ts';
import { listInspected } from '#lib/server/usecases/inspection/list-inspected.ts';
import {
	getSample,
	listSamples,
	sampleCases
} from '#lib/server/usecases/inspection/sample-cases.ts';
import {
	lastVerification,
	recordVerification
} from '#lib/server/usecases/audit/record-verification.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { makeWorld, type World } from '../../support/world.ts';

const setting = async () => {
	const world = await makeWorld();
	const batch = await world.batch();
	const cases = [];
	for (let n = 0; n < 12; n += 1)
		cases.push(
			await world.application({
				batchId: batch.id,
				state: n % 3 === 0 ? 'certificate_issued' : 'county_check'
			})
		);
	await world.application({ batchId: batch.id, state: 'draft' });
	const inspector = await world.officer('inspector');
	return { world, batch, cases, inspector, ctx: world.context(inspector) };
};

const everything = { q: '', state: '', place: '', page: 1 } as const;
const strangers = async (world: World) => [
	world.context(),
	world.context(await world.officer('city_officer', await world.cityOffice())),
	world.context(await world.officer('audit_admin'))
];

describe('a sample of cases', () => {
	it('is drawn by its seed, logged, and the same when it is redone', async () => {
		const { world, batch, cases, ctx, inspector } = await setting();
		const seed = 'c0ffee00'.repeat(3);
		const id = await sampleCases(ctx, { batchId: batch.id, percent: 25, group: 'all', seed });
		const found = await getSample(ctx, id);
		const expected = drawSample(
			seed,
			cases.map((one) => one.id),
			25
		);
		expect(found.cases.map((one) => one.id)).toEqual(expected.drawn);
		expect(found).toMatchObject({
			same: true,
			sample: { pool: 12, percent: 25, seed, poolDigest: expected.poolDigest, by: inspector.name }
		});
		const [entry] = await world.store.read.log.ofObject(id, { size: 1 });
		expect(entry).toMatchObject({ action: 'inspection.sample', actorId: inspector.personId });
		expect((await listSamples(ctx)).map((one) => one.id)).toEqual([id]);
		// A case that has moved on since is another pool, and the page says so.
		await world.store.sql("update applications set state = 'draft' where id = ?", [cases[0]!.id]);
		expect((await getSample(ctx, id)).same).toBe(false);
	});

	it('makes its own seed where none is given, and keeps to the states asked for', async () => {
		const { batch, cases, ctx } = await setting();
		const ask = { batchId: batch.id, percent: 100, group: 'granted', seed: '' } as const;
		const first = await getSample(ctx, await sampleCases(ctx, ask));
		const second = await getSample(ctx, await sampleCases(ctx, ask));
		expect(new Set(first.sample.drawn)).toEqual(
			new Set(cases.filter(({ state }) => state === 'certificate_issued').map(({ id }) => id))
		);
		expect(first.sample.seed).toMatch(/^[0-9a-f]{32}$/);
		expect(first.sample.seed).not.toBe(second.sample.seed);
	});

	it('is refused beyond what anybody looks through, never cut short', async () => {
		const { world, batch, cases, ctx } = await setting();
		// The storage makes the order of deadlines itself.
		const { dueOrder: _made, ...one } = cases[0]!;
		await world.store.commit(
			Array.from({ length: 2_000 }, (_, n) =>
				insert('applications', { ...one, id: `case-${n}`, number: `2026-9${n}` })
			)
		);
		const ask = { batchId: batch.id, group: 'all', seed: '' } as const;
		await expect(sampleCases(ctx, { ...ask, percent: 100 })).rejects.toThrow('sample_too_large');
		const { sample, same } = await getSample(ctx, await sampleCases(ctx, { ...ask, percent: 99 }));
		expect([sample.drawn.length, sample.pool, same]).toEqual([1_992, 2_012, true]);
	});

	it('is refused over nothing, and to everybody but an inspector', async () => {
		const { world, batch, ctx } = await setting();
		const ask = { batchId: batch.id, percent: 10, group: 'all', seed: '' } as const;
		await expect(sampleCases(ctx, { ...ask, group: 'refused' })).rejects.toThrow('sample_empty');
		await expect(sampleCases(ctx, { ...ask, batchId: 'x' })).rejects.toThrow('no_such_batch');
		const id = await sampleCases(ctx, ask);
		for (const other of await strangers(world)) {
			await expect(sampleCases(other, ask)).rejects.toThrow(Refused);
			await expect(getSample(other, id)).rejects.toThrow(Refused);
			await expect(listSamples(other)).rejects.toThrow(Refused);
			await expect(listInspected(other, everything)).rejects.toThrow(Refused);
		}
	});
});

describe('the inspector’s list', () => {
	it('shows what has left the applicants’ hands, narrowed as asked', async () => {
		const { world, cases, ctx } = await setting();
		expect(await listInspected(ctx, everything)).toMatchObject({ total: 12, page: 1, from: 1 });
		const granted = await listInspected(ctx, { ...everything, state: 'certificate_issued' });
		expect(granted.total).toBe(4);
		await world.store.commit(searchTermsOf(cases[5]!));
		const one = await listInspected(ctx, { ...everything, q: cases[5]!.number });
		expect(one.rows.map(({ id }) => id)).toEqual([cases[5]!.id]);
		expect((await listInspected(ctx, { ...everything, place: '540222' })).total).toBe(0);
		expect((await listInspected(ctx, { ...everything, page: 99 })).page).toBe(1);
	});

	it('leaves out a case of the inspector’s own', async () => {
		const { world, batch, ctx, inspector } = await setting();
		const own = await world.application({
			batchId: batch.id,
			state: 'county_check',
			personId: inspector.personId
		});
		expect((await listInspected(ctx, everything)).rows.map(({ id }) => id)).not.toContain(own.id);
		const id = await sampleCases(ctx, {
			batchId: batch.id,
			percent: 100,
			group: 'all',
			seed: ''
		});
		expect((await getSample(ctx, id)).cases.map((one) => one.id)).not.toContain(own.id);
	});
});

describe('a verification', () => {
	it('is itself logged, with what it found', async () => {
		const { ctx, inspector } = await setting();
		expect((await lastVerification(ctx)).verified).toBeNull();
		const found = await recordVerification(ctx, []);
		expect(found.ok).toBe(true);
		const { verified, head } = await lastVerification(ctx);
		expect(verified).toMatchObject({ ok: true, entries: found.entries, by: inspector.name });
		expect(head?.seq).toBe(found.entries + 1);
	});
});
