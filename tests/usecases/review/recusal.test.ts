import { v7 } from 'uuid';
import { describe, expect, it } from 'vitest';
import { caseScopeOf, seesCase, partiesOf } from '#lib/domain/access.ts';
import { openCase } from '#lib/server/usecases/cases/open-case.ts';
import { recusedMembers } from '#lib/server/usecases/meeting/recused-members.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import { getCaseRecusals } from '#lib/server/usecases/review/case-judges.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { expertCandidates } from '#lib/server/usecases/review/expert-candidates.ts';
import { recuseFromCase, reopenScores } from '#lib/server/usecases/review/hand-in-scores.ts';
import { liftRecusal, orderRecusal } from '#lib/server/usecases/review/order-recusal.ts';
import { releaseExpert } from '#lib/server/usecases/review/release-expert.ts';
import { insert, update } from '#lib/server/usecases/ports.ts';
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
			kind: 'co_project',
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
		const { version } = await setting.now(id);
		const input = {
			id,
			version,
			personId: assignment.expertId,
			kind: 'kin',
			every: false
		} as const;
		await expect(orderRecusal(ctx, { ...input, reason: ' ' })).rejects.toMatchObject(
			refused('reason_needed')
		);
		await orderRecusal(ctx, { ...input, reason: '与申报人有亲属关系' });
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

