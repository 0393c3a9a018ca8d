import { describe, expect, it } from 'vitest';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { itemsToCompare, postNotice } from '#lib/server/usecases/notices/post-notice.ts';
import { handedIn } from '../applications/setting.ts';
import { contact, held, letNoticeEnd, makeDesks } from './setting.ts';

describe('from the employer to acceptance', () => {
	it('goes desk by desk, with one log entry for each act', async () => {
		const desks = await makeDesks();
		const { id, version } = await handedIn(desks);
		const employer = desks.at('employer');

		const picked = await pickUpCase(employer, { id, version });
		expect(picked.state).toBe('employer_check');
		expect(picked.pickedUpAt).toBe(desks.world.clock.now);

		const compared = await itemsToCompare(employer, id);
		expect(compared.length).toBeGreaterThan(4);
		const onNotice = await postNotice(employer, {
			id,
			version: picked.version,
			contact,
			compared,
			opinion: ''
		});
		// Monday 14 September: 15, 16, 17, 18 and, worked for the National Day, Sunday the 20th.
		expect([onNotice.state, onNotice.dueOn]).toEqual(['employer_notice', '2026-09-20']);

		await expect(
			recommendCase(employer, { id, version: onNotice.version, opinion: '同意推荐' })
		).rejects.toMatchObject({ refusal: { key: 'notice_running' } });

		await letNoticeEnd(desks, id);
		const up = await recommendCase(desks.at('employer'), {
			id,
			version: onNotice.version,
			opinion: '同意推荐'
		});
		expect([up.state, up.holderParty, up.holderId]).toEqual([
			'county_check',
			'county',
			desks.county.id
		]);

		const passed = await passCase(desks.at('county'), {
			id,
			version: (await held(desks, id)).version,
			opinion: '材料齐全'
		});
		expect([passed.state, passed.holderId]).toEqual(['acceptance_check', desks.office.id]);

		const seen = await getCase(desks.at('office'), id);
		expect(seen.routeChanged).toBe(false);
		expect(seen.offers.map(({ move, refusal }) => [move, refusal?.key ?? null])).toEqual([
			['accept', null],
			['request_correction', 'defects_missing'],
			['refuse', null],
			['reroute', 'committee_still_valid']
		]);
		const accepted = await acceptCase(desks.at('office'), { id, version: passed.version });
		expect(accepted).toMatchObject({
			state: 'accepted',
			committeeId: desks.committee.id,
			roundId: desks.round.id,
			acceptedAt: desks.world.clock.now,
			routeFrozenAt: desks.world.clock.now,
			openSections: []
		});
		const acts = (await desks.world.store.read.log.ofObject(id, { size: 50 }))
			.filter(({ result }) => result === 'done')
			.map(({ action, role }) => `${role} ${action}`)
			.reverse();
		expect(acts.slice(acts.indexOf('applicant case.submit'))).toEqual([
			'applicant case.submit',
			'employer_officer case.pick_up',
			'employer_officer case.post_notice',
			'clock notice.end',
			'employer_officer case.recommend',
			'system case.send_up',
			'county_officer case.county_pass',
			'committee_office case.accept'
		]);
	});
});
