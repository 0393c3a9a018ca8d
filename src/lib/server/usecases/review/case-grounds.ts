import {
	recusalGrounds,
	type Ground,
	type JudgedFacts,
	type RecusalFacts,
	type Stay
} from '#lib/domain/review/recusal.ts';
import { parameterNumber } from '../parameters.ts';
import type { Context, Row } from '../ports.ts';

type Judged = Pick<
	Row<'applications'>,
	'id' | 'personId' | 'employerId' | 'employerName' | 'batchId'
>;

/** Before any record: an employer that is known only as the present one binds from the beginning. */
const EVER = '1900-01-01';

const factsOf = (
	person: Row<'people'>,
	stays: readonly Stay[],
	employers: ReadonlyMap<string, string>
): RecusalFacts => ({
	personId: person.id,
	phone: person.phoneBlind,
	stays:
		person.employerId === null ||
		stays.some(({ employerId, to }) => employerId === person.employerId && to === null)
			? stays
			: [
					...stays,
					{
						employerId: person.employerId,
						employerName: employers.get(person.employerId) ?? '',
						from: EVER,
						to: null
					}
				]
});

/**
 * Why each of these people may not judge the case, by rule and by what is recorded; nobody without a ground is
 * in the answer's values but with an empty list. It has no effect: to ask is not to invite.
 */
export const groundsOn = async (
	ctx: Context,
	application: Judged,
	people: readonly Row<'people'>[]
): Promise<ReadonlyMap<string, readonly Ground[]>> => {
	const { read } = ctx.store;
	const ids = [...new Set(people.map(({ id }) => id))];
	const [applicant, rows, applying, recorded, formerYears] = await Promise.all([
		read.people.byId(application.personId),
		read.people.staysOf([...ids, application.personId]),
		read.applications.applicantsAmong(ids, application.batchId),
		read.recusals.inForce(ids, application.id, application.personId),
		parameterNumber(ctx, 'recusal.formerEmployer.years')
	]);
	if (!applicant) throw new Error(`no person ${application.personId}`);
	const present = [applicant, ...people].flatMap(({ employerId }) => employerId ?? []);
	const employers = new Map(
		(await read.organisations.byIds([...new Set(present)])).map(({ id, name }) => [id, name])
	);
	const staysOf = (personId: string): Stay[] =>
		rows
			.filter(({ employment }) => employment.personId === personId)
			.map(({ employment, employerName }) => ({
				employerId: employment.employerId,
				employerName,
				from: employment.fromOn,
				to: employment.toOn
			}));
	const judged: JudgedFacts = {
		...factsOf(applicant, staysOf(applicant.id), employers),
		batchId: application.batchId,
		checkedBy: { employerId: application.employerId, employerName: application.employerName }
	};
	return new Map(
		people.map((person) => [
			person.id,
			recusalGrounds(
				{
					...factsOf(person, staysOf(person.id), employers),
					appliesIn: applying.includes(person.id) ? [application.batchId] : [],
					recorded: recorded
						.filter(({ personId }) => personId === person.id)
						.map(({ kind, source, said }) => ({ kind, source, evidence: { said } }))
				},
				judged,
				{ on: ctx.today(), formerYears }
			)
		])
	);
};