describe('may X judge Y', () => {
	const officeOf = async (setting: ReviewSetting, id: string) => {
		const { version } = await setting.now(id);
		return { id, version, kind: 'supervisor', reason: '申报人的导师', every: false } as const;
	};
	const lineOf = async ({ ctx }: ReviewSetting, id: string, personId: string) =>
		(await getCaseRecusals(ctx, id)).judges.find((line) => line.personId === personId);

	it('is answered for the panel, the experts and the office, with no effect', async () => {
		const setting = await makeReviewSetting();
		const { ctx, world, panel, experts, clerk } = setting;
		const { id } = await caseInReview(setting);
		const before = await logOf(setting, id);
		const page = await getCaseRecusals(ctx, id);
		expect(page).toMatchObject({ changeable: true, recorded: [], seats: { all: 9, left: 9 } });
		expect(page.judges.map(({ personId, roles }) => `${personId} ${roles.join()}`)).toEqual([
			...panel.map((person) => `${person.id} member`),
			...experts.map((person) => `${person.id} expert`),
			`${clerk.personId} office`
		]);
		expect(page.judges.every(({ grounds }) => grounds.length === 0)).toBe(true);
		expect(await logOf(setting, id)).toEqual(before);
		await expect(
			getCaseRecusals(await setting.expertContext(experts[0]!), id)
		).rejects.toMatchObject(refused('not_found'));
		expect(
			(await getCaseRecusals(world.context(await world.officer('inspector')), id)).changeable
		).toBe(false);
	});

	it('finds who was a colleague within the years that the city has set, and refuses to name them', async () => {
		const setting = await makeReviewSetting();
		const { ctx, world, experts, employer } = setting;
		const { id } = await caseInReview(setting);
		const fourth = experts[3]!;
		await world.store.commit([
			insert('employments', {
				id: v7(),
				personId: fourth.id,
				employerId: employer.id,
				fromOn: '2015-01-01',
				toOn: '2024-06-30'
			})
		]);
		expect((await lineOf(setting, id, fourth.id))?.grounds).toEqual([
			{
				kind: 'former_employer',
				source: 'rule',
				evidence: { employer: employer.name, until: '2024-06-30', years: 3 }
			}
		]);
		const { version } = await setting.now(id);
		await expect(assignExperts(ctx, { id, version, experts: [fourth.id] })).rejects.toMatchObject(
			refused('expert_bound')
		);
		await world.store.commit([
			insert('parameters', {
				id: v7(),
				key: 'recusal.formerEmployer.years',
				value: 2,
				since: '2026-01-01',
				basis: '日人社发〔2026〕8号',
				setBy: '',
				createdAt: 1
			})
		]);
		expect((await lineOf(setting, id, fourth.id))?.grounds).toEqual([]);
		expect(await assignExperts(ctx, { id, version, experts: [fourth.id] })).toEqual({ added: 1 });
	});

	it('finds who applies in the same batch, or has the applicant’s telephone', async () => {
		const setting = await makeReviewSetting();
		const { world, experts, batch } = setting;
		const { id } = await caseInReview(setting);
		const [first, second] = [experts[3]!, experts[4]!];
		await world.application({ personId: first.id, batchId: batch.id, state: 'county_check' });
		const applicant = await world.store.read.people.byId((await setting.now(id)).personId);
		await world.store.commit([
			update('people', applicant!, { phoneBlind: 'same' }),
			update('people', second, { phoneBlind: 'same' })
		]);
		const kinds = async (person: { readonly id: string }) =>
			(await lineOf(setting, id, person.id))?.grounds.map(({ kind }) => kind);
		expect(await kinds(first)).toEqual(['same_cycle']);
		expect(await kinds(second)).toEqual(['same_phone']);
	});

	it('binds a member at the vote once the office has ordered it, and the quorum is counted without them', async () => {
		const setting = await makeReviewSetting();
		const { ctx, panel } = setting;
		const { id } = await caseInReview(setting);
		const member = panel[4]!;
		await orderRecusal(ctx, { ...(await officeOf(setting, id)), personId: member.id });
		expect(await getCaseRecusals(ctx, id)).toMatchObject({
			seats: { all: 9, left: 8 },
			recorded: [{ name: member.name, kind: 'supervisor', source: 'office', every: false }]
		});
		expect(
			await recusedMembers(ctx, { members: panel.map((one) => one.id) }, await setting.now(id))
		).toEqual([member.id]);
		expect(await logOf(setting, id)).toContain('case.order_recusal');
		await expect(
			orderRecusal(ctx, { ...(await officeOf(setting, id)), personId: member.id })
		).rejects.toMatchObject(refused('recusal_stands'));
	});

	it('hides the case from one of the office’s own people, who may order it of themselves', async () => {
		const setting = await makeReviewSetting();
		const { ctx, clerk, world, office } = setting;
		const { id } = await caseInReview(setting);
		const scope = caseScopeOf(clerk);
		const listed = async () =>
			(
				await world.store.read.applications.list(
					scope,
					{},
					{ by: 'number', dir: 'asc' },
					{
						size: 10,
						number: 1
					}
				)
			).rows.map((row) => row.id);
		expect(await listed()).toEqual([id]);
		await orderRecusal(ctx, { ...(await officeOf(setting, id)), personId: clerk.personId });
		expect(await listed()).toEqual([]);
		await expect(openCase(ctx, id)).rejects.toMatchObject(refused('not_found'));
		await expect(getCaseRecusals(ctx, id)).rejects.toMatchObject(refused('not_found'));
		const colleague = world.context(await world.officer('committee_office', office));
		expect((await getCaseRecusals(colleague, id)).recorded).toMatchObject([{ source: 'self' }]);
	});

	it('for every case of an applicant binds at the next one too', async () => {
		const setting = await makeReviewSetting();
		const { ctx, experts, world } = setting;
		const { id } = await caseInReview(setting);
		const expert = experts[3]!;
		await orderRecusal(ctx, {
			...(await officeOf(setting, id)),
			personId: expert.id,
			kind: 'kin',
			every: true
		});
		const { personId } = await setting.now(id);
		const next = await world.application({
			personId,
			officeId: setting.office.id,
			state: 'accepted'
		});
		const other = await world.application({ officeId: setting.office.id, state: 'accepted' });
		const relations = async (caseId: string) =>
			(await world.store.read.applications.relations(caseId))?.recused;
		expect(await relations(next.id)).toEqual([expert.id]);
		expect(await relations(other.id)).toEqual([]);
	});

	it('is lifted with a reason, once, and never without a trace; the expert may be named again', async () => {
		const setting = await makeReviewSetting();
		const { ctx, world } = setting;
		const { id } = await caseInReview(setting);
		const sheet = await sheetOf(setting, id);
		await saveScore(sheet.ctx, { ...sheet, item: 'D', value: '20' });
		const held = await world.store.read.assignments.byId(sheet.assignmentId);
		const expertId = held?.expertId ?? '';
		await orderRecusal(ctx, { ...(await officeOf(setting, id)), personId: expertId });
		expect(await world.store.read.assignments.byId(sheet.assignmentId)).toMatchObject({
			state: 'recused',
			scores: {}
		});
		const [recusal] = (await getCaseRecusals(ctx, id)).recorded;
		const recusalId = recusal?.id ?? '';
		await expect(liftRecusal(ctx, { id, recusalId, reason: ' ' })).rejects.toMatchObject(
			refused('reason_needed')
		);
		await liftRecusal(ctx, { id, recusalId, reason: '同名同姓，查证无师生关系' });
		await expect(liftRecusal(ctx, { id, recusalId, reason: '再次' })).rejects.toMatchObject(
			refused('recusal_lifted_already')
		);
		expect((await getCaseRecusals(ctx, id)).recorded).toMatchObject([
			{ id: recusalId, endReason: '同名同姓，查证无师生关系' }
		]);
		const { version } = await setting.now(id);
		await assignExperts(ctx, { id, version, experts: [expertId] });
		expect(await world.store.read.assignments.byId(sheet.assignmentId)).toMatchObject({
			state: 'assigned',
			recusalReason: null,
			declaredAt: null
		});
	});

	it('is refused for people who have nothing to do with it, by others, and after the vote', async () => {
		const setting = await makeReviewSetting();
		const { ctx, world, panel } = setting;
		const { id } = await caseInReview(setting);
		const input = await officeOf(setting, id);
		const stranger = await world.person();
		await expect(orderRecusal(ctx, { ...input, personId: stranger.id })).rejects.toMatchObject(
			refused('recusal_of_nobody')
		);
		const inspector = world.context(await world.officer('inspector'));
		await expect(
			orderRecusal(inspector, { ...input, personId: panel[0]!.id })
		).rejects.toMatchObject(refused('office_only'));
		await expect(
			orderRecusal(ctx, { ...input, version: 1, personId: panel[0]!.id })
		).rejects.toMatchObject(refused('stale'));
		const held = await setting.now(id);
		await world.store.commit([update('applications', held, { state: 'result_notice' })]);
		await expect(
			orderRecusal(ctx, { ...input, version: held.version + 1, personId: panel[0]!.id })
		).rejects.toMatchObject(refused('recusal_after_vote'));
	});
});
