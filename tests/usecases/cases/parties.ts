/**
 * One person for everything that somebody can be to a case, with what the words of `access.ts` make of them:
 * written down here a second time, so that what the use cases answer is judged by something else.
 */
import { v7 } from 'uuid';
import { reachOfState, type Actor } from '#lib/domain/access.ts';
import {
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';
import { insert, type Context, type NewRow } from '#lib/server/usecases/ports.ts';
import { makeWorld } from '../../support/world.ts';

/** Where a case is, for the model. */
export type Standing = { readonly state: ApplicationState; readonly reach: number };

const names = [
	'applicant',
	'applicantAsCity',
	'assistant',
	'employer',
	'agency',
	'sector',
	'county',
	'city',
	'office',
	'expert',
	'chair',
	'inspector',
	'recused',
	'recusedOffice',
	'otherCounty',
	'otherOffice',
	'administrator',
	'clock',
	'system'
] as const;
export type Who = (typeof names)[number];
export const everybody: readonly Who[] = names;

/** Party and the reach from which on they are it; nothing for the others. */
const desks: Partial<Record<Who, readonly [CaseParty, number]>> = {
	employer: ['employer', 1],
	agency: ['employer', 1],
	inspector: ['inspector', 1],
	sector: ['sector', 2],
	city: ['city', 2],
	county: ['county', 3],
	office: ['office', 5],
	expert: ['expert', 6],
	chair: ['chair', 6]
};

/** What somebody is to a case that stands there. */
export const partyOf = (who: Who, { state, reach }: Standing): CaseParty | null => {
	switch (who) {
		case 'clock':
		case 'system':
			return who;
		case 'applicant':
		case 'applicantAsCity':
			return 'applicant';
		case 'assistant':
			return state === 'draft' ? 'assistant' : null;
		default: {
			const [party, from] = desks[who] ?? [null, 0];
			return party !== null && state !== 'draft' && state !== 'deleted' && reach >= from
				? party
				: null;
		}
	}
};

/** Whether the move is one of those that they make. */
export const isTheirs = (who: Who, move: ApplicationMove, at: Standing): boolean => {
	const by: readonly (CaseParty | null)[] = applicationWorkflow.moves[move].by;
	return by.includes(partyOf(who, at));
};

/** Whether the table lets them make the move where the case stands. */
export const mayMake = (who: Who, move: ApplicationMove, at: Standing): boolean =>
	isTheirs(who, move, at) && applicationWorkflow.moves[move].from.includes(at.state);

export const makeParties = async () => {
	const world = await makeWorld();
	const { store } = world;
	await world.confirmedYears(2026, 2027);
	const city = await world.cityOffice();
	const county = await world.countyOffice();
	const agency = await world.organisation({ kind: 'agency' });
	const employer = await world.employer({ agencyId: agency.id });
	const sector = await world.sector();
	const office = await world.committeeOffice();
	const committee = await world.committee({ officeId: office.id, sponsorId: county.id });
	const batch = await world.batch();
	const round = await world.round({ batchId: batch.id, committeeId: committee.id });
	const applicant = await world.person({ employerId: employer.id });
	const named = async (role: 'expert' | 'chair' | 'committee_office', scope = '') => {
		const person = await world.person();
		return world.actor(person, await world.grant(person.id, role, scope));
	};
	const chair = await named('chair');
	await world.member(round.id, chair.personId, 'chair');
	const helper = await world.person({ employerId: employer.id });
	await world.grant(helper.id, 'employer_officer', employer.id);
	const actors: Readonly<Record<Exclude<Who, 'clock' | 'system'>, Actor>> = {
		applicant: await world.actor(applicant, null),
		applicantAsCity: await world.actor(
			applicant,
			await world.grant(applicant.id, 'city_officer', city.id)
		),
		assistant: await world.actor(helper, null),
		employer: await world.officer('employer_officer', employer),
		agency: await world.officer('hr_agency', agency),
		sector: await world.officer('sector_officer', sector),
		county: await world.officer('county_officer', county),
		city: await world.officer('city_officer', city),
		office: await world.officer('committee_office', office),
		expert: await named('expert'),
		chair,
		inspector: await world.officer('inspector', city),
		recused: await named('expert'),
		recusedOffice: await named('committee_office', office.id),
		otherCounty: await world.officer('county_officer', await world.countyOffice('540231')),
		otherOffice: await world.officer('committee_office', await world.committeeOffice()),
		administrator: await world.officer('system_admin')
	};
	const contexts = Object.fromEntries(
		everybody.map((who) => [
			who,
			who === 'clock' || who === 'system'
				? world.context(null, { as: who })
				: world.context(actors[who])
		])
	) as Readonly<Record<Who, Context>>;

	let serial = 0;
	/** A case with everybody's ties in it, in any state; answers its id. */
	const caseIn = async (state: ApplicationState, more: Partial<NewRow<'applications'>> = {}) => {
		const id = v7();
		const recused = (actor: Actor) =>
			insert('recusals', {
				id: v7(),
				personId: actor.personId,
				applicationId: id,
				applicantId: applicant.id,
				kind: 'other',
				source: 'office',
				said: '与申报人有利害关系',
				createdAt: world.clock.now
			});
		await store.commit([
			insert('applications', {
				id,
				number: `2026-${String(++serial).padStart(6, '0')}`,
				batchId: batch.id,
				personId: applicant.id,
				personName: applicant.name,
				idLast4: '1234',
				assistedBy: helper.id,
				employerId: employer.id,
				employerName: employer.name,
				agencyId: agency.id,
				sectorId: sector.id,
				officeId: office.id,
				committeeId: committee.id,
				roundId: round.id,
				place: employer.place,
				series: 'engineering',
				ladder: 'main',
				specialty: 'water',
				level: 'junior_assistant',
				titleName: '助理工程师',
				state,
				reach: reachOfState(state),
				holderParty: '',
				holderId: '',
				stateSince: world.clock.now,
				createdAt: world.clock.now,
				updatedAt: world.clock.now,
				...more
			}),
			...(state === 'certificate_issued'
				? [
						insert('certificates', {
							id: v7(),
							number: id,
							personId: applicant.id,
							applicationId: id,
							heldTitleId: '',
							holderName: applicant.name,
							idLast4: '1234',
							series: 'engineering',
							level: 'junior_assistant',
							titleName: '助理工程师',
							committeeName: committee.name,
							issuerName: county.name,
							approvalNumber: '日人社批〔2026〕31号',
							titleOn: '2026-09-01',
							issuedOn: '2026-09-02',
							state: 'valid',
							createdAt: world.clock.now
						})
					]
				: []),
			insert('assignments', {
				id: v7(),
				applicationId: id,
				roundId: round.id,
				expertId: actors.expert.personId,
				state: 'submitted',
				createdAt: world.clock.now
			}),
			recused(actors.recused),
			recused(actors.recusedOffice)
		]);
		return id;
	};

	/** Everything that a move could have changed, to be compared: the case, what hangs on it, its log, its messages. */
	const everythingOf = async (id: string) => {
		const { read } = store;
		const [row, log, told, assignments, notices, defects, objections, snapshots] =
			await Promise.all([
				read.applications.byId(id),
				read.log.ofObject(id, { size: 100 }),
				store.sql('select event, "to" from outbox where case_id = ? order by id', [id]),
				read.assignments.ofApplication(id),
				read.notices.ofApplication(id),
				read.defects.ofApplication(id),
				read.objections.ofApplication(id),
				read.snapshots.latest(id)
			]);
		if (!row) throw new Error('the case is gone');
		return { row, log, told, others: { assignments, notices, defects, objections, snapshots } };
	};

	return { world, applicant, contexts, caseIn, everythingOf, round };
};

export type Parties = Awaited<ReturnType<typeof makeParties>>;
