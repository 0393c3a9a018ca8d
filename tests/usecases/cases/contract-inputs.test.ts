/** A stored case, judged again by the replay commands: from the database, and from the file that they write. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { caseSheets } from '#lib/server/usecases/review/case-sheets.ts';
import { answer, refusal, runText } from '../../cli/run.ts';
import { engine, type TestStore } from '../../support/store.ts';
import { handedIn, makeSetting } from '../applications/setting.ts';
import { attend, makeReviewSetting, meetingWith, vote } from '../review/setting.ts';

/** The commands find this store as an operator's would. */
const operate = ({ at }: TestStore): void => {
	const folder = engine === 'sqlite' ? path.dirname(at) : mkdtempSync(path.join(tmpdir(), 'case-'));
	if (engine === 'postgres') onTestFinished(() => rmSync(folder, { recursive: true }));
	vi.stubEnv('DATA_DIR', folder);
	vi.stubEnv('DATABASE_URL', engine === 'sqlite' ? '' : at);
};

/** The answer for a case, once it was the same from the file that `--input` writes. */
const judged = (command: string, number: string): unknown => {
	const direct = answer(runText([command, '--case', number], ''));
	const file = runText([command, '--case', number, '--input'], '').out;
	vi.stubEnv('DATABASE_URL', 'nowhere');
	expect(answer(runText([command], file))).toEqual(direct);
	vi.unstubAllEnvs();
	return direct;
};

it('route and eligibility: as they were when the case was handed in', async () => {
	const setting = await makeSetting();
	const { number, route } = await handedIn(setting);
	const { store } = setting.world;
	operate(store);
	const { meetingDate: _, ...decision } = route!;
	expect(judged('route', number)).toEqual([{ id: number, ...decision }]);
	operate(store);
	const [snapshot] = await store.sql('select body from snapshots');
	const kept = JSON.parse(String(snapshot?.['body'])) as {
		eligibility: { answer: Record<string, unknown> };
	};
	const { barred: _barred, ...eligibility } = kept.eligibility.answer;
	expect(judged('eligibility', number)).toEqual(eligibility);
	operate(store);
	expect(runText(['score', '--case', number], '')).toMatchObject({
		status: 1,
		out: '',
		lines: [`${number}：还没有专家提交评分`]
	});
	expect(refusal(runText(['route', '--case', '2026-999999'], ''))).toEqual([
		'--case: unknown case "2026-999999"'
	]);
	expect(refusal(runText(['route', '--input'], ''))).toHaveLength(1);
	vi.unstubAllEnvs();
});

it('score and tally: as the committee had them, people by number', async () => {
	const setting = await makeReviewSetting();
	const { world, round } = setting;
	const { meetingId, cases } = await meetingWith(setting, 1);
	await attend(setting, meetingId, 8);
	const { id, number } = cases[0]!;
	await vote(setting, meetingId, id, { yes: 6, no: 2 });
	const assignments = await world.store.read.assignments.ofApplication(id);
	const { score } = caseSheets(
		round.rubric,
		(await setting.now(id)).objective ?? {},
		assignments.map(({ assignment }) => assignment)
	);
	operate(world.store);
	const scored = judged('score', number) as Record<string, unknown>;
	expect(scored['total']).toBe(score?.total);
	expect(Object.keys(scored['experts'] as object)).toEqual(['e1', 'e2', 'e3']);
	operate(world.store);
	expect(judged('tally', number)).toMatchObject({
		valid: true,
		quorum: { members: 9, attending: 8, needed: 6, met: true },
		cases: [{ id: number, voters: 8, needed: 6, yes: 6, outcome: 'passed' }]
	});
});
