/**
 * S5: which keys leave the use cases, for whom. One case goes from its hand-in to its certificate; what each
 * role is shown of it is printed without the values, for people to review in `what-leaves.txt`. No number of a
 * person, no way to reach them and no blind index is in any of it.
 */
import { v7 } from 'uuid';
import { expect, it } from 'vitest';
import { Refused } from '#lib/domain/refusal.ts';
import { insert, update, type Context } from '#lib/server/usecases/ports.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import { listMyMatters } from '#lib/server/usecases/applications/list-my-matters.ts';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { deskOf } from '#lib/server/usecases/desk/desks.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { listCases } from '#lib/server/usecases/desk/list-cases.ts';
import { listInspected } from '#lib/server/usecases/inspection/list-inspected.ts';
import { getChairedMeeting } from '#lib/server/usecases/meeting/get-chaired-meeting.ts';
import { getMeeting } from '#lib/server/usecases/meeting/get-meeting.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { getPublicNotice, listPublicNotices } from '#lib/server/usecases/portal/public-notices.ts';
import { confirmResults } from '#lib/server/usecases/results/confirm-results.ts';
import { getCertificate } from '#lib/server/usecases/results/get-certificate.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import { publishResults } from '#lib/server/usecases/results/publish-results.ts';
import { verifyCertificate } from '#lib/server/usecases/results/verify-certificate.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { getAssignment } from '#lib/server/usecases/review/get-assignment.ts';
import { getPanel } from '#lib/server/usecases/review/get-panel.ts';
import { listMyAssignments } from '#lib/server/usecases/review/list-my-assignments.ts';
import { openReview } from '#lib/server/usecases/review/open-review.ts';
import { bringTo, held, makeDesks } from '../desk/setting.ts';
import { attend, dayMs, scoreAll, vote, type ReviewSetting } from '../review/setting.ts';
import { printKeys } from './shape.ts';

const secrets = {
	idCipher: 'SECRET-id-cipher',
	phoneCipher: 'SECRET-phone-cipher',
	phoneBlind: 'SECRET-phone-blind',
	phoneLast4: '5566'
};

/** The desks of one case, its panel and its experts, all in one world. */
const makeHouse = async () => {
	const desks = await makeDesks();
	const { world, round, office } = desks;
	const elsewhere = await world.employer();
	const people = async (count: number, make: (id: string, index: number) => Promise<unknown>) => {
		const made = [];
		for (let index = 0; index < count; index++) {
			const person = await world.person({ employerId: elsewhere.id, ...secrets });
			await make(person.id, index);
			made.push(person);
		}
		return made;
	};
	const panel = await people(9, async (id, index) => {
		await world.member(round.id, id, index === 0 ? 'chair' : 'member');
		if (index === 0) await world.grant(id, 'chair');
	});
	const experts = await people(3, async (id) => {
		await world.expert(id);
		await world.grant(id, 'expert');
	});
	const applicant = await world.store.read.people.byId(desks.person.id);
	if (!applicant) throw new Error('nobody');
	await world.store.commit([
		// A telephone of their own: a shared one would keep every expert from the case.
		update('people', applicant, { ...secrets, phoneBlind: 'SECRET-phone-blind-of-applicant' })
	]);
	const setting: ReviewSetting = {
		...desks,
		office,
		elsewhere,
		panel,
		experts,
		clerk: desks.officers.office,
		ctx: desks.at('office'),
		expertContext: async (person) => world.context(await world.actor(person)),
		now: (id) => held(desks, id)
	};
	return { desks, setting, inspector: world.context(await world.officer('inspector', desks.city)) };
};

type Seen = { readonly what: string; readonly who: string; readonly answer: unknown };

/** What somebody is shown, or how they are turned away. */
const asked = async (what: string, who: string, answer: Promise<unknown>): Promise<Seen> => ({
	what,
	who,
	answer: await answer.catch((cause: unknown) => {
		if (!(cause instanceof Refused)) throw cause;
		return { [cause.refusal.kind]: true };
	})
});

/** Rows of a list, without the list around them. */
const rowsOf = async (ctx: Context) => {
	const desk = deskOf(ctx.actor);
	if (!desk) throw new Error('no desk');
	const query = readCaseQuery(desk, new URLSearchParams({ tab: 'all' }));
	return (await listCases(ctx, desk, query)).rows;
};

