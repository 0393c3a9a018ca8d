import { seesCase } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Ground } from '#lib/domain/review/recusal.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';
import { groundsOn } from './case-grounds.ts';

/** From acceptance to the vote: what comes after is a matter for objections and re-checks. */
const recusableStates = [
	'acceptance_check',
	'correction_requested',
	'accepted',
	'panel_review',
	'defence_scheduled',
	'defence_absent',
	'defence_done',
	'on_agenda',
	'deferred',
	'rerouting'
] as const satisfies readonly ApplicationState[];

export const mayRecuseIn = (state: ApplicationState): boolean =>
	(recusableStates as readonly ApplicationState[]).includes(state);

/** What makes somebody one who may come to judge the case. */
export type JudgeRole = 'member' | 'expert' | 'office';

export type Judge = { readonly person: Row<'people'>; readonly roles: readonly JudgeRole[] };

/** Everybody who may come to judge a case: the panel, the experts of its series in their term, the office's people. */
export const judgesOf = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<readonly Judge[]> => {
	const { read } = ctx.store;
	const today = ctx.today();
	const [members, experts, staff] = await Promise.all([
		application.roundId === null ? [] : read.rounds.members(application.roundId),
		read.experts.ofSeries(application.series),
		application.officeId === null
			? []
			: read.grants.ofScope(application.officeId, today, 'committee_office')
	]);
	const judges = new Map<string, { person: Row<'people'>; roles: Set<JudgeRole> }>();
	const add = (person: Row<'people'>, role: JudgeRole): void => {
		const held = judges.get(person.id) ?? { person, roles: new Set<JudgeRole>() };
		held.roles.add(role);
		judges.set(person.id, held);
	};
	for (const { person } of members) add(person, 'member');
	for (const { expert, person } of experts)
		if (expert.termFrom <= today && today <= expert.termTo) add(person, 'expert');
	for (const { person } of staff) add(person, 'office');
	return [...judges.values()].map(({ person, roles }) => ({ person, roles: [...roles] }));
};

export type JudgeLine = {
	readonly personId: string;
	readonly name: string;
	readonly employer: string;
	readonly roles: readonly JudgeRole[];
	/** None: may judge the case. */
	readonly grounds: readonly Ground[];
};

export type RecordedRecusal = Pick<
	Row<'recusals'>,
	'id' | 'kind' | 'source' | 'said' | 'createdAt' | 'endedAt' | 'endReason'
> & {
	readonly name: string;
	/** For every case of the applicant. */
	readonly every: boolean;
};

export type CaseRecusals = {
	readonly id: string;
	readonly version: number;
	readonly number: string;
	readonly name: string;
	readonly title: string;
	readonly employer: string;
	readonly roundId: string | null;
	readonly judges: readonly JudgeLine[];
	readonly recorded: readonly RecordedRecusal[];
	/** Seats of the panel, and how many are left after recusal. */
	readonly seats: { readonly all: number; readonly left: number };
	/** The office may order and lift. */
	readonly changeable: boolean;
};

/** "May X judge Y?" for everybody who may come to judge the case, and what is recorded: office and inspector. */
export const getCaseRecusals = async (ctx: Context, id: string): Promise<CaseRecusals> => {
	const { application, parties } = await openCase(ctx, id);
	if (!seesCase(parties, 'experts')) throw new Refused(missing);
	const { read } = ctx.store;
	const judges = await judgesOf(ctx, application);
	const people = judges.map(({ person }) => person);
	const [grounds, recorded, employers] = await Promise.all([
		groundsOn(ctx, application, people),
		read.recusals.ofCase(application.id, application.personId),
		read.organisations.byIds([...new Set(people.flatMap(({ employerId }) => employerId ?? []))])
	]);
	const employerNames = new Map(employers.map((one) => [one.id, one.name]));
	const lines = judges.map(({ person, roles }): JudgeLine => ({
		personId: person.id,
		name: person.name,
		employer: employerNames.get(person.employerId ?? '') ?? '',
		roles,
		grounds: grounds.get(person.id) ?? []
	}));
	const seated = lines.filter(({ roles }) => roles.includes('member'));
	return {
		id,
		version: application.version,
		number: application.number,
		name: application.personName,
		title: application.titleName,
		employer: application.employerName,
		roundId: application.roundId,
		judges: lines,
		recorded: recorded.map(({ recusal, person }) => ({
			id: recusal.id,
			kind: recusal.kind,
			source: recusal.source,
			said: recusal.said,
			createdAt: recusal.createdAt,
			endedAt: recusal.endedAt,
			endReason: recusal.endReason,
			name: person.name,
			every: recusal.applicationId === null
		})),
		seats: {
			all: seated.length,
			left: seated.filter(({ grounds: found }) => found.length === 0).length
		},
		changeable: parties.has('office') && mayRecuseIn(application.state)
	};
};
