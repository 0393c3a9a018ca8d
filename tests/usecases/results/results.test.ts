import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { Refused } from '#lib/domain/refusal.ts';
import { hasValidCheckDigit } from '#lib/domain/titles/certificate-number.ts';
import { insert, update } from '#lib/server/usecases/ports.ts';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import {
	publishResults,
	restartResultNotice
} from '#lib/server/usecases/results/publish-results.ts';
import { resultBody } from '#lib/server/usecases/results/result-notice.ts';
import { verifyCertificate } from '#lib/server/usecases/results/verify-certificate.ts';
import {
	attend,
	dayMs,
	makeReviewSetting,
	meetingWith,
	vote,
	type ReviewSetting
} from '../review/setting.ts';
import { monday } from '../../support/world.ts';

const refused = (key: string) => ({ refusal: { key } });

/** A meeting has passed this many cases and failed one more. */
const withPassed = async (count: number) => {
	const setting = await makeReviewSetting();
	const { meetingId, cases } = await meetingWith(setting, count + 1);
	await attend(setting, meetingId, 7);
	for (const { id } of cases.slice(0, count)) await vote(setting, meetingId, id, { yes: 7 });
	await vote(setting, meetingId, cases[count]?.id ?? '', { yes: 4, no: 3 });
	return { setting, passed: cases.slice(0, count), failed: cases[count] };
};

/** The clock ends the notice, as it does after 24:00 of the last day. */
const endNotice = async ({ world }: ReviewSetting, id: string): Promise<void> => {
	const notice = await world.store.read.notices.byId(id);
	if (!notice) throw new Error('no such notice');
	await world.store.commit([update('notices', notice, { state: 'ended' })]);
	world.clock.now = Date.parse(`${notice.endOn}T16:00:00Z`) + 4 * 3_600_000;
};

const published = async (count: number) => {
	const made = await withPassed(count);
	const { ctx, round } = made.setting;
	return { ...made, ...(await publishResults(ctx, { roundId: round.id })) };
};

describe('the result notice', () => {
	it('names the passed, counts five working days after its own, and says how the meeting went', async () => {
		const { setting, passed, failed, id } = await published(2);
		const notice = await setting.world.store.read.notices.byId(id);
		expect(notice).toMatchObject({ kind: 'result', startOn: '2026-09-16', state: 'running' });
		expect(notice?.counted).toHaveLength(5);
		expect(notice?.counted).not.toContain('2026-09-16');
		expect(notice?.endOn).toBe(notice?.counted.at(-1));
		const body = notice && resultBody(notice);
		expect(body?.lines.map(({ applicationId }) => applicationId)).toEqual(
			passed.map((one) => one.id)
		);
		expect(body?.meetings).toEqual([
			{ heldOn: '2026-09-16', members: 9, attending: 7, reviewed: 3, passed: 2 }
		]);
		expect(body?.contact).toMatchObject({ phone: '0892-000 3000' });
		expect(JSON.stringify(body)).not.toMatch(/\d{17}[\dX]/);
		const states = await Promise.all(
			[...passed, ...(failed ? [failed] : [])].map((one) => setting.now(one.id))
		);
		expect(states.map(({ state, dueOn }) => [state, dueOn])).toEqual([
			['result_notice', notice?.endOn],
			['result_notice', notice?.endOn],
			// Fifteen working days to ask for a re-check.
			['voted_failed', '2026-10-13']
		]);
	});

	it('is refused without a confirmed calendar, and when nothing has passed', async () => {
		const { setting } = await withPassed(1);
		const { ctx, world, round } = setting;
		const years = world.store;
		await years.sql('delete from calendar_years');
		await expect(publishResults(ctx, { roundId: round.id })).rejects.toMatchObject({
			refusal: { key: 'calendar_unconfirmed', facts: { year: 2026 } }
		});
		await world.confirmedYears(2026);
		await publishResults(ctx, { roundId: round.id });
		await expect(publishResults(ctx, { roundId: round.id })).rejects.toMatchObject(
			refused('nothing_to_publish')
		);
	});

	it('is published once by two clerks', async () => {
		const { setting } = await withPassed(1);
		const { ctx, round, world } = setting;
		const answers = await Promise.allSettled([
			publishResults(ctx, { roundId: round.id }),
			publishResults(ctx, { roundId: round.id })
		]);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await world.store.read.notices.ofRound(round.id)).toHaveLength(1);
	});

	it('is never edited: a new one starts its own clock and the old one is void', async () => {
		const { setting, id, passed } = await published(1);
		const { ctx, world } = setting;
		world.clock.now += dayMs;
		const restart = { noticeId: id, version: 1 };
		await expect(restartResultNotice(ctx, { ...restart, reason: '' })).rejects.toMatchObject(
			refused('reason_needed')
		);
		const { id: next } = await restartResultNotice(ctx, { ...restart, reason: '单位名称有误' });
		expect(await world.store.read.notices.byId(id)).toMatchObject({
			state: 'voided',
			voidedReason: '单位名称有误'
		});
		const fresh = await world.store.read.notices.byId(next);
		expect(fresh).toMatchObject({ state: 'running', startOn: '2026-09-17' });
		expect((await setting.now(passed[0]?.id ?? '')).dueOn).toBe(fresh?.endOn);
		await expect(restartResultNotice(ctx, { ...restart, reason: '再来' })).rejects.toMatchObject(
			refused('stale')
		);
		await expect(
			confirmResults(ctx, {
				noticeId: id,
				approvalNumber: '日人社批〔2026〕1号',
				titleOn: '2026-09-17'
			})
		).rejects.toMatchObject(refused('notice_voided'));
	});
});

