import type { DeclarableKind } from '#lib/domain/review/recusal.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';
import { saidReason } from '../said.ts';
import { moveAssignment } from './move-assignment.ts';
import { recusalRow } from './recusal-row.ts';
import { openAssignment } from './open-assignment.ts';
import { opinionMax } from './save-score.ts';

/** The expert hands in their sheet with a written opinion (Order 40 art. 21). It can be reopened until the agenda. */
export const handInScores = async (
	ctx: Context,
	input: { readonly assignmentId: string; readonly version: number; readonly opinion: string }
): Promise<void> => {
	const { assignment, application, facts } = await openAssignment(ctx, input.assignmentId);
	const opinion = input.opinion.trim();
	if (opinion.length > opinionMax)
		throw new Refused({ ...rule('text_too_long', { max: opinionMax }), field: 'opinion' });
	if (assignment.declaredAt === null) throw new Refused(rule('declaration_missing', {}, 'recusal'));
	await moveAssignment(ctx, {
		assignment,
		application,
		facts: { ...facts, opinionGiven: opinion.length > 0 },
		party: 'expert',
		move: 'hand_in',
		version: input.version,
		set: { opinion, submittedAt: ctx.now(), savedAt: ctx.now() },
		detail: { scores: assignment.scores }
	});
};

/** The expert takes the sheet back to change it; what was handed in stays in the log. */
export const reopenScores = async (
	ctx: Context,
	input: { readonly assignmentId: string; readonly version: number; readonly reason: string }
): Promise<void> => {
	const { assignment, application, facts } = await openAssignment(ctx, input.assignmentId);
	await moveAssignment(ctx, {
		assignment,
		application,
		facts,
		party: 'expert',
		move: 'reopen',
		version: input.version,
		set: { submittedAt: null },
		detail: { reason: saidReason(input.reason), before: assignment.scores }
	});
};

/** The expert recuses: from then on the case does not exist for them (Order 40 art. 25). */
export const recuseFromCase = async (
	ctx: Context,
	input: {
		readonly assignmentId: string;
		readonly version: number;
		readonly kind: DeclarableKind;
		readonly reason: string;
	}
): Promise<void> => {
	const { assignment, application, facts } = await openAssignment(ctx, input.assignmentId);
	const reason = saidReason(input.reason);
	await moveAssignment(ctx, {
		assignment,
		application,
		facts,
		party: 'expert',
		move: 'recuse',
		version: input.version,
		set: { recusalReason: reason, scores: {}, opinion: '' },
		detail: { kind: input.kind, reason },
		changes: [
			recusalRow(ctx, application, {
				personId: assignment.expertId,
				kind: input.kind,
				source: 'self',
				said: reason
			})
		]
	});
};
