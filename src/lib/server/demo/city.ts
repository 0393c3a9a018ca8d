/** Puts the demo city together: organisations, register, people, accounts, batches, rounds and panels. */
import { cityCode } from '#lib/domain/rules/jurisdictions.ts';
import type { Role } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { regionalArrangements } from '#lib/domain/rules/calendar.ts';
import { confirmedYears } from '#lib/domain/rules/calendar.ts';
import { defaultRubric } from '#lib/domain/rules/rubrics.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { insert, type Change, type Context, type NewRow } from '../usecases/ports.ts';
import { demoAccounts, demoPassword } from '../usecases/demo/accounts.ts';
import type { Chance } from './chance.ts';
import { inventRegister, type DemoCommittee, type DemoRegister } from './committees.ts';
import { fields, inventOrganisations, type DemoOrganisations } from './organisations.ts';
import { makePeople, type DemoPerson, type PeopleMaker } from './people.ts';

export type DemoRound = NewRow<'rounds'> & { readonly id: string };

export type DemoCity = {
	readonly changes: readonly Change[];
	readonly organisations: DemoOrganisations;
	readonly register: DemoRegister;
	readonly professionals: readonly DemoPerson[];
	/** Water engineers of 南木林县 whose cases fill the desks that the demo's accounts sit at. */
	readonly neighbours: readonly DemoPerson[];
	/** Officer of each organisation: who acts in its name. */
	readonly officerOf: ReadonlyMap<string, DemoPerson>;
	/** Experts by series and specialty. */
	readonly expertsOf: (series: string, specialty: string | null) => readonly DemoPerson[];
	readonly named: ReadonlyMap<string, DemoPerson>;
	readonly batches: {
		readonly first: NewRow<'batches'> & { readonly id: string };
		readonly second: NewRow<'batches'> & { readonly id: string };
	};
	readonly rounds: readonly (DemoRound & { readonly committee: DemoCommittee })[];
	readonly panels: ReadonlyMap<string, readonly string[]>;
};

/** Shanghai time as an instant. */
export const at = (day: Day, time = '10:00'): number => Date.parse(`${day}T${time}:00+08:00`);

const professionalsWanted = 2000;

/** Rubric of the demo: defences come only where a rule asks for one, so their item is left out of these rounds. */
const rubric = { ...defaultRubric, items: defaultRubric.items.filter(({ code }) => code !== 'G') };

const announcement = [
	'一、申报范围：本市企事业单位在岗专业技术人员，公务员（含参公人员）和退休人员除外。',
	'二、申报条件：按各系列评审标准执行，任职年限计算到 2026 年 12 月 31 日。',
	'三、申报材料：个人诚信承诺书、学历学位证书、现职称证书、年度考核登记表、继续教育学时证明、业绩成果材料。',
	'四、审核程序：单位审核并公示不少于 5 个工作日，县（区）人社局或主管部门审核，评委会办公室受理。',
	'五、收费：不收取任何费用。'
].join('\n');

const batch = (
	chance: Chance,
	name: string,
	opensOn: Day,
	closesOn: Day
): NewRow<'batches'> & { readonly id: string } => ({
	id: chance.id(at('2026-01-05')),
	year: 2026,
	name,
	opensAt: at(opensOn, '09:00'),
	closesAt: at(closesOn, '17:00'),
	pinnedRules: { eligibility: 'ENG_16@2019-02-01', rubric: defaultRubric.id },
	announcement,
	state: 'announced',
	createdAt: at('2026-01-05')
});

const meetingDayIn = (number: 1 | 2, committee: DemoCommittee, order: number): Day => {
	const isCity = committee.place === cityCode;
	// Most of the first batch has met; two late rounds meet in September, so that their panels are at work.
	if (number === 1) {
		if (order % 7 === 3) return '2026-09-22';
		if (order % 7 === 5) return '2026-09-03';
		return isCity ? '2026-07-23' : '2026-07-16';
	}
	return isCity ? '2026-12-04' : '2026-11-18';
};

const inventStaff = (
	maker: PeopleMaker,
	organisations: DemoOrganisations
): Map<string, DemoPerson> => {
	const officerOf = new Map<string, DemoPerson>();
	const officer = (organisationId: string, role: Role): void => {
		officerOf.set(organisationId, maker.officer(null, role, organisationId));
	};
	officer(organisations.city.id, 'city_officer');
	officer(organisations.agency.id, 'hr_agency');
	for (const bureau of organisations.counties.values()) officer(bureau.id, 'county_officer');
	for (const sector of organisations.sectors.values()) officer(sector.id, 'sector_officer');
	for (const office of organisations.offices.values()) officer(office.id, 'committee_office');
	for (const { organisation } of organisations.employers)
		officerOf.set(
			organisation.id,
			maker.officer(organisation.id, 'employer_officer', organisation.id)
		);
	return officerOf;
};

const expertLevels: readonly Level[] = ['associate_senior', 'intermediate'];

