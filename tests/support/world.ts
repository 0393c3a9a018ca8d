/**
 * Invented people, offices and cases for tests: each builder writes one row (and what must stand beside it)
 * into a fresh store and answers it as the store gives it back. Whatever a test is about, it passes; the
 * rest has plain defaults: a water engineer of 南木林县 in the open batch of 2026.
 */
import { tmpdir } from 'node:os';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { v7 } from 'uuid';
import { onTestFinished } from 'vitest';
import { reachOfState, type Actor, type Role } from '#lib/domain/access.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import { passwords } from '#lib/server/auth/passwords.ts';
import { openSecrets } from '#lib/server/auth/secrets.ts';
import { sessions } from '#lib/server/auth/lucia.ts';
import { openFiles } from '#lib/server/files/disk.ts';
import type { Row } from '#lib/server/store/tables.ts';
import {
	insert,
	type Change,
	type Context,
	type NewRow,
	type TableName
} from '#lib/server/usecases/ports.ts';
import { freshStore } from './store.ts';

/** Monday 14 September 2026, 09:00 in Shigatse: where the demo's clock starts as well. */
export const monday = Date.UTC(2026, 8, 14, 1, 0, 0);
/** 南木林县. */
export const county = '540221';
export const city = '540200';

export type World = Awaited<ReturnType<typeof makeWorld>>;

type Given<T extends TableName> = Partial<NewRow<T>>;

