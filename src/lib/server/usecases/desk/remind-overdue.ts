/**
 * A desk that lets its own deadline pass is reminded once; nothing else changes (handbook 5.3: a desk's own
 * deadline never blocks). Where the employer is late the county hears of it, without the person's name: it has
 * no part in the case yet.
 */
import { workingDaysLeft } from '#lib/domain/authority/deadline.ts';
import type { Day } from '#lib/domain/day.ts';
import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import {
	applicationStates,
	applicationWorkflow,
	type ApplicationState
} from '#lib/domain/titles/application-workflow.ts';
import { calendarFor } from '../calendar.ts';
import { bureauOfficers } from '../people/officers.ts';
import { guard, logged, tell, type Change, type Context } from '../ports.ts';

/** States in which a desk has working days of its own. The applicant's have consequences, not reminders. */
export const timedStates: readonly ApplicationState[] = applicationStates.filter((state) => {
	const { due, holder } = applicationWorkflow.states[state];
	return due !== null && holder !== 'applicant';
});

/** The task of a case: what somebody had to do, and until when. */
export type Task = { readonly id: string; readonly state: string; readonly dueOn: Day };

/** Tells the desk that holds a case that the task is past its day; `settled` stands in the same commit. */
export const remindOverdue = async (ctx: Context, task: Task, settled: Change): Promise<void> => {
	const application = await ctx.store.read.applications.byId(task.id);
	if (!application) throw new Refused(missing);
	const { holder } = applicationWorkflow.states[application.state];
	if (
		application.state !== task.state ||
		application.dueOn !== task.dueOn ||
		task.dueOn >= ctx.today() ||
		holder === null
	)
		throw new Refused(rule('not_overdue', { until: task.dueOn }));
	const days = -workingDaysLeft(await calendarFor(ctx), ctx.today(), task.dueOn);
	const officers = holder === 'employer' ? await bureauOfficers(ctx, application.place) : [];
	await ctx.store.commit([
		guard('applications', application),
		logged(ctx, {
			action: 'task.overdue',
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: {
				number: application.number,
				state: application.state,
				holder,
				until: task.dueOn,
				days,
				provisional: application.dueProvisional
			}
		}),
		tell(
			ctx,
			application.dueProvisional ? 'task.overdue_provisional' : 'task.overdue',
			[{ party: holder }],
			{
				caseId: application.id,
				facts: {
					number: application.number,
					name: application.personName,
					title: application.titleName,
					until: task.dueOn,
					days
				}
			}
		),
		...(officers.length > 0
			? [
					tell(ctx, 'task.overdue_employer', officers, {
						facts: { employer: application.employerName, until: task.dueOn, days }
					})
				]
			: []),
		settled
	]);
};
