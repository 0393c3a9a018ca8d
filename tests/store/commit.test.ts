import { expect, test } from 'vitest';
import { freshStore } from '../support/store.ts';

test('meta', async () => {
	const store = await freshStore();
	await store.commit([{ do: 'insert', table: 'meta', row: { key: 'demo', value: '1' } }]);
	expect(await store.read.meta.get('demo')).toEqual({ key: 'demo', value: '1', version: 1 });
});
