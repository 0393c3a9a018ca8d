import { describe, expect, it } from 'vitest';
import { v7 } from 'uuid';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { fixDefect } from '#lib/server/usecases/applications/fix-defect.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import { listMyMatters } from '#lib/server/usecases/applications/list-my-matters.ts';
import { saveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { giveBack, handedIn, makeSetting, officerOf, pickUp, refusalOf } from './setting.ts';

describe('a case that came back', () => {
	it('opens the named sections only, asks for every tick, and shows what changed', async () => {
		const setting = await makeSetting();
		const { world } = setting;
		const sent = await handedIn(setting);
		await pickUp(setting, sent.id);
		await giveBack(setting, sent.id, ['education']);
		const matters = await listMyMatters(setting.ctx);
		expect(matters.turn[0]).toMatchObject({ openDefects: 1, returnedBy: setting.employer.name });
		const view = await getApplication(setting.ctx, sent.id);
		expect(view.tasks.filter(({ open }) => open).map(({ section }) => section)).toContain(
			'education'
		);
		expect(view.tasks.find(({ section }) => section === 'basics')?.state).toBe('locked');

		const entries = await world.store.read.applications.entries(sent.id);
		const [education] = entries.filter(({ section }) => section === 'education');
		const [basics] = entries.filter(({ section }) => section === 'basics');
		const save = (entry: typeof education, typed: Record<string, string>) =>
			saveEntry(setting.ctx, {
				id: sent.id,
				section: entry!.section,
				entryId: entry!.id,
				version: entry!.version,
				typed: { ...(entry!.data as Record<string, string>), ...typed },
				how: 'finish'
			});
		expect(await refusalOf(save(basics, { post: '别的' }))).toBe('section_closed');
		await save(education, { graduatedOn: '2024-07-01' });
		const changed = await getApplication(setting.ctx, sent.id);
		expect(changed.changes).toEqual([
			{
				section: 'education',
				entry: education!.id,
				field: 'graduatedOn',
				kind: 'changed',
				before: '2024-06-30',
				after: '2024-07-01'
			}
		]);

		const handIn = async () =>
			handInCase(setting.ctx, {
				id: sent.id,
				version: (await world.store.read.applications.byId(sent.id))?.version ?? 0,
				pledged: true
			});
		expect(await refusalOf(handIn())).toBe('defects_open');
		const [defect] = await world.store.read.defects.ofApplication(sent.id);
		expect(
			await refusalOf(fixDefect(setting.ctx, { id: sent.id, defectId: v7(), fixed: true }))
		).toBe('not_found');
		await fixDefect(setting.ctx, { id: sent.id, defectId: defect!.id, fixed: true });
		const after = await handIn();
		expect(after).toMatchObject({
			state: 'submitted',
			pickedUpAt: null,
			openSections: null,
			receipt: { submission: 2 }
		});
	});

	it('follows its person to a new employer', async () => {
		const setting = await makeSetting();
		const { world } = setting;
		const sent = await handedIn(setting);
		await pickUp(setting, sent.id);
		await giveBack(setting, sent.id, ['education']);
		const [defect] = await world.store.read.defects.ofApplication(sent.id);
		await fixDefect(setting.ctx, { id: sent.id, defectId: defect!.id, fixed: true });
		const next = await world.employer();
		await world.store.sql('update people set employer_id = ? where id = ?', [
			next.id,
			setting.person.id
		]);
		const version = (await world.store.read.applications.byId(sent.id))?.version ?? 0;
		const after = await handInCase(setting.ctx, { id: sent.id, version, pledged: true });
		expect(after).toMatchObject({
			employerId: next.id,
			employerName: next.name,
			holderId: next.id
		});
	});

	it('answers the one correction without leaving its committee, until the day is over', async () => {
		for (const [day, key] of [
			['2026-10-12', null],
			['2026-10-13', 'correction_late']
		] as const) {
			const setting = await makeSetting();
			const { world } = setting;
			const sent = await handedIn(setting);
			const office = world.context(await world.officer('committee_office', setting.office));
			await world.store.sql(
				"update applications set state = 'acceptance_check', reach = 5 where id = ?",
				[sent.id]
			);
			const asked = await makeMove(office, {
				id: sent.id,
				move: 'request_correction',
				said: { defects: 1 },
				extras: () => ({
					set: { openSections: ['works'], corrections: 1 },
					dueOn: '2026-10-12'
				})
			});
			world.clock.now = Date.parse(`${day}T15:59:00Z`);
			const deed = handInCase(setting.ctx, {
				id: sent.id,
				version: asked.version,
				pledged: true
			});
			expect(await refusalOf(deed)).toBe(key);
			if (key === null)
				expect(await deed).toMatchObject({
					state: 'acceptance_check',
					committeeId: setting.committee.id,
					receipt: { submission: 2 }
				});
		}
	});
});

describe('what the applicant sees', () => {
	it('shows offices and acts, what comes next and by when', async () => {
		const setting = await makeSetting();
		const after = await handedIn(setting);
		const progress = await getProgress(setting.ctx, after.id);
		expect(progress.timeline.map(({ act, party }) => `${party} ${act}`)).toEqual([
			'applicant submit',
			'applicant start'
		]);
		expect(progress.next.map(({ key, by }) => `${key} ${by ?? ''}`)).toEqual([
			'employer_check 2026-09-28',
			'employer_notice 2026-10-10',
			'county_check 2026-10-23',
			'acceptance 2026-11-06',
			'review ',
			'meeting 2026-11-20',
			'result_notice 2026-11-27',
			'certificate '
		]);
		expect(progress.takeBackMs).toBe(10 * 60_000);
		await pickUp(setting, after.id);
		const later = await getProgress(setting.ctx, after.id);
		expect(later.timeline[0]).toMatchObject({ act: 'pick_up', party: 'employer' });
		expect(JSON.stringify(later.timeline)).not.toContain('次仁');
	});

	it('is nobody else’s', async () => {
		const setting = await makeSetting();
		const after = await handedIn(setting);
		const { world } = setting;
		const stranger = world.context(await world.actor(await world.person()));
		const officer = await officerOf(setting);
		for (const read of [getApplication, getProgress]) {
			expect(await refusalOf(read(stranger, after.id))).toBe('not_found');
			expect(await refusalOf(read(world.context(null), after.id))).toBe('not_found');
			expect(await refusalOf(read(officer, after.id))).toBe('not_the_person');
		}
		expect(await refusalOf(listMyMatters(world.context(null)))).toBe('not_found');
	});
});
