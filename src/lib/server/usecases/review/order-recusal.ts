import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import type { DeclarableKind } from '#lib/domain/review/recusal.ts';
import { openCase } from '../cases/open-case.ts';
import { commit } from '../commit.ts';
import { guard, logged, update, type Context, type Row } from '../ports.ts';
import { saidReason } from '../said.ts';
import { judgesOf, mayRecuseIn } from './case-judges.ts';
import { moveAssignment } from './move-assignment.ts';
import { recusalRow } from './recusal-row.ts';

const openForOffice = async (ctx: Context, id: string): Promise<Row<'applications'>> => {
	const { application, parties } = await openCase(ctx, id);
	if (!parties.has('office')) throw new Refused({ kind: 'forbidden', key: 'office_only' });
	if (!mayRecuseIn(application.state)) throw new Refused(rule('recusal_after_vote', {}, 'recusal'));
	return application;
};

/**
 * The office orders somebody off a case for a cause that it has found (Order 40 art. 25): an expert, a member
 * of the panel, or one of the office's own people, itself included. It binds from this commit on. A late one
 * has its effects in the same commit: a sheet in hand or handed in is void, and at the next vote the person is
 * out and the quorum counted again.
 */
export const orderRecusal = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly personId: string;
		readonly kind: DeclarableKind;
		readonly reason: string;
		/** For every case of the applicant, not for this one alone. */
		readonly every: boolean;
	}
): Promise<void> => {
	const application = await openForOffice(ctx, input.id);
	if (application.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const reason = saidReason(input.reason);
	const judge = (await judgesOf(ctx, application)).find(
		({ person }) => person.id === input.personId
	);
	if (!judge) throw new Refused({ ...rule('recusal_of_nobody', {}, 'recusal'), field: 'person' });
	const { read } = ctx.store;
	const already = await read.recusals.inForce(
		[input.personId],
		application.id,
		application.personId
	);
	if (already.some(({ applicationId }) => applicationId === null || !input.every))
		throw new Refused({
			...rule('recusal_stands', { name: judge.person.name }, 'recusal'),
			field: 'person'
		});
	const recorded = recusalRow(ctx, application, {
		personId: input.personId,
		kind: input.kind,
		source: input.personId === ctx.actor?.personId ? 'self' : 'office',
		said: reason,
		every: input.every
	});
	const sheet = await read.assignments.byApplicationAndExpert(application.id, input.personId);
	if (sheet?.state === 'assigned' || sheet?.state === 'submitted')
		return moveAssignment(ctx, {
			assignment: sheet,
			application,
			facts: { caseState: application.state, missingScores: 0, opinionGiven: true },
			party: 'office',
			move: 'recuse',
			version: sheet.version,
			set: { recusalReason: reason, scores: {}, opinion: '' },
			detail: { kind: input.kind, reason, every: input.every, expert: input.personId },
			changes: [recorded]
		});
	await commit(ctx, [
		guard('applications', application),
		recorded,
		logged(ctx, {
			action: 'case.order_recusal',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: {
				number: application.number,
				person: input.personId,
				kind: input.kind,
				reason,
				every: input.every
			}
		})
	]);
};

/**
 * The office lifts a recusal whose cause was a mistake or is gone: with a reason, never without a trace. A
 * sheet that was void stays void; the expert may be named again.
 */
export const liftRecusal = async (
	ctx: Context,
	input: { readonly id: string; readonly recusalId: string; readonly reason: string }
): Promise<void> => {
	const application = await openForOffice(ctx, input.id);
	const reason = saidReason(input.reason);
	const recusal = await ctx.store.read.recusals.byId(input.recusalId);
	if (
		!recusal ||
		recusal.applicantId !== application.personId ||
		(recusal.applicationId !== null && recusal.applicationId !== application.id)
	)
		throw new Refused(missing);
	if (recusal.endedAt !== null) throw new Refused({ kind: 'stale', key: 'recusal_lifted_already' });
	await commit(ctx, [
		guard('applications', application),
		update('recusals', recusal, {
			endedAt: ctx.now(),
			endedBy: ctx.actor?.personId ?? null,
			endReason: reason
		}),
		logged(ctx, {
			action: 'case.lift_recusal',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: { number: application.number, person: recusal.personId, kind: recusal.kind, reason }
		})
	]);
};
