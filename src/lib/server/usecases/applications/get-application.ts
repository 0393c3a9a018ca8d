import { seesCase } from '#lib/domain/access.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationMove,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import { checklist, type TaskRow } from '#lib/domain/titles/case-checklist.ts';
import {
	entryChanges,
	type ComparedEntry,
	type EntryChange
} from '#lib/domain/titles/entry-changes.ts';
import { precheck, type Precheck } from '#lib/domain/titles/precheck.ts';
import { offers, type Offer } from '#lib/domain/workflow.ts';
import { factsOf } from '../cases/case-facts.ts';
import type { OpenCase } from '../cases/open-case.ts';
import { contentOf, type CaseContent } from '../cases/precheck-case.ts';
import type { Context, Row } from '../ports.ts';
import { deadlineOf, type DeadlineView } from './deadline-of.ts';
import { openOwn, openSectionsOf } from './open-own.ts';
import { previewRoute, type RoutePreview } from './preview-route.ts';

type Application = Row<'applications'>;

/** Fields of the case that its applicant reads on every page. */
export type CaseHeading = Pick<
	Application,
	| 'id'
	| 'number'
	| 'state'
	| 'version'
	| 'series'
	| 'ladder'
	| 'specialty'
	| 'level'
	| 'track'
	| 'titleName'
	| 'personName'
	| 'employerName'
	| 'stateSince'
	| 'submittedAt'
	| 'pickedUpAt'
	| 'finishedSections'
	| 'receipt'
	| 'dueOn'
> & {
	readonly year: number;
	readonly batchName: string;
	readonly opensAt: number;
	readonly closesAt: number;
};

export type EntryView = {
	readonly id: string;
	readonly section: string;
	readonly version: number;
	readonly updatedAt: number;
	readonly data: EntryData;
};

export type AttachmentView = {
	readonly id: string;
	readonly slot: string;
	readonly name: string;
	readonly mime: string | null;
	readonly size: number;
	readonly received: number;
	readonly state: 'receiving' | 'stored' | 'removed';
};

export type DefectView = {
	readonly id: string;
	readonly returnId: string;
	readonly kind: 'return' | 'correction';
	readonly section: string;
	readonly field: string;
	readonly text: string;
	readonly organisation: string;
	readonly fixedAt: number | null;
	readonly createdAt: number;
};

export type ApplicationView = {
	readonly heading: CaseHeading;
	/** The reader is the applicant, or fills in for them. */
	readonly as: 'applicant' | 'assistant';
	/** Somebody else filled the draft in; the person has confirmed it or not. */
	readonly assisted: { readonly by: string; readonly confirmedAt: number | null } | null;
	/** Masked numbers for the pages that list everything. */
	readonly person: {
		readonly idLast4: string;
		readonly phoneLast4: string;
		readonly sex: string | null;
		readonly bornOn: string | null;
		readonly ethnicity: string | null;
	};
	readonly entries: readonly EntryView[];
	readonly attachments: readonly AttachmentView[];
	readonly openSections: readonly string[] | null;
	readonly tasks: readonly TaskRow[];
	readonly check: Precheck;
	readonly hoursRule: {
		readonly total: number;
		readonly general: number;
		readonly professional: number;
	};
	readonly route: RoutePreview;
	/** Defects of the return or correction that is being worked on; all of them carry their state. */
	readonly defects: readonly DefectView[];
	/** What is different from what was handed in last. */
	readonly changes: readonly EntryChange[];
	readonly deadline: DeadlineView | null;
	readonly offers: readonly Offer<ApplicationMove>[];
	/** Instant of the last save of anything on the case; null before the first. */
	readonly savedAt: number | null;
};

const headingOf = (a: Application, batch: Row<'batches'>): CaseHeading => ({
	id: a.id,
	number: a.number,
	state: a.state,
	version: a.version,
	series: a.series,
	ladder: a.ladder,
	specialty: a.specialty,
	level: a.level,
	track: a.track,
	titleName: a.titleName,
	personName: a.personName,
	employerName: a.employerName,
	stateSince: a.stateSince,
	submittedAt: a.submittedAt,
	pickedUpAt: a.pickedUpAt,
	finishedSections: a.finishedSections,
	receipt: a.receipt,
	dueOn: a.dueOn,
	year: batch.year,
	batchName: batch.name,
	opensAt: batch.opensAt,
	closesAt: batch.closesAt
});

