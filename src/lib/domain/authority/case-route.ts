/**
 * The route of a case inside a batch. `route` asks about one meeting day, but every committee's round has
 * its own; a decision holds when the committee it finds meets on the day it was asked about.
 */
import type { Day } from '../day.ts';
import {
	indexRegister,
	routerOver,
	type Register,
	type RouteDecision,
	type RouteQuestion
} from './route.ts';

/** A decision together with the meeting day it was taken for, so that it can be replayed to the letter. */
export type CaseRoute = RouteDecision & { readonly meetingDate: Day };

/** The planned day of each committee's round in the batch, or the day of its meeting once that is set. */
export type MeetingDays = ReadonlyMap<string, Day>;

/**
 * Routes a case: committees outside the portal count on any day, committees of the portal only with a
 * round in this batch. Of several decisions that hold, the most local wins, then the earliest day.
 * `fallbackDay` is the day to answer for when no committee of the batch fits.
 */
export const routeInBatch = (
	register: Register,
	meetingDays: MeetingDays,
	question: Omit<RouteQuestion, 'meetingDate'>,
	fallbackDay: Day
): CaseRoute => {
	const external = new Set(
		register.committees.filter(({ external }) => external).map(({ id }) => id)
	);
	const index = indexRegister({
		...register,
		committees: register.committees.filter(({ id }) => external.has(id) || meetingDays.has(id))
	});
	const ask = routerOver(index);
	const depth = (at: string | null): number => {
		let steps = 0;
		for (let code: string | null = question.place; code !== null; code = index.parentOf(code)) {
			if (code === at) return steps;
			steps += 1;
		}
		return steps;
	};
	const holds = (decision: CaseRoute): boolean => {
		const named = decision.committee === null ? decision.candidates : [decision.committee];
		return named.some((id) => external.has(id) || meetingDays.get(id) === decision.meetingDate);
	};
	const days = [...new Set([...meetingDays.values(), fallbackDay])].sort();
	const decisions = days
		.map((meetingDate): CaseRoute => ({ ...ask({ ...question, meetingDate }), meetingDate }))
		.filter(holds)
		.sort((a, b) => depth(a.at) - depth(b.at));
	return (
		decisions[0] ?? {
			...ask({ ...question, meetingDate: fallbackDay }),
			meetingDate: fallbackDay
		}
	);
};