describe('confirmation', () => {
	it('waits for the notice’s end and needs a document of a day after it', async () => {
		const { setting, id, passed } = await published(2);
		const { ctx } = setting;
		const confirm = (titleOn: string, approvalNumber = '日人社批〔2026〕31号') =>
			confirmResults(ctx, { noticeId: id, approvalNumber, titleOn });
		await expect(confirm('2026-09-16')).rejects.toMatchObject(refused('notice_running'));
		await endNotice(setting, id);
		const endOn = (await setting.world.store.read.notices.byId(id))?.endOn ?? '';
		const today = ctx.today();
		await expect(confirm(endOn)).rejects.toMatchObject(refused('title_day_before_notice_end'));
		await expect(confirm('2027-01-01')).rejects.toMatchObject(refused('title_day_in_future'));
		await expect(confirm(today, ' ')).rejects.toMatchObject(refused('document_needed'));
		expect(await confirm(today)).toEqual({ confirmed: 2, left: 0 });
		expect(await setting.now(passed[0]?.id ?? '')).toMatchObject({
			state: 'confirmed',
			approvalNumber: '日人社批〔2026〕31号',
			titleOn: today
		});
		await expect(confirm(today)).rejects.toMatchObject(refused('nothing_to_confirm'));
	});

	it('leaves a case with a report behind', async () => {
		const { setting, id, passed } = await published(2);
		const { ctx } = setting;
		const reported = passed[1]?.id ?? '';
		await makeMove(ctx, { id: reported, move: 'receive_report' });
		await endNotice(setting, id);
		expect(
			await confirmResults(ctx, {
				noticeId: id,
				approvalNumber: '日人社批〔2026〕31号',
				titleOn: ctx.today()
			})
		).toEqual({ confirmed: 1, left: 1 });
		expect((await setting.now(reported)).state).toBe('result_objection');
	});
});

