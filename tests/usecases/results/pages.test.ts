/** What the office, the holder and the public see of results. */
import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { insert, update } from '#lib/server/usecases/ports.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { getCertificate } from '#lib/server/usecases/results/get-certificate.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import { listCertificates } from '#lib/server/usecases/results/list-certificates.ts';
import {
	getResultNotice,
	listResultNotices,
	previewPublication
} from '#lib/server/usecases/results/list-result-notices.ts';
import {
	publishResults,
	restartResultNotice
} from '#lib/server/usecases/results/publish-results.ts';
import { getPublicNotice, listPublicNotices } from '#lib/server/usecases/portal/public-notices.ts';
import { getPublicBatch, listPublicBatches } from '#lib/server/usecases/portal/public-batches.ts';
import { listPublicCommittees } from '#lib/server/usecases/portal/public-committees.ts';
import { attend, makeReviewSetting, meetingWith, vote } from '../review/setting.ts';

const refused = (key: string) => ({ refusal: { key } });

const published = async () => {
	const setting = await makeReviewSetting();
	const { meetingId, cases } = await meetingWith(setting, 2);
	await attend(setting, meetingId, 7);
	for (const { id } of cases) await vote(setting, meetingId, id, { yes: 7 });
	const { id } = await publishResults(setting.ctx, { roundId: setting.round.id });
	const notice = await setting.world.store.read.notices.byId(id);
	if (!notice) throw new Error('nothing was published');
	return { setting, cases, notice, stranger: setting.world.context(null) };
};

const end = async ({ setting, notice }: Awaited<ReturnType<typeof published>>): Promise<void> => {
	await setting.world.store.commit([update('notices', notice, { state: 'ended' })]);
	setting.world.clock.now = Date.parse(`${notice.endOn}T16:00:00Z`) + 3_600_000;
};

describe('the public notice', () => {
	it('shows names in full while it runs, and nothing that leads back to a case', async () => {
		const { setting, cases, notice, stranger } = await published();
		const shown = await getPublicNotice(stranger, notice.id);
		expect(shown).toMatchObject({ masked: false, state: 'running', daysLeft: 5, workingDays: 5 });
		expect(shown.lines.map(({ name }) => name)).toEqual(cases.map((one) => one.personName));
		const text = JSON.stringify(shown);
		for (const one of cases) {
			expect(text).not.toContain(one.id);
			expect(text).not.toContain(one.number);
			expect(text).not.toContain(one.idLast4);
		}
		expect((await listPublicNotices(stranger)).running).toEqual([
			expect.objectContaining({ id: notice.id, passed: 2, daysLeft: 5 })
		]);
		expect(setting.round.id).not.toBe(notice.id);
	});

	it('masks names where the city says so, and always once it has ended', async () => {
		const made = await published();
		const { setting, notice, stranger, cases } = made;
		const set = (value: boolean) =>
			setting.world.store.commit([
				insert('parameters', {
					id: v7(),
					key: 'notice.runningShowsFullNames',
					value,
					since: '2026-01-01',
					basis: '',
					setBy: '',
					createdAt: setting.world.clock.now++
				})
			]);
		const masked = cases.map(({ personName }) => `${[...personName][0] ?? ''}*`);
		await set(false);
		expect((await getPublicNotice(stranger, notice.id)).lines.map(({ name }) => name)).toEqual(
			masked
		);
		await set(true);
		expect((await getPublicNotice(stranger, notice.id)).masked).toBe(false);
		await end(made);
		const ended = await getPublicNotice(stranger, notice.id);
		expect(ended.lines.map(({ name }) => name)).toEqual(masked);
		const lists = await listPublicNotices(stranger);
		expect([lists.running, lists.ended.map(({ id }) => id)]).toEqual([[], [notice.id]]);
	});

	it('masks names after its last day even before the clock has ended it', async () => {
		const { setting, notice, stranger } = await published();
		setting.world.clock.now = Date.parse(`${notice.endOn}T16:00:00Z`);
		expect((await getPublicNotice(stranger, notice.id)).masked).toBe(true);
	});

	it('names nobody once it is void', async () => {
		const { setting, notice, stranger } = await published();
		await restartResultNotice(setting.ctx, {
			noticeId: notice.id,
			version: notice.version,
			reason: '名单有误'
		});
		expect(await getPublicNotice(stranger, notice.id)).toMatchObject({
			state: 'voided',
			voidedReason: '名单有误',
			lines: []
		});
	});

	it('is a result notice: an employer’s board is not the public’s', async () => {
		const { world } = await makeReviewSetting();
		const id = v7();
		await world.store.commit([
			insert('notices', {
				id,
				kind: 'employer',
				applicationId: v7(),
				organisationId: v7(),
				title: '公示',
				body: {},
				startOn: '2026-09-14',
				endOn: '2026-09-21',
				counted: [],
				state: 'running',
				createdAt: world.clock.now
			})
		]);
		for (const one of [id, v7(), 'nothing'])
			await expect(getPublicNotice(world.context(null), one)).rejects.toMatchObject(
				refused('not_found')
			);
	});
});

