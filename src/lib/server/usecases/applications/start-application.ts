import { mayAssistAt } from '#lib/domain/access.ts';
import { lastDayOfYear, type Day } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { isLevel, type Level } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import { assessmentOf, ladderOf, opensReview, titleName } from '#lib/domain/titles/catalogue.ts';
import { entryFindings } from '#lib/domain/titles/precheck.ts';
import { sections } from '#lib/domain/titles/sections.ts';
import { commit } from '../commit.ts';
import { parameterNumber } from '../parameters.ts';
import { insert, logged, update, type Context, type Row } from '../ports.ts';
import { caseNumber } from './case-number.ts';
import { prefill, type Prefilled } from './record-lines.ts';

export type ApplicationChoice = {
	readonly batchId: string;
	readonly series: string;
	readonly ladder: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly track: ApplicationTrack;
};

export type CheckedChoice = ApplicationChoice & {
	readonly level: Level;
	readonly titleName: string;
};

/** Whether what is applied for exists and is assessed by review; throws `Refused` where not. */
export const checkChoice = (choice: ApplicationChoice): CheckedChoice => {
	const { series, ladder, level, specialty } = choice;
	if (!ladderOf(series, ladder)) throw new Refused({ ...rule('series_unknown'), field: 'series' });
	const name = isLevel(level) ? titleName(series, ladder, level) : undefined;
	if (!isLevel(level) || name === undefined)
		throw new Refused({ ...rule('title_unknown'), field: 'level' });
	if (!opensReview(series, level, specialty ?? undefined))
		throw new Refused(
			rule(
				assessmentOf(series, level, specialty ?? undefined) === 'sector'
					? 'by_sector'
					: 'by_examination'
			)
		);
	if (specialty !== null && (series !== 'engineering' || !specialtyOf(specialty)))
		throw new Refused({ ...rule('specialty_unknown'), field: 'specialty' });
	return { ...choice, level, titleName: name };
};

/**
 * Whether the person asking may fill in for another: the employer's officer and the agency for their own
 * people, the county for the people of its employers.
 */
export const mayAssist = (
	ctx: Context,
	person: Row<'people'>,
	employer: Row<'organisations'>
): boolean => {
	const { actor } = ctx;
	if (!actor?.hat || actor.personId === person.id) return false;
	const { id: employerId, agencyId, place } = employer;
	return mayAssistAt([actor.hat], { employerId, agencyId, place });
};

/** The person to apply for and their employer; refused where the one asking may not fill in for them. */
export const personWithEmployer = async (ctx: Context, personId: string | undefined) => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'forbidden', key: 'not_the_person' });
	const person = await ctx.store.read.people.byId(personId ?? actor.personId);
	if (!person) throw new Refused({ kind: 'missing', key: 'not_found' });
	const employer = person.employerId
		? await ctx.store.read.organisations.byId(person.employerId)
		: undefined;
	const own = person.id === actor.personId;
	if (!own && (!employer || !mayAssist(ctx, person, employer)))
		throw new Refused({ kind: 'forbidden', key: 'not_your_person' });
	if (!employer) throw new Refused(rule('no_employer'));
	return { actor, person, employer, own };
};

/** Refuses outside the window, for the retired and barred, and beyond the one application a year. */
export const refuseUnlessMayApply = async (
	ctx: Context,
	person: Row<'people'>,
	batch: Row<'batches'>
): Promise<void> => {
	if (ctx.now() < batch.opensAt) throw new Refused(rule('window_not_open', { at: batch.opensAt }));
	if (ctx.now() >= batch.closesAt) throw new Refused(rule('window_closed', { at: batch.closesAt }));
	if (person.retiredOn !== null && person.retiredOn <= ctx.today())
		throw new Refused(rule('retired', {}, 'retiredMayNotApply'));
	const asOf = lastDayOfYear(batch.year);
	const bars = await ctx.store.read.integrityRecords.ofPerson(person.id);
	if (bars.some(({ fromOn, toOn }) => fromOn <= asOf && asOf <= toOn))
		throw new Refused(rule('barred', {}, 'fraudRevoked'));
	const [open, most] = await Promise.all([
		ctx.store.read.applications.openOfPerson(person.id, batch.id),
		parameterNumber(ctx, 'application.maxPerPersonPerCycle')
	]);
	if (open.length >= most)
		throw new Refused(
			rule('too_many_applications', { max: most }, 'application.maxPerPersonPerCycle')
		);
};

/** Sections in which something new is expected every time: the person says when they are complete. */
const alwaysAsked = new Set<string>(['achievements', 'works']);

/** Sections that came complete out of the record: nothing has to be said about them again. */
const takenOver = (begun: readonly Prefilled[], today: Day): readonly string[] =>
	sections
		.filter(({ id }) => !alwaysAsked.has(id))
		.filter((section) => {
			const own = begun.filter((entry) => entry.section === section.id);
			return (
				own.length > 0 &&
				own.every(({ data }) =>
					entryFindings(section, { id: '', section: section.id, data }, today).every(
						({ level }) => level !== 'error'
					)
				)
			);
		})
		.map(({ id }) => id);

/**
 * Begins an application: a numbered draft with what the person's record already holds. `personId` names the
 * person that an employer's, agency's or county's clerk fills in for; the draft is marked as such and the
 * person confirms it before it is handed in.
 */
export const startApplication = async (
	ctx: Context,
	input: ApplicationChoice & { readonly personId?: string }
): Promise<{ readonly id: string; readonly number: string }> => {
	const { read } = ctx.store;
	const { actor, person, employer, own } = await personWithEmployer(ctx, input.personId);
	const batch = await read.batches.byId(input.batchId);
	if (!batch || batch.state === 'planned')
		throw new Refused({ ...rule('no_such_batch'), field: 'batchId' });
	const choice = checkChoice(input);
	await refuseUnlessMayApply(ctx, person, batch);
	const [record, titles] = await Promise.all([
		read.recordEntries.ofPerson(person.id),
		read.heldTitles.ofPerson(person.id)
	]);
	const id = ctx.newId();
	const now = ctx.now();
	const begun = prefill(record, titles);
	const { numbers } = await commit(ctx, [
		// Two starts at once: the second finds the person's row moved on and is asked again.
		update('people', person, {}),
		insert('applications', {
			id,
			number: caseNumber(batch.year),
			batchId: batch.id,
			personId: person.id,
			series: choice.series,
			ladder: choice.ladder,
			specialty: choice.specialty,
			level: choice.level,
			track: choice.track,
			state: 'draft',
			employerId: employer.id,
			agencyId: employer.agencyId,
			place: employer.place,
			holderParty: 'applicant',
			holderId: person.id,
			stateSince: now,
			finishedSections: takenOver(begun, ctx.today()),
			assistedBy: own ? null : actor.personId,
			personName: person.name,
			idLast4: person.idLast4 ?? '',
			employerName: employer.name,
			titleName: choice.titleName,
			createdAt: now,
			updatedAt: now
		}),
		...begun.map(({ section, data, recordId }, position) =>
			insert('applicationEntries', {
				id: ctx.newId(),
				applicationId: id,
				section,
				position,
				data,
				recordId,
				updatedAt: now
			})
		),
		logged(ctx, {
			action: 'case.start',
			objectKind: 'case',
			objectId: id,
			subjectId: person.id,
			detail: {
				series: choice.series,
				level: choice.level,
				track: choice.track,
				...(!own && { assisted: true })
			}
		})
	]);
	const number = numbers[0];
	if (number === undefined) throw new Error('a case without a number');
	return { id, number };
};
