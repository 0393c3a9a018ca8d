import { yearOf } from '#lib/domain/day.ts';
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { certificateNumber } from '#lib/domain/titles/certificate-number.ts';
import { commit } from '../commit.ts';
import { casesToActOn } from '../cases/closed-to.ts';
import { prepareMove } from '../cases/make-move.ts';
import { openRound } from '../meeting/open-round.ts';
import { parameter } from '../parameters.ts';
import { insert, update, type Change, type Context, type Insertable, type Row } from '../ports.ts';

type Names = { readonly committee: string; readonly issuer: string };

/** Titles of the same series below the new one are superseded by it, and so are their certificates. */
const supersededBy = async (
	ctx: Context,
	application: Row<'applications'>
): Promise<readonly Change[]> => {
	const rank = levelFacts[application.level as Level].rank;
	const lower = (await ctx.store.read.heldTitles.ofPerson(application.personId)).filter(
		(title) =>
			title.series === application.series &&
			title.state === 'verified' &&
			levelFacts[title.level as Level].rank < rank
	);
	const certificates = (await ctx.store.read.certificates.ofPerson(application.personId)).filter(
		({ heldTitleId, state }) => state === 'valid' && lower.some((title) => title.id === heldTitleId)
	);
	const moves = await Promise.all(
		certificates.map(({ applicationId }) =>
			prepareMove({ ...ctx, as: 'system' }, { id: applicationId, move: 'supersede' })
		)
	);
	return [
		...lower.map((title) => update('heldTitles', title, { state: 'superseded' })),
		...certificates.map((certificate) =>
			update('certificates', certificate, { state: 'superseded' })
		),
		...moves.flatMap(({ changes }) => changes)
	];
};

const certificateChanges = async (
	ctx: Context,
	application: Row<'applications'>,
	names: Names,
	pattern: string
): Promise<readonly Change[]> => {
	const { titleOn, approvalNumber } = application;
	if (titleOn === null || approvalNumber === null)
		throw new Error(`case ${application.id} is confirmed without a document`);
	const person = await ctx.store.read.people.byId(application.personId);
	if (!person) throw new Error(`case ${application.id} without a person`);
	const year = yearOf(titleOn);
	const level = application.level as Level;
	const number = {
		counter: `certificate:${year}:${application.series}:${application.level}`,
		format: (sequence: number): string => {
			const answer = certificateNumber(
				{ year, series: application.series, level, sequence },
				pattern
			);
			if ('refusal' in answer) throw new Refused(answer.refusal);
			return answer.number;
		}
	};
	const heldTitleId = ctx.newId();
	const moved = await prepareMove(ctx, {
		id: application.id,
		version: application.version,
		move: 'issue_certificate',
		extras: () => ({ detail: { document: approvalNumber, titleOn } })
	});
	const title: Insertable<'heldTitles'> = {
		id: heldTitleId,
		personId: person.id,
		series: application.series,
		ladder: application.ladder,
		specialty: application.specialty,
		level: application.level,
		printedName: application.titleName,
		obtainedOn: titleOn,
		issuer: names.issuer,
		source: 'portal',
		state: 'verified',
		createdAt: ctx.now()
	};
	return [
		...moved.changes,
		...(await supersededBy(ctx, application)),
		insert('heldTitles', title),
		insert('certificates', {
			id: ctx.newId(),
			number,
			personId: person.id,
			applicationId: application.id,
			heldTitleId,
			holderName: person.name,
			sex: person.sex,
			idLast4: person.idLast4 ?? '',
			series: application.series,
			specialty: application.specialty,
			level: application.level,
			titleName: application.titleName,
			committeeName: names.committee,
			issuerName: names.issuer,
			approvalNumber,
			titleOn,
			issuedOn: ctx.today(),
			state: 'valid',
			createdAt: ctx.now()
		})
	];
};

/**
 * Cases in groups that hold each person once, a person's lower titles first: a title that is issued supersedes
 * those that stand by then, and a row changes once in a commit.
 */
const oneAPerson = (
	cases: readonly Row<'applications'>[]
): readonly (readonly Row<'applications'>[])[] => {
	const groups: Row<'applications'>[][] = [];
	const had = new Map<string, number>();
	const rank = ({ level }: Row<'applications'>) => levelFacts[level as Level].rank;
	for (const application of cases.toSorted((a, b) => rank(a) - rank(b))) {
		const index = had.get(application.personId) ?? 0;
		had.set(application.personId, index + 1);
		(groups[index] ??= []).push(application);
	}
	return groups;
};

/** A case whose certificate could not be issued, and why. */
export type NotIssued = {
	readonly number: string;
	readonly name: string;
	readonly refusal: Refusal;
};

const refusalOf = (cause: unknown): Refusal => {
	if (cause instanceof Refused) return cause.refusal;
	throw cause;
};

/**
 * Issues the certificates of a round's confirmed cases: numbers are handed out in the commit, never twice. What is
 * refused keeps nothing else back: it is answered beside what was issued. Throws where nothing could be.
 */
export const issueCertificates = async (
	ctx: Context,
	input: { readonly roundId: string }
): Promise<{ readonly issued: readonly string[]; readonly left: readonly NotIssued[] }> => {
	const { round, committee } = await openRound(ctx, input.roundId);
	const confirmed = await casesToActOn(
		ctx,
		await ctx.store.read.applications.ofRound(round.id, ['confirmed']),
		'nothing_to_issue'
	);
	const issuer = await ctx.store.read.organisations.byId(committee.sponsorId);
	const pattern = String(await parameter(ctx, 'certificate.pattern'));
	const names = { committee: committee.name, issuer: issuer?.name ?? committee.name };
	const issued: string[] = [];
	const left: NotIssued[] = [];
	const leave = (application: Row<'applications'>, refusal: Refusal): void => {
		left.push({ number: application.number, name: application.personName, refusal });
	};
	for (const cases of oneAPerson(confirmed)) {
		const changes: Change[] = [];
		const ready: Row<'applications'>[] = [];
		for (const application of cases)
			try {
				changes.push(...(await certificateChanges(ctx, application, names, pattern)));
				ready.push(application);
			} catch (cause) {
				leave(application, refusalOf(cause));
			}
		if (ready.length === 0) continue;
		try {
			// The form's request id belongs to the first commit; a repeat of the rest finds nothing to issue.
			const { numbers } = await commit(
				issued.length === 0 ? ctx : { ...ctx, request: null },
				changes
			);
			issued.push(...numbers);
		} catch (cause) {
			for (const application of ready) leave(application, refusalOf(cause));
		}
	}
	if (issued.length === 0 && left[0]) throw new Refused(left[0].refusal);
	return { issued, left };
};
