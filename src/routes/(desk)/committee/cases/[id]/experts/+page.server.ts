import { z } from 'zod';
import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { loads, submits } from '#lib/server/form.ts';
import { assignExperts } from '#lib/server/usecases/review/assign-experts.ts';
import type { Candidate } from '#lib/server/usecases/review/expert-candidates.ts';
import {
	getPanel,
	type CasePanel,
	type NamedSheet
} from '#lib/server/usecases/review/get-panel.ts';
import { openReview } from '#lib/server/usecases/review/open-review.ts';
import { releaseExpert } from '#lib/server/usecases/review/release-expert.ts';
import { refusalText, textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import {
	fieldOfWork,
	levelName,
	specialtyText,
	wordOf
} from '../../../../desk-parts/desk-words.server.ts';
import { groundText } from '../../../../desk-parts/recusal-words.server.ts';
import {
	itemName,
	many,
	scoreText,
	sheetState,
	versionField,
	whyNot
} from '../../../committee-words.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const sheetWords = (sheet: NamedSheet, panel: CasePanel) => ({
	id: sheet.id,
	version: sheet.version,
	number: sheet.number,
	name: sheet.name,
	employer: sheet.employer,
	state: sheetState(sheet, panel.items),
	flagged: sheet.flagged,
	total: sheet.total ?? '',
	mark: sheet.outlier
		? m.committee_sheet_outlier()
		: sheet.dropped
			? m.committee_sheet_dropped()
			: '',
	scores: sheet.scores
		? panel.rubric.items
				.filter(({ kind, code }) => kind === 'expert' && sheet.scores?.[code] !== undefined)
				.map((item) => ({
					code: item.code,
					text: m.committee_item_score({
						item: itemName(item),
						score: sheet.scores?.[item.code] ?? '',
						max: item.max ?? 0
					})
				}))
		: [],
	vetoed: Object.values(sheet.scores ?? {}).includes('fail'),
	opinion: sheet.opinion ?? '',
	recusal: sheet.recusalReason ?? '',
	/** A sheet that was handed in can only be voided, by a recusal. */
	removable: panel.changeable && sheet.state === 'assigned'
});

const candidateWords = (candidate: Candidate, level: string) => ({
	id: candidate.personId,
	name: candidate.name,
	employer: candidate.employerName,
	level: levelName(candidate.level),
	fields: candidate.specialties.map(specialtyText).join('、'),
	load: candidate.load,
	higher: levelFacts[candidate.level as Level].rank > levelFacts[level as Level].rank,
	refusal: candidate.refusal ? refusalText(candidate.refusal) : '',
	grounds: candidate.grounds.map(groundText).join(m.ui_semicolon())
});

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const panel = await getPanel(ctx, params.id);
	const counted = panel.score && panel.score.total !== null ? panel.score : null;
	const active = panel.sheets.filter(
		({ state }) => state === 'assigned' || state === 'submitted'
	).length;
	return {
		requestId: ctx.newId(),
		id: panel.id,
		version: panel.version,
		title: m.committee_experts_of({ name: panel.name, title: panel.title }),
		number: panel.number,
		round: `/committee/rounds/${panel.roundId}`,
		state: wordOf(`state_${panel.state}`),
		facts: [
			{ label: m.office_fact_employer(), value: panel.employer },
			{
				label: m.office_fact_field(),
				value: [fieldOfWork(panel.series, panel.specialty), levelName(panel.level)].join(
					m.ui_comma()
				)
			},
			{
				label: m.committee_experts(),
				value: m.committee_experts_count({ count: active, minimum: panel.minimum }),
				...(active < panel.minimum && { state: 'turn' as const })
			}
		],
		sheets: panel.sheets.map((sheet) => sheetWords(sheet, panel)),
		score: panel.score
			? {
					total: scoreText(panel.score),
					parts: counted
						? m.committee_score_parts({ mean: counted.mean, objective: counted.objective })
						: ''
				}
			: null,
		objective: panel.objective
			? panel.rubric.items
					.filter(({ kind }) => kind === 'objective')
					.map((item) =>
						m.committee_item_score({
							item: itemName(item),
							score: panel.objective?.[item.code] ?? '–',
							max: item.max ?? 0
						})
					)
					.join(m.ui_comma())
			: '',
		changeable: panel.changeable,
		accepted: panel.state === 'accepted',
		openReason: whyNot(panel.openRefusal) ?? '',
		fit: panel.candidates
			.filter(({ refusal }) => refusal === null)
			.map((candidate) => candidateWords(candidate, panel.level)),
		unfit: panel.candidates
			.filter(({ refusal }) => refusal !== null)
			.map((candidate) => candidateWords(candidate, panel.level))
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`committee_field_${field}`);
const here = (id: string): string => `/committee/cases/${id}/experts`;

export const actions = {
	assign: submits(
		z.object({ version: versionField, experts: many }),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			await assignExperts(ctx, { id, version: data.version, experts: data.experts });
			return { to: here(id) };
		},
		{ form: 'assign', label }
	),
	open: submits(
		z.object({ version: versionField }),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			await openReview(ctx, { id, version: data.version });
			return { to: here(id) };
		},
		{ form: 'open', label }
	),
	release: submits(
		z.object({
			assignment: z.string().max(40),
			version: versionField,
			reason: z.string().trim().min(1).max(200)
		}),
		async (ctx, data, event: RequestEvent) => {
			await releaseExpert(ctx, {
				assignmentId: data.assignment,
				version: data.version,
				reason: data.reason
			});
			return { to: here(event.params.id) };
		},
		{ form: 'release', label }
	)
} satisfies Actions;
