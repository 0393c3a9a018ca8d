import { describe, expect, it } from 'vitest';
import { requestWithdrawal } from '#lib/server/usecases/applications/request-withdrawal.ts';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { consentWithdrawal } from '#lib/server/usecases/desk/consent-withdrawal.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { bringTo, makeDesks } from './setting.ts';

/** An accepted case that an expert has been given and another has handed in. */
const accepted = async () => {
	const desks = await makeDesks();
	const { world } = desks;
	const { id, version } = await bringTo(desks, 'acceptance_check');
	const row = await acceptCase(desks.at('office'), { id, version });
	const experts = [await world.person(), await world.person()];
	await world.assignment(id, experts[0]!.id, { roundId: desks.round.id });
	await world.assignment(id, experts[1]!.id, { roundId: desks.round.id, state: 'submitted' });
	const assigned = async () =>
		(await world.store.read.assignments.ofApplication(id)).map(
			({ assignment }) => assignment.state
		);
	return { desks, id, version: row.version, office: desks.at('office'), assigned };
};

describe('a withdrawal after acceptance', () => {
	it('needs the applicant’s request, and lets the experts go in the same commit', async () => {
		const { desks, id, version, office, assigned } = await accepted();
		const consent = (seen: number) =>
			consentWithdrawal(office, { id, version: seen, reason: '本人调离' });
		await expect(consent(version)).rejects.toMatchObject({
			refusal: { key: 'withdrawal_not_requested' }
		});
		expect((await getCase(office, id)).withdrawalRequested).toBe(false);
		// Nobody asks in the applicant's place.
		await expect(
			requestWithdrawal(office, { id, version, reason: '本人调离' })
		).rejects.toMatchObject({ refusal: { key: 'not_your_move' } });
		const asked = await requestWithdrawal(desks.ctx, { id, version, reason: '调往拉萨' });
		expect(asked.state).toBe('accepted');
		await expect(
			requestWithdrawal(desks.ctx, { id, version: asked.version, reason: '再问一次' })
		).rejects.toMatchObject({ refusal: { key: 'withdrawal_requested_already' } });
		expect(await assigned()).toEqual(expect.arrayContaining(['assigned', 'submitted']));
		const seen = await getCase(office, id);
		expect(seen.withdrawalRequested).toBe(true);
		expect(seen.timeline[0]).toMatchObject({
			action: 'case.request_withdrawal',
			said: { reason: '调往拉萨' }
		});
		const after = await consent(asked.version);
		expect([after.state, after.holderParty]).toEqual(['withdrawn', '']);
		expect(await assigned()).toEqual(['ended', 'ended']);
	});

	it('may rest on a request in writing, with its document and day', async () => {
		const { desks, id, version, office, assigned } = await accepted();
		const consent = (document: string, requestedOn: string) =>
			consentWithdrawal(office, {
				id,
				version,
				reason: '本人书面申请',
				written: { document, requestedOn }
			});
		for (const [document, day, key] of [
			['', '', 'withdrawal_not_requested'],
			['', '2026-09-18', 'document_needed'],
			['收文〔2026〕7号', '', 'day_needed'],
			['收文〔2026〕7号', '2026-09-31', 'day_needed'],
			['收文〔2026〕7号', '2026-12-31', 'request_day_in_future']
		] as const)
			await expect(consent(document, day)).rejects.toMatchObject({ refusal: { key } });
		expect((await consent('收文〔2026〕7号', '2026-09-18')).state).toBe('withdrawn');
		expect(await assigned()).toEqual(['ended', 'ended']);
		const [entry] = await desks.world.store.read.log.ofObject(id, { size: 5 });
		expect(entry?.detail).toMatchObject({ document: '收文〔2026〕7号', requestedOn: '2026-09-18' });
	});
});
