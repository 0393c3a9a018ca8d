import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { acceptInvitation } from '#lib/server/usecases/people/accept-invitation.ts';
import { decideAffiliation } from '#lib/server/usecases/people/decide-affiliation.ts';
import { invitePerson } from '#lib/server/usecases/people/invite-person.ts';
import { registerPerson } from '#lib/server/usecases/people/register-person.ts';
import { startRecovery } from '#lib/server/usecases/people/recovery.ts';
import { revealNumber } from '#lib/server/usecases/people/reveal-number.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { engine } from '../../support/store.ts';
import { idNumber, makeWorld, PASSWORD, type World } from './world.ts';

/** Everything the database holds, as somebody with the disk would read it. */
const everything = async (world: World): Promise<string> => {
	if (engine === 'sqlite') {
		const file = world.store.at;
		return readdirSync(path.dirname(file))
			.map((name) => path.join(path.dirname(file), name))
			.filter((name) => statSync(name).isFile())
			.map((name) => readFileSync(name, 'latin1'))
			.join('\n');
	}
	const tables = await world.store.sql(
		`select tablename from pg_tables where schemaname = 'public' order by 1`
	);
	const rows = [];
	for (const table of tables)
		rows.push(
			await world.store.sql(`select t.*::text as row from "${String(table['tablename'])}" t`)
		);
	return JSON.stringify(rows);
};

describe('S19: the raw database', () => {
	it('holds no ID number, telephone, token or password that was ever typed', async () => {
		const world = await makeWorld();
		const officer = await world.person({
			name: '格桑',
			employer: world.org.school,
			login: 'gesang',
			roles: [['employer_officer', world.org.school]]
		});
		const ctx = world.ctx(await officer.actor());
		const secrets: string[] = [];
		for (let n = 0; n < 40; n += 1) {
			const id = idNumber('542322', '19880412', String(100 + n));
			const phone = `139089${String(20000 + n)}`;
			const login = `person.${n}`;
			const registration = {
				name: `演员${n}`,
				idNumber: id,
				phone,
				login,
				password: PASSWORD,
				repeat: PASSWORD
			};
			secrets.push(id, id.slice(0, 17), phone);
			if (n % 2 === 0) {
				await registerPerson(world.ctx(null, { ip: `198.51.100.${n}` }), {
					...registration,
					employer: world.org.school
				});
			} else {
				const { token } = await invitePerson(ctx, {
					name: registration.name,
					idNumber: id,
					role: 'applicant',
					scopeId: world.org.school
				});
				secrets.push(token);
				await acceptInvitation(world.ctx(null, { ip: `198.51.100.${n}` }), {
					...registration,
					token
				});
			}
			const { token } = await signIn(world.ctx(null, { ip: `203.0.113.${n}` }), {
				login: id,
				password: PASSWORD,
				userAgent: 'test'
			});
			secrets.push(token);
			const person = await world.store.read.people.byIdBlind(ctx.secrets.blind('id', id));
			for (const request of await world.store.read.affiliations.ofPerson(person!.id))
				await decideAffiliation(ctx, {
					id: request.id,
					version: request.version,
					move: 'approve'
				});
			await revealNumber(ctx, { personId: person!.id, which: 'id', reason: '与原件核对' });
			const link = await startRecovery(ctx, { personId: person!.id, reason: '本人到场' });
			secrets.push(link.token);
		}
		const raw = await everything(world);
		expect(raw.length).toBeGreaterThan(20_000);
		expect(raw).toContain('person.7');
		const found = secrets.filter((secret) => raw.includes(secret));
		expect(found).toEqual([]);
		expect(secrets.length).toBeGreaterThan(200);
	}, 60_000);
});
