import { addDays } from '#lib/domain/day.ts';
import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, tell, update, type Context } from '../ports.ts';
import { saidReason } from '../said.ts';
import { endDeputies } from './end-deputies.ts';
import { openPerson } from './open-person.ts';

/**
 * Switches an account off or on again. Off: every session ends at once, whatever is open, and nobody stands in for
 * the person any more; back on, deputies are named anew. Nobody switches off their own.
 */
export const setAccountState = async (
	ctx: Context,
	input: {
		readonly personId: string;
		readonly state: 'active' | 'disabled';
		readonly version: number;
		readonly reason: string;
	}
): Promise<void> => {
	if (ctx.actor?.personId === input.personId) throw new Refused(rule('not_to_yourself'));
	const { person } = await openPerson(ctx, input.personId, 'disable');
	const account = await ctx.store.read.accounts.byPerson(person.id);
	if (!account) throw new Refused(missing);
	if (account.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const reason = saidReason(input.reason);
	if (account.state === input.state)
		throw new Refused({ kind: 'stale', key: 'account_state_already' });
	await commit(ctx, [
		update('accounts', account, { state: input.state }),
		...(input.state === 'disabled'
			? [
					...(await ctx.sessions.endAll(account.id)),
					...(await endDeputies(ctx, { personId: person.id }, addDays(ctx.today(), -1), reason))
				]
			: []),
		logged(ctx, {
			action: input.state === 'disabled' ? 'account.disable' : 'account.enable',
			objectKind: 'account',
			objectId: account.id,
			subjectId: person.id,
			detail: { reason }
		}),
		tell(ctx, `account.${input.state}`, [{ personId: person.id }], { facts: { reason } })
	]);
};