describe('the office’s notices', () => {
	it('tell what waits: to publish, to confirm', async () => {
		const made = await published();
		const { setting, notice } = made;
		const { ctx } = setting;
		expect(await listResultNotices(ctx)).toMatchObject({
			toPublish: [],
			notices: [{ id: notice.id, cases: 2, toConfirm: 0, daysLeft: 5 }]
		});
		await end(made);
		expect((await listResultNotices(ctx)).notices[0]).toMatchObject({ toConfirm: 2, daysLeft: 0 });
		expect(await getResultNotice(ctx, notice.id)).toMatchObject({ toConfirm: 2, state: 'ended' });
		const other = setting.world.context(
			await setting.world.officer('committee_office', await setting.world.committeeOffice())
		);
		expect(await listResultNotices(other)).toEqual({ notices: [], toPublish: [] });
		await expect(getResultNotice(other, notice.id)).rejects.toMatchObject(refused('not_found'));
		await expect(previewPublication(other, setting.round.id)).rejects.toMatchObject(
			refused('not_found')
		);
	});
});

describe('certificates', () => {
	it('are printed by their holder and by officers, and by nobody else', async () => {
		const made = await published();
		const { setting, notice, cases } = made;
		const { ctx, world, round } = setting;
		await end(made);
		await confirmResults(ctx, {
			noticeId: notice.id,
			approvalNumber: '日人社批〔2026〕31号',
			titleOn: ctx.today()
		});
		expect((await listCertificates(ctx, { page: 1 })).toIssue).toEqual([
			expect.objectContaining({ roundId: round.id, cases: 2 })
		]);
		await issueCertificates(ctx, { roundId: round.id });
		const list = await listCertificates(ctx, { page: 99 });
		expect(list).toMatchObject({ total: 2, page: 1, toIssue: [] });
		const [first] = cases;
		const id = list.lines.find(({ name }) => name === first?.personName)?.id ?? '';
		const holder = await world.store.read.people.byId(first?.personId ?? '');
		if (!holder) throw new Error('no holder');
		const own = world.context(await world.actor(holder, null));
		expect(await getCertificate(own, id)).toMatchObject({
			holderName: holder.name,
			reviewedOn: '2026-09-16'
		});
		expect((await getCertificate(ctx, id)).id).toBe(id);
		const stranger = world.context(await world.actor(await world.person(), null));
		const employer = world.context(await world.officer('employer_officer', setting.employer));
		for (const who of [stranger, employer, world.context(null)])
			await expect(getCertificate(who, id)).rejects.toMatchObject(refused('not_found'));
		const other = world.context(
			await world.officer('committee_office', await world.committeeOffice())
		);
		expect((await listCertificates(other, { page: 1 })).total).toBe(0);
	});
});

describe('batches and committees for the public', () => {
	it('a batch shows once it is announced, with its committees', async () => {
		const setting = await makeReviewSetting();
		const { world, batch, committee } = setting;
		const stranger = world.context(null);
		const hidden = await world.batch({ state: 'planned', name: '未公布' });
		expect((await listPublicBatches(stranger)).map(({ id, window }) => [id, window])).toEqual([
			[batch.id, 'open']
		]);
		const shown = await getPublicBatch(stranger, batch.id);
		expect(shown.rounds).toEqual([
			expect.objectContaining({ committee: committee.name, phone: '0892-000 3000' })
		]);
		await expect(getPublicBatch(stranger, hidden.id)).rejects.toMatchObject(
			refused('batch_not_public')
		);
		world.clock.now = batch.closesAt;
		expect((await listPublicBatches(stranger))[0]?.window).toBe('closed');
	});

	it('a committee shows once it is filed, with its standing and without its members', async () => {
		const setting = await makeReviewSetting();
		const { world, panel } = setting;
		await world.committee({ name: '筹备', state: 'preparing', filedOn: null, validTo: null });
		await world.committee({ name: '将到期', validTo: '2026-12-13' });
		await world.committee({ name: '已到期', validTo: '2026-09-13' });
		await world.committee({ name: '未生效', filedOn: '2026-09-15' });
		const shown = await listPublicCommittees(world.context(null));
		const standing = new Map(shown.map((one) => [one.name, one.standing]));
		expect(standing.get('将到期')).toBe('expiring');
		expect(standing.get('已到期')).toBe('expired');
		expect(standing.get('未生效')).toBe('not_begun');
		expect(standing.has('筹备')).toBe(false);
		for (const { name } of panel) expect(JSON.stringify(shown)).not.toContain(`"${name}"`);
	});
});
