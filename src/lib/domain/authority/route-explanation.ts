/**
 * The walk of `route`, step by step, so that the page can say why this committee and not the county's. It
 * asks the same index with the same predicates; a test holds its last step equal to the decision.
 */
import {
	decideRoute,
	entrustmentCovers,
	fittingCommittees,
	fittingEntrustments,
	indexRegister,
	missesOf,
	type Miss,
	type Register,
	type RegisterIndex,
	type RouteDecision,
	type RouteQuestion
} from './route.ts';

/**
 * `no_committee`           nobody of this series covers this place
 * `committee_misses`       a committee is here but may not review this case: `misses` says why
 * `committee_less_specific` it could, but one for the specialty comes first
 * `committee_fits`         it reviews
 * `no_entrustment`         the place has entrusted nobody with this series
 * `entrustment_misses`     an entrustment is here, but its own dates or scope (`entrustment`) or its
 *                          committee (`misses`) do not fit
 * `entrustment_less_specific` it could, but one for the specialty comes first
 * `entrustment_fits`       the entrusted committee reviews
 * `go_up`                  nothing here: on to the place above (`to`)
 * `decided`                the end of the walk
 */
export type RouteStep =
	| { readonly key: 'no_committee' | 'no_entrustment'; readonly at: string }
	| {
			readonly key: 'committee_misses';
			readonly at: string;
			readonly committee: string;
			readonly misses: readonly Miss[];
	  }
	| {
			readonly key: 'committee_less_specific' | 'committee_fits';
			readonly at: string;
			readonly committee: string;
	  }
	| {
			readonly key: 'entrustment_misses';
			readonly at: string;
			readonly entrustment: string;
			readonly committee: string;
			/** Misses of the committee; empty when the entrustment itself does not cover the case. */
			readonly misses: readonly Miss[];
	  }
	| {
			readonly key: 'entrustment_less_specific' | 'entrustment_fits';
			readonly at: string;
			readonly entrustment: string;
			readonly committee: string;
	  }
	| { readonly key: 'go_up'; readonly at: string; readonly to: string }
	| { readonly key: 'decided'; readonly at: string | null; readonly decision: RouteDecision };

const committeeSteps = (
	index: RegisterIndex,
	at: string,
	question: RouteQuestion
): readonly RouteStep[] => {
	const here = index.committeesAt(at, question.series);
	if (here.length === 0) return [{ key: 'no_committee', at }];
	const fitting = new Set(fittingCommittees(index, at, question));
	return here.map((committee): RouteStep => {
		if (fitting.has(committee)) return { key: 'committee_fits', at, committee: committee.id };
		const misses = missesOf(committee, question);
		return misses.length > 0
			? { key: 'committee_misses', at, committee: committee.id, misses }
			: { key: 'committee_less_specific', at, committee: committee.id };
	});
};

const entrustmentSteps = (
	index: RegisterIndex,
	at: string,
	question: RouteQuestion
): readonly RouteStep[] => {
	const here = index.entrustmentsFrom(at, question.series);
	if (here.length === 0) return [{ key: 'no_entrustment', at }];
	const fitting = new Set(fittingEntrustments(index, at, question));
	return here.map(([entrustment, committee]): RouteStep => {
		const who = { at, entrustment: entrustment.id, committee: committee.id };
		if (!entrustmentCovers(entrustment, question))
			return { key: 'entrustment_misses', ...who, misses: [] };
		const misses = missesOf(committee, question);
		if (misses.length > 0) return { key: 'entrustment_misses', ...who, misses };
		return {
			key: fitting.has(committee) ? 'entrustment_fits' : 'entrustment_less_specific',
			...who
		};
	});
};

export type RouteExplanation = {
	readonly decision: RouteDecision;
	/** In the order of the walk; the last one is `decided`. */
	readonly steps: readonly RouteStep[];
};

/** The decision of `route` and the ordered steps that led to it. */
export const explainRoute = (
	register: Register | RegisterIndex,
	question: RouteQuestion
): RouteExplanation => {
	const index = 'parentOf' in register ? register : indexRegister(register);
	const decision = decideRoute(index, question);
	const steps: RouteStep[] = [];
	for (let at: string | null = question.place; at !== null; at = index.parentOf(at)) {
		steps.push(...committeeSteps(index, at, question));
		if (fittingCommittees(index, at, question).length > 0) break;
		steps.push(...entrustmentSteps(index, at, question));
		if (fittingEntrustments(index, at, question).length > 0) break;
		const to = index.parentOf(at);
		if (to !== null) steps.push({ key: 'go_up', at, to });
	}
	return { decision, steps: [...steps, { key: 'decided', at: decision.at, decision }] };
};
