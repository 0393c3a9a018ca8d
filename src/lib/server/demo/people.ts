/** The demo city's people: professionals with their lifelong records, officers, experts. */
import type { Role } from '#lib/domain/access.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import { titleName } from '#lib/domain/titles/catalogue.ts';
import { levels, type Level } from '#lib/domain/rules/levels.ts';
import { sealedIdNumber, sealedPhone } from '../usecases/people/numbers.ts';
import type { Context, NewRow } from '../usecases/ports.ts';
import type { Chance } from './chance.ts';
import { inventPerson } from './names.ts';
import type { DemoEmployer, Field } from './organisations.ts';

export type DemoPerson = {
	readonly row: NewRow<'people'> & { readonly id: string; readonly name: string };
	readonly employer: DemoEmployer | null;
	/** Level of the title held now; null: none yet. */
	readonly held: Level | null;
	/** Year in which that title was obtained. */
	readonly since: number;
	readonly education: 'junior_college' | 'bachelor' | 'master';
};

export type PeopleRows = {
	readonly people: NewRow<'people'>[];
	readonly employments: NewRow<'employments'>[];
	readonly heldTitles: NewRow<'heldTitles'>[];
	readonly recordEntries: NewRow<'recordEntries'>[];
	readonly grants: NewRow<'grants'>[];
	readonly experts: NewRow<'experts'>[];
	readonly affiliations: NewRow<'affiliations'>[];
};

export const emptyPeople = (): PeopleRows => ({
	people: [],
	employments: [],
	heldTitles: [],
	recordEntries: [],
	grants: [],
	experts: [],
	affiliations: []
});

const schools = [
	'西藏大学',
	'西藏农牧学院',
	'西藏民族大学',
	'四川农业大学',
	'长安大学',
	'西北农林科技大学'
];
const colleges = ['西藏职业技术学院', '杨凌职业技术学院', '四川建筑职业技术学院'];

export type PeopleMaker = {
	readonly rows: PeopleRows;
	/** An officer or clerk: a person without a title of their own here. */
	readonly officer: (
		employerId: string | null,
		role: Role,
		scopeId: string,
		name?: string
	) => DemoPerson;
	readonly professional: (
		employer: DemoEmployer,
		wish?: Partial<Pick<DemoPerson, 'held' | 'since' | 'education'>> & { readonly name?: string }
	) => DemoPerson;
	/** Somebody who has registered and waits for the employer's word since a day. */
	readonly newcomer: (employer: DemoEmployer, requestedOn: string, countyFromOn: string) => void;
	readonly grant: (personId: string, role: Role, scopeId: string, fromOn?: string) => void;
	readonly expert: (person: DemoPerson, field: Field, level: Level, place: string) => void;
};

/** Years of the demo: the cycle year, and how far records reach back. */
const cycleYear = 2026;

