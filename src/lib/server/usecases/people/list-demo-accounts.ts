import type { Role } from '#lib/domain/access.ts';
import { demoAccounts, demoPassword } from '../demo/accounts.ts';
import type { Context } from '../ports.ts';

export type ListedDemoAccount = {
	readonly login: string;
	readonly password: string;
	readonly role: Role;
	/** What the account is there to show: a message key without its `demo_`. */
	readonly key: string;
	readonly name: string;
	/** Where the person works. */
	readonly at: string;
};

/** The demo's accounts that exist, for its sign-in page; nothing on a real installation. */
export const listDemoAccounts = async (ctx: Context): Promise<readonly ListedDemoAccount[]> => {
	if (!ctx.demo) return [];
	const people = await ctx.store.read.registry.accountHolders(
		demoAccounts.map(({ login }) => login)
	);
	return demoAccounts.flatMap((account) => {
		const person = people.find(({ loginName }) => loginName === account.login);
		return person
			? [{ ...account, password: demoPassword, name: person.name, at: person.employerName ?? '' }]
			: [];
	});
};
