import { describe, expect, it } from 'vitest';
import { addDays } from '#lib/domain/day.ts';
import { applicationStates } from '#lib/domain/titles/application-states.ts';
import { askedOnce } from '#lib/server/asked-once.ts';
import type { Row } from '#lib/server/store/tables.ts';
import { searchTermsOf } from '#lib/server/usecases/applications/search-terms.ts';
import { csvCell, csvLine } from '#lib/server/usecases/desk/csv.ts';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { tabsOf, type Desk } from '#lib/server/usecases/desk/desks.ts';
import { exportCases } from '#lib/server/usecases/desk/export-cases.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { deskCounts, listCases, type CaseList } from '#lib/server/usecases/desk/list-cases.ts';
import { nextCase } from '#lib/server/usecases/desk/next-case.ts';
import { insert, type Context, type Store } from '#lib/server/usecases/ports.ts';
import { makeWorld } from '../../support/world.ts';

const today = '2026-09-14';

/** A small city: some cases of each kind in two counties, spread over states and days. */
const makeCity = async (cases = 60) => {
	const world = await makeWorld();
	await world.confirmedYears(2026);
	const office = await world.committeeOffice();
	const [near, far] = [
		await world.employer({ name: '南木林县水利站' }),
		await world.employer({ name: '江孜县灌区管理所', place: '540222' })
	];
	const batch = await world.batch();
	const county = await world.countyOffice();
	const states = applicationStates.filter((state) => state !== 'draft' && state !== 'deleted');
	const rows: Row<'applications'>[] = [];
	for (let i = 0; i < cases; i += 1) {
		const row = await world.application({
			batchId: batch.id,
			employerId: (i % 3 === 0 ? far : near).id,
			state: states[(i * 7) % states.length],
			reach: 6,
			officeId: office.id,
			level: i % 4 === 0 ? 'intermediate' : 'junior_assistant',
			specialty: i % 5 === 0 ? 'forestry' : 'water',
			track: i % 6 === 0 ? 'exceptional' : 'normal',
			dueOn: i % 4 === 3 ? null : addDays(today, (i % 13) - 4),
			stateSince: world.clock.now - i * 3_600_000,
			personName: `${'扎白洛达次'[i % 5]}${'西玛桑珠仁'[i % 4]}${i}`
		});
		await world.store.commit(searchTermsOf(row));
		rows.push(row);
	}
	const actors = {
		county: await world.officer('county_officer', county),
		city: await world.officer('city_officer', await world.cityOffice()),
		office: await world.officer('committee_office', office),
		employer: await world.officer('employer_officer', near)
	};
	return {
		world,
		rows,
		near,
		far,
		batch,
		actors,
		ctx: (desk: keyof typeof actors) => world.context(actors[desk])
	};
};

const ask = (ctx: Context, desk: Desk, address: string): Promise<CaseList> =>
	listCases(ctx, desk, readCaseQuery(desk, new URLSearchParams(address)));

const numbers = (list: CaseList) => list.rows.map(({ number }) => number);

/** The order that the address asks for, made the plain way. */
const inOrder = (rows: readonly Row<'applications'>[]) =>
	rows.toSorted((a, b) => {
		const [x, y] = [a.dueOn ?? '9999-12-31', b.dueOn ?? '9999-12-31'];
		return x < y ? -1 : x > y ? 1 : a.number < b.number ? -1 : 1;
	});

/** The store, and the names of the questions that reached it. */
const counting = (store: Store) => {
	const asked: string[] = [];
	const watched = (target: object, noun: string): unknown =>
		new Proxy(target, {
			get: (held, name) => {
				const value: unknown = Reflect.get(held, name);
				if (typeof value === 'function')
					return (...args: unknown[]) => {
						asked.push(`${noun}${String(name)}`);
						return (value as (...all: unknown[]) => unknown)(...args);
					};
				return typeof value === 'object' && value !== null
					? watched(value, `${String(name)}.`)
					: value;
			}
		});
	return {
		store: { ...store, read: watched(store.read, '') as Store['read'] },
		asked: () => asked
	};
};

