import { Refused } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { recheckUntil } from '../cases/recheck-period.ts';
import type { Context, Row } from '../ports.ts';
import { saidReason, saidText } from '../said.ts';

/** Why a case is not accepted; each with a clause and a sentence. */
export const refusalReasons = [
	'conditions_not_met',
	'wrong_series',
	'may_not_apply',
	'no_authority',
	'other'
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

const isReason = (code: string): code is RefusalReason =>
	(refusalReasons as readonly string[]).includes(code);

/**
 * The office does not accept a case: reason code, the clause it rests on, and a sentence for the person. The
 * last day on which they can ask for a re-check is set with it.
 */
export const refuseCase = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly code: string;
		readonly clause: string;
		readonly reason: string;
	}
): Promise<Row<'applications'>> => {
	const { code } = input;
	if (!isReason(code))
		throw new Refused({ kind: 'malformed', key: 'reason_code_needed', field: 'code' });
	const clause = saidText(input.clause, 'clause', 'clause_needed');
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'refuse',
		extras: async () => {
			const until = await recheckUntil(ctx);
			return { dueOn: until, detail: { code, clause, reason, recheckUntil: until } };
		}
	});
};