describe('certificates', () => {
	const issue = async (count: number) => {
		const made = await published(count);
		const { ctx, round } = made.setting;
		await endNotice(made.setting, made.id);
		await confirmResults(ctx, {
			noticeId: made.id,
			approvalNumber: '日人社批〔2026〕31号',
			titleOn: ctx.today()
		});
		return { ...made, ...(await issueCertificates(ctx, { roundId: round.id })) };
	};

	it('carry numbers in a row, each with its check digit, and supersede nothing below', async () => {
		const { setting, issued, passed } = await issue(2);
		expect(issued).toHaveLength(2);
		expect(issued.map((number) => number.slice(0, -1))).toEqual([
			'540200202605200001',
			'540200202605200002'
		]);
		expect(issued.every(hasValidCheckDigit)).toBe(true);
		const first = passed[0]?.id ?? '';
		const certificate = await setting.world.store.read.certificates.byApplication(first);
		expect(certificate).toMatchObject({ state: 'valid', titleName: '助理工程师' });
		expect(
			await setting.world.store.read.heldTitles.byId(certificate?.heldTitleId ?? '')
		).toMatchObject({
			state: 'verified',
			source: 'portal'
		});
		expect((await setting.now(first)).state).toBe('certificate_issued');
		await expect(
			issueCertificates(setting.ctx, { roundId: setting.round.id })
		).rejects.toMatchObject(refused('nothing_to_issue'));
	});

	it('two clerks at once issue one certificate, and no number is lost', async () => {
		const made = await published(1);
		const { ctx, round, world } = made.setting;
		await endNotice(made.setting, made.id);
		await confirmResults(ctx, {
			noticeId: made.id,
			approvalNumber: '日人社批〔2026〕31号',
			titleOn: ctx.today()
		});
		const answers = await Promise.allSettled([
			issueCertificates(ctx, { roundId: round.id }),
			issueCertificates(ctx, { roundId: round.id })
		]);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(
			(await world.store.read.counters.get('certificate:2026:engineering:junior_assistant'))?.value
		).toBe(1);
	});

	it('a higher title supersedes the lower one, its certificate and its case', async () => {
		const { setting, passed, issued } = await issue(1);
		const { world, ctx, round } = setting;
		const held = await setting.now(passed[0]?.id ?? '');
		const next = await world.application({
			batchId: held.batchId,
			personId: held.personId,
			employerId: held.employerId,
			roundId: round.id,
			committeeId: held.committeeId,
			officeId: held.officeId,
			level: 'intermediate',
			titleName: '工程师',
			state: 'confirmed',
			approvalNumber: '日人社批〔2027〕2号',
			titleOn: '2027-01-04'
		});
		world.clock.now = Date.parse('2027-01-05T02:00:00Z');
		const { issued: second } = await issueCertificates(ctx, { roundId: round.id });
		expect(second[0]?.slice(0, 13)).toBe('5402002027053');
		expect((await setting.now(held.id)).state).toBe('superseded');
		expect((await world.store.read.certificates.byNumber(issued[0] ?? ''))?.state).toBe(
			'superseded'
		);
		expect((await setting.now(next.id)).state).toBe('certificate_issued');
	});

	it('two titles of one person are issued at once, the higher superseding all below', async () => {
		const { setting, passed } = await issue(1);
		const { world, ctx, round } = setting;
		const held = await setting.now(passed[0]?.id ?? '');
		const confirmed = (level: 'intermediate' | 'associate_senior', titleName: string) =>
			world.application({
				batchId: held.batchId,
				personId: held.personId,
				employerId: held.employerId,
				roundId: round.id,
				committeeId: held.committeeId,
				officeId: held.officeId,
				level,
				titleName,
				state: 'confirmed',
				approvalNumber: '日人社批〔2027〕2号',
				titleOn: '2027-01-04'
			});
		const senior = await confirmed('associate_senior', '高级工程师');
		const middle = await confirmed('intermediate', '工程师');
		world.clock.now = Date.parse('2027-01-05T02:00:00Z');
		const { issued } = await issueCertificates(ctx, { roundId: round.id });
		expect(issued).toHaveLength(2);
		const states = await Promise.all([held, middle, senior].map(({ id }) => setting.now(id)));
		expect(states.map(({ state }) => state)).toEqual([
			'superseded',
			'superseded',
			'certificate_issued'
		]);
		const titles = await world.store.read.heldTitles.ofPerson(held.personId);
		expect(titles.filter(({ state }) => state === 'verified').map(({ level }) => level)).toEqual([
			'associate_senior'
		]);
	});

	it('that are refused keep nothing else back, and are named with why', async () => {
		const { setting, passed } = await issue(1);
		const { world, ctx, round } = setting;
		const held = await setting.now(passed[0]?.id ?? '');
		const confirmed = (personId: string, level: 'intermediate' | 'associate_senior') =>
			world.application({
				batchId: held.batchId,
				personId,
				employerId: held.employerId,
				roundId: round.id,
				committeeId: held.committeeId,
				officeId: held.officeId,
				level,
				state: 'confirmed',
				approvalNumber: '日人社批〔2027〕2号',
				titleOn: '2027-01-04'
			});
		const middle = await confirmed(held.personId, 'intermediate');
		const senior = await confirmed(held.personId, 'associate_senior');
		const other = await confirmed((await world.person()).id, 'intermediate');
		world.clock.now = Date.parse('2027-01-05T02:00:00Z');
		// The second commit, which holds the person's higher title, meets somebody else's change.
		let commits = 0;
		const store = {
			...ctx.store,
			commit: async (changes: Parameters<typeof ctx.store.commit>[0]) => {
				if (changes.some((change) => change.do === 'insert' && change.table === 'certificates'))
					commits += 1;
				if (commits > 1) throw new Refused({ kind: 'stale', key: 'stale' });
				return ctx.store.commit(changes);
			}
		};
		const answer = await issueCertificates({ ...ctx, store }, { roundId: round.id });
		expect(answer.issued).toHaveLength(2);
		expect(answer.left).toEqual([
			{
				number: senior.number,
				name: senior.personName,
				refusal: { kind: 'stale', key: 'stale' }
			}
		]);
		const states = await Promise.all([middle, senior, other].map(({ id }) => setting.now(id)));
		expect(states.map(({ state }) => state)).toEqual([
			'certificate_issued',
			'confirmed',
			'certificate_issued'
		]);
		// Once more: what was left is issued, and where nothing can be, it is refused as a whole.
		await expect(issueCertificates({ ...ctx, store }, { roundId: round.id })).rejects.toMatchObject(
			refused('stale')
		);
		expect((await issueCertificates(ctx, { roundId: round.id })).issued).toHaveLength(1);
	});

	it('answer the public by number and name together, and say the same of any mistake', async () => {
		const { setting, issued, passed } = await issue(1);
		const { world } = setting;
		const stranger = world.context(null);
		const number = issued[0] ?? '';
		const name = passed[0]?.personName ?? '';
		const dashed = `${number.slice(0, 6)}-${number.slice(6, 10)}－${number.slice(10)} `;
		expect(await verifyCertificate(stranger, { number: dashed, name: ` ${name} ` })).toMatchObject({
			number,
			holderName: name,
			state: 'valid',
			titleName: '助理工程师',
			entered: false
		});
		for (const wrong of [
			{ number, name: '别人' },
			{ number, name: '' },
			{ number: `${number.slice(0, -1)}0`, name },
			{ number: '', name },
			{ number: "' or 1=1 --", name }
		])
			expect(await verifyCertificate(stranger, wrong)).toBeNull();
	});

	it('answer thirty times a minute to one address, then ask it to wait', async () => {
		const setting = await makeReviewSetting();
		const { world } = setting;
		const ask = (ip: string) =>
			verifyCertificate(world.context(null, { ip }), { number: '1', name: 'x' });
		for (let i = 0; i < 30; i++) expect(await ask('198.51.100.1')).toBeNull();
		await expect(ask('198.51.100.1')).rejects.toMatchObject({
			refusal: { kind: 'too_many', key: 'verify_too_often' }
		});
		expect(await ask('198.51.100.2')).toBeNull();
		world.clock.realNow += 61_000;
		expect(await ask('198.51.100.1')).toBeNull();
	});

	it('from before the portal are answered for once an officer has verified them', async () => {
		const { world } = await makeReviewSetting();
		const holder = await world.person({ name: '边巴·次仁' });
		const title = {
			personId: holder.id,
			series: 'engineering',
			ladder: 'main',
			specialty: 'water',
			level: 'intermediate',
			printedName: '工程师',
			obtainedOn: '2015-12-20',
			issuer: '日喀则地区职改办',
			source: 'entered',
			createdAt: monday
		} as const;
		const add = (certificateNumber: string, state: 'entered' | 'verified' | 'revoked') =>
			world.store.commit([insert('heldTitles', { id: v7(), ...title, certificateNumber, state })]);
		await add('藏-2015-0031', 'verified');
		await add('藏-2015-0032', 'entered');
		await add('藏-2015-0033', 'revoked');
		const ask = (number: string, name = '边巴次仁') =>
			verifyCertificate(world.context(null), { number, name });
		expect(await ask('藏-2015-0031')).toMatchObject({
			state: 'valid',
			entered: true,
			issuerName: '日喀则地区职改办'
		});
		expect(await ask('藏-2015-0032')).toBeNull();
		expect(await ask('藏-2015-0033')).toMatchObject({ state: 'revoked' });
		expect(await ask('藏-2015-0031', '边巴')).toBeNull();
	});
});
