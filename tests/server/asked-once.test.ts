import { beforeEach, expect, test } from 'vitest';
import { askedOnce } from '#lib/server/asked-once.ts';
import type { Store } from '#lib/server/usecases/ports.ts';

let asked: string[] = [];
const ask = async (id: string, day = ''): Promise<string> => {
	asked.push(id + day);
	return `${asked.length}`;
};
const store = {
	read: { people: { byId: ask, byDay: ask }, batches: { byId: ask } },
	commit: async () => {
		throw new Error('refused');
	}
} as unknown as Store;
const reads = ({ read }: Store) =>
	read as unknown as Readonly<Record<'people' | 'batches', Readonly<Record<string, typeof ask>>>>;

beforeEach(() => {
	asked = [];
});

test('the same question with the same values is asked once, also while it is on its way', async () => {
	const { people, batches } = reads(askedOnce(store));
	expect(await Promise.all([people['byId']!('a'), people['byId']!('a')])).toEqual(['1', '1']);
	expect(await people['byId']!('a')).toBe('1');
	await people['byId']!('b');
	await people['byDay']!('a');
	await people['byDay']!('a', '2026-09-14');
	await batches['byId']!('a');
	expect(asked).toEqual(['a', 'b', 'a', 'a2026-09-14', 'a']);
});

test('another page asks anew', async () => {
	await reads(askedOnce(store)).people['byId']!('a');
	await reads(askedOnce(store)).people['byId']!('a');
	expect(asked).toHaveLength(2);
});

test('a commit forgets what was answered, whatever became of it', async () => {
	const page = askedOnce(store);
	await reads(page).people['byId']!('a');
	await expect(page.commit([])).rejects.toThrow('refused');
	await reads(page).people['byId']!('a');
	expect(asked).toHaveLength(2);
});
