import { describe, expect, it } from 'vitest';
import { Refused } from '#lib/domain/refusal.ts';
import { listMessages } from '#lib/server/usecases/messages/list-messages.ts';
import { markAllRead, markRead } from '#lib/server/usecases/messages/mark-read.ts';
import { tell } from '#lib/server/usecases/ports.ts';
import { makeWorld, type World } from '../../support/world.ts';
import { bench } from '../clock/workplace.ts';

const told = (world: World, personId: string, times: number) =>
	world.store.commit(
		Array.from({ length: times }, () => tell(world.context(), 'grant.given', [{ personId }]))
	);

describe('the inbox', () => {
	it('shows a person their own messages, page by page, and counts the unread', async () => {
		const world = await makeWorld();
		const [one, other] = [await world.person(), await world.person()];
		await told(world, one.id, 45);
		await told(world, other.id, 3);
		await bench(world);
		const ctx = world.context(await world.actor(one, null));
		const first = await listMessages(ctx, 1);
		expect([first.messages.length, first.more, first.unread]).toEqual([20, true, 45]);
		const last = await listMessages(ctx, 3);
		expect([last.messages.length, last.more]).toEqual([5, false]);
		expect((await listMessages(ctx, Number.NaN)).page).toBe(1);
		const ids = new Set(
			(await Promise.all([1, 2, 3].map((page) => listMessages(ctx, page)))).flatMap(
				({ messages }) => messages.map(({ id }) => id)
			)
		);
		expect(ids.size).toBe(45);
		await expect(listMessages(world.context(), 1)).rejects.toThrow(Refused);
	});

	it('marks what was read, one or all, and never another person’s', async () => {
		const world = await makeWorld();
		const [one, other] = [await world.person(), await world.person()];
		await told(world, one.id, 3);
		await told(world, other.id, 1);
		await bench(world);
		const ctx = world.context(await world.actor(one, null));
		const [message] = (await listMessages(ctx, 1)).messages;
		await markRead(ctx, message!.id);
		await markRead(ctx, message!.id);
		const after = await listMessages(ctx, 1);
		expect(after.unread).toBe(2);
		// The newest was read: it stands behind what is still unread.
		expect(after.messages.map(({ id, readAt }) => [id === message!.id, readAt === null])).toEqual([
			[false, true],
			[false, true],
			[true, false]
		]);
		const [theirs] = await world.store.read.messages.ofPerson(other.id, { size: 1, number: 1 });
		await expect(markRead(ctx, theirs!.id)).rejects.toThrow(Refused);
		expect(await markAllRead(ctx)).toBe(2);
		expect(await world.store.read.messages.unreadCount(one.id)).toBe(0);
		expect(await world.store.read.messages.unreadCount(other.id)).toBe(1);
	});

	it('tells the employer that a case was taken back, though the draft is not theirs to see', async () => {
		const world = await makeWorld();
		const employer = await world.employer();
		const officer = await world.officer('employer_officer', employer);
		const { id } = await world.application({ employerId: employer.id, state: 'draft', reach: 1 });
		await world.store.commit([
			tell(world.context(), 'case.take_back', [{ party: 'employer' }], { caseId: id })
		]);
		await bench(world);
		const { messages } = await listMessages(world.context(officer), 1);
		expect(messages.map(({ event }) => event)).toEqual(['case.take_back']);
	});

	it('leads each reader to where they can act, under the right hat', async () => {
		const world = await makeWorld();
		const countyOffice = await world.countyOffice();
		const application = await world.application({ state: 'county_check' });
		const officer = await world.person();
		const grant = await world.grant(officer.id, 'county_officer', countyOffice.id);
		await world.store.commit([
			tell(world.context(), 'case.send_up', [{ party: 'county' }, { party: 'applicant' }], {
				caseId: application.id
			})
		]);
		await bench(world);
		const where = async (
			who: { readonly id: string; readonly name: string },
			hat: typeof grant | null
		) => {
			const ctx = world.context(await world.actor(who, hat));
			const [message] = (await listMessages(ctx, 1)).messages;
			return message && { href: message.href, hat: message.hat };
		};
		expect(await where(officer, grant)).toEqual({
			href: `/office/cases/${application.id}`,
			hat: null
		});
		expect(await where(officer, null)).toEqual({
			href: `/office/cases/${application.id}`,
			hat: 'county_officer'
		});
		const person = (await world.store.read.people.byId(application.personId))!;
		expect(await where(person, null)).toEqual({
			href: `/me/applications/${application.id}/progress`,
			hat: null
		});
	});
});
