/**
 * What happened in the demo city between March and 14 September 2026: some 400 applications on their way,
 * driven through the portal's own use cases, until every desk has work and every state is there.
 */
import { shanghaiDay } from '#lib/domain/day.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { opensReview } from '#lib/domain/titles/catalogue.ts';
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { startRunner } from '../jobs/runner.ts';
import { finishSection } from '../usecases/applications/finish-section.ts';
import { handInCase } from '../usecases/applications/submit-application.ts';
import { startApplication } from '../usecases/applications/start-application.ts';
import { makeMove } from '../usecases/cases/make-move.ts';
import { acceptCase } from '../usecases/desk/accept-case.ts';
import { forwardCase, recordRegionResult } from '../usecases/desk/forward-case.ts';
import { passCase } from '../usecases/desk/pass-case.ts';
import { pickUpCase } from '../usecases/desk/pick-up-case.ts';
import { recommendCase } from '../usecases/desk/recommend-case.ts';
import { refuseCase } from '../usecases/desk/refuse-case.ts';
import { requestCorrection } from '../usecases/desk/request-correction.ts';
import { returnCase } from '../usecases/desk/return-case.ts';
import { closeMeeting } from '../usecases/meeting/close-meeting.ts';
import { planMeeting } from '../usecases/meeting/plan-meeting.ts';
import { putOnAgenda } from '../usecases/meeting/put-on-agenda.ts';
import { recordAttendance } from '../usecases/meeting/record-attendance.ts';
import { recordVote } from '../usecases/meeting/record-vote.ts';
import { itemsToCompare, postNotice } from '../usecases/notices/post-notice.ts';
import { confirmResults } from '../usecases/results/confirm-results.ts';
import { issueCertificates } from '../usecases/results/issue-certificates.ts';
import { revokeCertificate } from '../usecases/results/revoke-certificate.ts';
import { publishResults } from '../usecases/results/publish-results.ts';
import { assignExperts } from '../usecases/review/assign-experts.ts';
import { declareNoConflict } from '../usecases/review/declare-no-conflict.ts';
import { expertCandidates } from '../usecases/review/expert-candidates.ts';
import { handInScores } from '../usecases/review/hand-in-scores.ts';
import { openReview } from '../usecases/review/open-review.ts';
import { saveScore } from '../usecases/review/save-score.ts';
import { insert, logged, update, type Context, type Row } from '../usecases/ports.ts';
import type { House } from '../wiring.ts';
import type { Chance } from './chance.ts';
import { at, type DemoCity } from './city.ts';
import type { DemoPerson } from './people.ts';
import { setStage, type Stage } from './stage.ts';
import { makeTimeline, type Timeline } from './timeline.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** How a case ends, or where it stands when the demo begins; null: as far as time has brought it. */
type Fate = ApplicationState | null;

type Play = {
	readonly house: House;
	readonly chance: Chance;
	readonly city: DemoCity;
	readonly stage: Stage;
	readonly timeline: Timeline;
};

type Cast = {
	readonly person: DemoPerson;
	readonly level: Level;
	readonly batch: DemoCity['batches']['first'];
	readonly startAt: number;
	readonly fate: Fate;
};

/** A moment in office hours, `days` later: somebody got to it that day. */
const later = (play: Play, days: number): number =>
	at(shanghaiDay(play.timeline.now() + days * dayMs), '10:00') +
	play.chance.below(7) * hourMs +
	play.chance.below(60) * 60_000;

const soon = (play: Play): number => play.timeline.now() + (10 + play.chance.below(60)) * 60_000;

const caseDeed =
	(play: Play, id: string, deed: (application: Row<'applications'>) => Promise<void>) =>
	async (): Promise<void> =>
		deed(await play.stage.application(id));

/** A move that has no page yet (defence, objection, re-check), made by whoever the table names. */
const bareMove = (
	ctx: Context,
	application: Row<'applications'>,
	move: ApplicationMove,
	detail: Readonly<Record<string, unknown>> = {}
) =>
	makeMove(ctx, {
		id: application.id,
		version: application.version,
		move,
		extras: () => ({ detail })
	});

const defectTexts: readonly (readonly [string, string, string])[] = [
	['appraisals', '', '2024 年度考核表缺单位公章，请补盖后重新上传'],
	['materials', 'education_certificate', '毕业证书照片反光，看不清编号，请重拍'],
	['experience', '', '2020 年 3 月至 8 月没有填写，请补齐'],
	['achievements', 'result', '没有写清本人承担的部分，请分项写明']
];

const officeOf = (play: Play, application: Row<'applications'>): Context =>
	play.stage.officer(application.officeId ?? '', 'committee_office');

