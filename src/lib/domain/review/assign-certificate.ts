/**
 * Checks an assignment without solving anything: it recounts the plan from the input and proves with the prices
 * that no assignment has more points (weak duality), and with the crowded experts that no largest load is smaller
 * (counting). It shares no code with the solver.
 */
import type { AssignInput } from './assign-network.ts';
import type { AssignmentPlan, AssignmentProof } from './assign.ts';

type Pairs = {
	/** Whether the expert may look at the application. */
	readonly allowed: (application: string, expert: string) => boolean;
	readonly points: (application: string, expert: string) => number;
};

const pairKey = (application: string, expert: string): string =>
	JSON.stringify([application, expert]);

const pairsOf = (input: AssignInput): Pairs => {
	const conflicts = new Set(input.conflicts.map(([a, e]) => pairKey(a, e)));
	const fit = input.fit && new Map(input.fit.map(([a, e, value]) => [pairKey(a, e), value]));
	const applications = new Map(input.applications.map((one) => [one.id, one]));
	const experts = new Map(input.experts.map((one) => [one.id, one]));
	return {
		allowed: (application, expert) =>
			!conflicts.has(pairKey(application, expert)) &&
			applications.get(application)?.employer !== experts.get(expert)?.employer,
		points: (application, expert) => {
			if (fit) return fit.get(pairKey(application, expert)) ?? 0;
			const specialty = applications.get(application)?.specialty;
			const known = experts.get(expert)?.specialties ?? [];
			return specialty !== undefined && known.includes(specialty) ? 1 : 0;
		}
	};
};

const countFlaws = (input: AssignInput, plan: AssignmentPlan, pairs: Pairs): readonly string[] => {
	const flaws: string[] = [];
	const note = (holds: boolean, flaw: string): void => {
		if (!holds) flaws.push(flaw);
	};
	const loads = new Map(input.experts.map(({ id }) => [id, 0]));
	let points = 0;
	const given = new Set(plan.assignments.map(({ application }) => application));
	note(given.size === plan.assignments.length, 'an application stands twice');
	note(given.size === input.applications.length, 'not one row for every application');
	note(
		input.applications.every(({ id }) => given.has(id)),
		'an application is missing'
	);
	for (const { application, experts } of plan.assignments) {
		note(new Set(experts).size === input.perApplication, `${application}: not enough experts`);
		note(experts.length === input.perApplication, `${application}: too many experts`);
		for (const expert of experts) {
			const load = loads.get(expert);
			note(load !== undefined, `${application}: ${expert} is no expert`);
			note(pairs.allowed(application, expert), `${application}: conflict with ${expert}`);
			loads.set(expert, (load ?? 0) + 1);
			points += pairs.points(application, expert);
		}
	}
	for (const { id, maxLoad = input.maxLoad } of input.experts)
		note(maxLoad === undefined || (loads.get(id) ?? 0) <= maxLoad, `${id}: above the limit`);
	note(points === plan.points, `points: counted ${points}`);
	const sorted = [...loads.values()].sort((a, b) => a - b);
	note((sorted[0] ?? 0) === plan.load.min, 'load.min is not the smallest load');
	note((sorted.at(-1) ?? 0) === plan.load.max, 'load.max is not the largest load');
	return flaws;
};

/**
 * No assignment has more points than this: whoever gets an expert is asked that expert's price, and every price is
 * given back for as many places as there are. The terms may cancel above 2^53.
 */
const mostPoints = (
	input: AssignInput,
	pairs: Pairs,
	prices: ReadonlyMap<string, number>,
	placesOf: (expert: AssignInput['experts'][number]) => number
): bigint => {
	const priceOf = (id: string): number => prices.get(id) ?? 0;
	const best = input.applications.reduce((sum, { id }) => {
		const worth = input.experts
			.filter((expert) => pairs.allowed(id, expert.id))
			.map((expert) => pairs.points(id, expert.id) - priceOf(expert.id))
			.sort((a, b) => b - a)
			.slice(0, input.perApplication);
		return worth.reduce((total, value) => total + BigInt(value), sum);
	}, 0n);
	return input.experts
		.filter(({ id }) => priceOf(id) > 0)
		.reduce((sum, expert) => sum + BigInt(priceOf(expert.id)) * BigInt(placesOf(expert)), best);
};

/** No largest load is smaller than this: what applications need beyond the other experts falls on these. */
const leastLoad = (input: AssignInput, pairs: Pairs, crowded: ReadonlySet<string>): number => {
	const forced = input.applications.reduce((sum, { id }) => {
		const others = input.experts.filter(
			(expert) => !crowded.has(expert.id) && pairs.allowed(id, expert.id)
		).length;
		return sum + Math.max(0, input.perApplication - others);
	}, 0);
	return crowded.size === 0 ? 0 : Math.ceil(forced / crowded.size);
};

/** What is wrong with a plan or with its proof, in words for developers; empty = correct and proved optimal. */
export const flawsOf = (
	input: AssignInput,
	plan: AssignmentPlan,
	proof: AssignmentProof
): readonly string[] => {
	const pairs = pairsOf(input);
	const flaws = [...countFlaws(input, plan, pairs)];
	const limited =
		input.maxLoad !== undefined || input.experts.some(({ maxLoad }) => maxLoad !== undefined);
	if (limited !== (proof.crowded === null)) flaws.push('balanced where there are limits, or not');
	if (proof.crowded && leastLoad(input, pairs, proof.crowded) !== plan.load.max)
		flaws.push('the largest load is not proved to be the smallest possible');
	const placesOf = ({ maxLoad = input.maxLoad }: AssignInput['experts'][number]): number =>
		maxLoad ?? (limited ? Number.POSITIVE_INFINITY : plan.load.max);
	const sound = input.experts.every((expert) => {
		const price = proof.prices.get(expert.id) ?? 0;
		return (
			Number.isSafeInteger(price) && (price === 0 || (price > 0 && placesOf(expert) < Infinity))
		);
	});
	if (!sound) return [...flaws, 'a price is below 0, not whole, or for places without end'];
	const most = mostPoints(input, pairs, proof.prices, placesOf);
	if (most !== BigInt(plan.points)) flaws.push(`points: at most ${most} are possible`);
	return flaws;
};
