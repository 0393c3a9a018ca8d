import { batchWorkflow } from '#lib/domain/authority/batch-workflow.ts';
import { committeeWorkflow } from '#lib/domain/authority/committee-workflow.ts';
import { affiliationWorkflow } from '#lib/domain/people/affiliation.ts';
import { parameterOf } from '#lib/domain/rules/parameters.ts';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { assignmentWorkflow } from '#lib/domain/titles/assignment-workflow.ts';
import { drawSeatWorkflow, drawWorkflow } from '#lib/domain/review/draw-workflow.ts';
import { targetsOf, type Workflow } from '#lib/domain/workflow.ts';
import { procedure } from '#lib/domain/rules/procedure.ts';
import type { Citation } from '#lib/domain/rules/citation.ts';
import * as m from '#lib/paraglide/messages.js';
import { textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

const word = (prefix: string, key: string): string => textOf(`${prefix}_${key}`) ?? key;

/** Only the article: the document stands once at the top of the page. */
const articleOf = (rule: string): string => {
	const found = (procedure as Partial<Record<string, Citation>>)[rule];
	return found?.doc === 'ORDER_40' && found.article !== undefined
		? m.help_article({ article: found.article })
		: '';
};

/** A process as its table says it: every state with who must act, every move with who, when and why not. */
const pictureOf = <S extends string, M extends string, P extends string, F>(
	workflow: Workflow<S, M, P, F>,
	prefix: string
) => ({
	name: word('workflow', workflow.name),
	states: (Object.keys(workflow.states) as S[]).map((state) => {
		const { holder, due, phase } = workflow.states[state];
		const parameter = due === null ? undefined : parameterOf(due);
		return {
			id: state,
			label: word(`${prefix}state`, state),
			phase: word('phase', phase),
			holder: holder === null ? '' : word('party', holder),
			due: parameter ? String(parameter.default) : ''
		};
	}),
	moves: (Object.keys(workflow.moves) as M[]).map((name) => {
		const { from, to, by, needs, tells } = workflow.moves[name];
		return {
			id: name,
			label: word(`${prefix}move`, name),
			from: from.map((state) => word(`${prefix}state`, state)),
			to: targetsOf(to).map((state) => word(`${prefix}state`, state)),
			by: by.map((party) => word('party', party)),
			needs: needs.map(({ key, rule }) => ({
				text: word('need', key),
				rule: rule === null ? '' : articleOf(rule)
			})),
			tells: tells.map((party) => word('party', party))
		};
	})
});

/** The normal way, for the picture at the top: every state that the table leads through without a detour. */
const mainLine = [
	'draft',
	'submitted',
	'employer_check',
	'employer_notice',
	'recommended',
	'county_check',
	'acceptance_check',
	'accepted',
	'panel_review',
	'on_agenda',
	'voted_passed',
	'result_notice',
	'confirmed',
	'certificate_issued'
] as const;

export const load = (() => ({
	main: mainLine.map((state) => ({
		label: word('state', state),
		holder:
			applicationWorkflow.states[state].holder === null
				? ''
				: word('party', applicationWorkflow.states[state].holder)
	})),
	workflows: [
		pictureOf(applicationWorkflow, ''),
		pictureOf(drawWorkflow, 'draw_'),
		pictureOf(drawSeatWorkflow, 'draw_seat_'),
		pictureOf(assignmentWorkflow, 'assignment_'),
		pictureOf(affiliationWorkflow, 'affiliation_'),
		pictureOf(committeeWorkflow, 'committee_'),
		pictureOf(batchWorkflow, 'batch_')
	]
})) satisfies PageServerLoad;
