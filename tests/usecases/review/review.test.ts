import { describe, expect, it } from 'vitest';
import { update } from '#lib/server/usecases/ports.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { expertCandidates } from '#lib/server/usecases/review/expert-candidates.ts';
import { handInScores, reopenScores } from '#lib/server/usecases/review/hand-in-scores.ts';
import { openReview } from '#lib/server/usecases/review/open-review.ts';
import { openReviews } from '#lib/server/usecases/review/open-reviews.ts';
import { saveScore } from '#lib/server/usecases/review/save-score.ts';
import {
	acceptedCase,
	caseInReview,
	makeReviewSetting,
	scoreAll,
	type ReviewSetting
} from './setting.ts';

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

describe('naming experts', () => {
	it('needs three before the review opens, and freezes the objective part', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts } = setting;
		const { id, version } = await acceptedCase(setting);
		await expect(openReview(ctx, { id, version })).rejects.toMatchObject(
			refused('experts_too_few')
		);
		await assignExperts(ctx, { id, version, experts: experts.slice(0, 2).map((e) => e.id) });
		await expect(openReview(ctx, { id, version })).rejects.toMatchObject({
			refusal: { key: 'experts_too_few', facts: { found: 2, needed: 3 } }
		});
		const [, , third] = experts;
		await assignExperts(ctx, { id, version, experts: [third?.id ?? ''] });
		const opened = await openReview(ctx, { id, version });
		expect(opened.state).toBe('panel_review');
		expect(Object.keys(opened.objective ?? {})).toEqual(['A', 'B', 'C']);
	});

	it('refuses the applicant’s colleagues, the applicant, other series, ended terms and low levels', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx, employer, elsewhere } = setting;
		const application = await acceptedCase(setting);
		const colleague = await world.person({ employerId: employer.id, name: '同事' });
		await world.expert(colleague.id);
		await world.expert(application.personId);
		const journalist = await world.person({ employerId: elsewhere.id, name: '记者' });
		await world.expert(journalist.id, { series: 'journalism', specialties: [] });
		const ended = await world.person({ employerId: elsewhere.id, name: '期满' });
		await world.expert(ended.id, { termTo: '2026-09-13' });
		const lastDay = await world.person({ employerId: elsewhere.id, name: '末日' });
		await world.expert(lastDay.id, { termTo: '2026-09-14' });
		const low = await world.person({ employerId: elsewhere.id, name: '员级' });
		await world.expert(low.id, { level: 'junior_entry' });
		const forester = await world.person({ employerId: elsewhere.id, name: '林业' });
		await world.expert(forester.id, { specialties: ['forestry'] });
		const reasons = new Map(
			(await expertCandidates(ctx, application.id)).map(({ personId, refusal }) => [
				personId,
				refusal?.key
			])
		);
		expect(reasons.get(colleague.id)).toBe('expert_same_employer');
		expect(reasons.get(application.personId)).toBe('expert_is_applicant');
		expect(reasons.has(journalist.id)).toBe(false);
		expect(reasons.get(ended.id)).toBe('expert_out_of_term');
		expect(reasons.get(lastDay.id)).toBeUndefined();
		expect(reasons.get(low.id)).toBe('expert_level_too_low');
		expect(reasons.get(forester.id)).toBe('expert_other_specialty');
		for (const experts of [[colleague.id], [journalist.id], ['nobody'], []])
			await expect(
				assignExperts(ctx, { id: application.id, version: application.version, experts })
			).rejects.toMatchObject({ refusal: { kind: 'rule' } });
		expect(await world.store.read.assignments.ofApplication(application.id)).toEqual([]);
	});

	it('one unfit name refuses the whole list; a name given twice counts once', async () => {
		const setting = await makeReviewSetting();
		const { world, ctx, experts, employer } = setting;
		const { id, version } = await acceptedCase(setting);
		const colleague = await world.person({ employerId: employer.id });
		await world.expert(colleague.id);
		const ids = experts.slice(0, 3).map((e) => e.id);
		await expect(
			assignExperts(ctx, { id, version, experts: [...ids, colleague.id] })
		).rejects.toMatchObject(refused('expert_same_employer'));
		expect(await assignExperts(ctx, { id, version, experts: [...ids, ...ids] })).toEqual({
			added: 3
		});
		const loads = new Map(
			(await expertCandidates(ctx, id)).map(({ personId, load, named }) => [
				personId,
				[load, named]
			])
		);
		expect(loads.get(ids[0] ?? '')).toEqual([1, 'assigned']);
		expect(loads.get(experts[4]?.id ?? '')).toEqual([0, null]);
	});

	it('is the office’s alone, and of the case it saw', async () => {
		const setting = await makeReviewSetting();
		const { world, experts } = setting;
		const { id, version } = await acceptedCase(setting);
		const ids = experts.map((e) => e.id);
		const other = await world.officer('committee_office', await world.committeeOffice());
		await expect(
			assignExperts(world.context(other), { id, version, experts: ids })
		).rejects.toMatchObject(refused('not_found'));
		const city = await world.officer('city_officer', await world.cityOffice());
		await expect(
			assignExperts(world.context(city), { id, version, experts: ids })
		).rejects.toMatchObject(refused('office_only'));
		await expect(
			assignExperts(setting.ctx, { id, version: version + 1, experts: ids })
		).rejects.toMatchObject(refused('stale'));
	});

	it('two clerks at once: the second list meets a case that has moved', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts } = setting;
		const { id, version } = await acceptedCase(setting);
		const ids = experts.slice(0, 3).map((e) => e.id);
		const answers = await Promise.allSettled([
			assignExperts(ctx, { id, version, experts: ids }),
			assignExperts(ctx, { id, version, experts: ids })
		]);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
		expect(await setting.world.store.read.assignments.ofApplication(id)).toHaveLength(3);
	});
});

