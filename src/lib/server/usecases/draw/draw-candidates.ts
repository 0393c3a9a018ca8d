import { mayServe, type Candidate } from '#lib/domain/review/draw-pool.ts';
import { withParents } from '#lib/domain/rules/jurisdictions.ts';
import type { Context, Row } from '../ports.ts';

export type PoolMember = Candidate & {
	readonly level: string;
	/** Somebody of the same employer has a case in this round. */
	readonly colleagueApplies: boolean;
};

/**
 * Whom a round's panel may be drawn from: the pool of the committee's place and those above it, which a city
 * shares with its counties; in term on the day of the meeting, of the specialty and at least of the level under
 * review (Order 40 arts. 10, 11). Who applies in the same batch is in the pool and excluded, so that the count
 * of the pool hides nothing.
 */
export const drawCandidates = async (
	ctx: Context,
	{ round, committee }: { readonly round: Row<'rounds'>; readonly committee: Row<'committees'> }
): Promise<readonly PoolMember[]> => {
	const { read } = ctx.store;
	const places = withParents(committee.place).map(({ code }) => code);
	const [pool, applicants] = await Promise.all([
		read.experts.inPools(places, committee.series, round.plannedMeetingOn),
		read.draws.applicants(round.batchId)
	]);
	const fitting = pool.filter(
		({ expert, person }) => person.mergedInto === null && mayServe(expert, committee)
	);
	// Somebody in two pools is drawn from once.
	const once = [...new Map(fitting.map((one) => [one.person.id, one])).values()];
	const employers = new Map(
		(
			await read.organisations.byIds([
				...new Set(once.flatMap(({ person }) => (person.employerId ? [person.employerId] : [])))
			])
		).map(({ id, name }) => [id, name])
	);
	const apply = new Set(applicants.map(({ personId }) => personId));
	const applyFrom = new Set(
		applicants.filter(({ roundId }) => roundId === round.id).map(({ employerId }) => employerId)
	);
	return once.map(({ expert, person }) => ({
		personId: person.id,
		name: person.name,
		employerId: person.employerId,
		employerName: employers.get(person.employerId ?? '') ?? '',
		level: expert.level,
		group: expert.specialties[0] ?? null,
		excluded: apply.has(person.id) ? ('applicant' as const) : null,
		colleagueApplies: person.employerId !== null && applyFrom.has(person.employerId)
	}));
};
