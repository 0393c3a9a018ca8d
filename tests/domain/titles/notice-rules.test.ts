import { expect, it } from 'vitest';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { refuses } from '#lib/domain/workflow.ts';
import { caseProcess } from './case-needs.ts';

const running = { state: 'running', endOn: '2026-09-18' } as const;

it.each([
	['recommend', 'employer_notice', 'employer', 'employerNotice'],
	['dismiss_objection', 'employer_objection', 'employer', 'employerNotice'],
	['confirm', 'result_notice', 'office', 'resultNotice'],
	['dismiss_report', 'result_objection', 'office', 'resultNotice']
] as const)('%s cites the rule of its own notice', (move, state, party, rule) => {
	for (const notice of [null, running, { ...running, state: 'voided' } as const])
		expect(
			refuses(applicationWorkflow, move, state, new Set([party]), {
				...caseProcess.facts,
				state,
				notice
			})?.rule
		).toBe(rule);
});
