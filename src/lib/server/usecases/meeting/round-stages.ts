import type { ApplicationState } from '#lib/domain/titles/application-workflow.ts';

/** How the office of a committee looks at a round's cases, in the order of its work. */
export const roundStages = {
	/** Experts are to be named and the review opened. */
	to_open: ['accepted'],
	in_review: ['panel_review', 'defence_scheduled', 'defence_absent', 'defence_done'],
	/** Deferred by a meeting: to be put on another one's agenda. */
	deferred: ['deferred'],
	on_agenda: ['on_agenda'],
	to_publish: ['voted_passed'],
	on_notice: ['result_notice', 'result_objection'],
	to_issue: ['confirmed'],
	issued: ['certificate_issued', 'superseded', 'revoked'],
	not_passed: ['voted_failed', 'rejected_after_notice']
} as const satisfies Readonly<Record<string, readonly ApplicationState[]>>;

export type RoundStage = keyof typeof roundStages;
export const roundStageNames = Object.keys(roundStages) as RoundStage[];

export type StageCounts = Readonly<Record<RoundStage, number>>;

/** Counts per state, added up per stage. */
export const stageCounts = (
	rows: readonly { readonly state: ApplicationState; readonly cases: number }[]
): StageCounts =>
	Object.fromEntries(
		roundStageNames.map((stage) => [
			stage,
			rows
				.filter(({ state }) => (roundStages[stage] as readonly ApplicationState[]).includes(state))
				.reduce((sum, { cases }) => sum + cases, 0)
		])
	) as StageCounts;
