/**
 * Forms that leave no request id behind, because nobody is signed in yet or because a script sends them: posted
 * many times at once, from two processes, each has one effect.
 */
import { describe, expect, it } from 'vitest';
import { appendChunk } from '#lib/server/usecases/attachments/append-chunk.ts';
import { attachFile } from '#lib/server/usecases/attachments/attach-file.ts';
import { beginUpload } from '#lib/server/usecases/attachments/begin-upload.ts';
import { removeAttachment } from '#lib/server/usecases/attachments/remove-attachment.ts';
import { sealUpload } from '#lib/server/usecases/attachments/seal-upload.ts';
import { acceptInvitation } from '#lib/server/usecases/people/accept-invitation.ts';
import { invitePerson } from '#lib/server/usecases/people/invite-person.ts';
import {
	askRecovery,
	recoverAccount,
	startRecovery
} from '#lib/server/usecases/people/recovery.ts';
import { registerPerson } from '#lib/server/usecases/people/register-person.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { pdf } from '../../support/samples.ts';
import { makeWorld as makeHouse } from '../../support/world.ts';
import { idNumber, makeWorld, PASSWORD, type World } from '../people/world.ts';
import { atOnce, PARALLEL } from './at-once.ts';

const ID = idNumber('540221', '19960315', '022');
const answers = {
	name: '次仁卓玛',
	idNumber: ID,
	phone: '13908920000',
	login: 'zhuoma',
	password: PASSWORD,
	repeat: PASSWORD
};

/** A school with its officer; strangers come from an address each, so that nothing is throttled. */
const setting = async () => {
	const world = await makeWorld();
	const school = await world.person({
		name: '格桑',
		employer: world.org.school,
		login: 'gesang',
		roles: [['employer_officer', world.org.school]]
	});
	const beside = await world.store.beside();
	const stranger = (n: number): Context =>
		world.ctx(null, {
			ip: `198.51.100.${n % 250}`,
			...(n % 2 === 1 && { store: beside })
		});
	return { world, school, stranger };
};
const count = async (world: World, table: string): Promise<number> =>
	Number((await world.store.sql(`select count(*) as n from ${table}`))[0]?.['n']);
const entries = async (world: World, action: string): Promise<number> =>
	(await world.store.read.log.ofAction(action, { size: 500 })).filter(
		({ result }) => result === 'done'
	).length;

describe('a stranger’s form, posted many times at once', () => {
	it('registers one person', async () => {
		const { world, stranger } = await setting();
		const before = [await count(world, 'people'), await count(world, 'accounts')];
		const { done } = await atOnce(PARALLEL, (n) =>
			registerPerson(stranger(n), { ...answers, employer: world.org.school })
		);
		expect(done).toBe(1);
		expect([await count(world, 'people'), await count(world, 'accounts')]).toEqual(
			before.map((n) => n + 1)
		);
		expect(await count(world, 'affiliations')).toBe(1);
		expect(await entries(world, 'person.register')).toBe(1);
	});

	it('accepts an invitation once', async () => {
		const { world, school, stranger } = await setting();
		const { token } = await invitePerson(world.ctx(await school.actor()), {
			name: answers.name,
			idNumber: ID,
			role: 'applicant',
			scopeId: world.org.school
		});
		const before = await count(world, 'accounts');
		const { done } = await atOnce(PARALLEL, (n) =>
			acceptInvitation(stranger(n), { ...answers, token })
		);
		expect(done).toBe(1);
		expect(await count(world, 'accounts')).toBe(before + 1);
		expect(await entries(world, 'person.accept_invitation')).toBe(1);
	});

	it('sets a new password once', async () => {
		const { world, school, stranger } = await setting();
		const teacher = await world.person({
			name: '达瓦',
			employer: world.org.school,
			login: 'dawa'
		});
		const { token } = await startRecovery(world.ctx(await school.actor()), {
			personId: teacher.personId,
			reason: '本人到场'
		});
		const password = 'another river under ice';
		const { done } = await atOnce(PARALLEL, (n) =>
			recoverAccount(stranger(n), { token, password, repeat: password })
		);
		expect(done).toBe(1);
		expect(await entries(world, 'account.recover')).toBe(1);
	});

	it.each(['gesang', 'nobody-of-that-name'])(
		'asks for a way back once, for %s, and all get the same answer',
		async (login) => {
			const { world, stranger } = await setting();
			const told = async () => (await world.store.read.outbox.open(500)).length;
			const before = await told();
			const { done } = await atOnce(PARALLEL, (n) => askRecovery(stranger(n), login));
			expect(done).toBe(PARALLEL);
			expect((await told()) - before).toBe(1);
			expect(
				await world.store.read.log.ofAction('account.ask_recovery', { size: 99 })
			).toHaveLength(1);
			// Somebody who still waits may ask again later.
			world.clock.now += 11 * 60_000;
			await askRecovery(stranger(0), login);
			expect((await told()) - before).toBe(2);
		}
	);
});

describe('a file', () => {
	const materials = async () => {
		const house = await makeHouse();
		const application = await house.application({ level: 'junior_assistant', ladder: 'main' });
		const person = await house.store.read.people.byId(application.personId);
		const actor = await house.actor(person!, null);
		const beside = await house.store.beside();
		return {
			house,
			application,
			at: (n: number, more: Partial<Context> = {}): Context =>
				house.context(actor, { ...(n % 2 === 1 && { store: beside }), ...more }),
			file: { applicationId: application.id, slot: 'education_certificate', name: '证书.pdf' }
		};
	};

	it('sent by one form many times comes once', async () => {
		const { house, application, at, file } = await materials();
		const request = { id: '01890000-0000-7000-8000-000000000001', digest: 'the same' };
		const { done } = await atOnce(PARALLEL, (n) =>
			attachFile(at(n, { request }), { ...file, bytes: pdf() })
		);
		expect(done).toBe(1);
		expect(await house.store.read.attachments.ofApplication(application.id)).toHaveLength(1);
	});

	it('sent in pieces is counted in once, and taken out once', async () => {
		const { house, application, at, file } = await materials();
		const bytes = pdf();
		const id = await beginUpload(at(0), { ...file, size: bytes.byteLength });
		await atOnce(PARALLEL, (n) => appendChunk(at(n), id, 0, bytes));
		expect((await atOnce(PARALLEL, (n) => sealUpload(at(n), id))).done).toBe(1);
		expect(await house.store.read.attachments.ofApplication(application.id)).toMatchObject([
			{ id, state: 'stored', size: bytes.byteLength }
		]);
		expect((await atOnce(PARALLEL, (n) => removeAttachment(at(n), id))).done).toBe(1);
		expect(await house.store.read.attachments.ofApplication(application.id)).toEqual([]);
	});
});
