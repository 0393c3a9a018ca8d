import { refusesPassword, type Known, type PasswordPolicy } from '#lib/domain/people/password.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { parameter } from '../parameters.ts';
import type { Context } from '../ports.ts';

/** The policy chosen at installation. */
export const passwordPolicy = async (ctx: Context): Promise<PasswordPolicy> =>
	(await parameter(ctx, 'password.policy')) === 'dengbao' ? 'dengbao' : 'modern';

/**
 * The hash of a new password, if the policy takes it and it was typed the same twice.
 * @throws {Refused} with field `password` or `repeat`
 */
export const newPasswordHash = async (
	ctx: Context,
	password: string,
	repeat: string,
	known: Known
): Promise<string> => {
	const refusal = refusesPassword(await passwordPolicy(ctx), password, known);
	if (refusal) throw new Refused(refusal);
	if (password.normalize('NFKC') !== repeat.normalize('NFKC'))
		throw new Refused({ kind: 'malformed', key: 'passwords_differ', field: 'repeat' });
	return ctx.passwords.hash(password);
};
