/** R9: workers are killed at random. Each effect happens once all the same; poison ends in the dead letter. */
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { v7 } from 'uuid';
import { openSecrets } from '#lib/server/auth/secrets.ts';
import { maxAttempts, maxDeaths } from '#lib/server/jobs/queue.ts';
import { openSqlite, type SqliteStore } from '#lib/server/store/sqlite.ts';
import { insert, type Change } from '#lib/server/usecases/ports.ts';
import { freshFolder, program, removeFolder, speak, type Speaker } from './places.ts';

export type WorkersReport = {
	readonly kills: number;
	readonly cases: number;
	readonly undone: number;
	readonly twice: number;
	/** Messages that a person did not get exactly once. */
	readonly messagesOff: number;
	readonly poison: { readonly attempts: number; readonly dead: boolean };
};

/**
 * Given up after enough failures. A claim whose process died after a first failure was told is counted with
 * them, so there may be more; never more than are allowed to die.
 */
export const isSpent = ({ dead, attempts }: WorkersReport['poison']): boolean =>
	dead && attempts >= maxAttempts && attempts <= maxDeaths + 1;

/** Drafts of a batch whose window has closed, and a job that nobody can do. */
const fill = async (store: SqliteStore, cases: number): Promise<readonly string[]> => {
	const batch = v7();
	const ids = Array.from({ length: cases }, () => v7());
	const now = Date.now();
	const base: Change[] = [
		insert('batches', {
			id: batch,
			year: 2026,
			name: '2026年度职称评审',
			opensAt: 1,
			closesAt: now - 1,
			pinnedRules: {},
			announcement: '',
			state: 'open',
			createdAt: 1
		}),
		insert('organisations', {
			id: 'employer',
			kind: 'employer',
			name: '南木林县水利站',
			place: '540221',
			createdAt: 1
		}),
		insert('jobs', {
			id: v7(),
			kind: 'no-such-kind',
			key: 'poison',
			payload: {},
			runAt: 1,
			createdAt: 1
		})
	];
	await store.commit(base);
	for (const [index, id] of ids.entries())
		await store.commit([
			insert('people', { id: `p-${id}`, name: '次仁', createdAt: 1 }),
			insert('applications', {
				id,
				number: `2026-${String(index + 1).padStart(6, '0')}`,
				batchId: batch,
				personId: `p-${id}`,
				series: 'engineering',
				ladder: 'main',
				specialty: 'water',
				level: 'junior_assistant',
				state: 'draft',
				employerId: 'employer',
				place: '540221',
				holderParty: 'applicant',
				holderId: `p-${id}`,
				stateSince: 1,
				personName: '次仁',
				employerName: '南木林县水利站',
				titleName: '助理工程师',
				createdAt: 1,
				updatedAt: 1
			})
		]);
	return ids;
};

const settled = async (store: SqliteStore, ids: readonly string[]): Promise<boolean> => {
	const states = await Promise.all(ids.map((id) => store.read.applications.byId(id)));
	const outbox = await store.read.outbox.backlog();
	return states.every((row) => row?.state === 'lapsed') && outbox.waiting === 0;
};

/** Poison waits longer and longer between its tries: here the waiting is taken away. */
const hurry = async (store: SqliteStore): Promise<void> => {
	const poison = await store.read.jobs.byKey('poison');
	if (!poison || poison.deadAt !== null || poison.leaseUntil > Date.now()) return;
	await store
		.commit([
			{
				do: 'settle',
				table: 'jobs',
				id: poison.id,
				leaseUntil: poison.leaseUntil,
				set: { runAt: 1 }
			}
		])
		.catch(() => undefined);
};

/** Two workers over one database; one of them dies at random, so many times. */
export const killWorkers = async (kills: number, cases: number): Promise<WorkersReport> => {
	const folder = freshFolder();
	openSecrets(path.join(folder, 'keys'));
	const store = openSqlite(path.join(folder, 'portal.sqlite'));
	const env = { DATA_DIR: folder, DATABASE_URL: '' };
	const start = (): Speaker => speak([program('worker.ts')], env);
	const workers: [Speaker, Speaker] = [start(), start()];
	try {
		const ids = await fill(store, cases);
		for (let kill = 0; kill < kills; kill += 1) {
			const which = kill % 2;
			const victim = workers[which as 0 | 1];
			await victim.ready;
			await sleep(Math.random() * 150);
			await victim.end('SIGKILL');
			workers[which as 0 | 1] = start();
			await hurry(store);
		}
		const patience = Date.now() + 60_000;
		const poisoned = async () => (await store.read.jobs.byKey('poison'))?.deadAt ?? null;
		while (Date.now() < patience && (!(await settled(store, ids)) || (await poisoned()) === null)) {
			await hurry(store);
			await sleep(50);
		}
		const entries = await Promise.all(
			ids.map((id) => store.read.log.ofObject(id, { size: 10 }).then((rows) => rows.length))
		);
		const messages = await Promise.all(ids.map((id) => store.read.messages.unreadCount(`p-${id}`)));
		const poison = await store.read.jobs.byKey('poison');
		return {
			kills,
			cases,
			undone: entries.filter((count) => count === 0).length,
			twice: entries.filter((count) => count > 1).length,
			messagesOff: messages.filter((count) => count !== 1).length,
			poison: { attempts: poison?.attempts ?? 0, dead: poison?.deadAt != null }
		};
	} finally {
		await Promise.all(workers.map((worker) => worker.end('SIGKILL')));
		await store.close();
		removeFolder(folder);
	}
};
