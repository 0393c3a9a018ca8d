import { seesCase } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationMove
} from '#lib/domain/titles/application-workflow.ts';
import { offers, type Offer } from '#lib/domain/workflow.ts';
import { factsOf } from '../cases/case-facts.ts';
import type { Context, Row } from '../ports.ts';
import { deadlineOf, type DeadlineView } from './deadline-of.ts';
import { nextSteps, type NextStep } from './next-steps.ts';
import { openOwn } from './open-own.ts';
import { previewRoute, type RoutePreview } from './preview-route.ts';
import { timelineOf, type TimelineEvent } from './timeline-of.ts';

/** Where a case stands, for its applicant: what happened, who holds it, what comes and when. */
export type Progress = {
	readonly heading: Pick<
		Row<'applications'>,
		| 'id'
		| 'number'
		| 'state'
		| 'version'
		| 'titleName'
		| 'employerName'
		| 'personName'
		| 'stateSince'
		| 'submittedAt'
		| 'receipt'
		| 'series'
		| 'specialty'
		| 'level'
	> & { readonly year: number; readonly closesAt: number };
	/** Office that holds the case now; '' where nobody does. */
	readonly holder: string;
	readonly holderParty: string;
	readonly timeline: readonly TimelineEvent[];
	readonly next: readonly NextStep[];
	readonly route: RoutePreview;
	readonly deadline: DeadlineView | null;
	readonly offers: readonly Offer<ApplicationMove>[];
	/** Milliseconds in which taking back works whatever the employer does; null when they are over. */
	readonly takeBackMs: number | null;
	readonly certificate: string | null;
	/** Result in the committee's own terms, once it is there. */
	readonly notice: { readonly endOn: string; readonly state: string } | null;
};

const graceMs = 10 * 60 * 1000;

/** Progress of a case of the person asking. A draft has none: it answers as missing to nobody else. */
export const getProgress = async (ctx: Context, id: string): Promise<Progress> => {
	const { application, parties } = await openOwn(ctx, id);
	if (!seesCase(parties, 'timeline')) throw new Refused(missing);
	const { read } = ctx.store;
	const batch = await read.batches.byId(application.batchId);
	if (!batch) throw new Error(`case ${id} without its batch`);
	const route = await previewRoute(ctx, batch, application);
	const party = applicationWorkflow.states[application.state].holder ?? '';
	const [timeline, next, deadline, facts, holder, certificate, notices] = await Promise.all([
		timelineOf(ctx, id),
		nextSteps(ctx, application, route),
		deadlineOf(ctx, application, batch),
		factsOf(ctx, application),
		party !== 'applicant' && application.holderId !== ''
			? read.organisations.byId(application.holderId)
			: undefined,
		read.certificates.byApplication(id),
		read.notices.ofApplication(id)
	]);
	const left = application.submittedAt === null ? 0 : application.submittedAt + graceMs - ctx.now();
	const notice = notices.at(-1);
	return {
		heading: {
			id: application.id,
			number: application.number,
			state: application.state,
			version: application.version,
			titleName: application.titleName,
			employerName: application.employerName,
			personName: application.personName,
			stateSince: application.stateSince,
			submittedAt: application.submittedAt,
			receipt: application.receipt,
			series: application.series,
			specialty: application.specialty,
			level: application.level,
			year: batch.year,
			closesAt: batch.closesAt
		},
		holder: holder?.name ?? '',
		holderParty: party,
		timeline,
		next,
		route,
		deadline,
		offers: offers(applicationWorkflow, application.state, parties, {
			...facts,
			route: route.route.route
		}),
		takeBackMs: left > 0 ? left : null,
		certificate: certificate?.number ?? null,
		notice: notice ? { endOn: notice.endOn, state: notice.state } : null
	};
};
