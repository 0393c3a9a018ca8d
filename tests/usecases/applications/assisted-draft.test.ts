import { describe, expect, it } from 'vitest';
import { confirmAssist } from '#lib/server/usecases/applications/confirm-assist.ts';
import { finishSection } from '#lib/server/usecases/applications/finish-section.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { listMyMatters } from '#lib/server/usecases/applications/list-my-matters.ts';
import { saveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { attachFile } from '#lib/server/usecases/attachments/attach-file.ts';
import { removeAttachment } from '#lib/server/usecases/attachments/remove-attachment.ts';
import { update, type Context } from '#lib/server/usecases/ports.ts';
import { pdf } from '../../support/samples.ts';
import { choice, fillIn, makeSetting, refusalOf } from './setting.ts';

/** A draft that a clerk has filled in and the person has confirmed. */
const confirmed = async () => {
	const setting = await makeSetting();
	const { world, person, employer, batch } = setting;
	const clerk = await world.officer('employer_officer', employer);
	const theirs = world.context(clerk);
	const { id } = await startApplication(theirs, { ...choice(batch.id), personId: person.id });
	await fillIn(theirs, world, id);
	const row = async () => (await world.store.read.applications.byId(id))!;
	await confirmAssist(setting.ctx, { id, version: (await row()).version });
	expect((await row()).assistConfirmedAt).not.toBeNull();
	return { ...setting, clerk, theirs, id, row };
};
const attach = (ctx: Context, applicationId: string) =>
	attachFile(ctx, { applicationId, slot: 'education_certificate', name: '学历.pdf', bytes: pdf() });

describe('filling in for somebody', () => {
	it('is for the employer’s, agency’s and county’s own people', async () => {
		const setting = await makeSetting();
		const { world, person, employer, batch } = setting;
		const personId = person.id;
		const other = await world.employer();
		const county = await world.countyOffice();
		const far = await world.countyOffice('540237');
		const start = async (actor: Awaited<ReturnType<typeof world.officer>>) =>
			refusalOf(startApplication(world.context(actor), { ...choice(batch.id), personId }));
		expect(await start(await world.officer('employer_officer', other))).toBe('not_your_person');
		expect(await start(await world.officer('county_officer', far))).toBe('not_your_person');
		expect(await start(await world.officer('inspector'))).toBe('not_your_person');
		expect(await start(await world.actor(await world.person({ employerId: employer.id })))).toBe(
			'not_your_person'
		);
		expect(await start(await world.officer('county_officer', county))).toBeNull();
	});

	it('is confirmed by the person before it is handed in, and again after each change', async () => {
		const setting = await makeSetting();
		const { world, person, employer, batch } = setting;
		const clerk = await world.officer('employer_officer', employer);
		const theirs = world.context(clerk);
		const { id } = await startApplication(theirs, { ...choice(batch.id), personId: person.id });
		expect((await getApplication(theirs, id)).as).toBe('assistant');
		await fillIn(theirs, world, id);
		const versionOf = async () => (await world.store.read.applications.byId(id))?.version ?? 0;
		const handIn = async (ctx = setting.ctx) =>
			refusalOf(handInCase(ctx, { id, version: await versionOf(), pledged: true }));
		expect(await handIn(theirs)).toBe('not_your_move');
		expect(await handIn()).toBe('assist_unconfirmed');
		expect(await refusalOf(confirmAssist(theirs, { id, version: await versionOf() }))).toBe(
			'not_the_person'
		);
		await confirmAssist(setting.ctx, { id, version: await versionOf() });
		const [entry] = (await world.store.read.applications.entries(id)).filter(
			({ section }) => section === 'basics'
		);
		await saveEntry(theirs, {
			id,
			section: 'basics',
			entryId: entry!.id,
			version: entry!.version,
			typed: { ...(entry!.data as Record<string, string>), post: '工程技术岗' },
			how: 'finish'
		});
		expect(await handIn()).toBe('assist_unconfirmed');
		await confirmAssist(setting.ctx, { id, version: await versionOf() });
		expect(await handIn()).toBeNull();
		// Once handed in, whoever filled it in has no more to do with it than their hat allows.
		expect(await refusalOf(getApplication(theirs, id))).toBe('not_the_person');
	});

	it('loses the person’s word with a file added or removed, and with a section finished', async () => {
		const { theirs, id, row, ctx } = await confirmed();
		const taken = async () => (await row()).assistConfirmedAt === null;
		const file = await attach(theirs, id);
		expect(await taken()).toBe(true);
		await confirmAssist(ctx, { id, version: (await row()).version });
		await removeAttachment(theirs, file.id);
		expect(await taken()).toBe(true);
		await confirmAssist(ctx, { id, version: (await row()).version });
		const finish = { id, section: 'works', finished: false };
		await finishSection(theirs, { ...finish, version: (await row()).version });
		expect(await taken()).toBe(true);
		// What the person does to their own draft takes nothing back.
		await confirmAssist(ctx, { id, version: (await row()).version });
		await attach(ctx, id);
		await finishSection(ctx, { ...finish, version: (await row()).version });
		expect(await taken()).toBe(false);
	});

	it('lets nobody confirm what they have not seen', async () => {
		const { world, theirs, id, row, ctx } = await confirmed();
		const seen = (await row()).version;
		const [entry] = (await world.store.read.applications.entries(id)).filter(
			({ section }) => section === 'basics'
		);
		const typed = { ...(entry!.data as Record<string, string>), post: '工程技术岗' };
		const save = { id, section: 'basics', entryId: entry!.id, typed, how: 'keep' as const };
		await saveEntry(theirs, { ...save, version: entry!.version });
		const after = (await row()).version;
		await saveEntry(theirs, { ...save, version: entry!.version + 1 });
		for (const version of [seen, after])
			expect(await refusalOf(confirmAssist(ctx, { id, version }))).toBe('stale');
	});

	it('ends with the grant under which it is done, whichever hat is on', async () => {
		const { world, clerk, employer, id, row } = await confirmed();
		const who = { id: clerk.personId, name: clerk.name };
		const now = async () => world.context(await world.actor(who, null));
		expect((await listMyMatters(await now())).assisted.map((one) => one.id)).toEqual([id]);
		expect(await refusalOf(attach(await now(), id))).toBeNull();
		const grant = (await world.store.read.grants.byId(clerk.hat!.grantId))!;
		await world.store.commit([update('grants', grant, { toOn: '2026-09-13' })]);
		const { version } = await row();
		const ctx = await now();
		expect((await listMyMatters(ctx)).assisted).toEqual([]);
		for (const deed of [
			() => getApplication(ctx, id),
			() => attach(ctx, id),
			() => finishSection(ctx, { id, section: 'works', version, finished: true })
		])
			expect(await refusalOf(deed())).toBe('not_found');
		expect((await row()).version).toBe(version);
		// Another employer's hat does not do; a new grant for the same one does.
		await world.grant(who.id, 'employer_officer', (await world.employer()).id);
		expect(await refusalOf(getApplication(await now(), id))).toBe('not_found');
		await world.grant(who.id, 'employer_officer', employer.id);
		expect(await refusalOf(getApplication(await now(), id))).toBeNull();
	});
});
