import { describe, expect, it } from 'vitest';
import { requestRecheck } from '#lib/server/usecases/applications/request-recheck.ts';
import {
	rejectRecheck,
	reviewAgain,
	upholdRecheck
} from '#lib/server/usecases/desk/decide-recheck.ts';
import { fillAgenda } from '#lib/server/usecases/meeting/put-on-agenda.ts';
import { planMeeting } from '#lib/server/usecases/meeting/plan-meeting.ts';
import { attend, dayMs, makeReviewSetting, meetingWith, vote } from '../review/setting.ts';

const refused = (key: string) => ({ refusal: { key } });

const failed = async () => {
	const setting = await makeReviewSetting();
	const { meetingId, cases } = await meetingWith(setting, 1);
	const id = cases[0]?.id ?? '';
	await attend(setting, meetingId, 7);
	await vote(setting, meetingId, id, { yes: 3, no: 4 });
	const { world } = setting;
	const application = await setting.now(id);
	const person = await world.store.read.people.byId(application.personId);
	if (!person) throw new Error('nobody');
	return { setting, id, application, mine: world.context(await world.actor(person)) };
};

describe('a re-check', () => {
	it('is asked for by the applicant alone, with a reason, up to the last day', async () => {
		const { setting, id, application, mine } = await failed();
		const { world } = setting;
		expect(application.dueOn).toBe('2026-10-13');
		const ask = { id, version: application.version, reason: '计票有误' };
		await expect(requestRecheck(setting.ctx, ask)).rejects.toMatchObject(refused('not_your_move'));
		await expect(requestRecheck(mine, { ...ask, reason: ' ' })).rejects.toMatchObject(
			refused('reason_needed')
		);
		world.clock.now = Date.parse('2026-10-14T01:00:00Z');
		await expect(requestRecheck(mine, ask)).rejects.toMatchObject(refused('recheck_late'));
		world.clock.now = Date.parse('2026-10-13T15:59:00Z');
		const asked = await requestRecheck(mine, ask);
		expect(asked).toMatchObject({ state: 'recheck_requested', holderParty: 'office' });
		// Thirty working days from the day of asking.
		expect(asked.dueOn).toBe('2026-11-24');
		const [entry] = await world.store.read.log.ofObject(id, { size: 1 });
		expect(entry).toMatchObject({
			action: 'case.request_recheck',
			detail: { reason: '计票有误', until: '2026-11-24' }
		});
	});

	it('is not begun where nobody can say when it must be decided', async () => {
		const { setting, id, application, mine } = await failed();
		await setting.world.store.sql('delete from calendar_years');
		await expect(
			requestRecheck(mine, { id, version: application.version, reason: '计票有误' })
		).rejects.toMatchObject(refused('calendar_unconfirmed'));
	});

	it('upheld brings the case before another meeting; rejected ends it', async () => {
		const { setting, id, application, mine } = await failed();
		const { ctx, round, world } = setting;
		let { version } = await requestRecheck(mine, {
			id,
			version: application.version,
			reason: '计票有误'
		});
		await expect(
			upholdRecheck(mine, { id, version, document: '日人社复〔2026〕1号' })
		).rejects.toMatchObject(refused('not_your_move'));
		({ version } = await upholdRecheck(ctx, { id, version, document: '日人社复〔2026〕1号' }));
		({ version } = await reviewAgain(ctx, { id, version, reason: '重新表决' }));
		const { id: meetingId } = await planMeeting(ctx, {
			roundId: round.id,
			heldOn: '2026-09-18',
			place: ''
		});
		await fillAgenda(ctx, { meetingId, cases: [{ id, version }] });
		world.clock.now += 2 * dayMs;
		await attend(setting, meetingId, 7);
		expect(await vote(setting, meetingId, id, { yes: 3, no: 4 })).toMatchObject({
			outcome: 'failed'
		});
		const again = await setting.now(id);
		({ version } = await requestRecheck(mine, { id, version: again.version, reason: '不服' }));
		const rejected = await rejectRecheck(ctx, { id, version, document: '日人社复〔2026〕2号' });
		expect(rejected.state).toBe('recheck_rejected');
		await expect(
			requestRecheck(mine, { id, version: rejected.version, reason: '不服' })
		).rejects.toMatchObject(refused('state_does_not_allow'));
	});
});
