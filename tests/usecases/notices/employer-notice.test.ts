import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endOfDay, startOfDay } from '#lib/domain/day.ts';
import { idCheckCharacter } from '#lib/domain/people/id-number.ts';
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import { holdsPersonalNumber } from '#lib/domain/people/personal-numbers.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { fixDefect } from '#lib/server/usecases/applications/fix-defect.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { returnCase } from '#lib/server/usecases/desk/return-case.ts';
import { employerBody } from '#lib/server/usecases/notices/employer-notice.ts';
import { getNotice, listNotices } from '#lib/server/usecases/notices/list-notices.ts';
import { dismissObjection, receiveObjection } from '#lib/server/usecases/notices/objections.ts';
import {
	checkContact,
	draftNotice,
	itemsToCompare,
	postNotice,
	restartNotice
} from '#lib/server/usecases/notices/post-notice.ts';
import { update } from '#lib/server/usecases/ports.ts';
import {
	bringTo,
	contact,
	held,
	letNoticeEnd,
	makeDesks,
	type DeskSetting
} from '../desk/setting.ts';

const noticesOf = ({ world }: DeskSetting, id: string) =>
	world.store.read.notices.ofApplication(id);

const post = async (desks: DeskSetting, id: string) =>
	postNotice(desks.at('employer'), {
		id,
		version: (await held(desks, id)).version,
		contact,
		compared: await itemsToCompare(desks.at('employer'), id),
		opinion: ''
	});

describe('the period of an employer’s notice', () => {
	it('counts working days over the National Day and its make-up days', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_check');
		desks.world.clock.now = startOfDay('2026-09-28') + 3_600_000;
		const after = await post(desks, id);
		// 29 and 30 September, then 8, 9 and, worked on a Saturday, 10 October.
		expect(after.dueOn).toBe('2026-10-10');
		const [notice] = await noticesOf(desks, id);
		expect(notice).toMatchObject({
			startOn: '2026-09-28',
			endOn: '2026-10-10',
			counted: ['2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10'],
			state: 'running'
		});
	});

	it('is refused, not guessed, in a year without a confirmed calendar', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_check');
		await desks.world.store.sql('delete from calendar_years');
		await expect(post(desks, id)).rejects.toMatchObject({
			refusal: { key: 'calendar_unconfirmed', facts: { year: 2026 } }
		});
		expect(await noticesOf(desks, id)).toEqual([]);
	});

	it('waits until every original has been compared', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'employer_check');
		const items = await itemsToCompare(desks.at('employer'), id);
		await expect(
			postNotice(desks.at('employer'), {
				id,
				version,
				contact,
				compared: items.slice(1),
				opinion: ''
			})
		).rejects.toMatchObject({ refusal: { key: 'originals_not_compared', facts: { count: 1 } } });
	});

	it('names an office: no mobile number, no empty contact', () => {
		const refused = (changed: Partial<typeof contact>): Refusal | undefined => {
			try {
				checkContact({ ...contact, ...changed });
				return undefined;
			} catch (cause) {
				return cause instanceof Refused ? cause.refusal : undefined;
			}
		};
		expect(refused({ phone: '139 0892 0000' })?.key).toBe('notice_phone_personal');
		expect(refused({ department: ' ' })?.field).toBe('department');
		expect(refused({ supervisionPhone: '12345' })?.field).toBe('supervisionPhone');
		expect(checkContact(contact).phone).toBe('08928822334');
	});
});

