import { describe, expect, it } from 'vitest';
import { bulkMove, mostRows, previewBulk } from '#lib/server/usecases/desk/bulk-move.ts';
import { insert, update } from '#lib/server/usecases/ports.ts';
import { bringTo, held, makeDesks, type DeskSetting } from './setting.ts';

const said = { opinion: '同意', document: '日人社函〔2026〕12号' };

/** Cases at the county's desk, some of which cannot be passed, beside one that came the whole way. */
const makeDeskful = async (count: number) => {
	const desks = await makeDesks();
	const { world } = desks;
	const first = await bringTo(desks, 'county_check');
	const { dueOrder: _generated, ...row } = first;
	const ids = Array.from({ length: count }, () => world.context().newId());
	await world.store.commit(
		ids.map((id, i) =>
			insert('applications', {
				...row,
				id,
				number: `2026-${String(700_000 + i)}`,
				// Every fifth has no route, every seventh has left the desk.
				...(i % 5 === 0 && { place: '540237', series: 'news', specialty: null }),
				...(i % 7 === 0 && { state: 'acceptance_check' as const })
			})
		)
	);
	return { desks, ids };
};

const stateOf = async (desks: DeskSetting, ids: readonly string[]) =>
	Promise.all(ids.map(async (id) => (await held(desks, id)).state));

describe('one act on many cases', () => {
	it('does exactly what its preview said, row by row, and lists what failed', async () => {
		const { desks, ids } = await makeDeskful(200);
		// The county of 岗巴 is another one: here the rows are of this county, only their series has no committee.
		await desks.world.store.sql("update applications set place = '540221'");
		const county = desks.at('county');
		const before = await stateOf(desks, ids);
		const preview = await previewBulk(county, 'pass', ids);
		expect(await stateOf(desks, ids)).toEqual(before);
		expect(preview.map(({ id }) => id)).toEqual(ids);
		const keys = new Set(preview.map(({ refusal }) => refusal?.key ?? 'can'));
		expect(keys).toEqual(new Set(['can', 'no_route', 'state_does_not_allow']));

		const rows = preview.map(({ id, version }) => ({ id, version }));
		const results = await bulkMove(county, 'pass', rows, said);
		for (const [index, row] of preview.entries()) {
			const result = results[index];
			expect(result?.id).toBe(row.id);
			if (row.refusal) {
				expect(result?.result).toBe('failed');
				expect(result?.result === 'failed' && result.refusal.key).toBe(row.refusal.key);
				expect((await held(desks, row.id)).state).toBe(row.state);
			} else {
				expect(result?.result).toBe('done');
				expect((await held(desks, row.id)).state).toBe(row.to);
			}
		}
		const done = results.filter(({ result }) => result === 'done').length;
		expect(done).toBe(preview.filter(({ refusal }) => refusal === null).length);

		// The same form once more: nothing moves, and what had been done says so.
		const after = await Promise.all(ids.map((id) => held(desks, id)));
		const again = await bulkMove(county, 'pass', rows, said);
		expect(again.filter(({ result }) => result === 'done')).toEqual([]);
		expect(again.filter(({ result }) => result === 'already')).toHaveLength(done);
		expect(await Promise.all(ids.map((id) => held(desks, id)))).toEqual(after);
		const passes = await desks.world.store.read.log.ofAction('case.county_pass', { size: 1000 });
		expect(passes.filter(({ result }) => result === 'done')).toHaveLength(done);
	}, 120_000);

	it('leaves a row alone that a colleague has touched since the preview', async () => {
		const { desks, ids } = await makeDeskful(6);
		const county = desks.at('county');
		const wanted = ids.filter((_, i) => i % 5 !== 0 && i % 7 !== 0);
		const preview = await previewBulk(county, 'pass', wanted);
		const [touched] = wanted;
		if (!touched) throw new Error('no rows');
		await desks.world.store.commit([update('applications', await held(desks, touched), {})]);
		const results = await bulkMove(county, 'pass', preview, said);
		expect(results[0]).toMatchObject({
			id: touched,
			result: 'failed',
			refusal: { kind: 'stale' }
		});
		expect(results.slice(1).every(({ result }) => result === 'done')).toBe(true);
	});

	it('accepts many at once, each with its route frozen', async () => {
		const desks = await makeDesks();
		const row = await bringTo(desks, 'acceptance_check');
		const preview = await previewBulk(desks.at('office'), 'accept', [row.id]);
		expect(preview).toMatchObject([{ to: 'accepted', refusal: null }]);
		const [result] = await bulkMove(desks.at('office'), 'accept', preview, said);
		expect(result?.result).toBe('done');
		expect((await held(desks, row.id)).routeFrozenAt).not.toBeNull();
	});

	it('refuses foreign ids and too many rows as a whole', async () => {
		const { desks, ids } = await makeDeskful(1);
		const stranger = desks.world.context(
			await desks.world.officer('county_officer', await desks.world.countyOffice('540222'))
		);
		await expect(previewBulk(stranger, 'pass', ids)).rejects.toMatchObject({
			refusal: { kind: 'missing' }
		});
		await expect(
			bulkMove(stranger, 'pass', [{ id: ids[0] ?? '', version: 1 }], said)
		).rejects.toMatchObject({ refusal: { kind: 'missing' } });
		await expect(
			previewBulk(
				desks.at('county'),
				'pass',
				Array.from({ length: mostRows + 1 }, (_, i) => String(i))
			)
		).rejects.toMatchObject({ refusal: { key: 'too_many_rows' } });
	});
});
