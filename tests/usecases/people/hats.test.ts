import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, shanghaiDay } from '#lib/domain/day.ts';
import { inForce } from '#lib/domain/people/account.ts';
import { partiesToPerson } from '#lib/domain/people/person-access.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { changeHat } from '#lib/server/usecases/people/change-hat.ts';
import { endGrant, grantRole } from '#lib/server/usecases/people/grant-role.ts';
import { listPeople } from '#lib/server/usecases/people/list-people.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { as, setting } from './desks.ts';
import { asking, DAY, PASSWORD } from './world.ts';

describe('hats', () => {
	it('are always a grant in force on the day, whatever is given, ended and worn', async () => {
		const step = fc.oneof(
			fc.record({
				do: fc.constant('give' as const),
				role: fc.constantFrom('employer_officer', 'inspector', 'audit_admin', 'system_admin'),
				from: fc.integer({ min: -2, max: 2 }),
				days: fc.option(fc.integer({ min: 0, max: 3 }))
			}),
			fc.record({
				do: fc.constant('end' as const),
				which: fc.nat(5),
				in: fc.integer({ min: -1, max: 2 })
			}),
			fc.record({ do: fc.constant('wear' as const), which: fc.nat(5) }),
			fc.record({ do: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 3 }) })
		);
		await fc.assert(
			fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), async (steps) => {
				const world = await setting();
				const { personId } = world.teacher;
				const login = async () =>
					(await signIn(world.ctx(), { login: 'zhuoma', password: PASSWORD, userAgent: '' })).token;
				let token = await login();
				const today = () => shanghaiDay(world.clock.now);
				const quietly = async (deed: Promise<unknown>) => {
					try {
						await deed;
					} catch (cause) {
						if (!(cause instanceof Refused)) throw cause;
					}
				};
				for (const one of steps) {
					const security = await as(world, world.security);
					const grants = await world.store.read.grants.ofPerson(personId);
					if (one.do === 'give')
						await quietly(
							grantRole(security, {
								personId,
								role: one.role,
								scopeId:
									one.role === 'employer_officer'
										? world.org.school
										: one.role === 'inspector'
											? world.org.city
											: '',
								fromOn: addDays(today(), one.from),
								toOn: one.days === null ? '' : addDays(today(), one.from + one.days),
								basis: '任命'
							})
						);
					if (one.do === 'end') {
						const grant = grants[one.which];
						if (grant)
							await quietly(
								endGrant(security, {
									id: grant.id,
									version: grant.version,
									toOn: addDays(today(), one.in),
									basis: '免职'
								})
							);
					}
					if (one.do === 'wear') {
						const actor = (await asking(world, token))!.actor;
						await quietly(changeHat(world.ctx(actor), grants[one.which]?.id ?? ''));
					}
					if (one.do === 'wait') {
						world.clock.now += one.days * DAY;
						token = await login();
					}
					const open = (await asking(world, token))!.actor;
					const now = await world.store.read.grants.ofPerson(personId);
					const expected = now.filter((grant) => inForce(grant, today())).map(({ id }) => id);
					expect(open.hats.map(({ grantId }) => grantId).sort()).toEqual(expected.sort());
					if (open.hat) expect(expected).toContain(open.hat.grantId);
					expect(
						open.hats.filter(({ role }) => role.endsWith('_admin')).length
					).toBeLessThanOrEqual(1);
				}
				await world.store.close();
			}),
			{ numRuns: 12 }
		);
	}, 120_000);
});

describe('S2: the list of people', () => {
	it('holds exactly those to whom the hat is something', async () => {
		const world = await setting();
		const people = await world.store.sql(`select id, employer_id from people`);
		for (const who of [
			world.school,
			world.clinic,
			world.county,
			world.city,
			world.security,
			await world.person({ name: '代理', roles: [['hr_agency', world.org.agency]] })
		]) {
			const ctx = await as(world, who);
			const listed = (
				await listPeople(ctx, { q: '', place: '', account: '', role: '' }, { page: 1 })
			).rows.map(({ id }) => id);
			for (const person of people) {
				const id = String(person['id']);
				if (id === ctx.actor?.personId) continue;
				const employerId = person['employer_id'];
				const employer =
					typeof employerId === 'string'
						? await world.store.read.organisations.byId(employerId)
						: undefined;
				const parties = partiesToPerson(ctx.actor, {
					personId: id,
					employers: employer ? [{ ...employer, present: true }] : []
				});
				expect(listed.includes(id), `${ctx.actor?.hat?.role ?? ''} ${id}`).toBe(parties.size > 0);
			}
		}
	});
});
