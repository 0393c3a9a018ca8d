/**
 * A saved score, durable, by 64 writers at once, beside the bare floor: one row changed and one sync to disk by
 * the driver alone, and the same in groups of 64.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrateStore, sqliteFile } from '#lib/server/store/open.ts';
import { connect, openSqlite } from '#lib/server/store/sqlite.ts';
import { insert, update } from '#lib/server/usecases/ports.ts';
import { measure, print } from './measure.ts';

const writers = 64;
const dataDir = mkdtempSync(path.join(tmpdir(), 'bench-scores-'));
try {
	await migrateStore({ dataDir }, { now: 0 });
	const store = openSqlite(sqliteFile(dataDir));
	await store.commit(
		Array.from({ length: writers }, (_, i) =>
			insert('assignments', {
				id: `a${i}`,
				applicationId: `c${i}`,
				roundId: 'r',
				expertId: `e${i}`,
				state: 'assigned',
				createdAt: 0
			})
		)
	);
	const raw = connect(sqliteFile(dataDir));
	const one = raw.prepare("update assignments set opinion = ? where id = 'a0'");
	const all = raw.prepare('update assignments set opinion = ? where id = ?');
	let count = 0;
	const together = raw.transaction(() => {
		for (let i = 0; i < writers; i += 1) all.run(String((count += 1)), `a${i}`);
	});
	const versions = new Map<string, number>();
	const save = async (id: string): Promise<void> => {
		const version = versions.get(id) ?? 1;
		versions.set(id, version + 1);
		await store.commit([
			update(
				'assignments',
				{ id, version },
				{ scores: { D: String(version % 25) }, savedAt: version }
			)
		]);
	};
	const figures = [
		await measure(
			'floor: 64 rows one by one, a sync each',
			() => {
				for (let i = 0; i < writers; i += 1) one.run(String((count += 1)));
			},
			{ n: 3 }
		),
		await measure('floor: 64 rows in one transaction', () => together(), { n: 3 }),
		await measure(
			'64 writers save a score each',
			() => Promise.all(Array.from({ length: writers }, (_, i) => save(`a${i}`))),
			{ n: 3 }
		)
	];
	print('A saved score, durable (per 64 scores)', figures, figures[1]?.name);
	raw.close();
	await store.close();
} finally {
	rmSync(dataDir, { recursive: true, force: true });
}
