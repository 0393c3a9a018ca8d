import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Refused } from '#lib/domain/refusal.ts';
import { chunkLimit } from '#lib/domain/titles/attachment.ts';
import { attachFile } from '#lib/server/usecases/attachments/attach-file.ts';
import { appendChunk, uploadState } from '#lib/server/usecases/attachments/append-chunk.ts';
import { beginUpload } from '#lib/server/usecases/attachments/begin-upload.ts';
import { openContent, readAttachment } from '#lib/server/usecases/attachments/read-attachment.ts';
import { removeAttachment } from '#lib/server/usecases/attachments/remove-attachment.ts';
import { sealUpload } from '#lib/server/usecases/attachments/seal-upload.ts';
import { insert, type Context } from '#lib/server/usecases/ports.ts';
import { jpeg, pdf, png } from '../../support/samples.ts';
import { makeWorld, type World } from '../../support/world.ts';

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

const refusal = async (deed: Promise<unknown>): Promise<string> => {
	try {
		await deed;
	} catch (cause) {
		if (cause instanceof Refused) return `${cause.refusal.kind}:${cause.refusal.key}`;
		throw cause;
	}
	return 'done';
};

const readAll = async (stream: ReadableStream<Uint8Array>): Promise<Buffer> => {
	const parts: Uint8Array[] = [];
	for await (const part of stream) parts.push(part);
	return Buffer.concat(parts);
};

const setting = async (given: Parameters<World['application']>[0] = {}) => {
	const world = await makeWorld();
	const application = await world.application({
		level: 'junior_assistant',
		ladder: 'main',
		...given
	});
	const person = (await world.store.read.people.byId(application.personId))!;
	return { world, application, ctx: world.context(await world.actor(person, null)) };
};

const file = (applicationId: string, bytes: Uint8Array, name = '毕业证书.pdf') => ({
	applicationId,
	slot: 'education_certificate',
	name,
	bytes
});

describe('an upload', () => {
	it('arrives in pieces, survives lost answers, and is counted in when it is whole', async () => {
		const { world, application, ctx } = await setting();
		const bytes = Buffer.concat([
			pdf(),
			Buffer.from('9 0 obj\n<< /Length 300000 >>\nstream\n'),
			Buffer.alloc(300_000, 7),
			Buffer.from('\nendstream\nendobj\n%%EOF\n')
		]);
		const id = await beginUpload(ctx, {
			applicationId: application.id,
			slot: 'education_certificate',
			name: 'C:\\扫描\\毕业证书.exe',
			size: bytes.length
		});
		expect(await uploadState(ctx, id)).toMatchObject({ state: 'receiving', received: 0 });
		const first = bytes.subarray(0, chunkLimit);
		expect((await appendChunk(ctx, id, 0, first)).received).toBe(chunkLimit);
		expect((await appendChunk(ctx, id, 0, first)).received).toBe(chunkLimit);
		expect(await refusal(sealUpload(ctx, id))).toBe('malformed:upload_incomplete');
		expect(await uploadState(ctx, id)).toMatchObject({ received: chunkLimit });
		await appendChunk(ctx, id, chunkLimit, bytes.subarray(chunkLimit));
		const stored = await sealUpload(ctx, id, sha256(bytes));
		expect(stored).toMatchObject({
			state: 'stored',
			mime: 'application/pdf',
			name: '毕业证书.pdf',
			size: bytes.length,
			received: bytes.length,
			sha256: sha256(bytes)
		});
		expect(await world.store.read.attachments.byId(id)).toEqual(stored);
		expect(await refusal(appendChunk(ctx, id, bytes.length, pdf()))).toBe(
			'stale:attachment_stored'
		);
		expect(await refusal(sealUpload(ctx, id))).toBe('stale:attachment_stored');
	});

	it('takes all three types, whatever they call themselves', async () => {
		const { application, ctx } = await setting();
		const stored = await Promise.all(
			[pdf(), png(8, 8), jpeg(8, 8)].map((bytes) => attachFile(ctx, file(application.id, bytes)))
		);
		expect(stored.map(({ mime, name }) => [mime, name])).toEqual([
			['application/pdf', '毕业证书.pdf'],
			['image/png', '毕业证书.png'],
			['image/jpeg', '毕业证书.jpg']
		]);
	});

	it('of a wrong type, or one that acts, is thrown away', async () => {
		const { world, application, ctx } = await setting();
		const tries: [Uint8Array, string][] = [
			[Buffer.from('<html><script>alert(1)</script>'), 'wrong_type:attachment_type'],
			[pdf({ catalogue: '/OpenAction << /S /JavaScript >>' }), 'wrong_type:attachment_active'],
			[png(20, 20).subarray(0, 60), 'wrong_type:attachment_damaged'],
			[png(60_000, 60_000, { hollow: true }), 'too_large:attachment_pixels']
		];
		for (const [bytes, why] of tries)
			expect(await refusal(attachFile(ctx, file(application.id, bytes)))).toBe(why);
		expect(await world.store.read.attachments.ofApplication(application.id)).toEqual([]);
	});

	it('whose bytes differ from what the sender hashed is thrown away', async () => {
		const { application, ctx } = await setting();
		const bytes = pdf();
		const id = await beginUpload(ctx, { ...file(application.id, bytes), size: bytes.length });
		await appendChunk(ctx, id, 0, bytes);
		expect(await refusal(sealUpload(ctx, id, 'ab'.repeat(32)))).toBe('malformed:upload_differs');
		expect(await refusal(uploadState(ctx, id))).toBe('missing:not_found');
	});

	it('is refused when too large, empty, overrunning, in the wrong slot or one too many', async () => {
		const { application, ctx } = await setting();
		const begin = (more: object) =>
			beginUpload(ctx, { ...file(application.id, pdf()), size: 10, ...more });
		expect(await refusal(begin({ size: 20 * 1024 * 1024 + 1 }))).toBe(
			'too_large:attachment_too_large'
		);
		expect(await refusal(begin({ size: 0 }))).toBe('malformed:attachment_empty');
		expect(await refusal(begin({ size: 1.5 }))).toBe('malformed:attachment_empty');
		expect(await refusal(begin({ slot: '../../etc' }))).toBe('missing:material_unknown');
		expect(await refusal(begin({ slot: 'press_card' }))).toBe('missing:material_unknown');
		const id = await begin({ size: 10 });
		expect(await refusal(appendChunk(ctx, id, 0, new Uint8Array(11)))).toBe(
			'malformed:upload_overrun'
		);
		expect(await refusal(appendChunk(ctx, id, -1, new Uint8Array(1)))).toBe(
			'malformed:upload_offset'
		);
		const big = await begin({ size: chunkLimit * 2 });
		expect(await refusal(appendChunk(ctx, big, 0, new Uint8Array(chunkLimit + 1)))).toBe(
			'too_large:upload_chunk'
		);
		for (let n = 2; n < 5; n += 1) await begin({});
		expect(await refusal(begin({}))).toBe('rule:attachments_too_many');
	});
});

