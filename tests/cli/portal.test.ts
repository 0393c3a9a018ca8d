import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { answer, refusal, run, runText } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'portal-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const meeting = {
	members: 9,
	chairs: ['e1'],
	presider: 'e1',
	attending: ['e1', 'e2', 'e3', 'e4', 'e5', 'e6', 'e7'],
	cases: [{ id: 'c', recused: [], ballots: { yes: 5, no: 1, abstain: 1 } }]
};

describe('portal', () => {
	test('help lists the commands, and each command has its usage', () => {
		const help = runText(['help'], '');
		expect(help.status).toBe(0);
		for (const name of ['route', 'deadline', 'eligibility', 'draw', 'assign', 'score', 'tally']) {
			expect(help.out).toContain(`\n  ${name}`);
			for (const args of [
				[name, '--help'],
				['help', name],
				[name, 'x', '-h']
			]) {
				const usage = runText(args, '');
				expect(usage.status).toBe(0);
				expect(usage.out).toMatch(new RegExp(`^用法：npm run -s portal -- ${name}`));
			}
		}
	});

	test('an unknown command and no command are bad input', () => {
		expect(refusal(runText(['rout'], ''))[0]).toMatch(/^command: unknown command "rout" \(one of /);
		expect(refusal(runText([], ''))[0]).toMatch(/^用法/);
	});

	test('reads a file, a dash and nothing alike', () => {
		const file = join(folder, 'meeting.json');
		writeFileSync(file, JSON.stringify(meeting));
		const expected = answer(run(['tally'], meeting));
		expect(answer(runText(['tally', file], ''))).toEqual(expected);
		expect(answer(run(['tally', '-'], meeting))).toEqual(expected);
		// A byte-order mark, as Windows editors leave it, is no problem.
		expect(answer(runText(['tally'], `\ufeff${JSON.stringify(meeting)}`))).toEqual(expected);
	});

	test('says what is wrong with a file', () => {
		expect(refusal(runText(['tally', join(folder, 'none.json')], ''))[0]).toMatch(
			/^FILE: cannot read ".*none.json" \(ENOENT\)$/
		);
		expect(refusal(runText(['tally', 'a', 'b'], ''))).toEqual(['FILE: found "b" (one FILE)']);
		expect(refusal(runText(['tally', '--fast'], ''))[0]).toMatch(/^--fast: unknown option/);
		expect(refusal(runText(['tally'], ''))[0]).toMatch(/^input: not JSON, .*\(a JSON object\)$/);
		expect(refusal(runText(['tally'], '{"members":\n9,}'))).toHaveLength(1);
		expect(refusal(runText(['tally'], '[]'))).toEqual(['input: found [] (an object)']);
		expect(refusal(runText(['tally'], new Uint8Array([0x22, 0xff, 0x22])))).toEqual([
			'input: found bytes that are not UTF-8 (JSON in UTF-8)'
		]);
	});
});

describe('portal tally', () => {
	test('the worked example of the handbook', () => {
		expect(answer(run(['tally'], meeting))).toEqual({
			valid: true,
			quorum: { members: 9, attending: 7, needed: 6, met: true },
			cases: [{ id: 'c', voters: 7, needed: 5, yes: 5, outcome: 'passed' }]
		});
	});

	test('a presider who may not preside is an answer, not an error', () => {
		expect(answer(run(['tally'], { ...meeting, presider: 'e2' }))).toMatchObject({
			valid: false,
			cases: [{ outcome: 'deferred' }]
		});
	});

	test('numbers that cannot be are bad input, a line each', () => {
		const bad = {
			...meeting,
			members: 6,
			attending: [...meeting.attending, 'e1'],
			presiding: 'e1',
			cases: [
				{ id: 'c', recused: [], ballots: { yes: 1.5, no: '1', abstain: -1 } },
				{ id: '', recused: [1], ballots: {} }
			]
		};
		expect(refusal(run(['tally'], bad))).toEqual([
			'cases[0].ballots.yes: found 1.5 (a whole number)',
			'cases[0].ballots.no: found "1" (a whole number)',
			'cases[0].ballots.abstain: found -1 (at least 0)',
			'cases[1].id: found an empty text (a non-empty text)',
			'cases[1].recused[0]: found 1 (a non-empty text)',
			'cases[1].ballots.yes: missing (a whole number)',
			'cases[1].ballots.no: missing (a whole number)',
			'cases[1].ballots.abstain: missing (a whole number)',
			'presiding: unknown key "presiding" (one of members, chairs, presider, attending, cases, denominator, quorumOf)'
		]);
		const cases = [{ id: 'c', recused: [], ballots: { yes: 1, no: 1, abstain: 1 } }];
		expect(
			refusal(run(['tally'], { ...meeting, members: 6, attending: bad.attending, cases }))
		).toEqual([
			'attending[7]: duplicate value "e1" (unique in attending)',
			'attending: found 8 people (at most 6 members)'
		]);
		const recused = [{ id: 'c', recused: ['e1', 'e9'], ballots: { yes: 6, no: 0, abstain: 1 } }];
		expect(refusal(run(['tally'], { ...meeting, cases: recused }))).toEqual([
			'cases[0].ballots: found 7 ballots (at most 6 voters)'
		]);
	});
});