describe('a notice is never edited', () => {
	it('restarting voids the old one with its reason and starts a new clock', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_notice');
		desks.world.clock.now = startOfDay('2026-09-17') + 3_600_000;
		const after = await restartNotice(desks.at('employer'), {
			id,
			version: (await held(desks, id)).version,
			contact: { ...contact, material: '单位档案室' },
			reason: '查阅地点写错'
		});
		expect(after.state).toBe('employer_notice');
		const [old, fresh] = await noticesOf(desks, id);
		expect([old?.state, old?.voidedReason]).toEqual(['voided', '查阅地点写错']);
		expect([fresh?.state, fresh?.startOn]).toEqual(['running', '2026-09-17']);
		expect(after.dueOn).toBe(fresh?.endOn);
	});

	it('a return after it repeats it: nothing is recommended on an old notice', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'county_check');
		await returnCase(desks.at('county'), {
			id,
			version: (await held(desks, id)).version,
			defects: [{ section: 'achievements', field: 'result', text: '业绩写具体' }]
		});
		for (const { id: defectId } of await desks.world.store.read.defects.ofApplication(id))
			await fixDefect(desks.ctx, { id, defectId, fixed: true });
		await handInCase(desks.world.context(desks.actor), {
			id,
			version: (await held(desks, id)).version,
			pledged: true
		});
		const picked = await pickUpCase(desks.at('employer'), await held(desks, id));
		// From the check the only way up leads over a notice.
		await expect(
			recommendCase(desks.at('employer'), { id, version: picked.version, opinion: '同意' })
		).rejects.toMatchObject({ refusal: { key: 'state_does_not_allow' } });
		const again = await post(desks, id);
		await expect(
			recommendCase(desks.at('employer'), { id, version: again.version, opinion: '同意' })
		).rejects.toMatchObject({ refusal: { key: 'notice_running' } });
		expect((await noticesOf(desks, id)).map(({ state }) => state)).toEqual(['ended', 'running']);
		await letNoticeEnd(desks, id);
		const up = await recommendCase(desks.at('employer'), {
			id,
			version: again.version,
			opinion: '同意'
		});
		expect(up.state).toBe('county_check');
	});

	it('a return while it runs voids it', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_notice');
		const employer = desks.at('employer');
		const objected = await receiveObjection(employer, {
			id,
			version: (await held(desks, id)).version,
			text: '业绩不是他一个人做的',
			name: '',
			contact: ''
		});
		await returnCase(employer, {
			id,
			version: objected.version,
			defects: [{ section: 'achievements', field: 'role', text: '本人作用据实填写' }],
			opinion: '异议属实'
		});
		const [notice] = await noticesOf(desks, id);
		expect([notice?.state, notice?.voidedReason]).toEqual(['voided', 'returned']);
		const [objection] = await desks.world.store.read.objections.ofApplication(id);
		expect([objection?.state, objection?.finding]).toEqual(['founded', '异议属实']);
	});
});

describe('an objection', () => {
	it('does not stop the clock, and the case waits for its finding', async () => {
		const desks = await makeDesks();
		const { id, dueOn } = await bringTo(desks, 'employer_notice');
		const objected = await receiveObjection(desks.at('employer'), {
			id,
			version: (await held(desks, id)).version,
			text: '年限不够',
			name: '匿名同事',
			contact: '138 0000 0000'
		});
		expect(objected.state).toBe('employer_objection');
		const [notice] = await noticesOf(desks, id);
		expect([notice?.state, notice?.endOn]).toEqual(['running', dueOn]);
		const [objection] = await desks.world.store.read.objections.ofApplication(id);
		expect(objection?.receipt).toMatch(/^YY2026-\d{4}$/);
		// How to reach the person is kept encrypted, and the log holds neither name nor contact.
		expect(objection?.contactCipher).not.toContain('138');
		const log = await desks.world.store.read.log.ofObject(id, { size: 50 });
		expect(JSON.stringify(log)).not.toMatch(/匿名同事|1380000/);
		await expect(
			dismissObjection(desks.at('employer'), {
				id,
				version: objected.version,
				reason: '核实年限够'
			})
		).rejects.toMatchObject({ refusal: { key: 'notice_running' } });
		await letNoticeEnd(desks, id);
		const up = await dismissObjection(desks.at('employer'), {
			id,
			version: objected.version,
			reason: '核实年限够'
		});
		expect(up.state).toBe('county_check');
	});
});

