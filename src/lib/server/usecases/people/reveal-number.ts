import { Refused } from '#lib/domain/refusal.ts';
import { logged, tell, type Context } from '../ports.ts';
import { attempt, keyOf, limits } from '../throttle.ts';
import { openNumbers } from './numbers.ts';
import { openPerson } from './open-person.ts';

/** What can be unmasked. */
export type RevealedNumber = 'id' | 'phone';

/**
 * Shows a full ID or telephone number, once, against a reason. The log entry is committed before anything is
 * shown; the person sees it and is told. A refused attempt is logged too (`openPerson`).
 */
export const revealNumber = async (
	ctx: Context,
	input: { readonly personId: string; readonly which: RevealedNumber; readonly reason: string }
): Promise<string> => {
	const { person } = await openPerson(ctx, input.personId, 'reveal');
	const reason = input.reason.trim();
	if (reason.length < 4)
		throw new Refused({ kind: 'malformed', key: 'reveal_reason_needed', field: 'reason' });
	const actor = ctx.actor;
	await attempt(ctx, [{ limit: limits.reveal, key: keyOf(limits.reveal, actor?.personId ?? '') }]);
	const { idNumber, phone } = openNumbers(ctx.secrets, person);
	const number = input.which === 'id' ? idNumber : phone;
	if (number === null) throw new Refused({ kind: 'rule', key: 'number_not_known' });
	await ctx.store.commit([
		logged(ctx, {
			action: `person.reveal_${input.which}`,
			objectKind: 'person',
			objectId: person.id,
			subjectId: person.id,
			detail: { reason }
		}),
		tell(ctx, 'person.number_revealed', [{ personId: person.id }], {
			facts: {
				which: input.which,
				office: actor?.hat?.scopeName ?? '',
				name: actor?.name ?? '',
				reason
			},
			href: '/me/account/looks'
		})
	]);
	return number;
};
