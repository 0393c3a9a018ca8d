/**
 * What happened in the demo city between March and 14 September 2026: some 400 applications on their way,
 * driven through the portal's own use cases, until every desk has work and every state is there.
 */
import { shanghaiDay } from '#lib/domain/day.ts';
import { startRunner } from '../jobs/runner.ts';
import { confirmAssist } from '../usecases/applications/confirm-assist.ts';
import { finishSection } from '../usecases/applications/finish-section.ts';
import { handInCase } from '../usecases/applications/submit-application.ts';
import { startApplication } from '../usecases/applications/start-application.ts';
import { acceptCase } from '../usecases/desk/accept-case.ts';
import { forwardCase, recordRegionResult } from '../usecases/desk/forward-case.ts';
import { passCase } from '../usecases/desk/pass-case.ts';
import { pickUpCase } from '../usecases/desk/pick-up-case.ts';
import { recommendCase } from '../usecases/desk/recommend-case.ts';
import { refuseCase } from '../usecases/desk/refuse-case.ts';
import { requestCorrection } from '../usecases/desk/request-correction.ts';
import { returnCase } from '../usecases/desk/return-case.ts';
import { itemsToCompare, postNotice } from '../usecases/notices/post-notice.ts';
import { declareNoConflict } from '../usecases/review/declare-no-conflict.ts';
import { assignExperts } from '../usecases/review/assign-experts.ts';
import { expertCandidates } from '../usecases/review/expert-candidates.ts';
import { handInScores } from '../usecases/review/hand-in-scores.ts';
import { openReview } from '../usecases/review/open-review.ts';
import { saveScore } from '../usecases/review/save-score.ts';
import type { Context, Row } from '../usecases/ports.ts';
import type { House } from '../wiring.ts';
import { castOf, hasRoute } from './cast.ts';
import type { Chance } from './chance.ts';
import { at, type DemoCity } from './city.ts';
import { drawExperts } from './draw.ts';
import { answerRechecks, askForRechecks, rareEndings, suspendCommittee } from './endings.ts';
import {
	bareMove,
	caseDeed,
	dayMs,
	employerContext,
	hourMs,
	isStopped,
	later,
	officeOf,
	soon,
	type Cast,
	type Play
} from './play.ts';
import { holdMeeting } from './season.ts';
import { setStage } from './stage.ts';
import { makeTimeline } from './timeline.ts';
import { clerkOf, fillInUnusual, secondTitles, titleAfterTitle } from './unusual.ts';

const defectTexts: readonly (readonly [string, string, string])[] = [
	['appraisals', '', '2024 年度考核表缺单位公章，请补盖后重新上传'],
	['materials', 'education_certificate', '毕业证书照片反光，看不清编号，请重拍'],
	['experience', '', '2020 年 3 月至 8 月没有填写，请补齐'],
	['achievements', 'result', '没有写清本人承担的部分，请分项写明']
];

const returnWith = async (
	play: Play,
	ctx: Context,
	application: Row<'applications'>
): Promise<void> => {
	const [section, field, text] = play.chance.pick(defectTexts);
	await returnCase(ctx, {
		id: application.id,
		version: application.version,
		defects: [{ section, field, text }]
	});
};

/** The day after which the employer's notice has ended, as the portal computed it. */
const noticeEnd = async (play: Play, id: string): Promise<number> => {
	const notices = await play.house.store.read.notices.ofApplication(id);
	const end = notices.at(-1)?.endOn;
	return end ? at(end, '23:59') : play.timeline.now();
};

/** Sections that may stay empty are declared so, as an applicant would. */
const declareNothing = async (
	play: Play,
	ctx: Context,
	id: string,
	section: 'titles' | 'works'
): Promise<void> => {
	const entries = await play.house.store.read.applications.entries(id);
	if (entries.some((entry) => entry.section === section)) return;
	const { version } = await play.stage.application(id);
	await finishSection(ctx, { id, version, section, finished: true });
};

const beginCase = async (play: Play, cast: Cast): Promise<void> => {
	const { person, level, batch, fate, track, assisted } = cast;
	const field = person.employer?.field;
	if (!field) return;
	const ctx = assisted ? clerkOf(play, person) : play.stage.person(person);
	const { id } = await startApplication(ctx, {
		batchId: batch.id,
		series: field.series,
		ladder: field.ladder,
		specialty: field.specialty,
		level,
		track,
		...(assisted && { personId: person.row.id })
	});
	if (fate === 'deleted') {
		await bareMove(ctx, await play.stage.application(id), 'delete_draft');
		return;
	}
	const application = await play.stage.application(id);
	// A draft that stays one is half filled: its evidence is still missing.
	if ((fate === 'draft' && !assisted) || fate === 'lapsed') return;
	await fillInUnusual(ctx, cast, id);
	await ctx.store.commit(await play.stage.evidence(application));
	for (const section of ['titles', 'works'] as const) await declareNothing(play, ctx, id, section);
	// What a clerk has filled in waits for the person's word.
	if (fate === 'draft') return;
	play.timeline.schedule(soon(play), () => submit(play, cast, id));
};

