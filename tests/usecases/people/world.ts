/** A small invented county for the use cases of people: a bureau, a school with an officer, a clinic without. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { v7 } from 'uuid';
import type { Actor, Role } from '#lib/domain/access.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import { idCheckCharacter } from '#lib/domain/people/id-number.ts';
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import { readSession, sessions } from '#lib/server/auth/lucia.ts';
import { openSecrets } from '#lib/server/auth/secrets.ts';
import { sealedIdNumber, sealedPhone } from '#lib/server/usecases/people/numbers.ts';
import { insert, type Change, type Context, type Passwords } from '#lib/server/usecases/ports.ts';
import { freshStore, type TestStore } from '../../support/store.ts';

/** A valid number: place, birth date, sequence, and the check character that belongs to them. */
export const idNumber = (place: string, born: string, sequence: string): string => {
	const digits = `${place}${born}${sequence}`;
	return digits + idCheckCharacter(digits);
};

/** 14 September 2026, 09:00 in Shigatse. */
export const START = Date.UTC(2026, 8, 14, 1, 0, 0);
export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** Quick stand-in for argon2, which has its own tests; counts the work. */
export const quickPasswords = (): Passwords & { readonly verified: () => number } => {
	let verified = 0;
	const of = (password: string) => `quick:${Buffer.from(password).toString('base64url')}`;
	return {
		hash: async (password) => of(password),
		verify: async (hash, password) => {
			verified += 1;
			return hash === of(password);
		},
		verified: () => verified
	};
};

export type World = {
	readonly store: TestStore;
	readonly passwords: ReturnType<typeof quickPasswords>;
	readonly ctx: (actor?: Actor | null, more?: Partial<Context>) => Context;
	readonly clock: { now: number };
	readonly org: Readonly<Record<'city' | 'bureau' | 'school' | 'clinic' | 'agency', string>>;
	/** Adds a person; with `login` they have an account whose password is `PASSWORD`. */
	readonly person: (more: {
		readonly name: string;
		readonly id?: string;
		readonly phone?: string;
		readonly employer?: string;
		readonly login?: string;
		readonly roles?: readonly (readonly [Role, string])[];
	}) => Promise<{ readonly personId: string; readonly actor: () => Promise<Actor> }>;
};

export const PASSWORD = 'quiet river under ice';

export const refusalOf = async (deed: Promise<unknown>): Promise<Refusal> => {
	try {
		await deed;
	} catch (cause) {
		if (cause instanceof Refused) return cause.refusal;
		throw cause;
	}
	return expect.fail('nothing was refused');
};

export const makeWorld = async (passwordsPort?: Passwords): Promise<World> => {
	const store = await freshStore();
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-people-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	const secrets = openSecrets(folder);
	const quick = quickPasswords();
	const clock = { now: START };
	const ctx = (actor: Actor | null = null, more: Partial<Context> = {}): Context => ({
		store,
		files: {} as Context['files'],
		secrets,
		passwords: passwordsPort ?? quick,
		sessions,
		now: () => clock.now,
		realNow: () => clock.now,
		today: () => shanghaiDay(clock.now),
		newId: () => v7(),
		actor,
		as: 'person',
		ip: '192.0.2.1',
		request: null,
		demo: false,
		...more
	});
	const org = { city: v7(), bureau: v7(), school: v7(), clinic: v7(), agency: v7() };
	const organisation = (
		id: string,
		kind: 'city' | 'county' | 'employer' | 'agency',
		name: string,
		place: string,
		agencyId: string | null = null
	): Change => insert('organisations', { id, kind, name, place, agencyId, createdAt: START });
	await store.commit([
		organisation(org.city, 'city', '日喀则市人社局', '540200'),
		organisation(org.bureau, 'county', '南木林县人社局', '540221'),
		organisation(org.school, 'employer', '南木林县湘河中学', '540221'),
		organisation(org.clinic, 'employer', '南木林县艾玛卫生院', '540221', org.agency),
		organisation(org.agency, 'agency', '南木林县人才服务中心', '540221')
	]);
	const person: World['person'] = async (more) => {
		const personId = v7();
		const accountId = v7();
		await store.commit([
			insert('people', {
				id: personId,
				name: more.name,
				...(more.id && sealedIdNumber(secrets, personId, more.id)),
				...(more.phone && sealedPhone(secrets, personId, more.phone)),
				employerId: more.employer ?? null,
				createdAt: START
			}),
			...(more.employer
				? [
						insert('employments', {
							id: v7(),
							personId,
							employerId: more.employer,
							fromOn: '2020-01-01'
						})
					]
				: []),
			...(more.login
				? [
						insert('accounts', {
							id: accountId,
							personId,
							loginName: more.login,
							passwordHash: await (passwordsPort ?? quick).hash(PASSWORD),
							passwordSetAt: START,
							state: 'active',
							createdAt: START
						})
					]
				: []),
			...(more.roles ?? []).map(([role, scopeId]) =>
				insert('grants', {
					id: v7(),
					personId,
					role,
					scopeId,
					fromOn: '2026-01-01',
					toOn: null,
					grantedBy: 'test',
					createdAt: START
				})
			)
		]);
		return {
			personId,
			actor: async () => {
				const hats = await store.read.grants.openOfPerson(personId, shanghaiDay(clock.now));
				return {
					personId,
					accountId,
					sessionId: 'none',
					name: more.name,
					hat: hats[0] ?? null,
					hats
				};
			}
		};
	};
	return { store, passwords: quick, ctx, clock, org, person };
};

/** The actor that a session token stands for now, as a request would see it. */
export const asking = (world: World, token: string): ReturnType<typeof readSession> =>
	readSession(world.ctx(), token);