/** Ten experts for each field, from employers all over the city; the city's pools serve the counties too. */
const inventExperts = (
	maker: PeopleMaker,
	organisations: DemoOrganisations
): Map<string, DemoPerson[]> => {
	const experts = new Map<string, DemoPerson[]>();
	for (const field of Object.values(fields)) {
		const employers = organisations.employers.filter(
			(employer) => employer.field === field && employer.organisation.agencyId === undefined
		);
		const list: DemoPerson[] = [];
		for (let i = 0; i < 10; i += 1) {
			// From the far end of the list: town and city employers first, then one county after another.
			const employer =
				employers[(employers.length - 1 - i * 2 + employers.length * 2) % employers.length];
			const level = expertLevels[i % 2] ?? 'intermediate';
			if (!employer) continue;
			const person = maker.professional(employer, {
				held: level,
				since: 2018,
				education: 'bachelor'
			});
			maker.expert(person, field, level, cityCode);
			list.push(person);
		}
		experts.set(`${field.series}:${field.specialty ?? ''}`, list);
	}
	return experts;
};

const accountsFor = async (
	ctx: Context,
	chance: Chance,
	named: ReadonlyMap<string, DemoPerson>,
	created: number
): Promise<readonly Change[]> => {
	const passwordHash = await ctx.passwords.hash(demoPassword);
	return demoAccounts.map(({ login }) => {
		const person = named.get(login);
		if (!person) throw new Error(`demo account ${login} has no person`);
		return insert('accounts', {
			id: chance.id(created),
			personId: person.row.id,
			loginName: login,
			passwordHash,
			passwordSetAt: created,
			state: 'active',
			createdAt: created
		});
	});
};

const mustFind = <T>(found: T | undefined, what: string): T => {
	if (found === undefined) throw new Error(`the demo city has no ${what}`);
	return found;
};

/** People whom the demo's story is about, and who have an account. */
const nameThem = (
	maker: PeopleMaker,
	organisations: DemoOrganisations,
	officerOf: ReadonlyMap<string, DemoPerson>,
	experts: ReadonlyMap<string, readonly DemoPerson[]>
): Map<string, DemoPerson> => {
	const employer = (name: string) =>
		mustFind(
			organisations.employers.find(({ organisation }) => organisation.name === name),
			name
		);
	const officer = (id: string | undefined) =>
		mustFind(id === undefined ? undefined : officerOf.get(id), 'officer');
	const namling = '540221';
	const water = experts.get('engineering:water') ?? [];
	const chair = mustFind(water[0], 'chair');
	// Chair longer than expert: the hat that is put on at sign-in is the oldest one.
	maker.grant(chair.row.id, 'chair', '', '2025-12-01');
	return new Map([
		[
			'shuili',
			maker.professional(employer('南木林县水利局水利技术服务站'), {
				name: '德吉央拉',
				held: null,
				education: 'bachelor'
			})
		],
		[
			'jizhe',
			maker.professional(employer('岗巴县融媒体中心'), {
				name: '边巴旺姆',
				held: null,
				education: 'bachelor'
			})
		],
		[
			'gongcheng',
			maker.professional(employer('南木林县灌区管理所'), {
				name: '洛桑格列',
				held: 'junior_assistant',
				since: 2021,
				education: 'bachelor'
			})
		],
		[
			'gaoji',
			maker.professional(employer('日喀则市水利水电规划勘测设计院'), {
				name: '王晓琳',
				held: 'intermediate',
				since: 2020,
				education: 'bachelor'
			})
		],
		['danwei', officer(employer('南木林县水利局水利技术服务站').organisation.id)],
		['daili', officer(organisations.agency.id)],
		['hangye', officer(organisations.sectors.get(`${namling}:water`)?.id)],
		['xianju', officer(organisations.counties.get(namling)?.id)],
		['shiju', officer(organisations.city.id)],
		['xianban', officer(organisations.offices.get(namling)?.id)],
		['shiban', officer(organisations.offices.get(`${cityCode}:engineering:water`)?.id)],
		['zhuanjia1', mustFind(water[1], 'expert')],
		['zhuanjia2', mustFind(water[2], 'expert')],
		['zhuanjia3', mustFind(water[3], 'expert')],
		['zhuren', chair],
		['jiandu', maker.officer(null, 'inspector', organisations.city.id)],
		['xitong', maker.officer(null, 'system_admin', '')],
		['anquan', maker.officer(null, 'security_admin', '')],
		['shenji', maker.officer(null, 'audit_admin', '')]
	]);
};