const submit = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const ctx = play.stage.person(cast.person);
	if (cast.assisted)
		await confirmAssist(ctx, { id, version: (await play.stage.application(id)).version });
	const application = await play.stage.application(id);
	await handInCase(ctx, { id, version: application.version, pledged: true });
	if (cast.fate === 'submitted') return;
	play.timeline.schedule(
		later(play, 1 + play.chance.below(3)),
		caseDeed(play, id, async (held) => {
			if (cast.fate === 'withdrawn') {
				await bareMove(ctx, held, 'withdraw', { reason: '工作变动，本年度不再申报' });
				return;
			}
			await pickUpCase(employerContext(play, held), { id, version: held.version });
			if (cast.fate === 'employer_check') return;
			play.timeline.schedule(soon(play), () => employerDecides(play, cast, id));
		})
	);
};

const employerDecides = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const held = await play.stage.application(id);
	const ctx = employerContext(play, held);
	if (cast.fate === 'returned_by_employer') return returnWith(play, ctx, held);
	await postNotice(ctx, {
		id,
		version: held.version,
		compared: await itemsToCompare(ctx, id),
		opinion: '原件与上传材料一致，填写属实',
		contact: {
			department: '办公室（人事）',
			phone: '0892-000 1200',
			address: '本单位',
			material: '本单位办公室',
			supervisionPhone: '0892-000 0000'
		}
	});
	if (cast.fate === 'employer_notice') return;
	if (cast.fate === 'employer_objection') {
		play.timeline.schedule(
			later(play, 1),
			caseDeed(play, id, async (now) => {
				await bareMove(ctx, now, 'receive_objection', {
					reason: '反映业绩排名与事实不符，正在核实'
				});
			})
		);
		return;
	}
	play.timeline.schedule((await noticeEnd(play, id)) + (10 + play.chance.below(40)) * hourMs, () =>
		recommend(play, cast, id)
	);
};

const recommend = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const held = await play.stage.application(id);
	const ctx = employerContext(play, held);
	if (cast.fate === 'suspended') {
		await bareMove(
			play.stage.officer(play.city.organisations.city.id, 'city_officer'),
			await afterRecommend(play, ctx, held),
			'suspend',
			{ document: '日人社函〔2026〕12号', reason: '实名举报核查期间暂停' }
		);
		return;
	}
	await afterRecommend(play, ctx, held);
	play.timeline.schedule(later(play, 1 + play.chance.below(3)), () => goUp(play, cast, id));
};

const afterRecommend = (play: Play, ctx: Context, held: Row<'applications'>) =>
	recommendCase(ctx, {
		id: held.id,
		version: held.version,
		opinion: '经公示无异议，同意推荐'
	});

/** Sector, county and city pass the case on, one after the other, as the state asks. */
const goUp = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const held = await play.stage.application(id);
	if (cast.fate === held.state || (await isStopped(play, held))) return;
	const next = () =>
		play.timeline.schedule(later(play, 1 + play.chance.below(3)), () => goUp(play, cast, id));
	switch (held.state) {
		case 'sector_check': {
			const ctx = play.stage.officer(held.sectorId ?? '', 'sector_officer');
			await passCase(ctx, { id, version: held.version, opinion: '专业范围相符，同意上报' });
			return next();
		}
		case 'county_check': {
			const bureau = play.city.organisations.counties.get(held.place);
			const ctx = play.stage.officer(bureau?.id ?? '', 'county_officer');
			await passCase(ctx, { id, version: held.version, opinion: '程序完备，同意上报' });
			return next();
		}
		case 'city_check': {
			const ctx = play.stage.officer(play.city.organisations.city.id, 'city_officer');
			if (held.route?.route === 'forward') {
				await forwardCase(ctx, { id, version: held.version, document: '日人社报〔2026〕21号' });
				if (play.chance.oneIn(2))
					play.timeline.schedule(
						later(play, 30),
						caseDeed(play, id, async (now) => {
							await recordRegionResult(ctx, {
								id,
								version: now.version,
								document: '藏人社函〔2026〕88号',
								outcome: 'passed',
								titleOn: shanghaiDay(play.timeline.now())
							});
						})
					);
				return;
			}
			await passCase(ctx, { id, version: held.version, opinion: '同意送评委会办公室受理' });
			return next();
		}
		case 'acceptance_check':
			return officeDecides(play, cast, id);
		default:
			return;
	}
};

const officeDecides = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const held = await play.stage.application(id);
	const ctx = officeOf(play, held);
	if (cast.fate === 'not_accepted') {
		await refuseCase(ctx, {
			id,
			version: held.version,
			code: 'conditions_not_met',
			clause: '申报条件第二条',
			reason: '任现职年限计算到 2026 年 12 月 31 日不足规定年限'
		});
		return;
	}
	if (cast.fate === 'correction_requested' || cast.fate === 'deemed_abandoned') {
		const [section, field, text] = play.chance.pick(defectTexts);
		await requestCorrection(ctx, {
			id,
			version: held.version,
			defects: [{ section, field, text }]
		});
		return;
	}
	await acceptCase(ctx, { id, version: held.version });
	if (cast.fate === 'accepted') return;
	play.timeline.schedule(later(play, 2 + play.chance.below(4)), () => openPanel(play, cast, id));
};