describe('what a notice shows', () => {
	it('is the title, the person and the achievements, and no personal number', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_notice');
		const [notice] = await noticesOf(desks, id);
		expect(notice?.title).toBe('关于德吉央拉同志申报工程系列（水利）助理级职称的公示');
		const body = notice && employerBody(notice);
		expect(body).toMatchObject({
			name: '德吉央拉',
			employer: desks.employer.name,
			title: '助理工程师',
			track: 'normal',
			workingDays: 5
		});
		const text = JSON.stringify(notice);
		for (const secret of [desks.person.bornOn, desks.person.idLast4])
			expect(text).not.toContain(`"${secret}"`);
		expect(holdsPersonalNumber(JSON.stringify(body?.achievements))).toBe(false);
	});

	it('never carries an identity or mobile number, whatever the applicant wrote', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_check');
		const application = await held(desks, id);
		const digit = fc.integer({ min: 0, max: 9 }).map(String);
		const idNumber = fc
			.tuple(
				fc.constantFrom('540221', '542322', '110101'),
				fc.integer({ min: 1950, max: 2008 }),
				fc.integer({ min: 1, max: 12 }),
				fc.integer({ min: 1, max: 28 }),
				fc.array(digit, { minLength: 3, maxLength: 3 })
			)
			.map(([place, year, month, day, rest]) => {
				const digits = `${place}${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}${rest.join('')}`;
				return digits + idCheckCharacter(digits);
			});
		const mobile = fc
			.tuple(
				fc.constantFrom('13', '15', '18', '19'),
				fc.array(digit, { minLength: 9, maxLength: 9 })
			)
			.map(([head, rest]) => head + rest.join(''));
		const typed = fc
			.tuple(fc.oneof(idNumber, mobile), fc.constantFrom('', ' ', '-', '　'), fc.boolean())
			.map(([number, gap, wide]) => {
				const spaced = number.replace(/(.{4})(?=.)/g, `$1${gap}`);
				return wide
					? spaced.replace(/\d/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))
					: spaced;
			});
		const entries = await desks.world.store.read.applications.entries(id);
		const achievement = entries.find(({ section }) => section === 'achievements');
		if (!achievement) throw new Error('no achievement');
		let version = achievement.version;
		await fc.assert(
			fc.asyncProperty(typed, fc.constantFrom('身份证', '电话：', '联系'), async (number, word) => {
				const result = `改造渠道 3.2 公里，${word}${number}，灌溉 12000 亩。`;
				await desks.world.store.commit([
					update(
						'applicationEntries',
						{ id: achievement.id, version },
						{ data: { ...achievement.data, result, name: `项目${number}` } }
					)
				]);
				version += 1;
				const { body } = await draftNotice(desks.at('employer'), application, contact);
				const [shown] = body.achievements;
				const plain = `${shown?.name}${shown?.result}`.normalize('NFKC').replace(/[\s-]/g, '');
				const digits = number.normalize('NFKC').replace(/[\s-]/g, '');
				expect(plain).not.toContain(digits);
				// What is no personal number stays.
				expect(shown?.result).toContain('3.2 公里');
				expect(shown?.result).toContain('12000 亩');
			}),
			{ numRuns: 60 }
		);
	});
});

describe('the board', () => {
	it('is read inside the employer only, with masked names once a notice has ended', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id } = await bringTo(desks, 'employer_notice');
		const colleague = await world.person({ employerId: desks.employer.id });
		const outsider = await world.person({ employerId: (await world.employer()).id });
		const inside = world.context(await world.actor(colleague, null));
		const outside = world.context(await world.actor(outsider, null));
		const [notice] = await noticesOf(desks, id);
		if (!notice) throw new Error('no notice');

		const [running] = (await listNotices(inside)).running;
		expect(running).toMatchObject({ id: notice.id, daysLeft: 5, caseId: null });
		expect(running?.body.name).toBe('德吉央拉');
		expect((await listNotices(outside)).running).toEqual([]);
		await expect(getNotice(outside, notice.id)).rejects.toMatchObject({
			refusal: { kind: 'missing' }
		});
		// The applicant reads their own; the officer is led to the case.
		expect((await getNotice(world.context(desks.actor), notice.id)).title).toBe(notice.title);
		expect((await getNotice(desks.at('employer'), notice.id)).caseId).toBe(id);

		await letNoticeEnd(desks, id);
		const [ended] = (await listNotices(inside)).past;
		expect([ended?.state, ended?.body.name]).toEqual(['ended', '德*']);
		expect(ended?.title).not.toContain('德吉央拉');
	});

	it('draws the days of the notice, those that rest apart', async () => {
		const desks = await makeDesks();
		await bringTo(desks, 'employer_notice');
		desks.world.clock.now = endOfDay('2026-09-16') - 1;
		const [view] = (await listNotices(desks.at('employer'))).running;
		expect(view?.days.map(({ day, kind }) => `${day.slice(8)} ${kind}`)).toEqual([
			'15 past',
			'16 today',
			'17 ahead',
			'18 ahead',
			'19 rest',
			'20 ahead'
		]);
	});
});
