/** Makes a database with many cases, fast: rows without ceremony, indexes last. For measurements only. */
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { v7 } from 'uuid';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import { bigramsOf } from '#lib/domain/search.ts';
import { passwords } from '#lib/server/auth/passwords.ts';
import { migrateStore, sqliteFile } from '#lib/server/store/open.ts';
import { connect, openSqlite } from '#lib/server/store/sqlite.ts';
import { insert } from '#lib/server/usecases/ports.ts';

export const benchPassword = 'a bench of one’s own 2026';
export const benchLogin = 'bench';

const states = [
	['county_check', 2],
	['acceptance_check', 2],
	['accepted', 2],
	['panel_review', 3],
	['on_agenda', 2],
	['result_notice', 2],
	['confirmed', 2],
	['certificate_issued', 80],
	['withdrawn', 5]
] as const;
const families = Array.from('扎次卓格尼旦达普贡洛');
const given = ['西次仁', '玛', '多吉', '拉姆', '央金', '巴桑', '珠', '旺堆', '桑珠', '罗布'];

/** A county officer with an account, one batch, one person with a complete case: what a page needs. */
const cast = async (dataDir: string): Promise<void> => {
	const store = openSqlite(sqliteFile(dataDir));
	const at = Date.UTC(2026, 8, 1);
	const passwordHash = await passwords.hash(benchPassword);
	const base = { createdAt: at };
	await store.commit([
		insert('organisations', {
			id: 'county',
			kind: 'county',
			name: '南木林县人社局',
			place: '540221',
			...base
		}),
		insert('organisations', {
			id: 'city',
			kind: 'city',
			name: '日喀则市人社局',
			place: '540200',
			...base
		}),
		insert('organisations', {
			id: 'employer',
			kind: 'employer',
			name: '南木林县水利站',
			place: '540221',
			...base
		}),
		insert('people', { id: 'officer', name: '经办', ...base }),
		insert('people', {
			id: 'applicant',
			name: '扎西次仁',
			employerId: 'employer',
			idLast4: '0017',
			...base
		}),
		insert('accounts', {
			id: 'account',
			personId: 'officer',
			loginName: benchLogin,
			passwordHash,
			passwordSetAt: at,
			state: 'active',
			...base
		}),
		insert('grants', {
			id: 'grant',
			personId: 'officer',
			role: 'county_officer',
			scopeId: 'county',
			fromOn: '2026-01-01',
			grantedBy: 'officer',
			...base
		}),
		insert('batches', {
			id: 'batch',
			year: 2026,
			name: '2026年度',
			opensAt: at,
			closesAt: at + 1e10,
			pinnedRules: {},
			announcement: '',
			state: 'open',
			...base
		}),
		insert('committees', {
			id: 'committee',
			name: '水利初级评委会',
			series: 'engineering',
			specialty: 'water',
			tiers: ['junior'],
			covers: ['540221'],
			place: '540221',
			sponsorId: 'county',
			officeId: null,
			filedOn: '2026-01-01',
			validTo: '2028-12-31',
			minSize: 7,
			state: 'active',
			...base
		}),
		insert('rounds', {
			id: 'round',
			batchId: 'batch',
			committeeId: 'committee',
			plannedMeetingOn: '2026-11-20',
			rubric: defaultRubric,
			state: 'open',
			...base
		}),
		insert('calendarYears', { year: 2026, confirmedAt: at, confirmedBy: '', basis: '' })
	]);
	await store.close();
};

/**
 * The folder of a database with so many cases; made once and kept in the cache folder. No desk is late in it:
 * the clock would remind them while pages are measured.
 */
export const databaseWith = async (cases: number): Promise<string> => {
	const dataDir = `.cache/bench/${cases}`;
	const complete = `${dataDir}/complete-nobody-late`;
	if (existsSync(complete)) return dataDir;
	rmSync(dataDir, { recursive: true, force: true });
	mkdirSync(dataDir, { recursive: true });
	console.log(`  making ${cases.toLocaleString('en')} cases (kept in ${dataDir})`);
	await migrateStore({ dataDir }, { now: 0 });
	await cast(dataDir);
	const db = connect(sqliteFile(dataDir));
	db.pragma('synchronous = OFF');
	const indexes = db
		.prepare<[], { name: string; sql: string }>(
			"select name, sql from sqlite_master where type = 'index' and tbl_name in ('applications', 'search_terms') and sql is not null"
		)
		.all();
	for (const { name } of indexes) db.exec(`drop index "${name}"`);
	const addCase = db.prepare(
		`insert into applications (id, number, batch_id, person_id, series, ladder, specialty, level, state, employer_id, place, holder_party, holder_id, due_on, state_since, reach, round_id, committee_id, person_name, id_last4, employer_name, title_name, created_at, updated_at)
		 values (?, ?, 'batch', ?, 'engineering', 'main', 'water', 'junior_assistant', ?, 'employer', ?, 'county', 'county', ?, ?, 6, 'round', 'committee', ?, '0017', ?, '助理工程师', 1, 1)`
	);
	const addTerm = db.prepare(
		"insert or ignore into search_terms (term, object_kind, object_id) values (?, 'application', ?)"
	);
	let seed = 1;
	const chance = (below: number): number => {
		seed = (seed * 1103515245 + 12345) & 0x7fffffff;
		return seed % below;
	};
	db.exec('begin');
	for (let i = 0; i < cases; i += 1) {
		let share = chance(100);
		const state = states.find(([, weight]) => (share -= weight) < 0)?.[0] ?? 'certificate_issued';
		const place = `5402${21 + (i % 18)}`;
		const name =
			(families[chance(10)] ?? '') + (given[chance(10)] ?? '') + ('东嘎白朗赤列'[chance(6)] ?? '');
		const number = `${2026 - Math.floor(i / 200_000)}-${String(i % 1_000_000).padStart(6, '0')}`;
		const employer = `第${i % 300}水利站`;
		const id = v7();
		addCase.run(
			id,
			number,
			i === 0 ? 'applicant' : `p${i}`,
			i === 0 ? 'county_check' : state,
			i === 0 ? '540221' : place,
			chance(2) === 0 ? null : `2036-${String(1 + chance(12)).padStart(2, '0')}-15`,
			chance(1_000_000_000),
			name,
			employer
		);
		for (const term of bigramsOf(name, number, employer, '助理工程师')) addTerm.run(term, id);
	}
	db.exec('commit');
	for (const { sql } of indexes) db.exec(sql);
	db.exec(`create table bench_complete (at integer)`);
	db.close();
	mkdirSync(complete);
	return dataDir;
};
