import { describe, expect, it } from 'vitest';
import { entryChanges } from '#lib/domain/titles/entry-changes.ts';

const one = { id: 'a', section: 'education', data: { school: '甲校', major: '水利' } };

describe('what changed since the last submission', () => {
	it('names fields, added and removed entries, and leaves the pledge out', () => {
		expect(
			entryChanges(
				[
					one,
					{ id: 'b', section: 'works', data: { title: '旧' } },
					{ id: 'p', section: 'pledge', data: { agreed: 'on' } }
				],
				[
					{ ...one, data: { school: '乙校', major: '水利' } },
					{ id: 'c', section: 'works', data: { title: '新' } }
				]
			)
		).toEqual([
			{
				section: 'education',
				entry: 'a',
				field: 'school',
				kind: 'changed',
				before: '甲校',
				after: '乙校'
			},
			{ section: 'works', entry: 'c', field: null, kind: 'added', before: '', after: '' },
			{ section: 'works', entry: 'b', field: null, kind: 'removed', before: '', after: '' }
		]);
	});

	it('finds nothing where nothing changed, an absent field being an empty one', () => {
		expect(entryChanges([one], [{ ...one, data: { ...one.data, degree: '' } }])).toEqual([]);
	});
});
