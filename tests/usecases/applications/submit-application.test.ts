import { describe, expect, it } from 'vitest';
import { makeSetting, choice, fillIn, handedIn } from './setting.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import { getProgress } from '#lib/server/usecases/applications/get-progress.ts';
import { listMyMatters } from '#lib/server/usecases/applications/list-my-matters.ts';

describe('the way of an application to its submission', () => {
	it('goes from start to receipt', async () => {
		const setting = await makeSetting();
		const { id, number } = await startApplication(setting.ctx, choice(setting.batch.id));
		expect(number).toBe('2026-000001');
		await fillIn(setting.ctx, setting.world, id);
		const view = await getApplication(setting.ctx, id);
		expect(view.check.findings).toEqual([]);
		expect(view.check.eligibility.via).toBe('A2');
		expect(view.route.where).toBe('own');
		expect(view.route.stops.map(({ party }) => party)).toEqual(['applicant', 'employer', 'county', 'office']);
		expect(view.tasks.map(({ section, state }) => `${section}:${state}`)).toMatchInlineSnapshot(`
			[
			  "basics:done",
			  "education:done",
			  "experience:done",
			  "titles:done",
			  "achievements:running",
			  "works:done",
			  "appraisals:done",
			  "hours:done",
			  "materials:running",
			  "pledge:fresh",
			]
		`);
		const after = await handedIn(await makeSetting());
		expect(after.state).toBe('submitted');
		expect(after.reach).toBe(1);
	});
	it('shows progress', async () => {
		const setting = await makeSetting();
		const after = await handedIn(setting);
		const progress = await getProgress(setting.ctx, after.id);
		expect(progress.timeline.map(({ act, party }) => `${party} ${act}`)).toEqual(['applicant submit', 'applicant start']);
		expect(progress.next.map(({ key, by }) => `${key} ${by}`)).toMatchInlineSnapshot(`
			[
			  "employer_check 2026-09-28",
			  "employer_notice 2026-10-10",
			  "county_check 2026-10-23",
			  "acceptance 2026-11-06",
			  "review null",
			  "meeting 2026-11-20",
			  "result_notice 2026-11-27",
			  "certificate null",
			]
		`);
		const matters = await listMyMatters(setting.ctx);
		expect(matters.running.map(({ holder }) => holder)).toEqual([setting.employer.name]);
	});
});