describe('the list of a desk', () => {
	it('holds exactly what the filter says, overdue on top', async () => {
		const { rows, far, near, ctx } = await makeCity();
		const city = ctx('city');
		const naive: Readonly<Record<string, (row: Row<'applications'>) => boolean>> = {
			'tab=all': () => true,
			'tab=all&place=540222': (row) => row.place === '540222',
			'tab=all&field=engineering/forestry': (row) => row.specialty === 'forestry',
			'tab=all&level=intermediate&track=exceptional': (row) =>
				row.level === 'intermediate' && row.track === 'exceptional',
			'tab=all&due=overdue': (row) => row.dueOn !== null && row.dueOn < today,
			'tab=all&due=today': (row) => row.dueOn !== null && row.dueOn <= today,
			'tab=all&due=days5': (row) => row.dueOn !== null && row.dueOn <= addDays(today, 5),
			'tab=all&unit=灌区': (row) => row.employerId === far.id,
			'tab=all&unit=水利站&place=540221': (row) => row.employerId === near.id,
			'tab=all&q=扎西': (row) => row.personName.includes('扎西'),
			'q=扎西': (row) => row.personName.includes('扎西'),
			'tab=in_review': (row) =>
				(tabsOf.city.find(({ id }) => id === 'in_review')?.states ?? []).includes(row.state)
		};
		for (const [address, fits] of Object.entries(naive)) {
			const expected = inOrder(rows.filter(fits)).map(({ number }) => number);
			const list = await ask(city, 'city', `${address}&size=100`);
			expect(numbers(list), address).toEqual(expected);
			expect(list.total, address).toBe(expected.length);
			// The count of the open tab is the count of its rows, under the same filter.
			expect(list.tabs.find(({ id }) => id === list.query.tab)?.count, address).toBe(
				expected.length
			);
		}
	});

	it('never shows what the desk may not see, whatever is asked', async () => {
		const { rows, ctx } = await makeCity(30);
		const county = await ask(ctx('county'), 'county', 'tab=all&size=100');
		expect(new Set(county.rows.map(({ place }) => place))).toEqual(new Set(['540221']));
		// Another county asked for by hand is empty, not an error and not a leak.
		expect((await ask(ctx('county'), 'county', 'tab=all&place=540222')).total).toBe(0);
		const employer = await ask(ctx('employer'), 'employer', 'tab=all&size=100');
		expect(employer.total).toBe(rows.filter(({ place }) => place === '540221').length);
	});

	it('divides into pages that together are the whole, whatever the order', async () => {
		const { rows, ctx } = await makeCity(45);
		const city = ctx('city');
		for (const sort of ['', 'number', '-number', 'name', '-since', 'employer']) {
			const pages = await Promise.all(
				[1, 2, 3].map((page) => ask(city, 'city', `tab=all&size=20&page=${page}&sort=${sort}`))
			);
			const all = pages.flatMap(numbers);
			expect(all).toHaveLength(rows.length);
			expect(new Set(all).size).toBe(rows.length);
			expect(pages.map(({ from, to }) => `${from}-${to}`)).toEqual(['1-20', '21-40', '41-45']);
			// By key, forwards from the first page: the same rows.
			const [first] = pages;
			const key = first?.next ? `${first.next[0]}~${first.next[1]}` : '';
			const second = await ask(
				city,
				'city',
				`tab=all&size=20&sort=${sort}&after=${encodeURIComponent(key)}`
			);
			expect(numbers(second)).toEqual(pages[1] && numbers(pages[1]));
			const back = second.previous ? `${second.previous[0]}~${second.previous[1]}` : '';
			const again = await ask(
				city,
				'city',
				`tab=all&size=20&sort=${sort}&before=${encodeURIComponent(back)}`
			);
			expect(numbers(again)).toEqual(first && numbers(first));
		}
	});

	it('takes anything odd in the address as not given', async () => {
		const { ctx } = await makeCity(10);
		const plain = await ask(ctx('city'), 'city', '');
		for (const odd of [
			'tab=nowhere',
			'place=999999',
			'field=astrology',
			'level=emperor',
			'track=bribe',
			'due=never',
			'sort=idLast4',
			'size=5000',
			'page=-3',
			'page=1e9',
			'after=%27%20or%201=1',
			'cols=idCipher'
		])
			expect(numbers(await ask(ctx('city'), 'city', odd)), odd).toEqual(numbers(plain));
		// A page beyond the last is the last.
		expect((await ask(ctx('city'), 'city', 'tab=all&page=99')).query.page).toBe(1);
	});

	it('asks each thing once for a case and its neighbours', async () => {
		const { world, ctx } = await makeCity(3);
		const { rows, query } = await ask(ctx('city'), 'city', 'tab=all');
		const id = rows[0]?.id ?? '';
		const { store, asked } = counting(world.store);
		await getCase({ ...ctx('city'), store: askedOnce(store) }, id, { desk: 'city', query });
		// Each kind of thing once; a case in a round, with an agency or a notice, has a few more.
		expect(asked().toSorted()).toEqual([...new Set(asked())].toSorted());
		expect(asked()).toHaveLength(25);
	});

	it('asks the store the same number of questions for five rows as for fifty', async () => {
		const { world, ctx } = await makeCity(60);
		const count = async (address: string): Promise<number> => {
			const { store, asked } = counting(world.store);
			await ask({ ...ctx('city'), store }, 'city', address);
			return asked().length;
		};
		const few = await count('tab=to_do&size=20');
		expect(await count('tab=all&size=100')).toBe(few);
		expect(await count('tab=all&size=100&place=540221&q=扎西')).toBe(few);
		// Counts and rows, two layers of the calendar, the names of the batches.
		expect(few).toBe(4);
	});

	it('knows its neighbours by key and says 1000+ beyond a thousand', async () => {
		const { world, batch, near, ctx } = await makeCity(4);
		const person = await world.person({ employerId: near.id });
		const [one] = await world.store.read.applications.ofPerson(
			(await world.application({ batchId: batch.id, personId: person.id, employerId: near.id }))
				.personId
		);
		if (!one) throw new Error('no case');
		const { dueOrder: _generated, ...row } = one;
		await world.store.commit(
			Array.from({ length: 1_001 }, (_, i) =>
				insert('applications', {
					...row,
					id: world.context().newId(),
					number: `2026-${String(500_000 + i)}`,
					state: 'county_check',
					reach: 3
				})
			)
		);
		const list = await ask(ctx('county'), 'county', 'size=100');
		expect(list.total).toBeNull();
		expect(list.tabs.find(({ id }) => id === 'to_do')).toMatchObject({ count: 1000, more: true });
		expect(list.pages).toBe(0);
		expect(list.next).not.toBeNull();
		const counts = await deskCounts(ctx('county'), 'county');
		expect(counts['to_do']).toEqual({ count: 1000, more: true });
	});

	it('leads from one case to the next, and round to the first', async () => {
		const { world, ctx } = await makeCity(12);
		const query = readCaseQuery('city', new URLSearchParams('tab=all'));
		const list = await listCases(ctx('city'), 'city', query);
		for (const [index, row] of list.rows.entries()) {
			const application = await world.store.read.applications.byId(row.id);
			if (!application) throw new Error('no case');
			const next = list.rows[(index + 1) % list.rows.length];
			expect(await nextCase(ctx('city'), 'city', query, application)).toBe(next?.id);
		}
	});
});