describe('who may change the material', () => {
	it('is the applicant, and whoever fills the draft in for them', async () => {
		const { world, application } = await setting();
		const helper = await world.officer('employer_officer', { id: application.employerId });
		const assisted = await world.application({
			employerId: application.employerId,
			assistedBy: helper.personId,
			level: 'junior_assistant',
			ladder: 'main'
		});
		expect((await attachFile(world.context(helper), file(assisted.id, pdf()))).uploadedBy).toBe(
			helper.personId
		);
		expect(await refusal(attachFile(world.context(helper), file(application.id, pdf())))).toBe(
			'missing:not_found'
		);
		expect(await refusal(attachFile(world.context(), file(application.id, pdf())))).toBe(
			'missing:not_found'
		);
	});

	it('ends with the hand-in, and comes back with the section after a return', async () => {
		const closed = await setting({ state: 'submitted' });
		expect(await refusal(attachFile(closed.ctx, file(closed.application.id, pdf())))).toBe(
			'rule:section_closed'
		);
		const other = await setting({ state: 'returned_by_employer', openSections: ['education'] });
		expect(await refusal(attachFile(other.ctx, file(other.application.id, pdf())))).toBe(
			'rule:section_closed'
		);
		const open = await setting({ state: 'returned_by_employer', openSections: ['materials'] });
		const stored = await attachFile(open.ctx, file(open.application.id, pdf()));
		// The material is under check by now: a change of it is an act, and logged.
		const [entry] = await open.world.store.read.log.ofObject(open.application.id, { size: 5 });
		expect(entry).toMatchObject({
			action: 'attachment.store',
			detail: { attachment: stored.id, sha256: stored.sha256 }
		});
	});

	it('is never an officer who only reads', async () => {
		const { world, application } = await setting({
			state: 'returned_by_employer',
			reach: 1,
			openSections: ['materials']
		});
		const clerk = await world.officer('employer_officer', { id: application.employerId });
		expect(await refusal(attachFile(world.context(clerk), file(application.id, pdf())))).toBe(
			'forbidden:not_the_person'
		);
	});

	it('does not slip in while the case is being handed in', async () => {
		const { world, application, ctx } = await setting();
		const bytes = pdf();
		const id = await beginUpload(ctx, { ...file(application.id, bytes), size: bytes.length });
		await appendChunk(ctx, id, 0, bytes);
		// The hand-in commits between the look at the case and the seal's own commit.
		const racing: Context = {
			...ctx,
			files: {
				...ctx.files,
				seal: async (key) => {
					const stored = await ctx.files.seal(key);
					const now = (await world.store.read.applications.byId(application.id))!;
					await world.store.commit([
						{
							do: 'update',
							table: 'applications',
							id: now.id,
							version: now.version,
							set: { state: 'submitted', submittedAt: world.clock.now }
						}
					]);
					return stored;
				}
			}
		};
		expect(await refusal(sealUpload(racing, id))).toBe('rule:section_closed');
		expect((await world.store.read.attachments.byId(id))?.state).toBe('receiving');
	});
});

