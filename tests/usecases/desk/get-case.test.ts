import { describe, expect, it } from 'vitest';
import { fixDefect } from '#lib/server/usecases/applications/fix-defect.ts';
import { saveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import { readCaseQuery } from '#lib/server/usecases/desk/case-query.ts';
import { getCase } from '#lib/server/usecases/desk/get-case.ts';
import { listCases } from '#lib/server/usecases/desk/list-cases.ts';
import { returnCase } from '#lib/server/usecases/desk/return-case.ts';
import { update } from '#lib/server/usecases/ports.ts';
import { goodEntries } from '../applications/setting.ts';
import { bringTo, held, makeDesks } from './setting.ts';

describe('a case at a desk', () => {
	it('shows what was handed in, and marks what the applicant changed after a return', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_check');
		const employer = desks.at('employer');
		const before = await getCase(employer, id);
		expect(before.content?.submission).toBe(1);
		expect(
			before.content?.sections.flatMap(({ entries }) => entries.map(({ change }) => change))
		).toEqual(expect.not.arrayContaining(['new', 'changed']));

		await returnCase(employer, {
			id,
			version: (await held(desks, id)).version,
			defects: [{ section: 'achievements', field: 'result', text: '写明本人做了什么' }]
		});
		const applicant = desks.world.context(desks.actor);
		const entries = await desks.world.store.read.applications.entries(id);
		const achievement = entries.find(({ section }) => section === 'achievements');
		if (!achievement) throw new Error('no achievement');
		await saveEntry(applicant, {
			id,
			section: 'achievements',
			entryId: achievement.id,
			version: achievement.version,
			typed: { ...goodEntries['achievements'], result: '负责测量和放样，改造渠道 3.2 公里。' },
			how: 'finish'
		});
		// Half-way through the change the desk still reads what was handed in.
		const meanwhile = await getCase(employer, id);
		const shown = meanwhile.content?.sections.find(({ id: section }) => section === 'achievements');
		expect(shown?.entries[0]?.data['result']).toBe(goodEntries['achievements']?.['result']);

		for (const { id: defectId } of await desks.world.store.read.defects.ofApplication(id))
			await fixDefect(applicant, { id, defectId, fixed: true });
		await handInCase(applicant, {
			id,
			version: (await held(desks, id)).version,
			pledged: true
		});
		const after = await getCase(employer, id);
		expect(after.content?.submission).toBe(2);
		const changed = after.content?.sections.flatMap(({ id: section, entries: all }) =>
			all.filter(({ change }) => change !== null).map((entry) => ({ section, ...entry }))
		);
		expect(changed).toMatchObject([
			{
				section: 'achievements',
				change: 'changed',
				before: { result: goodEntries['achievements']?.['result'] }
			}
		]);
		expect(after.defects[0]).toMatchObject({ section: 'achievements', by: desks.employer.name });
		expect(after.defects[0]?.fixedAt).not.toBeNull();
	});

	it('carries only what its table of fields allows: no numbers, no secrets, no panel', async () => {
		const desks = await makeDesks();
		const { world } = desks;
		const { id } = await bringTo(desks, 'county_check');
		const person = await world.store.read.people.byId(desks.person.id);
		if (!person) throw new Error('no person');
		await world.store.commit([
			update('people', person, {
				idCipher: 'CIPHER-ID',
				idBlind: 'BLIND-ID',
				phoneCipher: 'CIPHER-PHONE',
				phoneBlind: 'BLIND-PHONE',
				phoneLast4: '7788',
				ethnicity: '04'
			})
		]);
		const expert = await world.person({ name: '保密专家' });
		await world.assignment(id, expert.id, { roundId: desks.round.id });
		const county = desks.at('county');
		const list = await listCases(
			county,
			'county',
			readCaseQuery('county', new URLSearchParams('tab=all'))
		);
		for (const answer of [await getCase(county, id), list]) {
			const text = JSON.stringify(answer);
			for (const secret of ['CIPHER', 'BLIND', '7788', '1990-05-01', '保密专家', expert.id])
				expect(text).not.toContain(secret);
		}
		// The keys of a row, as a printed list: a new one is a decision, not an accident.
		expect(Object.keys(list.rows[0] ?? {}).sort()).toEqual([
			'due',
			'employer',
			'id',
			'lastFour',
			'level',
			'mine',
			'name',
			'number',
			'place',
			'series',
			'since',
			'specialty',
			'state',
			'title',
			'track',
			'version'
		]);
	});

	it('offers each desk its own acts, with the rule that stands in the way', async () => {
		const desks = await makeDesks();
		const { id } = await bringTo(desks, 'employer_notice');
		const offered = async (desk: 'employer' | 'city') =>
			(await getCase(desks.at(desk), id)).offers.map(
				({ move, refusal }) => `${move}${refusal ? ` (${refusal.key})` : ''}`
			);
		expect(await offered('employer')).toEqual([
			'restart_notice',
			'receive_objection',
			'recommend (notice_running)'
		]);
		// The city does not see a case that has not left the employer.
		await expect(offered('city')).rejects.toMatchObject({ refusal: { kind: 'missing' } });
	});

	it('takes the notice down when the applicant withdraws', async () => {
		const desks = await makeDesks();
		const { id, version } = await bringTo(desks, 'employer_notice');
		await withdrawApplication(desks.world.context(desks.actor), {
			id,
			version,
			reason: '明年再报'
		});
		const [notice] = await desks.world.store.read.notices.ofApplication(id);
		expect([notice?.state, notice?.voidedReason]).toEqual(['voided', 'withdrawn']);
	});
});
