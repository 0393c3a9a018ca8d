import { Refused, rule } from '#lib/domain/refusal.ts';
import { assignmentWorkflow } from '#lib/domain/titles/assignment-workflow.ts';
import { expertItems, readScore } from '#lib/domain/titles/score-sheet.ts';
import { refuses } from '#lib/domain/workflow.ts';
import { commit } from '../commit.ts';
import { update, type Context } from '../ports.ts';
import { openAssignment } from './open-assignment.ts';

/** Characters of an expert's written opinion. */
export const opinionMax = 2000;

export type SavedScore = {
	readonly version: number;
	readonly savedAt: number;
	readonly value: string;
};

/**
 * Saves one number (or the opinion, or the doubt flag) of an expert's own sheet, durable before it answers.
 * An older version never overwrites a newer one: it is refused as stale. Saving is work in progress and is
 * not logged; handing in is.
 */
export const saveScore = async (
	ctx: Context,
	input: {
		readonly assignmentId: string;
		readonly version: number;
		readonly item: string;
		readonly value: string;
	}
): Promise<SavedScore> => {
	const { assignment, round, facts } = await openAssignment(ctx, input.assignmentId);
	if (assignment.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	if (assignment.declaredAt === null) throw new Refused(rule('declaration_missing', {}, 'recusal'));
	const refusal = refuses(
		assignmentWorkflow,
		'save',
		assignment.state,
		new Set(['expert'] as const),
		facts
	);
	if (refusal) throw new Refused(refusal);
	const savedAt = ctx.now();
	const set = (() => {
		if (input.item === 'opinion') {
			if (input.value.length > opinionMax)
				throw new Refused({ ...rule('text_too_long', { max: opinionMax }), field: 'opinion' });
			return { opinion: input.value };
		}
		if (input.item === 'flag') return { flagged: input.value === '1' };
		const item = expertItems(round.rubric).find(({ code }) => code === input.item);
		if (!item) throw new Refused(rule('score_item_unknown', { item: input.item }));
		if (input.value.trim() === '') {
			const { [item.code]: _cleared, ...rest } = assignment.scores;
			return { scores: rest };
		}
		const read = readScore(item, input.value);
		if ('refusal' in read) throw new Refused(read.refusal);
		return { scores: { ...assignment.scores, [item.code]: read.value } };
	})();
	await commit(ctx, [update('assignments', assignment, { ...set, savedAt })]);
	return {
		version: assignment.version + 1,
		savedAt,
		value: set.scores?.[input.item] ?? input.value
	};
};
