import { createHash } from 'node:crypto';
import { canonicalJson } from '#lib/domain/json.ts';
import { Refused } from '#lib/domain/refusal.ts';
import { personFacts } from '#lib/domain/titles/person-facts.ts';
import { precheck, type Precheck } from '#lib/domain/titles/precheck.ts';
import { sectionOf } from '#lib/domain/titles/sections.ts';
import { snapshotOf } from '#lib/domain/titles/snapshot.ts';
import { contentOf, type CaseContent } from '../cases/precheck-case.ts';
import { makeMove, type MoveExtras } from '../cases/make-move.ts';
import { routeCase, type Routed } from '../cases/route-case.ts';
import { guard, insert, type Change, type Context, type Row } from '../ports.ts';
import { pledgeChanges } from './confirm-pledge.ts';
import { writeBack } from './record-lines.ts';
import { searchTermsOf } from './search-terms.ts';

type Application = Row<'applications'>;

/** The bytes of a submission and their SHA-256, out of the rows as they stand. */
export const snapshotBody = (
	application: Application,
	content: CaseContent,
	check: Precheck,
	routed: Pick<Routed, 'route'>,
	submission: number,
	at: number
): { readonly body: string; readonly sha256: string } => {
	const { input } = content;
	const body = canonicalJson(
		snapshotOf({
			case: {
				id: application.id,
				number: application.number,
				batchId: application.batchId,
				personId: application.personId,
				personName: application.personName,
				idLast4: application.idLast4,
				series: application.series,
				ladder: application.ladder,
				specialty: application.specialty,
				level: application.level,
				track: application.track,
				titleName: application.titleName,
				employerId: application.employerId,
				employerName: application.employerName,
				place: application.place,
				assistedBy: application.assistedBy
			},
			submission,
			at,
			entries: content.entries.filter(({ section }) => section !== 'pledge'),
			attachments: content.attachments,
			person: personFacts(input.entries, input.standing, input.today),
			target: input.target,
			hoursRule: input.hoursRule,
			eligibility: check.eligibility,
			route: routed.route,
			pinnedRules: content.batch.pinnedRules
		})
	);
	return { body, sha256: createHash('sha256').update(body, 'utf8').digest('hex') };
};

/** Entries that are complete but were never finished by hand go back to the record as well. */
const writeAllBack = (
	ctx: Context,
	application: Application,
	entries: CaseContent['entries'],
	record: readonly Row<'recordEntries'>[]
): readonly Change[] => {
	let lines: readonly Pick<
		Row<'recordEntries'>,
		'id' | 'section' | 'data' | 'version' | 'verifiedAt'
	>[] = record;
	return entries
		.filter(({ section }) => sectionOf(section)?.inRecord)
		.flatMap((entry) => {
			const back = writeBack(ctx, application.personId, entry, lines);
			// Two entries with the same text in one submission make one line.
			if (back.changes.length > 0 && !lines.some(({ id }) => id === back.recordId))
				lines = [
					...lines,
					{
						id: back.recordId,
						section: entry.section,
						data: entry.data,
						version: 1,
						verifiedAt: null
					}
				];
			return back.changes;
		});
};

/** The employer that will check: the person's present one, since a returned case follows its person. */
const presentEmployer = async (
	ctx: Context,
	application: Application,
	person: Row<'people'>
): Promise<Partial<Application>> => {
	if (person.employerId === null || person.employerId === application.employerId) return {};
	const employer = await ctx.store.read.organisations.byId(person.employerId);
	return employer
		? {
				employerId: employer.id,
				agencyId: employer.agencyId,
				place: employer.place,
				employerName: employer.name
			}
		: {};
};

export type Submission = {
	readonly id: string;
	/** Version of the case that the person saw on the check page. */
	readonly version: number;
	/** The person ticked the integrity pledge on the page that they handed in. */
	readonly pledged: boolean;
};

const handIn =
	(move: 'submit' | 'resubmit' | 'correct') =>
	async (ctx: Context, input: Submission): Promise<Application> =>
		makeMove(ctx, {
			id: input.id,
			version: input.version,
			move,
			extras: async ({ application, parties }): Promise<MoveExtras> => {
				if (!parties.has('applicant')) return {};
				const { read } = ctx.store;
				const person = await read.people.byId(application.personId);
				if (!person) throw new Error(`case ${application.id} without its person`);
				const employer = move === 'correct' ? {} : await presentEmployer(ctx, application, person);
				const held: Application = { ...application, ...employer };
				const batch = await read.batches.byId(held.batchId);
				if (!batch) throw new Error(`case ${application.id} without its batch`);
				const routed = await routeCase(ctx, batch, held);
				const content = await contentOf(ctx, held, routed.route);
				const check = precheck(content.input);
				const [last, record] = await Promise.all([
					read.snapshots.latest(held.id),
					read.recordEntries.ofPerson(held.personId)
				]);
				const submission = (last?.number ?? 0) + 1;
				const at = ctx.now();
				const { body, sha256 } = snapshotBody(held, content, check, routed, submission, at);
				const pledge = content.entries.find(({ section }) => section === 'pledge');
				return {
					facts: { route: routed.route.route, errors: check.errors, pledged: input.pledged },
					set: {
						...employer,
						submittedAt: at,
						receipt: { number: held.number, at, sha256, submission },
						...(move !== 'correct' && {
							pickedUpAt: null,
							route: routed.route,
							roundId: routed.round?.id ?? null,
							committeeId: routed.committee?.id ?? null,
							sectorId: routed.round?.sectorId ?? null,
							officeId: routed.committee?.officeId ?? null
						}),
						openSections: null
					},
					changes: [
						...(input.pledged ? pledgeChanges(ctx, held, content.entries) : []),
						...content.entries
							.filter((entry) => entry !== pledge)
							.map((entry) => guard('applicationEntries', entry)),
						...content.attachments.map((file) => guard('attachments', file)),
						...writeAllBack(ctx, held, content.entries, record),
						...searchTermsOf(held),
						insert('snapshots', {
							id: ctx.newId(),
							applicationId: held.id,
							number: submission,
							body,
							sha256,
							createdAt: at
						})
					],
					detail: { submission, sha256, route: routed.route.route, pledged: input.pledged }
				};
			}
		});

/** First hand-in of a draft: snapshot, receipt, route; the employer is told. */
export const submitApplication = handIn('submit');

/** Hands in again what was returned; a new snapshot, the route anew, the employer checks anew. */
export const resubmitApplication = handIn('resubmit');

/** The one correction of the acceptance check; employer, route and round stay. */
export const answerCorrection = handIn('correct');

/** Whichever of the three the state asks for. */
export const handInCase = async (ctx: Context, input: Submission): Promise<Application> => {
	const application = await ctx.store.read.applications.byId(input.id);
	switch (application?.state) {
		case 'returned_by_employer':
			return resubmitApplication(ctx, input);
		case 'correction_requested':
			return answerCorrection(ctx, input);
		case undefined:
			throw new Refused({ kind: 'missing', key: 'not_found' });
		default:
			return submitApplication(ctx, input);
	}
};
