/**
 * Writes until it dies: many callers at once, each commit a row and an entry of the log, each acknowledged on
 * standard output after it. `node writer.ts <folder> <full|single|normal> [<first number> [<most>]]`. `single` is one
 * caller, so that no two share a commit; `normal` is how the driver reopens a database by itself: the control
 * that shows a power cut would be seen.
 */
import { writeSync } from 'node:fs';
import path from 'node:path';
import { connect, openSqlite } from '#lib/server/store/sqlite.ts';
import { insert, type Change } from '#lib/server/usecases/ports.ts';

const [folder = '', mode = 'full', first = '1', most = 'Infinity'] = process.argv.slice(2);
const file = path.join(folder, 'portal.sqlite');
const CALLERS = mode === 'full' ? 32 : 1;

const changes = (key: string): Change[] => [
	insert('meta', { key, value: 'x'.repeat(200) }),
	{
		do: 'log',
		entry: { action: 'case.submit', objectKind: 'case', objectId: key },
		actor: null,
		role: 'system',
		organisation: '',
		at: 1
	}
];

const store = openSqlite(file);
const plain = mode === 'normal' ? connect(file) : undefined;
plain?.pragma('synchronous = NORMAL');
const insertPlain = plain?.prepare('insert into meta (key, value) values (?, ?)');

let next = Number(first);
const last = Number(first) + Number(most);
const write = async (): Promise<void> => {
	while (next < last) {
		const key = `w-${next++}`;
		if (insertPlain) {
			insertPlain.run(key, 'x'.repeat(200));
			await new Promise((resolve) => setImmediate(resolve));
		} else await store.commit(changes(key));
		writeSync(1, `${key}\n`);
	}
};

writeSync(1, 'ready\n');
// Leaving would sync what was written: the control stays until it is killed.
if (mode === 'normal') setInterval(() => undefined, 1_000);
await Promise.all(Array.from({ length: CALLERS }, write));