describe('the expert’s sheet', () => {
	it('opens after the declaration, takes one number at a time, and is handed in whole', async () => {
		const setting = await makeReviewSetting();
		const { world } = setting;
		const { id } = await caseInReview(setting);
		const row = (await world.store.read.assignments.ofApplication(id))[0];
		const person = row?.person ?? (await world.person());
		const expert = await setting.expertContext(person);
		await expect(
			saveScore(expert, {
				assignmentId: row?.assignment.id ?? '',
				version: 1,
				item: 'D',
				value: '20'
			})
		).rejects.toMatchObject(refused('declaration_missing'));
		const { ctx, assignmentId, version } = await sheetOf(setting, id);
		world.clock.now += 5_000;
		const saved = await saveScore(ctx, { assignmentId, version, item: 'D', value: '２０．５' });
		expect(saved).toEqual({ version: version + 1, savedAt: world.clock.now, value: '20.5' });
		await expect(
			handInScores(ctx, { assignmentId, version: saved.version, opinion: '好' })
		).rejects.toMatchObject({ refusal: { key: 'scores_incomplete', facts: { count: 3 } } });
		let next = saved.version;
		for (const [item, value] of [
			['E', '30'],
			['F', '0'],
			['G', '10']
		] as const)
			({ version: next } = await saveScore(ctx, { assignmentId, version: next, item, value }));
		await expect(
			handInScores(ctx, { assignmentId, version: next, opinion: '  ' })
		).rejects.toMatchObject(refused('opinion_missing'));
		await handInScores(ctx, { assignmentId, version: next, opinion: ' 达到相应水平 ' });
		expect(await world.store.read.assignments.byId(assignmentId)).toMatchObject({
			state: 'submitted',
			scores: { D: '20.5', E: '30', F: '0', G: '10' },
			opinion: '达到相应水平'
		});
		const acts = await logOf(setting, id);
		expect(acts.filter((act) => act === 'assignment.declare')).toHaveLength(1);
		expect(acts.filter((act) => act === 'assignment.hand_in')).toHaveLength(1);
	});

	it.each([
		['D', '26', 'score_above_max'],
		['D', '25.1', 'score_above_max'],
		['D', '-1', 'score_not_a_number'],
		['D', '1.25', 'score_not_a_number'],
		['D', '二十', 'score_not_a_number'],
		['V', '10', 'score_not_a_choice'],
		['A', '15', 'score_item_unknown'],
		['Z', '1', 'score_item_unknown']
	])('refuses %s = %s', async (item, value, key) => {
		const setting = await makeReviewSetting();
		const { id } = await caseInReview(setting);
		const sheet = await sheetOf(setting, id);
		await expect(saveScore(sheet.ctx, { ...sheet, item, value })).rejects.toMatchObject(
			refused(key)
		);
	});

	it('never lets an older version overwrite a newer one', async () => {
		const setting = await makeReviewSetting();
		const { id } = await caseInReview(setting);
		const sheet = await sheetOf(setting, id);
		await saveScore(sheet.ctx, { ...sheet, item: 'D', value: '20' });
		await expect(saveScore(sheet.ctx, { ...sheet, item: 'D', value: '10' })).rejects.toMatchObject(
			refused('stale')
		);
		const answers = await Promise.allSettled(
			['21', '22', '23'].map((value) =>
				saveScore(sheet.ctx, { ...sheet, version: sheet.version + 1, item: 'D', value })
			)
		);
		expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
	});

	it('clears a number, keeps doubt and opinion beside the numbers, refuses an endless opinion', async () => {
		const setting = await makeReviewSetting();
		const { id } = await caseInReview(setting);
		const { ctx, assignmentId, version } = await sheetOf(setting, id);
		const save = (at: number, item: string, value: string) =>
			saveScore(ctx, { assignmentId, version: at, item, value });
		let { version: at } = await save(version, 'D', '20');
		({ version: at } = await save(at, 'flag', '1'));
		({ version: at } = await save(at, 'opinion', '再看看'));
		({ version: at } = await save(at, 'D', ''));
		expect(await setting.world.store.read.assignments.byId(assignmentId)).toMatchObject({
			scores: {},
			flagged: true,
			opinion: '再看看'
		});
		await expect(save(at, 'opinion', '长'.repeat(2001))).rejects.toMatchObject(
			refused('text_too_long')
		);
	});

	it('is nobody else’s', async () => {
		const setting = await makeReviewSetting();
		const { id } = await caseInReview(setting);
		const sheet = await sheetOf(setting, id);
		const [, second, , , fifth] = setting.experts;
		for (const person of [second, fifth]) {
			if (!person) throw new Error('five experts are invented');
			const ctx = await setting.expertContext(person);
			await expect(saveScore(ctx, { ...sheet, item: 'D', value: '20' })).rejects.toMatchObject(
				refused('not_found')
			);
		}
		await expect(
			saveScore(setting.ctx, { ...sheet, item: 'D', value: '20' })
		).rejects.toMatchObject(refused('not_found'));
	});

	it('can be taken back until the agenda, and not after', async () => {
		const setting = await makeReviewSetting();
		const { world } = setting;
		const { id } = await caseInReview(setting);
		await scoreAll(setting, id);
		const row = (await world.store.read.assignments.ofApplication(id))[0];
		if (!row) throw new Error('nobody is assigned');
		const ctx = await setting.expertContext(row.person);
		const { id: assignmentId, version } = row.assignment;
		await reopenScores(ctx, { assignmentId, version, reason: '笔误' });
		const after = await world.store.read.assignments.byId(assignmentId);
		expect(after).toMatchObject({ state: 'assigned', submittedAt: null, scores: { D: '20' } });
		await handInScores(ctx, { assignmentId, version: after?.version ?? 0, opinion: '好' });
		const application = await setting.now(id);
		await world.store.commit([update('applications', application, { state: 'on_agenda' })]);
		await expect(
			reopenScores(ctx, { assignmentId, version: (after?.version ?? 0) + 1, reason: '再改' })
		).rejects.toMatchObject(refused('case_not_in_review'));
	});
});

describe('opening several reviews', () => {
	it('opens those that can be, tells how many are left, and refuses when none can', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts } = setting;
		const ready = await acceptedCase(setting);
		const bare = await acceptedCase(setting);
		await expect(openReviews(ctx, { ids: [bare.id] })).rejects.toMatchObject(
			refused('experts_too_few')
		);
		await expect(openReviews(ctx, { ids: [] })).rejects.toMatchObject(refused('cases_none_chosen'));
		await assignExperts(ctx, {
			id: ready.id,
			version: ready.version,
			experts: experts.slice(0, 3).map((one) => one.id)
		});
		expect(await openReviews(ctx, { ids: [bare.id, ready.id, ready.id] })).toEqual({
			opened: 1,
			left: 1
		});
		expect((await setting.now(ready.id)).state).toBe('panel_review');
		expect((await setting.now(bare.id)).state).toBe('accepted');
	});
});
