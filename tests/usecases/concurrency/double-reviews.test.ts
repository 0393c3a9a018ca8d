/**
 * R8 from the sheet to the certificate: each act of a review many times at once, from two processes. One effect,
 * one entry in the log and one round of messages; nothing is counted, published or numbered twice.
 */
import { expect, it } from 'vitest';
import { update, type Context } from '#lib/server/usecases/ports.ts';
import { recordVote } from '#lib/server/usecases/meeting/record-vote.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import { publishResults } from '#lib/server/usecases/results/publish-results.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { handInScores } from '#lib/server/usecases/review/hand-in-scores.ts';
import { saveScore } from '#lib/server/usecases/review/save-score.ts';
import {
	attend,
	caseInReview,
	dayMs,
	makeReviewSetting,
	meetingWith,
	type ReviewSetting
} from '../review/setting.ts';
import { atOnce, done, PARALLEL } from './at-once.ts';

/** Many at once, every other one through a second process's store; one is done, the others are refused so. */
const once = async (
	{ world }: ReviewSetting,
	ctx: Context,
	kinds: readonly string[],
	act: (ctx: Context) => Promise<unknown>
) => {
	const other = await world.store.beside();
	const tries = await atOnce(PARALLEL, (n) => act(n % 2 === 0 ? ctx : { ...ctx, store: other }));
	expect(tries.done).toBe(1);
	// Whoever read before the one that was done is stale; whoever came after finds the rule in the way.
	expect(kinds).toEqual(expect.arrayContaining(tries.refusals));
};

it('a sheet is saved and handed in once', async () => {
	const setting = await makeReviewSetting();
	const { world } = setting;
	const { read } = world.store;
	const { id } = await caseInReview(setting);
	const [sheet] = await read.assignments.ofApplication(id);
	if (!sheet) throw new Error('no sheet');
	const assignmentId = sheet.assignment.id;
	const ctx = await setting.expertContext(sheet.person);
	let { version } = await declareNoConflict(ctx, {
		assignmentId,
		version: sheet.assignment.version
	});
	const seen = version;
	const before = await read.log.latest({ size: 500 });
	await once(setting, ctx, ['stale'], (by) =>
		saveScore(by, { assignmentId, version: seen, item: 'D', value: '20' })
	);
	const saved = await read.assignments.byId(assignmentId);
	expect(saved).toMatchObject({ version: seen + 1, scores: { D: '20' } });
	// Work in progress is kept, not logged.
	expect(await read.log.latest({ size: 500 })).toEqual(before);
	version += 1;
	for (const [item, value] of Object.entries({ E: '25', F: '8', G: '8' }))
		({ version } = await saveScore(ctx, { assignmentId, version, item, value }));
	await once(setting, ctx, ['stale'], (by) =>
		handInScores(by, { assignmentId, version, opinion: '达到相应水平' })
	);
	expect(await read.assignments.byId(assignmentId)).toMatchObject({
		version: version + 1,
		state: 'submitted'
	});
	expect(await done(world, id, 'assignment.hand_in')).toEqual({ entries: 1, told: 1 });
}, 120_000);

it('a vote is recorded, a result published and confirmed, a certificate issued once', async () => {
	const setting = await makeReviewSetting();
	const { world, ctx, round } = setting;
	const { read } = world.store;
	const { meetingId, cases } = await meetingWith(setting, 1);
	const id = cases[0]?.id ?? '';
	const meetingVersion = await attend(setting, meetingId, 7);
	const { version } = await setting.now(id);
	await once(setting, ctx, ['stale'], (by) =>
		recordVote(by, {
			meetingId,
			meetingVersion,
			applicationId: id,
			version,
			recused: [],
			yes: 7,
			no: 0,
			abstain: 0
		})
	);
	expect(await done(world, id, 'case.record_passed')).toEqual({ entries: 1, told: 0 });
	expect((await setting.now(id)).version).toBe(version + 1);

	await once(setting, ctx, ['stale', 'rule'], (by) => publishResults(by, { roundId: round.id }));
	expect(await done(world, id, 'case.publish_result')).toEqual({ entries: 1, told: 1 });
	const [notice, ...more] = await read.notices.ofRound(round.id);
	expect(more).toEqual([]);
	if (!notice) throw new Error('nothing published');
	expect((await done(world, notice.id, 'notice.publish')).entries).toBe(1);

	await world.store.commit([update('notices', notice, { state: 'ended' })]);
	world.clock.now = Date.parse(`${notice.endOn}T16:00:00Z`) + dayMs / 6;
	const titleOn = ctx.today();
	await once(setting, ctx, ['stale', 'rule'], (by) =>
		confirmResults(by, { noticeId: notice.id, approvalNumber: '日人社批〔2026〕31号', titleOn })
	);
	expect(await done(world, id, 'case.confirm')).toEqual({ entries: 1, told: 1 });
	expect((await done(world, notice.id, 'notice.confirm')).entries).toBe(1);

	await once(setting, ctx, ['stale', 'rule'], (by) => issueCertificates(by, { roundId: round.id }));
	expect(await done(world, id, 'case.issue_certificate')).toEqual({ entries: 1, told: 1 });
	expect(await read.certificates.byApplication(id)).toMatchObject({ state: 'valid' });
	const [counted] = await world.store.sql(
		"select value from counters where key like 'certificate:%'"
	);
	expect(Number(counted?.['value'])).toBe(1);
}, 120_000);