const inventRounds = (
	chance: Chance,
	organisations: DemoOrganisations,
	register: DemoRegister,
	experts: ReadonlyMap<string, readonly DemoPerson[]>,
	batches: DemoCity['batches'],
	created: number
) => {
	const rounds: (DemoRound & { readonly committee: DemoCommittee })[] = [];
	const members: NewRow<'roundMembers'>[] = [];
	const panels = new Map<string, readonly string[]>();
	register.committees
		.filter(({ external, state }) => !external && state === 'active')
		.forEach((committee, order) => {
			for (const number of [1, 2] as const) {
				const plannedMeetingOn = meetingDayIn(number, committee, order);
				const { filedOn, validTo } = committee;
				if (!filedOn || !validTo || plannedMeetingOn < filedOn || plannedMeetingOn > validTo)
					continue;
				const round = {
					id: chance.id(created),
					batchId: number === 1 ? batches.first.id : batches.second.id,
					committeeId: committee.id,
					plannedMeetingOn,
					sectorId:
						committee.specialty && number === 2
							? (organisations.sectors.get(`${committee.place}:${committee.specialty}`)?.id ?? null)
							: null,
					cityCheck: committee.place === cityCode && committee.specialty === 'construction',
					rubric,
					state: number === 1 ? ('reviewing' as const) : ('announced' as const),
					createdAt: created
				};
				rounds.push({ ...round, committee });
				const pool = experts.get(`${committee.series}:${committee.specialty ?? ''}`) ?? [];
				const panel = pool.slice(0, committee.minSize).map(({ row }) => row.id);
				panels.set(round.id, panel);
				panel.forEach((personId, seat) => {
					members.push({
						id: chance.id(created),
						roundId: round.id,
						personId,
						seat: seat === 0 ? 'chair' : seat === 1 ? 'vice_chair' : 'member',
						number: seat + 1
					});
				});
			}
		});
	return { rounds, members, panels };
};

/** Invents everything that was there before the first application of the year. */
export const inventCity = async (ctx: Context, chance: Chance): Promise<DemoCity> => {
	const created = at('2026-01-05');
	const organisations = inventOrganisations(chance, created);
	const register = inventRegister(chance, created, organisations);
	const maker = makePeople(ctx, chance, created);
	const officerOf = inventStaff(maker, organisations);
	const experts = inventExperts(maker, organisations);
	const named = nameThem(maker, organisations, officerOf, experts);
	const professionals: DemoPerson[] = [];
	for (let i = 0; i < professionalsWanted - 4 - 18 - 120; i += 1) {
		const employer = organisations.employers[i % organisations.employers.length];
		if (employer) professionals.push(maker.professional(employer));
	}
	const waterEmployers = organisations.employers.filter(
		({ organisation, field }) => organisation.place === '540221' && field.specialty === 'water'
	);
	const neighbours = Array.from({ length: 18 }, (_, i) =>
		maker.professional(mustFind(waterEmployers[i % waterEmployers.length], 'water employer'), {
			held: i % 6 === 5 ? 'junior_assistant' : null,
			since: 2020,
			education: 'bachelor'
		})
	);
	// Registrations wait for their employers; where one has been silent, the county may act.
	waterEmployers.forEach((employer, i) => {
		maker.newcomer(employer, `2026-09-0${7 + i}`, `2026-09-${21 + i}`);
		maker.newcomer(employer, '2026-08-21', '2026-09-04');
	});
	const batches = {
		first: batch(chance, '2026年度第一批职称评审', '2026-03-02', '2026-05-29'),
		second: batch(chance, '2026年度第二批职称评审', '2026-08-03', '2026-10-30')
	};
	const { rounds, members, panels } = inventRounds(
		chance,
		organisations,
		register,
		experts,
		batches,
		created
	);
	const { rows } = maker;
	return {
		organisations,
		register,
		professionals,
		neighbours,
		officerOf,
		expertsOf: (series, specialty) => experts.get(`${series}:${specialty ?? ''}`) ?? [],
		named,
		batches,
		rounds,
		panels,
		changes: [
			...organisations.rows.map((row) => insert('organisations', row)),
			...register.grants.map((row) => insert('authorityGrants', row)),
			...register.committees.map((row) => insert('committees', row)),
			...register.entrustments.map((row) => insert('entrustments', row)),
			...[...register.grants, ...register.committees, ...register.entrustments].map((row) =>
				insert('authorityHistory', {
					id: chance.id(created),
					kind: 'basisTitle' in row ? 'grant' : 'fromPlace' in row ? 'entrustment' : 'committee',
					objectId: row.id,
					at: created,
					by: officerOf.get(organisations.city.id)?.row.id ?? '',
					reason: '登记',
					after: { ...row }
				})
			),
			...rows.people.map((row) => insert('people', row)),
			...rows.employments.map((row) => insert('employments', row)),
			...rows.heldTitles.map((row) => insert('heldTitles', row)),
			...rows.recordEntries.map((row) => insert('recordEntries', row)),
			...rows.grants.map((row) => insert('grants', row)),
			...rows.experts.map((row) => insert('experts', row)),
			...rows.affiliations.map((row) => insert('affiliations', row)),
			...(await accountsFor(ctx, chance, named, created)),
			insert('batches', batches.first),
			insert('batches', batches.second),
			...rounds.map(({ committee: _committee, ...round }) => insert('rounds', round)),
			...members.map((row) => insert('roundMembers', row)),
			...regionalArrangements.flatMap(({ rows: days, basis }) =>
				days.map((day) =>
					insert('calendarDays', { id: chance.id(created), ...day, basis, createdAt: created })
				)
			),
			...confirmedYears.map((year) =>
				insert('calendarYears', {
					year,
					confirmedAt: created,
					confirmedBy: officerOf.get(organisations.city.id)?.row.id ?? '',
					basis: '国务院办公厅节假日安排通知'
				})
			)
		]
	};
};
