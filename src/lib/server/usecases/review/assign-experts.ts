import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { openCase } from '../cases/open-case.ts';
import { guard, insert, logged, tell, update, type Context, type Row } from '../ports.ts';
import { expertCandidates } from './expert-candidates.ts';

const emptySheet = {
	state: 'assigned',
	scores: {},
	opinion: '',
	flagged: false,
	declaredAt: null,
	savedAt: null,
	submittedAt: null,
	recusalReason: null
} as const satisfies Partial<Row<'assignments'>>;

/**
 * The committee's office names experts for a case. Each one is checked against the case (same employer,
 * term, series, level); one who may not judge it refuses the whole list, with the reason. Those already
 * named stay, those released may be named again, and so may those whose recusal was lifted; a name given twice counts once.
 */
export const assignExperts = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly experts: readonly string[] }
): Promise<{ readonly added: number }> => {
	const { application, parties } = await openCase(ctx, input.id);
	if (!parties.has('office')) throw new Refused({ kind: 'forbidden', key: 'office_only' });
	if (application.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	if (application.state !== 'accepted' && application.state !== 'panel_review')
		throw new Refused(rule('case_not_in_review'));
	const { roundId } = application;
	if (roundId === null) throw new Refused(rule('no_round'));
	const [candidates, existing] = await Promise.all([
		expertCandidates(ctx, input.id),
		ctx.store.read.assignments.ofApplication(input.id)
	]);
	const known = new Map(candidates.map((candidate) => [candidate.personId, candidate]));
	const before = new Map(existing.map(({ assignment }) => [assignment.expertId, assignment]));
	const named = new Set(
		[...before.values()]
			.filter(({ state }) => state === 'assigned' || state === 'submitted')
			.map(({ expertId }) => expertId)
	);
	const chosen = [...new Set(input.experts)].filter((personId) => !named.has(personId));
	for (const personId of chosen) {
		const candidate = known.get(personId);
		if (!candidate) throw new Refused(rule('expert_unknown', {}, 'expertConditions'));
		if (candidate.refusal) throw new Refused(candidate.refusal);
	}
	if (chosen.length === 0) throw new Refused({ ...rule('experts_none_chosen'), field: 'experts' });
	await commit(ctx, [
		guard('applications', application),
		...chosen.map((expertId) => {
			const ended = before.get(expertId);
			// Released before, bound no more, or named by another committee: an empty sheet again.
			return ended
				? update('assignments', ended, { ...emptySheet, roundId })
				: insert('assignments', {
						id: ctx.newId(),
						applicationId: application.id,
						roundId,
						expertId,
						state: 'assigned',
						createdAt: ctx.now()
					});
		}),
		logged(ctx, {
			action: 'case.assign_experts',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: { number: application.number, experts: chosen }
		}),
		// Experts who join a review that is already open hear of it at once; otherwise at its opening.
		...(application.state === 'panel_review'
			? [
					tell(
						ctx,
						'case.open_review',
						chosen.map((personId) => ({ personId })),
						{
							caseId: application.id,
							facts: {
								number: application.number,
								name: application.personName,
								title: application.titleName
							},
							href: '/expert'
						}
					)
				]
			: [])
	]);
	return { added: chosen.length };
};