const journey = async (): Promise<readonly Seen[]> => {
	const { desks, setting, inspector } = await makeHouse();
	const { world, round } = desks;
	const { store } = world;
	const office = setting.ctx;
	const seen: Seen[] = [];
	const look = async (what: string, who: string, answer: Promise<unknown>) => {
		seen.push(await asked(what, who, answer));
	};

	const { id } = await bringTo(desks, 'acceptance_check');
	const notice = (await store.read.notices.ofApplication(id))[0];
	await store.commit([
		insert('defects', {
			id: v7(),
			applicationId: id,
			returnId: v7(),
			kind: 'return',
			section: 'basics',
			text: '与聘书不一致',
			byParty: 'county',
			byOrganisation: desks.county.name,
			fixedAt: world.clock.now,
			createdAt: world.clock.now
		}),
		insert('objections', {
			id: v7(),
			noticeId: notice?.id ?? '',
			applicationId: id,
			receipt: 'YY2026-0001',
			name: '匿名',
			contactCipher: 'SECRET-contact-cipher',
			text: '业绩不实',
			state: 'open',
			createdAt: world.clock.now
		})
	]);
	const desksSeeing = {
		employer: desks.at('employer'),
		county: desks.at('county'),
		city: desks.at('city'),
		office,
		inspector
	};
	const lookAtCase = async (when: string) => {
		for (const [who, ctx] of Object.entries(desksSeeing))
			await look(`case, ${when}`, who, getCase(ctx, id));
		await look(`case, ${when}`, 'applicant', getCase(desks.ctx, id));
		await look(`progress, ${when}`, 'applicant', getProgress(desks.ctx, id));
	};
	await lookAtCase('before acceptance');

	await acceptCase(office, { id, version: (await held(desks, id)).version });
	await assignExperts(office, {
		id,
		version: (await held(desks, id)).version,
		experts: setting.experts.map((one) => one.id)
	});
	await openReview(office, { id, version: (await held(desks, id)).version });
	const [sheet] = await store.read.assignments.ofApplication(id);
	if (!sheet) throw new Error('no sheet');
	const expert = await setting.expertContext(sheet.person);
	const assignmentId = sheet.assignment.id;
	await look('case, in review', 'expert', getCase(expert, id));
	await look('sheet, undeclared', 'expert', getAssignment(expert, assignmentId));
	await declareNoConflict(expert, { assignmentId, version: sheet.assignment.version });
	await look('sheet, declared', 'expert', getAssignment(expert, assignmentId));
	await look('list of sheets', 'expert', listMyAssignments(expert));
	await scoreAll(setting, id);
	await look('panel', 'office', getPanel(office, id));

	const { id: meetingId } = await planMeeting(office, {
		roundId: round.id,
		heldOn: world.context().today(),
		place: '二楼会议室'
	});
	await fillAgenda(office, { meetingId, cases: [{ id }] });
	await attend(setting, meetingId, 7);
	const [first] = setting.panel;
	if (!first) throw new Error('no panel');
	const chair = world.context(await world.actor(first));
	await look('case, on the agenda', 'chair', getCase(chair, id));
	await look('meeting, before the vote', 'chair', getChairedMeeting(chair, meetingId));
	await vote(setting, meetingId, id, { yes: 7 });
	await look('meeting, after the vote', 'chair', getChairedMeeting(chair, meetingId));
	await look('meeting, after the vote', 'office', getMeeting(office, meetingId, id));

	const published = await publishResults(office, { roundId: round.id });
	const everyone = world.context();
	await look('notice, running', 'the public', getPublicNotice(everyone, published.id));
	await look('list of notices', 'the public', listPublicNotices(everyone));
	const result = await store.read.notices.byId(published.id);
	if (!result) throw new Error('no notice');
	await store.commit([update('notices', result, { state: 'ended' })]);
	world.clock.now = Date.parse(`${result.endOn}T16:00:00Z`) + dayMs / 6;
	await look('notice, ended', 'the public', getPublicNotice(everyone, published.id));
	await store.sql("update objections set state = 'unfounded' where application_id = ?", [id]);
	await confirmResults(office, {
		noticeId: published.id,
		approvalNumber: '日人社批〔2026〕31号',
		titleOn: world.context().today()
	});
	const { issued } = await issueCertificates(office, { roundId: round.id });
	const certificate = await store.read.certificates.byApplication(id);
	await lookAtCase('with its certificate');
	const name = desks.person.name;
	const number = issued[0] ?? '';
	await look('verification', 'the public', verifyCertificate(everyone, { number, name }));
	await look(
		'verification, another name',
		'the public',
		verifyCertificate(everyone, { number, name: '次仁' })
	);
	for (const [who, ctx] of Object.entries({ applicant: desks.ctx, ...desksSeeing }))
		await look('certificate', who, getCertificate(ctx, certificate?.id ?? ''));
	await look('own matters', 'applicant', listMyMatters(desks.ctx));
	const { inspector: inspecting, ...listing } = desksSeeing;
	for (const [who, ctx] of Object.entries(listing)) await look('rows of a list', who, rowsOf(ctx));
	await look(
		'rows of a list',
		'inspector',
		listInspected(inspecting, { q: '', state: '', place: '', page: 1 }).then(({ rows }) => rows)
	);
	return seen;
};

it('shows each role the keys that were agreed, and no number of a person', async () => {
	const seen = await journey();
	const views = [...new Set(seen.map(({ what }) => what))].flatMap((what) => {
		const byKeys = Map.groupBy(
			seen.filter((one) => one.what === what),
			({ answer }) => printKeys(answer)
		);
		return [...byKeys].map(
			([keys, same]) => `${what}: ${same.map(({ who }) => who).join(', ')}\n${keys}\n`
		);
	});
	await expect(views.join('\n')).toMatchFileSnapshot('what-leaves.txt');

	for (const { what, who, answer } of seen) {
		const text = JSON.stringify(answer);
		expect([
			what,
			who,
			/SECRET|blind-|"\w*(?:cipher|blind|hash|idNumber)\w*":/i.exec(text)
		]).toEqual([what, who, null]);
		// ID and mobile numbers; the last four of a phone.
		expect([what, who, /\b\d{17}[\dX]\b|\b1[3-9]\d{9}\b|"5566"/.exec(text)]).toEqual([
			what,
			who,
			null
		]);
	}
}, 60_000);
