/** What the pages of experts and of the committee's office show of sheets, and what they keep to themselves. */
import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { readAttachment } from '#lib/server/usecases/attachments/read-attachment.ts';
import { insert } from '#lib/server/usecases/ports.ts';
import { getAssignment } from '#lib/server/usecases/review/get-assignment.ts';
import { getPanel } from '#lib/server/usecases/review/get-panel.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { recuseFromCase } from '#lib/server/usecases/review/hand-in-scores.ts';
import { listMyAssignments } from '#lib/server/usecases/review/list-my-assignments.ts';
import { saveScore } from '#lib/server/usecases/review/save-score.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import {
	acceptedCase,
	caseInReview,
	makeReviewSetting,
	scoreAll,
	type ReviewSetting
} from './setting.ts';

const refused = (key: string) => ({ refusal: { key } });

const firstExpert = async (setting: ReviewSetting) => {
	const [person] = setting.experts;
	if (!person) throw new Error('five experts are invented');
	return setting.expertContext(person);
};

const ownSheet = async (setting: ReviewSetting, id: string) => {
	const row = (await setting.world.store.read.assignments.ofApplication(id)).find(
		({ person }) => person.id === setting.experts[0]?.id
	);
	if (!row) throw new Error('the first expert has no sheet');
	return row.assignment;
};

const attach = async ({ world }: ReviewSetting, applicationId: string, slot: string) => {
	const id = v7();
	await world.store.commit([
		insert('attachments', {
			id,
			applicationId,
			slot,
			name: `${slot}.jpg`,
			mime: 'image/jpeg',
			size: 100,
			received: 100,
			sha256: 'ab'.repeat(32),
			state: 'stored',
			uploadedBy: '',
			createdAt: world.clock.now
		})
	]);
	return id;
};

describe('the expert’s list', () => {
	it('tells how far each sheet is, and what comes next', async () => {
		const setting = await makeReviewSetting();
		const expert = await firstExpert(setting);
		const [handedIn, begun, fresh] = [
			await caseInReview(setting),
			await caseInReview(setting),
			await caseInReview(setting)
		];
		await scoreAll(setting, handedIn.id);
		const sheet = await ownSheet(setting, begun.id);
		const { version } = await declareNoConflict(expert, {
			assignmentId: sheet.id,
			version: sheet.version
		});
		await saveScore(expert, { assignmentId: sheet.id, version, item: 'D', value: '20' });
		const mine = await listMyAssignments(expert);
		expect(mine.current.map(({ number, step, missing }) => [number, step, missing])).toEqual([
			[handedIn.number, 'submitted', 0],
			[begun.number, 'begun', 3],
			[fresh.number, 'unopened', 4]
		]);
		expect(mine).toMatchObject({ done: 1, total: 3, next: sheet.id, past: [] });
	});

	it('has no case whose review is not open, none recused from, and none of the expert’s own', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts } = setting;
		const expert = await firstExpert(setting);
		const { id, version } = await acceptedCase(setting);
		await assignExperts(ctx, { id, version, experts: experts.slice(0, 3).map((one) => one.id) });
		expect((await listMyAssignments(expert)).total).toBe(0);
		const sheet = await ownSheet(setting, id);
		await expect(getAssignment(expert, sheet.id)).rejects.toMatchObject(refused('not_found'));
		const open = await caseInReview(setting);
		const other = await ownSheet(setting, open.id);
		await recuseFromCase(expert, {
			assignmentId: other.id,
			version: other.version,
			kind: 'kin',
			reason: '亲属'
		});
		expect(await listMyAssignments(expert)).toMatchObject({ current: [], past: [], total: 0 });
	});

	it('is the expert’s alone', async () => {
		const setting = await makeReviewSetting();
		await expect(listMyAssignments(setting.ctx)).rejects.toMatchObject(refused('not_found'));
		await expect(listMyAssignments(setting.world.context(null))).rejects.toMatchObject(
			refused('not_found')
		);
	});
});

