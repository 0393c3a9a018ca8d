/**
 * I11: every state, every move and every party of a case, judged against the printed table. Whoever changes
 * the process reads the change in `application-workflow.txt`.
 */
import { describe, expect, it } from 'vitest';
import { reachOfState } from '#lib/domain/access.ts';
import {
	applicationStates,
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState,
	type CaseFacts
} from '#lib/domain/titles/application-workflow.ts';
import { targetOf, targetsOf } from '#lib/domain/workflow.ts';
import { factsFor, obeysItsTable, printMoves } from '../workflow-laws.ts';
import { caseProcess } from './case-needs.ts';

const { states, moves } = applicationWorkflow;
const moveNames = Object.keys(moves) as ApplicationMove[];
const suspendable = moves.suspend.from;

describe('the process of a case', () => {
	obeysItsTable(caseProcess);

	it('prints as it was agreed', async () => {
		const held = applicationStates.map((state) => {
			const { holder, due, phase } = states[state];
			return `${state} | ${phase} | ${holder ?? '–'} | ${due ?? '–'} | ${reachOfState(state)}`;
		});
		const table = [
			printMoves(applicationWorkflow, { suspendable }),
			'',
			'state | phase | holder | due | reach',
			...held,
			''
		].join('\n');
		await expect(table).toMatchFileSnapshot('application-workflow.txt');
	});

	it('declares the states that the store knows, each once', () => {
		expect(Object.keys(states).toSorted()).toEqual([...applicationStates].toSorted());
	});

	it('never brings a case that was granted, refused or ended back by the clock or an officer alone', () => {
		const ended = applicationStates.filter((state) => states[state].holder === null);
		const leaving = moveNames.filter((move) => moves[move].from.some((s) => ended.includes(s)));
		expect(leaving).toEqual(['revoke', 'supersede', 'request_recheck']);
	});

	it('lets nobody judge for the applicant, nor the applicant for an office', () => {
		for (const move of moveNames) {
			const { by } = moves[move];
			if (by.includes('applicant')) expect([move, by]).toEqual([move, ['applicant']]);
			expect(by).not.toContain('assistant');
		}
	});
});

describe('where a case goes up', () => {
	const go = (move: ApplicationMove, change: Partial<CaseFacts>): ApplicationState =>
		targetOf(applicationWorkflow, move, { ...factsFor(caseProcess, move), ...change });

	it.each<[string, Partial<CaseFacts>, ApplicationState]>([
		['a sector named by the round', { sectorNamed: true }, 'sector_check'],
		['sector and city named', { sectorNamed: true, cityCheckNamed: true }, 'sector_check'],
		['an employer in a county', {}, 'county_check'],
		['one whose route leads away', { route: 'forward' }, 'county_check'],
		['an employer of the city', { employerInCounty: false }, 'acceptance_check'],
		[
			'of the city, city check named',
			{ employerInCounty: false, cityCheckNamed: true },
			'city_check'
		],
		['of the city, to the region', { employerInCounty: false, route: 'forward' }, 'city_check']
	])('%s', (_case, change, expected) => {
		expect(go('send_up', change)).toBe(expected);
		if (!change.sectorNamed) expect(go('sector_pass', change)).toBe(expected);
	});

	it('from the county on to the city only where the round or the route asks for it', () => {
		expect(go('county_pass', {})).toBe('acceptance_check');
		expect(go('county_pass', { cityCheckNamed: true })).toBe('city_check');
		expect(go('county_pass', { route: 'forward' })).toBe('city_check');
	});

	it('can choose every state that a row lists', () => {
		const wide: readonly Partial<CaseFacts>[] = [
			...suspendable.map((resumeState) => ({ resumeState })),
			...[true, false].flatMap((sectorNamed) =>
				[true, false].flatMap((cityCheckNamed) =>
					[true, false].map((employerInCounty) => ({
						sectorNamed,
						cityCheckNamed,
						employerInCounty
					}))
				)
			)
		];
		for (const move of moveNames) {
			const listed = targetsOf(moves[move].to);
			const chosen = new Set(wide.map((change) => go(move, change)));
			expect([move, [...chosen].toSorted()]).toEqual([move, [...listed].toSorted()]);
		}
	});

	it('resumes where it was suspended', () => {
		expect(targetsOf(moves.resume.to)).toEqual(suspendable);
		for (const resumeState of suspendable) expect(go('resume', { resumeState })).toBe(resumeState);
	});

	it('does not follow a choice that the table does not list', () => {
		expect(() => go('resume', { resumeState: 'certificate_issued' })).toThrow('does not list');
	});
});