/** A fresh store with builders. `now` is the instant at which the clocks start. */
export const makeWorld = async (now = monday) => {
	const store = await freshStore();
	const clock = { now, realNow: now };
	const adapters = makeAdapters();
	let serial = 0;

	const add = async <T extends TableName>(table: T, row: NewRow<T>): Promise<NewRow<T>> => {
		await store.commit([insert(table, row as never)]);
		return row;
	};
	const read = async <T>(row: Promise<T | undefined>): Promise<T> => {
		const found = await row;
		if (found === undefined) throw new Error('a row that was just written is not there');
		return found;
	};
	const next = (): number => ++serial;

	const organisation = async (
		given: Given<'organisations'> = {}
	): Promise<Row<'organisations'>> => {
		const id = given.id ?? v7();
		await add('organisations', {
			kind: 'employer',
			name: `第${next()}单位`,
			place: county,
			createdAt: now,
			...given,
			id
		});
		return read(store.read.organisations.byId(id));
	};
	/** 水利 employer in 南木林县 unless told otherwise. */
	const employer = (given: Given<'organisations'> = {}) =>
		organisation({ kind: 'employer', name: `南木林县第${serial + 1}水利站`, ...given });
	const countyOffice = (place = county) =>
		organisation({ kind: 'county', name: `${place}人力资源和社会保障局`, place });
	const cityOffice = () =>
		organisation({ kind: 'city', name: '日喀则市人力资源和社会保障局', place: city });
	const sector = (given: Given<'organisations'> = {}) =>
		organisation({
			kind: 'sector',
			name: '日喀则市水利局',
			place: city,
			sector: 'water',
			...given
		});
	const committeeOffice = (given: Given<'organisations'> = {}) =>
		organisation({ kind: 'committee_office', name: `评委会办公室${serial + 1}`, ...given });

	const person = async (given: Given<'people'> = {}): Promise<Row<'people'>> => {
		const id = given.id ?? v7();
		const number = next();
		await add('people', {
			name: `次仁${number}`,
			sex: number % 2 === 0 ? 'female' : 'male',
			bornOn: '1990-05-01',
			idBlind: `blind-${id}`,
			idLast4: String(1000 + (number % 9000)),
			createdAt: now,
			...given,
			id
		});
		return read(store.read.people.byId(id));
	};
	const account = async (
		personId: string,
		given: Given<'accounts'> = {}
	): Promise<Row<'accounts'>> => {
		const id = given.id ?? v7();
		await add('accounts', {
			loginName: `user${next()}`,
			passwordHash: 'not a hash: nobody signs in with it',
			passwordSetAt: now,
			state: 'active',
			createdAt: now,
			...given,
			personId,
			id
		});
		return read(store.read.accounts.byId(id));
	};
	const grant = async (
		personId: string,
		role: Role,
		scopeId = '',
		given: Given<'grants'> = {}
	): Promise<Row<'grants'>> => {
		const id = given.id ?? v7();
		await add('grants', {
			fromOn: '2026-01-01',
			grantedBy: personId,
			createdAt: now,
			...given,
			id,
			personId,
			role,
			scopeId
		});
		return read(store.read.grants.byId(id));
	};

	/** The person as the portal would see them: with account and every hat in force, the last one on. */
	const actor = async (
		who: { readonly id: string; readonly name: string },
		wearing?: { readonly id: string } | null
	): Promise<Actor> => {
		const held = (await store.read.accounts.byPerson(who.id)) ?? (await account(who.id));
		const hats = await store.read.grants.openOfPerson(who.id, shanghaiDay(clock.now));
		return {
			personId: who.id,
			accountId: held.id,
			sessionId: `session-${held.id}`,
			name: who.name,
			hat:
				wearing === null
					? null
					: ((wearing ? hats.find(({ grantId }) => grantId === wearing.id) : hats.at(-1)) ?? null),
			hats
		};
	};
	/** A new person who holds a role for an organisation, as an actor with that hat on. */
	const officer = async (role: Role, scope?: { readonly id: string }): Promise<Actor> => {
		const who = await person();
		return actor(who, await grant(who.id, role, scope?.id ?? ''));
	};

	const committee = async (given: Given<'committees'> = {}): Promise<Row<'committees'>> => {
		const id = given.id ?? v7();
		await add('committees', {
			name: `南木林县工程系列评审委员会${next()}`,
			series: 'engineering',
			specialty: 'water',
			tiers: ['junior'],
			covers: [county],
			place: county,
			sponsorId: given.sponsorId ?? (await countyOffice()).id,
			filingNumber: `日人社函〔2026〕${serial}号`,
			filedOn: '2026-01-05',
			validTo: '2028-12-31',
			minSize: 9,
			state: 'active',
			createdAt: now,
			...given,
			id
		});
		return read(store.read.committees.byId(id));
	};
	/** Open from 1 September to 31 October 2026. */
	const batch = async (given: Given<'batches'> = {}): Promise<Row<'batches'>> => {
		const id = given.id ?? v7();
		await add('batches', {
			year: 2026,
			name: '2026年度职称评审',
			opensAt: Date.UTC(2026, 7, 31, 16),
			closesAt: Date.UTC(2026, 9, 31, 16),
			pinnedRules: {},
			announcement: '关于开展2026年度职称评审工作的通知',
			state: 'open',
			createdAt: now,
			...given,
			id
		});
		return read(store.read.batches.byId(id));
	};
	const round = async (given: Given<'rounds'> = {}): Promise<Row<'rounds'>> => {
		const id = given.id ?? v7();
		await add('rounds', {
			batchId: given.batchId ?? (await batch()).id,
			committeeId: given.committeeId ?? (await committee()).id,
			plannedMeetingOn: '2026-11-20',
			rubric: defaultRubric,
			state: 'open',
			createdAt: now,
			...given,
			id
		});
		return (await read(store.read.rounds.byId(id))).round;
	};
	const member = async (
		roundId: string,
		personId: string,
		seat: Row<'roundMembers'>['seat'] = 'member'
	) => add('roundMembers', { id: v7(), roundId, personId, seat, number: next() });

	/** A draft by a new person of a new employer; pass `state` and relations for another. */
	const application = async (given: Given<'applications'> = {}): Promise<Row<'applications'>> => {
		const id = given.id ?? v7();
		const workplace = given.employerId
			? await read(store.read.organisations.byId(given.employerId))
			: await employer();
		const applicant = given.personId
			? await read(store.read.people.byId(given.personId))
			: await person({ employerId: workplace.id });
		const state = given.state ?? 'draft';
		await add('applications', {
			number: `2026-${String(next()).padStart(6, '0')}`,
			batchId: given.batchId ?? (await batch()).id,
			series: 'engineering',
			ladder: 'engineering',
			specialty: 'water',
			level: 'assistant',
			place: workplace.place,
			agencyId: workplace.agencyId,
			holderParty: 'applicant',
			holderId: applicant.id,
			stateSince: now,
			reach: reachOfState(state),
			personName: applicant.name,
			idLast4: applicant.idLast4 ?? '',
			employerName: workplace.name,
			titleName: '助理工程师',
			createdAt: now,
			updatedAt: now,
			...given,
			id,
			state,
			employerId: workplace.id,
			personId: applicant.id
		});
		return read(store.read.applications.byId(id));
	};
	/** Keeps a person from a case. */
	const recusal = async (
		personId: string,
		applicationId: string,
		given: Given<'recusals'> = {}
	): Promise<Row<'recusals'>> => {
		const application = await read(store.read.applications.byId(applicationId));
		const id = given.id ?? v7();
		await add('recusals', {
			kind: 'other',
			source: 'office',
			said: '与申报人有利害关系',
			createdAt: now,
			applicationId,
			applicantId: application.personId,
			...given,
			id,
			personId
		});
		return read(store.read.recusals.byId(id));
	};
	const assignment = async (
		applicationId: string,
		expertId: string,
		given: Given<'assignments'> = {}
	): Promise<Row<'assignments'>> => {
		const id = given.id ?? v7();
		await add('assignments', {
			roundId: '',
			state: 'assigned',
			createdAt: now,
			...given,
			id,
			applicationId,
			expertId
		});
		if (given.state === 'recused') await recusal(expertId, applicationId);
		return read(store.read.assignments.byId(id));
	};
	const expert = async (personId: string, given: Given<'experts'> = {}) =>
		add('experts', {
			id: v7(),
			personId,
			series: 'engineering',
			specialties: ['water'],
			level: 'associate_senior',
			place: city,
			termFrom: '2026-01-01',
			termTo: '2028-12-31',
			createdAt: now,
			...given
		});
	/** The city has confirmed the calendar of these years: legal periods can be counted. */
	const confirmedYears = (...years: readonly number[]) =>
		store.commit(
			years.map((year): Change =>
				insert('calendarYears', { year, confirmedAt: now, confirmedBy: '', basis: '国办发明电' })
			)
		);

	return {
		store,
		/** Both clocks; a test moves them. */
		clock,
		/** What a use case is handed. `actor` null: the public. */
		context: (who: Actor | null = null, more: Partial<Context> = {}): Context => ({
			store,
			...adapters(),
			sessions,
			passwords,
			now: () => clock.now,
			realNow: () => clock.realNow,
			today: () => shanghaiDay(clock.now),
			newId: () => v7(),
			actor: who,
			as: 'person',
			ip: '203.0.113.7',
			request: null,
			demo: false,
			...more
		}),
		account,
		actor,
		application,
		assignment,
		batch,
		cityOffice,
		committee,
		committeeOffice,
		confirmedYears,
		countyOffice,
		employer,
		expert,
		grant,
		member,
		officer,
		organisation,
		person,
		recusal,
		round,
		sector
	};
};

/** Keys and files in a folder of the test's own, made when first asked for. */
const makeAdapters = () => {
	let made: Pick<Context, 'secrets' | 'files'> | undefined;
	return (): Pick<Context, 'secrets' | 'files'> => {
		if (made) return made;
		const folder = mkdtempSync(path.join(tmpdir(), 'portal-world-'));
		try {
			onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
		} catch {
			// Made in a hook: the folder is left to the system's own cleaning.
		}
		made = {
			secrets: openSecrets(path.join(folder, 'keys')),
			files: openFiles(path.join(folder, 'files'))
		};
		return made;
	};
};
