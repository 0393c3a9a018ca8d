/** The bytes of what was taken out go, whoever dies when; the bytes of anything else stay. */
import { describe, expect, it } from 'vitest';
import { attachFile } from '#lib/server/usecases/attachments/attach-file.ts';
import { appendChunk } from '#lib/server/usecases/attachments/append-chunk.ts';
import { beginUpload } from '#lib/server/usecases/attachments/begin-upload.ts';
import { openContent, readAttachment } from '#lib/server/usecases/attachments/read-attachment.ts';
import { removeAttachment } from '#lib/server/usecases/attachments/remove-attachment.ts';
import { sealUpload } from '#lib/server/usecases/attachments/seal-upload.ts';
import { insert, type Context } from '#lib/server/usecases/ports.ts';
import { pdf as sample } from '../../support/samples.ts';
import { makeWorld } from '../../support/world.ts';
import { bench } from '../clock/workplace.ts';

const MINUTE = 60_000;
const pdf = sample();
const missing = { refusal: { kind: 'missing', key: 'not_found' } };

const setting = async () => {
	const world = await makeWorld();
	const application = await world.application({ level: 'junior_assistant', ladder: 'main' });
	const person = await world.store.read.people.byId(application.personId);
	const ctx = world.context(await world.actor(person!, null));
	const file = {
		applicationId: application.id,
		slot: 'education_certificate',
		name: '毕业证书.pdf'
	};
	return {
		world,
		application,
		ctx,
		file,
		attach: () => attachFile(ctx, { ...file, bytes: pdf }),
		/** Whether bytes of it lie on the disk, whole or in part. */
		lies: (id: string) =>
			ctx.files.head(id, 1).then(
				() => true,
				() => false
			)
	};
};

describe('the file of an attachment that was taken out', () => {
	it('goes a minute later, and no link opens it from the removal on', async () => {
		const { world, ctx, attach, lies } = await setting();
		const { id } = await attach();
		const { token } = await readAttachment(ctx, id);
		const { runner, failures } = await bench(world);
		await removeAttachment(ctx, id);
		await expect(openContent(ctx, token)).rejects.toMatchObject(missing);
		await runner.tick();
		expect(await lies(id)).toBe(true);
		world.clock.realNow += MINUTE;
		await runner.tick();
		expect(await lies(id)).toBe(false);
		expect(failures).toEqual([]);
	});

	it('goes after all when the process died right after the removal was committed', async () => {
		const { world, ctx, attach, lies } = await setting();
		const { id } = await attach();
		const killed: Context['store'] = {
			...ctx.store,
			commit: async (changes) => {
				await ctx.store.commit(changes);
				throw new Error('killed');
			}
		};
		await expect(removeAttachment({ ...ctx, store: killed }, id)).rejects.toThrow('killed');
		expect(await lies(id)).toBe(true);
		// Another process, some time later.
		world.clock.realNow += 60 * MINUTE;
		await bench(world, { store: await world.store.beside() });
		expect(await lies(id)).toBe(false);
	});

	it.each(['before the file was removed', 'before the job was settled'])(
		'goes after all when the worker died %s',
		async (when) => {
			const { world, ctx, attach, lies } = await setting();
			const { id } = await attach();
			await removeAttachment(ctx, id);
			world.clock.realNow += MINUTE;
			await world.store.commit([
				{
					do: 'claim',
					table: 'jobs',
					now: world.clock.realNow,
					until: world.clock.realNow + MINUTE,
					limit: 1
				}
			]);
			if (when === 'before the job was settled') await ctx.files.remove(id);
			const { runner, failures } = await bench(world);
			world.clock.realNow += MINUTE;
			await runner.tick();
			expect(await lies(id)).toBe(false);
			expect(await world.store.read.jobs.byKey(`drop-file:${id}`)).toMatchObject({
				doneAt: world.clock.realNow,
				deadAt: null
			});
			expect(failures).toEqual([]);
		}
	);

	it('goes when what was sent is none of the three types', async () => {
		const { world, ctx, file, lies } = await setting();
		const bytes = Buffer.from('MZ no document at all');
		const id = await beginUpload(ctx, { ...file, size: bytes.byteLength });
		await appendChunk(ctx, id, 0, bytes);
		await expect(sealUpload(ctx, id)).rejects.toMatchObject({ refusal: { kind: 'wrong_type' } });
		expect(await lies(id)).toBe(true);
		const { runner } = await bench(world);
		world.clock.realNow += MINUTE;
		await runner.tick();
		expect(await lies(id)).toBe(false);
	});
});

describe('the file of any other attachment', () => {
	it('stays: stored, being received, and taken out after a desk saw it, whatever a job says', async () => {
		const { world, application, ctx, file, attach, lies } = await setting();
		const stored = (await attach()).id;
		const seen = (await attach()).id;
		const receiving = await beginUpload(ctx, { ...file, size: pdf.byteLength });
		await appendChunk(ctx, receiving, 0, pdf.subarray(0, 9));
		await world.store.commit([
			insert('snapshots', {
				id: 's',
				applicationId: application.id,
				number: 1,
				body: '{}',
				sha256: '',
				createdAt: world.clock.now
			})
		]);
		await removeAttachment(ctx, seen);
		const ids = [stored, seen, receiving];
		await world.store.commit(
			ids.map((id) =>
				insert('jobs', {
					id: ctx.newId(),
					kind: 'drop-file',
					key: `drop-file:${id}`,
					payload: { id },
					runAt: world.clock.realNow,
					createdAt: world.clock.realNow
				})
			)
		);
		const { runner } = await bench(world);
		world.clock.realNow += 60 * MINUTE;
		await runner.tick();
		for (const id of ids) expect(await lies(id), id).toBe(true);
		await appendChunk(ctx, receiving, 9, pdf.subarray(9));
		expect((await sealUpload(ctx, receiving)).state).toBe('stored');
	});
});