const employerContext = (play: Play, application: Row<'applications'>): Context =>
	application.agencyId
		? play.stage.officer(application.agencyId, 'hr_agency')
		: play.stage.officer(application.employerId, 'employer_officer');

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
	const { person, level, batch, fate } = cast;
	const field = person.employer?.field;
	if (!field) return;
	const ctx = play.stage.person(person);
	const { id } = await startApplication(ctx, {
		batchId: batch.id,
		series: field.series,
		ladder: field.ladder,
		specialty: field.specialty,
		level,
		track: 'normal'
	});
	if (fate === 'deleted') {
		await bareMove(ctx, await play.stage.application(id), 'delete_draft');
		return;
	}
	const application = await play.stage.application(id);
	// A draft that stays one is half filled: its evidence is still missing.
	if (fate === 'draft' || fate === 'lapsed') return;
	await ctx.store.commit(await play.stage.evidence(application));
	for (const section of ['titles', 'works'] as const) await declareNothing(play, ctx, id, section);
	play.timeline.schedule(soon(play), () => submit(play, cast, id));
};

const submit = async (play: Play, cast: Cast, id: string): Promise<void> => {
	const ctx = play.stage.person(cast.person);
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
	if (cast.fate === held.state) return;
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
	if (!first || first.state !== 'assigned') return;
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

/** A round's meeting: planned ahead, then attendance, votes, minutes, notice, confirmation, certificates. */
const holdMeeting = (play: Play, round: DemoCity['rounds'][number]): void => {
	const meetingAt = at(round.plannedMeetingOn, '09:30');
	const office = (): Context =>
		play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	play.timeline.schedule(meetingAt - 11 * dayMs, async () => {
		const ready = await play.house.store.read.applications.ofRound(round.id, ['panel_review']);
		if (ready.length === 0) return;
		const { id } = await planMeeting(office(), {
			roundId: round.id,
			heldOn: round.plannedMeetingOn,
			place: '市人社局二楼会议室'
		});
		play.timeline.schedule(meetingAt - 10 * dayMs, () => buildAgenda(play, round, id));
		play.timeline.schedule(meetingAt, () => meet(play, round, id));
	});
};

const buildAgenda = async (
	play: Play,
	round: DemoCity['rounds'][number],
	meetingId: string
): Promise<void> => {
	const ctx = play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	for (const application of await play.house.store.read.applications.ofRound(round.id, [
		'panel_review'
	])) {
		const sheets = await play.house.store.read.assignments.ofApplication(application.id);
		if (sheets.some(({ assignment }) => assignment.state === 'assigned')) continue;
		await putOnAgenda(ctx, { id: application.id, version: application.version, meetingId });
	}
};

const meet = async (
	play: Play,
	round: DemoCity['rounds'][number],
	meetingId: string
): Promise<void> => {
	const ctx = play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	const { read } = play.house.store;
	const panel = play.city.panels.get(round.id) ?? [];
	// One member could not come; the chair presides.
	const attending = panel.slice(0, -1);
	const before = await read.meetings.byId(meetingId);
	await recordAttendance(ctx, {
		meetingId,
		version: before?.version ?? 1,
		attending,
		presider: panel[0] ?? ''
	});
	const open = await read.meetings.byId(meetingId);
	let order = 0;
	for (const { application } of await read.meetings.cases(meetingId)) {
		order += 1;
		const fails = order % 6 === 5;
		const people = await read.people.byIds(attending);
		const voters = people.filter(({ employerId }) => employerId !== application.employerId).length;
		const yes = fails ? Math.floor(voters / 2) : voters - play.chance.below(2);
		await recordVote(ctx, {
			meetingId,
			meetingVersion: open?.version ?? 1,
			applicationId: application.id,
			version: application.version,
			// Once in a while recusals leave too few to vote: the case waits for another meeting.
			recused: order % 11 === 7 ? attending.slice(-3) : [],
			yes: order % 11 === 7 ? 0 : yes,
			no: order % 11 === 7 ? 0 : voters - yes,
			abstain: 0
		});
	}
	const now = await read.meetings.byId(meetingId);
	await closeMeeting(ctx, {
		meetingId,
		version: now?.version ?? 1,
		minutes: '会议按议程逐份评议，无记名投票，当场公布结果。'
	});
	play.timeline.schedule(later(play, 4), () => publish(play, round));
};

const publish = async (play: Play, round: DemoCity['rounds'][number]): Promise<void> => {
	const ctx = play.stage.officer(round.committee.officeId ?? '', 'committee_office');
	const passed = await play.house.store.read.applications.ofRound(round.id, ['voted_passed']);
	// The office of one round in five has not published yet.
	if (passed.length === 0 || (round.plannedMeetingOn > '2026-09-01' && play.chance.oneIn(3)))
		return;
	const { id } = await publishResults(ctx, { roundId: round.id });
	const notice = await play.house.store.read.notices.byId(id);
	play.timeline.schedule(at(notice?.endOn ?? '2026-12-31', '10:00') + 3 * dayMs, async () => {
		await confirmResults(ctx, {
			noticeId: id,
			approvalNumber: `日人社批〔2026〕${String(30 + play.chance.below(60))}号`,
			titleOn: shanghaiDay(play.timeline.now())
		});
		if (play.chance.oneIn(6)) return;
		play.timeline.schedule(later(play, 2), async () => {
			await issueCertificates(ctx, { roundId: round.id });
		});
	});
};

/** The level that a person may apply for next by the rules of the demo's records. */
const nextLevel = (person: DemoPerson): Level | null => {
	const field = person.employer?.field;
	if (!field) return null;
	const wanted: Level | null =
		person.held === null
			? person.education === 'junior_college'
				? null
				: 'junior_assistant'
			: person.held === 'junior_assistant'
				? person.education === 'junior_college'
					? null
					: 'intermediate'
				: person.held === 'intermediate' && person.education !== 'junior_college'
					? 'associate_senior'
					: null;
	return wanted && opensReview(field.series, wanted, field.specialty ?? undefined) ? wanted : null;
};

/** Fates of the second batch, each for so many cases; the rest go as far as time brings them. */
const secondFates: readonly (readonly [Fate, number])[] = [
	['draft', 22],
	['deleted', 3],
	['submitted', 26],
	['withdrawn', 4],
	['employer_check', 20],
	['returned_by_employer', 10],
	['employer_notice', 24],
	['employer_objection', 3],
	['suspended', 2],
	['sector_check', 12],
	['county_check', 24],
	['city_check', 14],
	['acceptance_check', 20],
	['correction_requested', 6],
	['not_accepted', 4],
	['accepted', 16]
];
const firstFates: readonly (readonly [Fate, number])[] = [
	['lapsed', 4],
	['deemed_abandoned', 2],
	['panel_review', 10],
	['not_accepted', 2],
	['withdrawn', 3]
];
/** Where the neighbours' cases stand: each desk of the demo's accounts has some. */
const neighbourFates: readonly Fate[] = [
	'submitted',
	'submitted',
	'employer_check',
	'sector_check',
	'county_check',
	'sector_check',
	'county_check',
	'county_check',
	'acceptance_check',
	'acceptance_check',
	'acceptance_check',
	'acceptance_check',
	'accepted',
	'accepted',
	'panel_review',
	'panel_review',
	'panel_review',
	'accepted'
];
const wanted = { first: 180, second: 220 };

/** Chooses who applies, for what, when and to what end: the same choice with the same chance. */
const castOf = (play: Play): readonly Cast[] => {
	const { city, chance } = play;
	// Counties with committees have most of the work; every fourth applicant is from the city's own employers.
	const able = city.professionals.flatMap((person) => {
		const level = nextLevel(person);
		if (!level || !person.employer) return [];
		const isSenior = level === 'associate_senior';
		return isSenior && !chance.oneIn(4) ? [] : [{ person, level }];
	});
	const fatesOf = (list: readonly (readonly [Fate, number])[]): Fate[] =>
		list.flatMap(([fate, count]) => Array.from({ length: count }, () => fate));
	const shuffled = able
		.map((one) => ({ one, key: chance.below(1 << 30) }))
		.sort((a, b) => a.key - b.key)
		.map(({ one }) => one);
	const cast = (
		number: 'first' | 'second',
		people: typeof shuffled,
		fates: readonly Fate[],
		opens: string,
		days: number
	): readonly Cast[] =>
		people.map(({ person, level }, index) => ({
			person,
			level,
			batch: city.batches[number],
			startAt: at(opens, '10:00') + chance.below(days) * dayMs + chance.below(8) * hourMs,
			fate: fates[index] ?? null
		}));
	const near = city.neighbours.map((person, index): Cast => ({
		person,
		level: person.held === null ? 'junior_assistant' : 'intermediate',
		batch: city.batches.second,
		startAt: at('2026-08-10', '10:00') + index * 7 * hourMs,
		fate: neighbourFates[index] ?? null
	}));
	return [
		...near,
		...cast('first', shuffled.slice(0, wanted.first), fatesOf(firstFates), '2026-03-03', 55),
		...cast(
			'second',
			shuffled.slice(wanted.first, wanted.first + wanted.second),
			fatesOf(secondFates),
			'2026-08-04',
			18
		)
	];
};

/** Where the case cannot go anywhere the applicant learns it before handing in: no such case is told here. */
const hasRoute = (play: Play, { person, level, batch }: Cast): boolean => {
	const field = person.employer?.field;
	const place = person.employer?.organisation.place;
	if (!field || !place) return false;
	if (level !== 'junior_assistant') return true;
	return play.city.rounds.some(
		({ committee, batchId }) =>
			batchId === batch.id &&
			committee.series === field.series &&
			(committee.specialty ?? null) === field.specialty &&
			committee.tiers.includes('junior') &&
			(committee.place === place ||
				jurisdictionOf(committee.place)?.level === 'city' ||
				play.city.register.entrustments.some(
					({ fromPlace, committeeId }) => fromPlace === place && committeeId === committee.id
				))
	);
};

/** A committee loses its right in mid-season: the clock takes its accepted cases to `rerouting`. */
const suspendCommittee = async (play: Play): Promise<void> => {
	const { read } = play.house.store;
	const ctx = play.stage.officer(play.city.organisations.city.id, 'city_officer');
	const accepted = await read.applications.inState('accepted', 200);
	const found = accepted.find(
		({ place, committeeId }) => place !== '540221' && committeeId !== null
	);
	const committee = found?.committeeId ? await read.committees.byId(found.committeeId) : undefined;
	if (!committee) return;
	const reason = '委员回避后不足法定人数，暂停评审';
	await ctx.store.commit([
		update('committees', committee, { state: 'suspended', note: reason }),
		insert('authorityHistory', {
			id: ctx.newId(),
			kind: 'committee',
			objectId: committee.id,
			at: ctx.now(),
			by: ctx.actor?.personId ?? '',
			reason,
			after: { ...committee, state: 'suspended' }
		}),
		logged(ctx, {
			action: 'committee.suspend',
			objectKind: 'committee',
			objectId: committee.id,
			detail: { name: committee.name, reason }
		})
	]);
};

/** Ends that are rare, so that their pages, too, have something to show. */
const rareEndings = async (play: Play): Promise<void> => {
	const { read } = play.house.store;
	const city = play.stage.officer(play.city.organisations.city.id, 'city_officer');
	const some = async (state: ApplicationState, skip = 0) =>
		(await read.applications.inState(state, 200)).filter(({ place }) => place !== '540221')[skip];
	const move = async (
		state: ApplicationState,
		name: ApplicationMove,
		by: 'city' | 'office' | 'employer',
		detail: Readonly<Record<string, unknown>>
	): Promise<void> => {
		const found = await some(state);
		if (!found) return;
		const ctx =
			by === 'city' ? city : by === 'office' ? officeOf(play, found) : employerContext(play, found);
		await bareMove(ctx, found, name, detail);
	};
	const ready = [];
	for (const one of await read.applications.inState('panel_review', 200)) {
		const sheets = await read.assignments.ofApplication(one.id);
		if (
			one.place !== '540221' &&
			sheets.every(({ assignment }) => assignment.state === 'submitted')
		)
			ready.push(one);
	}
	for (const one of ready.slice(0, 3))
		await bareMove(officeOf(play, one), one, 'schedule_defence', {
			reason: '破格和疑难材料需要答辩'
		});
	await move('defence_scheduled', 'record_defence', 'office', { opinion: '回答准确' });
	await move('defence_scheduled', 'mark_absent', 'office', { reason: '大雪封山未能到场' });
	await move('suspended', 'terminate_fraud', 'city', {
		document: '日人社函〔2026〕19号',
		reason: '业绩材料系伪造，查实'
	});
	await move('rerouting', 'close_without_route', 'city', { document: '日人社函〔2026〕20号' });
	await move('result_notice', 'receive_report', 'office', {
		reason: '实名反映论文署名问题，核实中'
	});
	await move('result_objection', 'reject_after_notice', 'office', {
		document: '日人社函〔2026〕22号',
		reason: '署名问题查实'
	});
	await move('result_notice', 'receive_report', 'office', { reason: '反映业绩不实，核实中' });
	const revoked = await some('certificate_issued');
	if (revoked)
		await revokeCertificate(city, {
			id: revoked.id,
			version: revoked.version,
			document: '日人社函〔2026〕23号',
			reason: '查实学历证书系伪造'
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
	for (const cast of cases)
		timeline.schedule(cast.startAt, () =>
			beginCase(play, cast).catch((cause: unknown) => {
				throw new Error(`${cast.person.row.name} ${cast.level}`, { cause });
			})
		);
	timeline.schedule(at('2026-09-08'), () => suspendCommittee(play));
	timeline.schedule(at('2026-09-10'), () => rareEndings(play));
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
	return cases.length;
};
