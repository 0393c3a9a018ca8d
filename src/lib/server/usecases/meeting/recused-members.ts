import type { Context, Row } from '../ports.ts';

/**
 * Members of a meeting who may not vote on a case whatever anybody ticks: the applicant, people of the
 * applicant's employer, and whoever has recused from it as an expert or left an earlier meeting for it (Order
 * 40 art. 25). In the order of the panel.
 */
export const recusedMembers = async (
	ctx: Context,
	meeting: Pick<Row<'meetings'>, 'members'>,
	application: Pick<Row<'applications'>, 'id' | 'personId' | 'employerId'>
): Promise<readonly string[]> => {
	const [people, assignments, left] = await Promise.all([
		ctx.store.read.people.byIds(meeting.members),
		ctx.store.read.assignments.ofApplication(application.id),
		ctx.store.read.applications.leftFor(application.id)
	]);
	const out = new Set([
		application.personId,
		...left,
		...people.filter(({ employerId }) => employerId === application.employerId).map(({ id }) => id),
		...assignments
			.filter(({ assignment }) => assignment.state === 'recused')
			.map(({ assignment }) => assignment.expertId)
	]);
	return meeting.members.filter((id) => out.has(id));
};
