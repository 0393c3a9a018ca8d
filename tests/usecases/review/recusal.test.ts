import { describe, expect, it } from 'vitest';
import { seesCase, partiesOf } from '#lib/domain/access.ts';
import { openCase } from '#lib/server/usecases/cases/open-case.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { expertCandidates } from '#lib/server/usecases/review/expert-candidates.ts';
import { recuseFromCase, reopenScores } from '#lib/server/usecases/review/hand-in-scores.ts';
import { releaseExpert } from '#lib/server/usecases/review/release-expert.ts';
import { saveScore } from '#lib/server/usecases/review/save-score.ts';
import { caseInReview, makeReviewSetting, scoreAll, type ReviewSetting } from './setting.ts';

const refused = (key: string) => ({ refusal: { key } });

/** The first expert's open sheet on a case, declared. */
const sheetOf = async (setting: ReviewSetting, id: string, index = 0) => {
	const row = (await setting.world.store.read.assignments.ofApplication(id))[index];
	if (!row) throw new Error('nobody is assigned');
	const ctx = await setting.expertContext(row.person);
	const { version } = await declareNoConflict(ctx, {
		assignmentId: row.assignment.id,
		version: row.assignment.version
	});
	return { ctx, assignmentId: row.assignment.id, version };
};

const logOf = async ({ world }: ReviewSetting, id: string) =>
	(await world.store.read.log.ofObject(id, { size: 100 })).map(({ action, result }) =>
		result === 'done' ? action : `${action} ${result}`
	);

describe('recusal', () => {
	it('makes the case vanish for the expert and opens the place for another', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx: office, experts } = setting;
		const { id } = await caseInReview(setting);
		const sheet = await sheetOf(setting, id);
		await saveScore(sheet.ctx, { ...sheet, item: 'D', value: '20' });
		await recuseFromCase(sheet.ctx, {
			assignmentId: sheet.assignmentId,
			version: sheet.version + 1,
			reason: '与申报人合作过项目'
		});
		await expect(openCase(sheet.ctx, id)).rejects.toMatchObject(refused('not_found'));
		expect(await world.store.read.assignments.byId(sheet.assignmentId)).toMatchObject({
			state: 'recused',
			scores: {},
			opinion: ''
		});
		const { version } = await setting.now(id);
		const candidates = await expertCandidates(office, id);
		expect(candidates.find(({ personId }) => personId === experts[0]?.id)?.named).toBe('recused');
		await assignExperts(office, { id, version, experts: [experts[3]?.id ?? ''] });
		const states = (await world.store.read.assignments.ofApplication(id)).map(
			({ assignment }) => assignment.state
		);
		expect(states.toSorted()).toEqual(['assigned', 'assigned', 'assigned', 'recused']);
	});

	it('of the office’s own finding needs a reason and is logged with it', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx } = setting;
		const { id } = await caseInReview(setting);
		const row = (await world.store.read.assignments.ofApplication(id))[1];
		const assignment = row?.assignment;
		if (!assignment) throw new Error('nobody is assigned');
		const input = { assignmentId: assignment.id, version: assignment.version };
		await expect(
			releaseExpert(ctx, { ...input, how: 'recuse', reason: ' ' })
		).rejects.toMatchObject(refused('reason_needed'));
		await releaseExpert(ctx, { ...input, how: 'recuse', reason: '与申报人有亲属关系' });
		const relations = await world.store.read.applications.relations(id);
		expect(relations?.recused).toEqual([assignment.expertId]);
		const expert = await world.actor(row.person);
		if (!relations) throw new Error('no such case');
		expect(seesCase(partiesOf(expert, relations), 'heading')).toBe(false);
		expect(await logOf(setting, id)).toContain('assignment.recuse');
	});

	it('a released expert sees the case no more, and may be named again with an empty sheet', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx } = setting;
		const { id } = await caseInReview(setting);
		const sheet = await sheetOf(setting, id);
		await saveScore(sheet.ctx, { ...sheet, item: 'D', value: '20' });
		const before = await world.store.read.assignments.byId(sheet.assignmentId);
		const { assignmentId } = sheet;
		await releaseExpert(ctx, {
			assignmentId,
			version: before?.version ?? 0,
			how: 'release',
			reason: '出差'
		});
		await expect(openCase(sheet.ctx, id)).rejects.toMatchObject(refused('not_found'));
		const { version } = await setting.now(id);
		expect(await assignExperts(ctx, { id, version, experts: [before?.expertId ?? ''] })).toEqual({
			added: 1
		});
		expect(await world.store.read.assignments.byId(assignmentId)).toMatchObject({
			state: 'assigned',
			scores: {},
			declaredAt: null
		});
		expect((await openCase(sheet.ctx, id)).parties).toEqual(new Set(['expert']));
	});

	it('a sheet taken back between two looks at it is counted as the last one saw it', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx, round } = setting;
		const { id } = await caseInReview(setting);
		await scoreAll(setting, id);
		const { id: meetingId } = await planMeeting(ctx, {
			roundId: round.id,
			heldOn: '2026-09-16',
			place: ''
		});
		const [row] = await world.store.read.assignments.ofApplication(id);
		if (!row) throw new Error('nobody is assigned');
		const expert = await setting.expertContext(row.person);
		const { read } = ctx.store;
		let looks = 0;
		const ofApplication: typeof read.assignments.ofApplication = async (caseId) => {
			looks += 1;
			if (looks === 2)
				await reopenScores(expert, {
					assignmentId: row.assignment.id,
					version: row.assignment.version,
					reason: '漏看一项'
				});
			return read.assignments.ofApplication(caseId);
		};
		const slow = {
			...ctx,
			store: {
				...ctx.store,
				read: { ...read, assignments: { ...read.assignments, ofApplication } }
			}
		};
		const { version } = await setting.now(id);
		await expect(fillAgenda(slow, { meetingId, cases: [{ id, version }] })).rejects.toMatchObject(
			refused('scores_missing')
		);
		expect(looks).toBeGreaterThan(1);
		expect((await setting.now(id)).state).toBe('panel_review');
	});

	it('a sheet is taken back or the case goes on the agenda, never both', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx, round } = setting;
		const { id } = await caseInReview(setting);
		await scoreAll(setting, id);
		const { id: meetingId } = await planMeeting(ctx, {
			roundId: round.id,
			heldOn: '2026-09-16',
			place: ''
		});
		const [row] = await world.store.read.assignments.ofApplication(id);
		if (!row) throw new Error('nobody is assigned');
		const expert = await setting.expertContext(row.person);
		const { version } = await setting.now(id);
		await Promise.allSettled([
			fillAgenda(ctx, { meetingId, cases: [{ id, version }] }),
			reopenScores(expert, {
				assignmentId: row.assignment.id,
				version: row.assignment.version,
				reason: '漏看一项'
			})
		]);
		const after = [
			(await setting.now(id)).state,
			(await world.store.read.assignments.byId(row.assignment.id))?.state
		];
		expect([
			['on_agenda', 'submitted'],
			['panel_review', 'assigned']
		]).toContainEqual(after);
	});
});
