/** Each desk's addresses are for its hats: whoever's navigation leads there may enter, nobody else. */
import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { areas, roles, type Actor, type Role } from '#lib/domain/access.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { areaOfRoute, mustBeAtDesk } from '#lib/server/desk-area.ts';
import { homeOf, navigationOf } from '#lib/server/shell/navigation.ts';
import type { Change, Context } from '#lib/server/usecases/ports.ts';

/** Folders of the desks; what lies elsewhere below `(desk)` is everybody's or holds parts of pages. */
const everybodys = ['me', 'help', 'hat'];
const desks = readdirSync('src/routes/(desk)', { withFileTypes: true })
	.filter((entry) => entry.isDirectory() && !entry.name.endsWith('-parts'))
	.map(({ name }) => name)
	.filter((name) => !everybodys.includes(name));

/** The people under this hat, as far as areas look; commits go to the list. */
const under = (role: Role | null, commits: Change[] = []): Context => {
	const hat = role === null ? null : ({ role, scopeName: '' } as Actor['hat']);
	return {
		as: 'person',
		actor: { personId: 'p', name: '次仁', hat, hats: [] } as unknown as Actor,
		realNow: () => 0,
		now: () => 0,
		store: {
			commit: async (changes: readonly Change[]) => {
				commits.push(...changes);
				return { counts: [1], numbers: [], jobs: [], outbox: [] };
			}
		}
	} as unknown as Context;
};
const at = (address: string) => ({
	route: { id: `/(desk)${address}` },
	url: new URL(`https://portal.example${address}?q=次仁`)
});
const enters = async (role: Role | null, address: string): Promise<boolean> =>
	mustBeAtDesk(under(role), at(address)).then(
		() => true,
		(cause: unknown) => {
			if (!(cause instanceof Refused) || cause.refusal.kind !== 'forbidden') throw cause;
			return false;
		}
	);

describe('the address of a desk', () => {
	it('belongs to an area, for every desk there is', () => {
		expect(desks.length).toBeGreaterThan(5);
		for (const desk of desks) expect(areaOfRoute(`/(desk)/${desk}/deputies`), desk).toBeDefined();
		for (const other of [null, '/', '/(public)/notices', '/(desk)/me/record', '/(desk)/officer'])
			expect(areaOfRoute(other)).toBeUndefined();
	});

	it('lets in whoever’s navigation leads there', async () => {
		for (const role of roles)
			for (const { href } of [
				{ href: homeOf[role] },
				...navigationOf(role, true).flatMap(({ entries }) => entries)
			])
				expect(await enters(role, href), `${role} ${href}`).toBe(true);
	});

	it('lets in nobody else, also not at the pages that desks share', async () => {
		for (const role of [null, ...roles])
			for (const desk of desks)
				for (const page of ['', '/people', '/people/invite', '/deputies', '/registrations']) {
					const area = areaOfRoute(`/(desk)/${desk}${page}`);
					const holders: readonly string[] = area ? areas[area] : [];
					expect(await enters(role, `/${desk}${page}`), `${role} /${desk}${page}`).toBe(
						role !== null && holders.includes(role)
					);
				}
		expect(await enters('expert', '/admin/accounts/invite')).toBe(false);
		expect(await enters('employer_officer', '/office/people')).toBe(false);
		expect(await enters('inspector', '/office/cases')).toBe(false);
		expect(await enters('inspector', '/office/authority/committees')).toBe(true);
	});

	it('leaves the attempt in the log with where it was, without what was looked for', async () => {
		const commits: Change[] = [];
		await expect(mustBeAtDesk(under('expert', commits), at('/admin/accounts'))).rejects.toThrow();
		const entry = commits.find((change) => change.do === 'log');
		expect(entry).toMatchObject({
			entry: {
				action: 'area.administration',
				result: 'refused',
				detail: { address: '/admin/accounts' }
			}
		});
	});
});