/** Entries of a snapshot's body. */
export const entriesOfSnapshot = (body: string): readonly ComparedEntry[] =>
	(JSON.parse(body) as { readonly entries: readonly ComparedEntry[] }).entries;

const changesSinceHandIn = async (
	ctx: Context,
	application: Application,
	content: CaseContent
): Promise<readonly EntryChange[]> => {
	if (application.receipt === null) return [];
	const last = await ctx.store.read.snapshots.latest(application.id);
	return last ? entryChanges(entriesOfSnapshot(last.body), content.entries) : [];
};

const defectsOf = async (
	ctx: Context,
	id: string,
	parties: ReadonlySet<CaseParty>
): Promise<readonly DefectView[]> =>
	seesCase(parties, 'defects')
		? (await ctx.store.read.defects.ofApplication(id)).map((defect) => ({
				id: defect.id,
				returnId: defect.returnId,
				kind: defect.kind,
				section: defect.section,
				field: defect.field,
				text: defect.text,
				organisation: defect.byOrganisation,
				fixedAt: defect.fixedAt,
				createdAt: defect.createdAt
			}))
		: [];

const assistedOf = async (ctx: Context, a: Application): Promise<ApplicationView['assisted']> =>
	a.assistedBy === null
		? null
		: {
				by: (await ctx.store.read.people.byId(a.assistedBy))?.name ?? '',
				confirmedAt: a.assistConfirmedAt
			};

const present = async (ctx: Context, opened: OpenCase): Promise<ApplicationView> => {
	const { application, parties } = opened;
	if (!seesCase(parties, 'content') || !seesCase(parties, 'reasons')) throw new Refused(missing);
	const batch = await ctx.store.read.batches.byId(application.batchId);
	if (!batch) throw new Error(`case ${application.id} without its batch`);
	const route = await previewRoute(ctx, batch, application);
	const content = await contentOf(ctx, application, route.route);
	const check = precheck(content.input);
	const [defects, changes, deadline, assisted, facts] = await Promise.all([
		defectsOf(ctx, application.id, parties),
		changesSinceHandIn(ctx, application, content),
		deadlineOf(ctx, application, batch),
		assistedOf(ctx, application),
		factsOf(ctx, application)
	]);
	const openSections = openSectionsOf(application);
	const open = defects.filter(({ fixedAt }) => fixedAt === null);
	return {
		heading: headingOf(application, batch),
		as: parties.has('applicant') ? 'applicant' : 'assistant',
		assisted,
		person: {
			idLast4: application.idLast4,
			phoneLast4: content.person.phoneLast4 ?? '',
			sex: content.person.sex,
			bornOn: content.person.bornOn,
			ethnicity: content.person.ethnicity
		},
		entries: content.entries.map(({ id, section, version, updatedAt, data }) => ({
			id,
			section,
			version,
			updatedAt,
			data
		})),
		attachments: content.attachments.map((file) => ({
			id: file.id,
			slot: file.slot,
			name: file.name,
			mime: file.mime,
			size: file.size,
			received: file.received,
			state: file.state
		})),
		openSections,
		tasks: checklist({
			...content.input,
			track: application.track,
			findings: check.findings,
			pledged: false,
			openSections,
			unfixed: open.map(({ section }) => section)
		}),
		check,
		hoursRule: content.input.hoursRule,
		route,
		defects,
		changes,
		deadline,
		offers: offers(applicationWorkflow, application.state, parties, {
			...facts,
			route: route.route.route,
			errors: check.errors,
			// The pledge is given on the page that hands the case in.
			pledged: true
		}),
		savedAt:
			content.entries.length === 0
				? null
				: Math.max(application.createdAt, ...content.entries.map(({ updatedAt }) => updatedAt))
	};
};

/** Everything the applicant's pages show of one case. Officers have their own page. */
export const getApplication = async (ctx: Context, id: string): Promise<ApplicationView> =>
	present(ctx, await openOwn(ctx, id));
