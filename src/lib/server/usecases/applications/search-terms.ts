import { bigramsOf } from '#lib/domain/search.ts';
import { insert, type Change, type Row } from '../ports.ts';

/**
 * What the desks find a case by: name, employer, title, number and the last digits of the ID number. Written
 * when the case is handed in, since nobody else sees a draft.
 */
export const searchTermsOf = (
	application: Pick<
		Row<'applications'>,
		'id' | 'number' | 'personName' | 'employerName' | 'titleName' | 'idLast4'
	>
): readonly Change[] => [
	{ do: 'delete', table: 'searchTerms', where: { objectId: application.id } },
	...bigramsOf(
		application.number,
		application.personName,
		application.employerName,
		application.titleName,
		application.idLast4
	).map((term) =>
		insert('searchTerms', { objectId: application.id, objectKind: 'application', term })
	)
];
