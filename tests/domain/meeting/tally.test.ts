import { describe, expect, test } from 'vitest';
import {
	denominators,
	quorumBases,
	tally,
	twoThirdsOf,
	votersOf,
	type Meeting
} from '#lib/domain/meeting/tally.ts';

const people = (n: number) => Array.from({ length: n }, (_, index) => `e${index + 1}`);

const meeting = (
	members: number,
	present: number,
	yes: number,
	change: Partial<Meeting> = {}
): Meeting => ({
	members,
	chairs: ['e1'],
	presider: 'e1',
	attending: people(present),
	cases: [{ id: 'c', recused: [], ballots: { yes, no: 0, abstain: 0 } }],
	...change
});

const outcome = (of: Meeting) => tally(of).cases[0]?.outcome;

describe('the worked example of the handbook', () => {
	test('9 members, 7 present: 5 yes pass, 4 fail, whatever the abstentions', () => {
		const ballots = { yes: 5, no: 1, abstain: 1 };
		expect(tally(meeting(9, 7, 5, { cases: [{ id: 'c', recused: [], ballots }] }))).toEqual({
			valid: true,
			quorum: { members: 9, attending: 7, needed: 6, met: true },
			cases: [{ id: 'c', voters: 7, needed: 5, yes: 5, outcome: 'passed' }]
		});
		expect(outcome(meeting(9, 7, 4))).toBe('failed');
	});

	test('6 of 9 are a quorum, 4 of the 6 pass; 5 are none', () => {
		expect(outcome(meeting(9, 6, 4))).toBe('passed');
		expect(outcome(meeting(9, 6, 3))).toBe('failed');
		expect(outcome(meeting(9, 5, 5))).toBe('deferred');
	});
});

describe('recusal', () => {
	const withRecused = (recused: string[], change: Partial<Meeting> = {}) =>
		meeting(9, 7, 4, {
			cases: [{ id: 'c', recused, ballots: { yes: 4, no: 0, abstain: 0 } }],
			...change
		});

	test('leaves the denominator and is tested against the original number', () => {
		expect(tally(withRecused(['e7'])).cases[0]).toEqual({
			id: 'c',
			voters: 6,
			needed: 4,
			yes: 4,
			outcome: 'passed'
		});
		expect(outcome(withRecused(['e6', 'e7']))).toBe('deferred');
		expect(outcome(withRecused(['e6', 'e7'], { quorumOf: 'attending' }))).toBe('passed');
	});

	test('of somebody who is not there changes nothing', () => {
		expect(votersOf(people(7), ['e8', 'e9', 'x'])).toBe(7);
		expect(outcome(withRecused(['e9']))).toBe('failed');
	});

	test('another denominator asks for more', () => {
		const needed = (denominator: Meeting['denominator']) =>
			tally(withRecused(['e7'], { denominator })).cases[0]?.needed;
		expect([needed(undefined), needed('attending'), needed('members')]).toEqual([4, 5, 6]);
	});
});

describe('presiding', () => {
	test('a presider who is no chair, or not there, makes the meeting invalid and defers all', () => {
		for (const change of [{ presider: 'e2' }, { chairs: ['e9'], presider: 'e9' }, { chairs: [] }]) {
			const result = tally(meeting(9, 8, 8, change));
			expect([result.valid, result.cases[0]?.outcome]).toEqual([false, 'deferred']);
		}
	});
});

describe('thresholds, every small meeting', () => {
	test('needed is the smallest number that satisfies the rule', () => {
		for (let n = 0; n <= 3000; n += 1) {
			expect(twoThirdsOf(n) * 3 >= n * 2).toBe(true);
			expect((twoThirdsOf(n) - 1) * 3 >= n * 2).toBe(false);
		}
	});

	test('agrees with the rule in fractions for all members, attendance, recusals and votes to 13', () => {
		for (let members = 1; members <= 13; members += 1)
			for (let present = 1; present <= members; present += 1)
				for (let recused = 0; recused <= present; recused += 1)
					for (const denominator of denominators)
						for (const quorumOf of quorumBases)
							checkAll(members, present, recused, denominator, quorumOf);
	});
});

const checkAll = (
	members: number,
	present: number,
	recused: number,
	denominator: (typeof denominators)[number],
	quorumOf: (typeof quorumBases)[number]
) => {
	const voters = present - recused;
	const cases = Array.from({ length: voters + 1 }, (_, yes) => ({
		id: `c${yes}`,
		recused: people(present).slice(present - recused),
		ballots: { yes, no: voters - yes, abstain: 0 }
	}));
	const result = tally(meeting(members, present, 0, { cases, denominator, quorumOf }));
	const of = { voters, attending: present, members };
	const quorate = of[quorumOf] * 3 >= members * 2;
	expect(result.quorum.met).toBe(present * 3 >= members * 2);
	expect(result.cases.map((one) => one.outcome)).toEqual(
		cases.map(({ ballots }) =>
			!quorate ? 'deferred' : ballots.yes * 3 >= of[denominator] * 2 ? 'passed' : 'failed'
		)
	);
};