/** Three of the free experts; near the demo's accounts, the experts who have accounts. */
const panelFor = (
	play: Play,
	{ place, specialty }: Row<'applications'>,
	free: readonly string[]
): readonly string[] => {
	const known = ['zhuanjia1', 'zhuanjia2', 'zhuanjia3'].flatMap((login) => {
		const id = play.city.named.get(login)?.row.id;
		return id !== undefined && free.includes(id) ? [id] : [];
	});
	return place === '540221' && specialty === 'water' && known.length === 3
		? known
		: free.slice(0, 3);
};

const openPanel = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const held = await play.stage.application(id);
	if (await isStopped(play, held)) return;
	const ctx = officeOf(play, held);
	const free = (await expertCandidates(ctx, id)).filter(({ refusal }) => refusal === null);
	await assignExperts(ctx, {
		id,
		version: held.version,
		experts: panelFor(
			play,
			held,
			free.map(({ personId }) => personId)
		)
	});
	await openReview(ctx, { id, version: (await play.stage.application(id)).version });
	const assigned = await play.house.store.read.assignments.ofApplication(id);
	assigned.forEach(({ assignment }, place) => {
		// One sheet of every few cases is still open when the demo begins, so that experts have work.
		if (cast.fate === 'panel_review' && (place > 0 || play.chance.oneIn(2))) return;
		play.timeline.schedule(later(play, 1 + play.chance.below(5)), () =>
			scoreCase(play, cast, assignment.id)
		);
	});
};

const scoreCase = async (play: Play, cast: Cast, assignmentId: string): Promise<void> => {
	const first = await play.house.store.read.assignments.byId(assignmentId);
	if (first?.state !== 'assigned') return;
	// Meanwhile the case may have been taken from its committee.
	if ((await play.stage.application(first.applicationId)).state !== 'panel_review') return;
	// The committee may have lost its standing since: then the case has gone back to be routed again.
	const application = await play.house.store.read.applications.byId(first.applicationId);
	if (application?.state !== 'panel_review') return;
	const ctx = play.stage.expert(first.expertId);
	const joined = await play.house.store.read.rounds.byId(first.roundId);
	let { version } = await declareNoConflict(ctx, { assignmentId, version: first.version });
	for (const item of joined?.round.rubric.items ?? []) {
		if (item.kind !== 'expert') continue;
		const max = item.max ?? 0;
		const low = cast.fate === 'voted_failed' ? 0.4 : 0.7;
		const value = String(Math.floor(max * low) + play.chance.below(Math.ceil(max * 0.28) + 1));
		({ version } = await saveScore(ctx, { assignmentId, version, item: item.code, value }));
	}
	await handInScores(ctx, {
		assignmentId,
		version,
		opinion:
			cast.fate === 'voted_failed'
				? '本人承担的部分不清楚，材料不足以证明独立工作能力'
				: '长期在一线，技术工作扎实，达到相应水平'
	});
};

/** Tells the story up to `end`; answers how many applications it holds. */
export const tellStory = async (
	house: House,
	chance: Chance,
	city: DemoCity,
	end: number,
	progress: (line: string) => void
): Promise<number> => {
	const timeline = makeTimeline(at('2026-03-02', '08:00'));
	const stage = await setStage(house, chance, city, timeline.now);
	const play: Play = { house, chance, city, stage, timeline };
	const cases = castOf(play).filter((cast) => hasRoute(play, cast));
	const begin = (cast: Cast): void =>
		timeline.schedule(cast.startAt, () =>
			beginCase(play, cast).catch((cause: unknown) => {
				throw new Error(`${cast.person.row.name} ${cast.level}`, { cause });
			})
		);
	for (const cast of cases) begin(cast);
	titleAfterTitle(play, begin);
	timeline.schedule(at('2026-09-08'), () => suspendCommittee(play));
	timeline.schedule(at('2026-09-10'), () => rareEndings(play));
	timeline.schedule(at('2026-09-10', '15:00'), () => askForRechecks(play));
	timeline.schedule(at('2026-09-11', '15:00'), () => answerRechecks(play));
	drawExperts(play);
	for (const round of city.rounds)
		if (at(round.plannedMeetingOn) < end + 60 * dayMs) holdMeeting(play, round);
	const runner = startRunner(
		{ settings: house.settings, contextFor: async () => stage.clock() },
		{ everyMs: 2 ** 30 }
	);
	let month = '';
	try {
		await timeline.run(end, async () => {
			const now = shanghaiDay(timeline.now()).slice(0, 7);
			if (now !== month) progress(`示范城市：${Number(now.slice(5))} 月`);
			month = now;
			await runner.tick();
		});
		await runner.tick();
	} finally {
		await runner.stop();
	}
	return cases.length + 2 * secondTitles(play).length;
};
