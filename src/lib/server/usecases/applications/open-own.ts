import { Refused, rule } from '#lib/domain/refusal.ts';
import type { ApplicationState } from '#lib/domain/titles/application-states.ts';
import { sectionsFor, type Section } from '#lib/domain/titles/sections.ts';
import { openCase, type OpenCase } from '../cases/open-case.ts';
import { guard, update, type Change, type Context, type Row } from '../ports.ts';

/** States in which the applicant works on the case. */
export const writableStates: readonly ApplicationState[] = [
	'draft',
	'returned_by_employer',
	'correction_requested'
];

/**
 * Opens a case for the person whose it is, or for whoever fills a draft in for them. Everybody else meets
 * the same answer as for a case that does not exist, or is told that the deed is not theirs.
 */
export const openOwn = async (ctx: Context, id: string): Promise<OpenCase> => {
	const opened = await openCase(ctx, id);
	if (!opened.parties.has('applicant') && !opened.parties.has('assistant'))
		throw new Refused({ kind: 'forbidden', key: 'not_the_person' });
	return opened;
};

/** What a clerk fills in takes the person's word back: they have to look at the draft again. */
export const unconfirmed = ({
	parties
}: Pick<OpenCase, 'parties'>): Partial<Row<'applications'>> =>
	parties.has('assistant') ? { assistConfirmedAt: null } : {};

/**
 * What becomes of the case itself when its content changes: it is held still, and where a clerk made the change
 * it moves on, so that the person confirms nothing that they have not seen.
 */
export const contentChanged = (ctx: Context, opened: OpenCase): Change =>
	opened.parties.has('assistant')
		? update('applications', opened.application, {
				updatedAt: ctx.now(),
				...unconfirmed(opened)
			})
		: guard('applications', opened.application);

/** Sections that may be changed now: all of a draft (null), the named ones after a return, else none. */
export const openSectionsOf = (
	application: Pick<Row<'applications'>, 'state' | 'openSections'>
): readonly string[] | null => {
	if (application.state === 'draft') return null;
	return writableStates.includes(application.state) ? (application.openSections ?? []) : [];
};

/** The section of this application, if it may be changed now. */
export const openSection = (application: Row<'applications'>, id: string): Section => {
	const section = sectionsFor(application.track).find((one) => one.id === id);
	if (!section) throw new Refused({ kind: 'missing', key: 'section_unknown' });
	const open = openSectionsOf(application);
	if (open !== null && !open.includes(section.id)) throw new Refused(rule('section_closed'));
	return section;
};
