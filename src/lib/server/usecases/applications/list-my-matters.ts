import { assistScopesOf } from '#lib/domain/access.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { compare, parseDecimal, printDecimal, type Rational } from '#lib/domain/decimal.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import { yearOf } from '#lib/domain/day.ts';
import { calendarFor } from '../calendar.ts';
import { hoursRuleInForce } from '../cases/precheck-case.ts';
import type { Context, Row } from '../ports.ts';
import { deadlineOf, type DeadlineView } from './deadline-of.ts';
import { writableStates } from './open-own.ts';

/** One application on the person's own page. */
export type Matter = Pick<
	Row<'applications'>,
	'id' | 'number' | 'state' | 'series' | 'specialty' | 'level' | 'titleName' | 'stateSince'
> & {
	readonly year: number;
	/** Office that holds it; '' where nobody does or the applicant does. */
	readonly holder: string;
	readonly holderParty: string;
	readonly deadline: DeadlineView | null;
	/** Defects still to be put right, and who named them. */
	readonly openDefects: number;
	readonly returnedBy: string;
	/** Filled in by somebody else and not confirmed yet. */
	readonly toConfirm: boolean;
	readonly savedAt: number;
};

export type OpenBatch = {
	readonly id: string;
	readonly name: string;
	readonly closesAt: number;
};

export type MyMatters = {
	readonly name: string;
	readonly employer: string;
	readonly title: string;
	/** The person must act: returned first, then corrections, what others filled in, then drafts. */
	readonly turn: readonly Matter[];
	readonly running: readonly Matter[];
	readonly ended: readonly Matter[];
	/** Drafts that the person fills in for somebody else. */
	readonly assisted: readonly (Matter & { readonly personName: string })[];
	readonly batches: readonly OpenBatch[];
	/** Hours of the current year as far as they are in the record. */
	readonly hours: {
		readonly year: number;
		readonly general: string;
		readonly professional: string;
		readonly total: string;
		readonly rule: {
			readonly total: number;
			readonly general: number;
			readonly professional: number;
		};
	} | null;
	readonly messages: readonly {
		readonly id: string;
		readonly event: string;
		readonly facts: Readonly<Record<string, string | number>>;
		readonly href: string;
		readonly readAt: number | null;
		readonly createdAt: number;
	}[];
};

const urgency: Readonly<Record<string, number>> = {
	correction_requested: 0,
	returned_by_employer: 1,
	draft: 2
};

const matterOf = async (
	ctx: Context,
	application: Row<'applications'>,
	calendar: Awaited<ReturnType<typeof calendarFor>>
): Promise<Matter> => {
	const { read } = ctx.store;
	const mine = writableStates.includes(application.state);
	const [batch, defects, holder] = await Promise.all([
		read.batches.byId(application.batchId),
		mine ? read.defects.ofApplication(application.id) : [],
		application.holderParty !== 'applicant' && application.holderId !== ''
			? read.organisations.byId(application.holderId)
			: undefined
	]);
	if (!batch) throw new Error(`case ${application.id} without its batch`);
	const open = defects.filter(({ fixedAt }) => fixedAt === null);
	const party = applicationWorkflow.states[application.state].holder;
	return {
		id: application.id,
		number: application.number,
		state: application.state,
		series: application.series,
		specialty: application.specialty,
		level: application.level,
		titleName: application.titleName,
		stateSince: application.stateSince,
		year: batch.year,
		holder: holder?.name ?? '',
		holderParty: party ?? '',
		deadline: await deadlineOf(ctx, application, batch, calendar),
		openDefects: open.length,
		returnedBy: defects.at(-1)?.byOrganisation ?? '',
		toConfirm: application.assistedBy !== null && application.assistConfirmedAt === null,
		savedAt: application.updatedAt
	};
};

/** The highest sum of an hours entry of a year in the record. */
const hoursOf = (
	lines: readonly Row<'recordEntries'>[],
	year: number
): { readonly general: string; readonly professional: string; readonly total: string } | null => {
	const line = lines
		.filter(({ section, data }) => section === 'hours' && valueOf(data, 'year') === String(year))
		.at(-1);
	if (!line) return null;
	const part = (name: string): Rational | undefined => parseDecimal(valueOf(line.data, name));
	const [general, professional, total] = [part('general'), part('professional'), part('total')];
	return general && professional && total && compare(total, general) >= 0
		? {
				general: printDecimal(general),
				professional: printDecimal(professional),
				total: printDecimal(total)
			}
		: null;
};

/** Everything that concerns the person asking: what is their turn, what runs, what has ended. */
export const listMyMatters = async (ctx: Context): Promise<MyMatters> => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'missing', key: 'not_found' });
	const { read } = ctx.store;
	const [person, applications, assisted, batches, record, titles, messages, calendar, rule] =
		await Promise.all([
			read.people.byId(actor.personId),
			read.applications.ofPerson(actor.personId),
			read.applications.draftsAssistedBy(actor.personId, assistScopesOf(actor.hats)),
			read.batches.open(ctx.now()),
			read.recordEntries.ofPerson(actor.personId),
			read.heldTitles.ofPerson(actor.personId),
			read.messages.ofPerson(actor.personId, { size: 3, number: 1 }),
			calendarFor(ctx),
			hoursRuleInForce(ctx)
		]);
	const employer = person?.employerId
		? await read.organisations.byId(person.employerId)
		: undefined;
	const matters = await Promise.all(
		applications.map((application) => matterOf(ctx, application, calendar))
	);
	const mine = matters.filter(({ state }) => writableStates.includes(state));
	const ended = matters.filter(({ state }) => applicationWorkflow.states[state].holder === null);
	const year = yearOf(ctx.today());
	const hours = hoursOf(record, year);
	return {
		name: person?.name ?? actor.name,
		employer: employer?.name ?? '',
		title:
			titles.filter(({ state }) => state === 'verified' || state === 'entered').at(-1)
				?.printedName ?? '',
		turn: [...mine].sort(
			(a, b) => (urgency[a.state] ?? 9) - (urgency[b.state] ?? 9) || b.stateSince - a.stateSince
		),
		running: matters.filter((matter) => !mine.includes(matter) && !ended.includes(matter)),
		ended,
		assisted: await Promise.all(
			assisted.map(async (application) => ({
				...(await matterOf(ctx, application, calendar)),
				personName: application.personName
			}))
		),
		batches: batches.map(({ id, name, closesAt }) => ({ id, name, closesAt })),
		hours: hours && { year, ...hours, rule },
		messages: messages.map(({ id, event, caseId, facts, href, readAt, createdAt }) => ({
			id,
			event,
			facts,
			// A message about a case of one's own leads to where that case stands.
			href:
				href === '' && applications.some((one) => one.id === caseId)
					? `/me/applications/${caseId ?? ''}/progress`
					: href,
			readAt,
			createdAt
		}))
	};
};