describe('an attachment', () => {
	it('is read by those who see the content, through a link that soon ends', async () => {
		const { world, application, ctx } = await setting({ state: 'draft' });
		const bytes = pdf();
		const stored = await attachFile(ctx, file(application.id, bytes));
		const clerk = world.context(
			await world.officer('employer_officer', { id: application.employerId })
		);
		expect(await refusal(readAttachment(clerk, stored.id))).toBe('missing:not_found');
		await world.store.sql(
			"update applications set state = 'submitted', reach = 1, submitted_at = 1 where id = ?",
			[application.id]
		);
		const { token } = await readAttachment(clerk, stored.id);
		expect(await readAll((await openContent(clerk, token)).bytes)).toEqual(bytes);
		const stranger = world.context(await world.officer('employer_officer', await world.employer()));
		expect(await refusal(readAttachment(stranger, stored.id))).toBe('missing:not_found');

		world.clock.realNow += 2 * 60_000;
		expect(await refusal(openContent(clerk, token))).toBe('forbidden:link_expired');
	});

	it('is not opened by a token that was made up or altered', async () => {
		const { application, ctx } = await setting();
		const stored = await attachFile(ctx, file(application.id, pdf()));
		const { token } = await readAttachment(ctx, stored.id);
		const [body, key, signature] = token.split('.') as [string, string, string];
		const forged = Buffer.from(`{"id":"${stored.id}","until":9999999999999}`).toString('base64url');
		for (const bad of [
			'',
			'.',
			'a.b.c',
			`${forged}.${key}.${signature}`,
			`${body}.9.${signature}`,
			`${body}.${key}.`,
			`${body}.${key}.${signature.slice(0, -4)}AAAA`,
			`${Buffer.from('null').toString('base64url')}.${key}.${signature}`
		])
			expect(await refusal(openContent(ctx, bad)), bad).toBe('missing:not_found');
	});

	it('that is taken out of a draft is gone, bytes and all', async () => {
		const { application, ctx } = await setting();
		const stored = await attachFile(ctx, file(application.id, pdf()));
		const { token } = await readAttachment(ctx, stored.id);
		await removeAttachment(ctx, stored.id);
		expect(await refusal(openContent(ctx, token))).toBe('missing:not_found');
		expect(await refusal(readAttachment(ctx, stored.id))).toBe('missing:not_found');
		expect(await refusal(removeAttachment(ctx, stored.id))).toBe('missing:not_found');
	});

	it('that a desk has seen is kept, though it is taken out after a return', async () => {
		const { world, application, ctx } = await setting();
		const bytes = pdf();
		const stored = await attachFile(ctx, file(application.id, bytes));
		await world.store.commit([
			insert('snapshots', {
				id: 's',
				applicationId: application.id,
				number: 1,
				body: '{}',
				sha256: sha256(Buffer.from('{}')),
				createdAt: world.clock.now
			})
		]);
		await world.store.sql(
			"update applications set state = 'returned_by_employer', reach = 1, submitted_at = 1, open_sections = '[\"materials\"]' where id = ?",
			[application.id]
		);
		await removeAttachment(ctx, stored.id);
		expect(await world.store.read.attachments.ofApplication(application.id)).toEqual([]);
		const clerk = world.context(
			await world.officer('employer_officer', { id: application.employerId })
		);
		const { token } = await readAttachment(clerk, stored.id);
		expect(await readAll((await openContent(clerk, token)).bytes)).toEqual(bytes);
	});
});