export const makePeople = (
	ctx: Pick<Context, 'secrets'>,
	chance: Chance,
	at: number
): PeopleMaker => {
	const rows = emptyPeople();
	let serial = 0;

	const invent = (
		employerId: string | null,
		birthYear: number,
		name: string | undefined
	): DemoPerson['row'] => {
		const invented = inventPerson(chance, ++serial, birthYear);
		const id = chance.id(at);
		const row = {
			id,
			name: name ?? invented.name,
			sex: invented.sex,
			ethnicity: invented.ethnicity,
			bornOn: invented.bornOn,
			...sealedIdNumber(ctx.secrets, id, invented.idNumber),
			...sealedPhone(ctx.secrets, id, invented.phone),
			employerId,
			createdAt: at
		};
		rows.people.push(row);
		if (employerId)
			rows.employments.push({
				id: chance.id(at),
				personId: id,
				employerId,
				fromOn: `${birthYear + 23}-08-01`
			});
		return row;
	};

	const grant = (personId: string, role: Role, scopeId: string, fromOn = '2026-01-01'): void => {
		rows.grants.push({
			id: chance.id(at),
			personId,
			role,
			scopeId,
			fromOn,
			basis: '岗位分工',
			grantedBy: personId,
			createdAt: at
		});
	};

	const line = (personId: string, section: string, data: EntryData): void => {
		rows.recordEntries.push({ id: chance.id(at), personId, section, data, createdAt: at });
	};

	const record = (
		person: DemoPerson,
		field: Field,
		employerName: string,
		birthYear: number
	): void => {
		const { id } = person.row;
		const graduated = birthYear + (person.education === 'master' ? 25 : 22);
		const started = `${graduated}-08`;
		line(id, 'basics', {
			relation: 'staff',
			post: '专业技术岗位',
			workSince: started,
			field: field.words,
			probationPassedOn: `${graduated + 1}-08-15`,
			duties: ''
		});
		line(id, 'education', {
			level: person.education,
			degree:
				person.education === 'junior_college'
					? 'none'
					: person.education === 'master'
						? 'master'
						: 'bachelor',
			mode: 'full_time',
			school: chance.pick(person.education === 'junior_college' ? colleges : schools),
			major: field.major,
			graduatedOn: `${graduated}-06-30`,
			certificateNumber: ''
		});
		line(id, 'experience', {
			from: started,
			to: '',
			organisation: employerName,
			post: '专业技术人员',
			duties: field.words
		});
		line(id, 'achievements', {
			from: '2023-03',
			to: '2025-10',
			name: `${field.words}项目`,
			role: chance.pick(['lead', 'main', 'member']),
			result: `承担${field.words}的现场技术工作，完成技术方案编制和现场指导，成果已通过验收并投入使用。`
		});
		if (person.held !== null && chance.below(3) > 0)
			line(id, 'works', {
				kind: chance.pick(['report', 'plan', 'paper']),
				title: `${field.words}技术报告`,
				publishedOn: '2024-09',
				venue: '',
				rank: '1',
				summary: ''
			});
		for (let year = cycleYear - 5; year < cycleYear; year += 1) {
			if (year <= graduated) continue;
			line(id, 'appraisals', {
				year: String(year),
				grade: chance.oneIn(6) ? 'excellent' : 'competent'
			});
			const professional = 60 + chance.below(12);
			line(id, 'hours', {
				year: String(year),
				general: '30',
				professional: String(professional),
				total: String(30 + professional)
			});
		}
		const { held } = person;
		if (held === null) return;
		const printedName = titleName(field.series, field.ladder, held);
		if (!printedName) return;
		rows.heldTitles.push({
			id: chance.id(at),
			personId: id,
			series: field.series,
			ladder: field.ladder,
			specialty: field.specialty,
			level: held,
			printedName,
			obtainedOn: `${person.since}-11-20`,
			issuer: '日喀则市人力资源和社会保障局',
			certificateNumber: `RKZ${person.since}${String(rows.heldTitles.length + 1).padStart(5, '0')}`,
			source: 'entered',
			state: chance.oneIn(25) ? 'entered' : 'verified',
			createdAt: at
		});
	};

	return {
		rows,
		grant,
		newcomer: (employer, requestedOn, countyFromOn) => {
			const row = invent(null, 1998 + chance.below(4), undefined);
			rows.affiliations.push({
				id: chance.id(at),
				personId: row.id,
				employerId: employer.organisation.id,
				kind: 'registration',
				state: 'pending',
				requestedAt: Date.parse(`${requestedOn}T11:20:00+08:00`),
				countyFromOn
			});
		},
		officer: (employerId, role, scopeId, name) => {
			const row = invent(employerId, 1975 + chance.below(20), name);
			grant(row.id, role, scopeId);
			return { row, employer: null, held: null, since: 0, education: 'bachelor' };
		},
		professional: (employer, wish = {}) => {
			const held =
				wish.held === undefined
					? chance.pick<Level | null>([
							null,
							'junior_assistant',
							'junior_assistant',
							'intermediate',
							'associate_senior'
						])
					: wish.held;
			const rank = held === null ? 0 : levels.indexOf(held);
			const birthYear = [1997, 1996, 1992, 1985, 1978][rank] ?? 1990;
			const person: DemoPerson = {
				row: invent(employer.organisation.id, birthYear - chance.below(4), wish.name),
				employer,
				held,
				since: wish.since ?? 2021 - (rank > 3 ? 1 : 0) - chance.below(2),
				education:
					wish.education ??
					chance.pick(['junior_college', 'bachelor', 'bachelor', 'bachelor', 'master'] as const)
			};
			record(
				person,
				employer.field,
				employer.organisation.name,
				Number((person.row.bornOn ?? '1990').slice(0, 4))
			);
			return person;
		},
		expert: (person, field, level, place) => {
			rows.experts.push({
				id: chance.id(at),
				personId: person.row.id,
				series: field.series,
				specialties: field.specialty ? [field.specialty] : [],
				level,
				place,
				termFrom: '2025-03-01',
				termTo: '2028-02-28',
				createdAt: at
			});
			grant(person.row.id, 'expert', '');
		}
	};
};