describe('an export', () => {
	it('holds exactly the filtered rows in their order, and is logged with its filter', async () => {
		const { world, rows, ctx } = await makeCity(50);
		const query = readCaseQuery('city', new URLSearchParams('tab=all&place=540221&sort=-number'));
		const out: string[] = [];
		for await (const chunk of exportCases(ctx('city'), 'city', query))
			out.push(...chunk.map(({ number }) => number));
		expect(out).toEqual(
			rows
				.filter(({ place }) => place === '540221')
				.map(({ number }) => number)
				.toSorted()
				.reverse()
		);
		const [entry] = await world.store.read.log.ofAction('cases.export', { size: 5 });
		expect(entry?.detail).toEqual({
			tab: 'all',
			filter: { place: '540221' },
			count: out.length
		});
	});
});

describe('a CSV cell', () => {
	it.each([
		['=1+1', "'=1+1"],
		['+86', "'+86"],
		['-2', "'-2"],
		['@SUM(A1)', "'@SUM(A1)"],
		['\tx', "'\tx"],
		['\rx', '"\'\rx"'],
		['a,b', '"a,b"'],
		['说“好”', '说“好”'],
		['a"b', '"a""b"'],
		['两\n行', '"两\n行"'],
		['=cmd|"/c calc"!A1', '"\'=cmd|""/c calc""!A1"'],
		['次仁', '次仁'],
		['', '']
	])('%j', (value, cell) => {
		expect(csvCell(value)).toBe(cell);
	});

	it('keeps our own numbers as numbers, and ends lines as RFC 4180 says', () => {
		expect(csvLine([1, -2, null, 'x'])).toBe('1,-2,,x\r\n');
	});
});
