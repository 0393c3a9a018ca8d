/**
 * A disk that fills up: `node full-disk.ts <folder on a small file system>`. Writes until the store refuses,
 * looks at what can still be done, makes room and goes on. Prints what happened as one line of JSON.
 */
import { randomUUID } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Refused } from '#lib/domain/refusal.ts';
import { openFiles } from '#lib/server/files/disk.ts';
import { migrateSqlite } from '#lib/server/store/migrate.ts';
import { openSqlite } from '#lib/server/store/sqlite.ts';
import { insert } from '#lib/server/usecases/ports.ts';

const [folder = ''] = process.argv.slice(2);
const file = path.join(folder, 'portal.sqlite');
const ballast = path.join(folder, 'ballast');
migrateSqlite(file, { now: 1 });
writeFileSync(ballast, Buffer.alloc(6 << 20, 1));

const store = openSqlite(file);
const acknowledged: string[] = [];
const refusals: string[] = [];

/** Writes until it is refused, or so many times. Answers what was refused with. */
const write = async (most: number): Promise<string | null> => {
	for (let n = 0; n < most; n += 1) {
		const key = `w-${acknowledged.length + 1}-${n}`;
		try {
			await store.commit([insert('meta', { key, value: 'x'.repeat(4_000) })]);
			acknowledged.push(key);
		} catch (cause) {
			if (!(cause instanceof Refused)) throw cause;
			return `${cause.refusal.kind}:${cause.refusal.key}`;
		}
	}
	return null;
};

const full = await write(100_000);
if (full) refusals.push(full);
// Still full: refused again, in the same words, and nothing is half-written.
const again = await write(1);
if (again) refusals.push(again);

const files = openFiles(path.join(folder, 'files'));
const upload = await files.append(randomUUID(), 0, new Uint8Array(2 << 20)).then(
	() => 'taken',
	(cause: unknown) =>
		cause instanceof Refused ? `${cause.refusal.kind}:${cause.refusal.key}` : String(cause)
);

const held = async (): Promise<number> => (await store.read.meta.all()).length;
const readable = await held();
rmSync(ballast);
const before = acknowledged.length;
const recovered = (await write(20)) === null;
const integrity = store.connection.pragma('integrity_check', { simple: true });
const keys = new Set((await store.read.meta.all()).map(({ key }) => key));
await store.close();
console.log(
	JSON.stringify({
		refusals,
		upload,
		acknowledgedWhenFull: before,
		readableWhenFull: readable,
		recovered,
		writtenAfter: acknowledged.length - before,
		lost: acknowledged.filter((key) => !keys.has(key)).length,
		integrity
	})
);