describe('the expert’s sheet', () => {
	it('shows who it is about before the declaration, and the file only after it', async () => {
		const setting = await makeReviewSetting();
		const expert = await firstExpert(setting);
		const opened = await caseInReview(setting);
		const idCopy = await attach(setting, opened.id, 'id_copy');
		const report = await attach(setting, opened.id, 'work_report');
		const { id, version } = await ownSheet(setting, opened.id);
		const before = await getAssignment(expert, id);
		expect(before).toMatchObject({
			declared: false,
			editable: false,
			content: null,
			name: opened.personName
		});
		await declareNoConflict(expert, { assignmentId: id, version });
		const sheet = await getAssignment(expert, id);
		expect(sheet).toMatchObject({ declared: true, editable: true, state: 'assigned' });
		const files = sheet.content?.sections.flatMap((section) => section.files) ?? [];
		expect(files.map((file) => file.id)).toEqual([report]);
		expect(JSON.stringify(sheet)).not.toContain(opened.idLast4);
		// Not by its address either: a copy of the identity card is for officers.
		await expect(readAttachment(expert, idCopy)).rejects.toMatchObject(refused('not_found'));
		expect((await readAttachment(expert, report)).attachment.id).toBe(report);
		expect((await readAttachment(setting.ctx, idCopy)).attachment.id).toBe(idCopy);
	});

	it('adds up exactly and never shows what others gave', async () => {
		const setting = await makeReviewSetting();
		const opened = await caseInReview(setting);
		await scoreAll(setting, opened.id);
		const second = setting.experts[1];
		if (!second) throw new Error('five experts are invented');
		const row = (await setting.world.store.read.assignments.ofApplication(opened.id)).find(
			({ person }) => person.id === second.id
		);
		const sheet = await getAssignment(
			await setting.expertContext(second),
			row?.assignment.id ?? ''
		);
		// 18 + 21.5 + 7 + 6
		expect(sheet).toMatchObject({
			subtotal: '52.5',
			subtotalMax: 75,
			missing: [],
			state: 'submitted',
			editable: false,
			reopenable: true
		});
		expect(sheet.objective.items.map(({ code }) => code)).toEqual(['A', 'B', 'C']);
		expect(Object.keys(sheet)).not.toContain('sheets');
		expect(JSON.stringify(sheet)).not.toContain(setting.experts[0]?.name);
	});
});

describe('the office’s panel', () => {
	it('names experts, counts sheets under way, and shows numbers only of those handed in', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts } = setting;
		const opened = await caseInReview(setting);
		const expert = await firstExpert(setting);
		const { id, version } = await ownSheet(setting, opened.id);
		const declared = await declareNoConflict(expert, { assignmentId: id, version });
		await saveScore(expert, {
			assignmentId: id,
			version: declared.version,
			item: 'D',
			value: '13.5'
		});
		const during = await getPanel(ctx, opened.id);
		expect(during.sheets.map(({ name, scored, scores }) => [name, scored, scores])).toEqual(
			experts.slice(0, 3).map(({ name }, index) => [name, index === 0 ? 1 : 0, null])
		);
		expect(during.score).toBeNull();
		expect(JSON.stringify(during)).not.toContain('13.5');
		expect(during.agendaRefusal).toMatchObject({ key: 'scores_missing' });
		expect(during.candidates.map(({ name }) => name)).toEqual(['专家4', '专家5']);
		await scoreAll(setting, opened.id);
		const after = await getPanel(ctx, opened.id);
		const totals = after.sheets.map(({ total }) => total);
		expect(totals).toEqual(['61', '52.5', '67']);
		expect(after.score).toMatchObject({ mean: '60.17', outliers: [], dropped: [] });
		expect(after.agendaRefusal).toBeNull();
	});

	it('is the committee office’s', async () => {
		const setting = await makeReviewSetting();
		const { world } = setting;
		const opened = await caseInReview(setting);
		const city = await world.officer('city_officer', await world.cityOffice());
		await expect(getPanel(world.context(city), opened.id)).rejects.toMatchObject(
			refused('not_found')
		);
		await expect(getPanel(await firstExpert(setting), opened.id)).rejects.toMatchObject(
			refused('not_found')
		);
	});
});
