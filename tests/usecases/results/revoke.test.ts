/** A title obtained by fraud is taken back by the city: certificate, title, register of dishonesty. */
import { expect, it } from 'vitest';
import { update } from '#lib/server/usecases/ports.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import { publishResults } from '#lib/server/usecases/results/publish-results.ts';
import { revokeCertificate } from '#lib/server/usecases/results/revoke-certificate.ts';
import { verifyCertificate } from '#lib/server/usecases/results/verify-certificate.ts';
import { attend, makeReviewSetting, meetingWith, vote } from '../review/setting.ts';

const refused = (key: string) => ({ refusal: { key } });

const issued = async () => {
	const setting = await makeReviewSetting();
	const { world, ctx, round } = setting;
	const { meetingId, cases } = await meetingWith(setting, 1);
	const id = cases[0]!.id;
	await attend(setting, meetingId, 7);
	await vote(setting, meetingId, id, { yes: 7 });
	const { id: noticeId } = await publishResults(ctx, { roundId: round.id });
	const notice = (await world.store.read.notices.byId(noticeId))!;
	await world.store.commit([update('notices', notice, { state: 'ended' })]);
	world.clock.now = Date.parse(`${notice.endOn}T16:00:00Z`) + 86_400_000;
	const titleOn = ctx.today();
	await confirmResults(ctx, { noticeId, approvalNumber: '日人社〔2026〕3号', titleOn });
	await issueCertificates(ctx, { roundId: round.id });
	const [organisation] = await world.store.read.organisations.ofKind('city');
	const city = world.context(await world.officer('city_officer', organisation));
	return { setting, city, application: await setting.now(id) };
};

it('the city revokes a certificate with its title, and bars the person for the years laid down', async () => {
	const { setting, city, application } = await issued();
	const { store } = setting.world;
	const wish = {
		id: application.id,
		version: application.version,
		document: '日人社〔2026〕9号',
		reason: '业绩材料经查系伪造'
	};
	await expect(revokeCertificate(setting.ctx, wish)).rejects.toMatchObject(
		refused('not_your_move')
	);
	await expect(revokeCertificate(city, { ...wish, document: ' ' })).rejects.toMatchObject({
		refusal: { field: 'document' }
	});
	expect((await setting.now(application.id)).state).toBe('certificate_issued');

	expect(await revokeCertificate(city, wish)).toMatchObject({ state: 'revoked' });
	const certificate = (await store.read.certificates.byApplication(application.id))!;
	expect(certificate).toMatchObject({ state: 'revoked', stateReason: wish.reason });
	expect(await store.read.heldTitles.byId(certificate.heldTitleId)).toMatchObject({
		state: 'revoked'
	});
	expect(await store.sql('select person_id, from_on, to_on, basis from integrity_records')).toEqual(
		[
			{
				person_id: application.personId,
				from_on: city.today(),
				to_on: city.today().replace(/^\d{4}/, (year) => String(Number(year) + 3)),
				basis: wish.document
			}
		]
	);
	expect(
		await verifyCertificate(setting.world.context(null), {
			number: certificate.number,
			name: certificate.holderName
		})
	).toMatchObject({ state: 'revoked' });
	const [entry] = await store.read.log.ofObject(application.id, { size: 1 });
	expect(entry).toMatchObject({
		action: 'case.revoke',
		detail: { document: wish.document, certificate: certificate.number }
	});
	await expect(revokeCertificate(city, wish)).rejects.toMatchObject(refused('stale'));
});
