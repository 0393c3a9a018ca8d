/**
 * Who may not judge whom, and why (ORDER_40 art. 25): pure, so that "may X judge Y?" can be asked of anybody,
 * before anything is sent and years later. It binds experts, the chair and the committee's office alike.
 */
import { addYears, laterDay, type Day } from '../day.ts';
import type { Facts } from '../refusal.ts';

/** What a person or an office may declare or order; the rest is found by rule. */
export const declarableKinds = [
	'kin',
	'supervisor',
	'co_author',
	'co_project',
	'interest',
	'other'
] as const;
export type DeclarableKind = (typeof declarableKinds)[number];

export type RecusalKind =
	DeclarableKind | 'own_case' | 'same_cycle' | 'employer' | 'former_employer' | 'same_phone';

/** `rule`: found by this function; `self`: declared; `office`: ordered; `meeting`: left the room at one. */
export type RecusalSource = 'rule' | 'self' | 'office' | 'meeting';

/** One reason to stay away, with its evidence. */
export type Ground = {
	readonly kind: RecusalKind;
	readonly source: RecusalSource;
	/** For the sentence: names, days, or what was said. */
	readonly evidence: Facts;
};

export type Stay = {
	readonly employerId: string;
	readonly employerName: string;
	readonly from: Day;
	/** Last day there; null: still there. */
	readonly to: Day | null;
};

/** What the rules look at of a person, whether they judge or are judged. */
export type RecusalFacts = {
	readonly personId: string;
	readonly stays: readonly Stay[];
	/** The blind index of their phone number: equal only for equal numbers. */
	readonly phone: string | null;
};

export type JudgeFacts = RecusalFacts & {
	/** Batches in which they have handed in an application of their own. */
	readonly appliesIn: readonly string[];
	/** Declared, ordered or left for at a meeting, and in force. */
	readonly recorded: readonly Ground[];
};

export type JudgedFacts = RecusalFacts & {
	readonly batchId: string;
	/** The employer that checked the case: it stays with the case when the applicant moves on. */
	readonly checkedBy: { readonly employerId: string; readonly employerName: string };
};

export type RecusalRule = {
	/** The day that is judged. */
	readonly on: Day;
	/** How long a shared employer binds after one of the two has left, in years. */
	readonly formerYears: number;
};

const isPresent = (stay: Stay, on: Day): boolean =>
	stay.from <= on && (stay.to === null || on <= stay.to);

const overlap = (a: Stay, b: Stay): boolean =>
	(a.to === null || b.from <= a.to) && (b.to === null || a.from <= b.to);

/** Employers that both are at today, or that the judge is at and that checked the case. */
const sharedNow = (
	judge: JudgeFacts,
	judged: JudgedFacts,
	on: Day
): ReadonlyMap<string, string> => {
	const theirs = new Map<string, string>([
		[judged.checkedBy.employerId, judged.checkedBy.employerName],
		...judged.stays
			.filter((stay) => isPresent(stay, on))
			.map((stay) => [stay.employerId, stay.employerName] as const)
	]);
	return new Map(
		judge.stays
			.filter((stay) => isPresent(stay, on) && theirs.has(stay.employerId))
			.map((stay) => [stay.employerId, stay.employerName])
	);
};

/**
 * The last day on which an employer tied the two, for employers that do so no more but did within the years
 * of the rule: one of them is there and the other was, or both were, at the same time.
 */
const sharedBefore = (
	judge: JudgeFacts,
	judged: JudgedFacts,
	{ on, formerYears }: RecusalRule,
	now: ReadonlyMap<string, string>
): ReadonlyMap<string, { readonly name: string; readonly until: Day }> => {
	const since = addYears(on, -formerYears);
	const lately = ({ from, to }: Stay): boolean => from <= on && (to === null || since <= to);
	const found = new Map<string, { readonly name: string; readonly until: Day }>();
	const note = (id: string, name: string, until: Day): void => {
		const held = found.get(id);
		found.set(id, { name, until: held ? laterDay(held.until, until) : until });
	};
	for (const mine of judge.stays.filter(lately)) {
		if (now.has(mine.employerId)) continue;
		if (mine.employerId === judged.checkedBy.employerId && mine.to !== null)
			note(mine.employerId, mine.employerName, mine.to);
		for (const theirs of judged.stays.filter(lately)) {
			if (theirs.employerId !== mine.employerId) continue;
			const ended = [mine.to, theirs.to].filter((day): day is Day => day !== null);
			// Both have left: only who was there together knows the other from there.
			if (ended.length === 2 && !overlap(mine, theirs)) continue;
			const until = ended.toSorted()[0];
			if (until !== undefined) note(mine.employerId, mine.employerName, until);
		}
	}
	return found;
};

/**
 * Every reason why the judge may not judge the case, in a fixed order; none: may. Nothing here decides for
 * anybody: whoever asks refuses the judge when there is a ground.
 */
export const recusalGrounds = (
	judge: JudgeFacts,
	judged: JudgedFacts,
	rule: RecusalRule
): readonly Ground[] => {
	const byRule = (kind: RecusalKind, evidence: Facts = {}): Ground => ({
		kind,
		source: 'rule',
		evidence
	});
	if (judge.personId === judged.personId) return [byRule('own_case')];
	const now = sharedNow(judge, judged, rule.on);
	const before = sharedBefore(judge, judged, rule, now);
	return [
		...[...now].map(([, employer]) => byRule('employer', { employer })),
		...[...before.values()].map(({ name, until }) =>
			byRule('former_employer', { employer: name, until, years: rule.formerYears })
		),
		...(judge.appliesIn.includes(judged.batchId) ? [byRule('same_cycle')] : []),
		...(judge.phone !== null && judge.phone === judged.phone ? [byRule('same_phone')] : []),
		...judge.recorded
	];
};
