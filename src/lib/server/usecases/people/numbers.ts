/** ID and telephone numbers of a person: sealed for the store, opened for the few who may see them. */
import { idNumberTail } from '#lib/domain/people/mask.ts';
import type { Context, Row } from '../ports.ts';

type Sealing = Pick<Context['secrets'], 'encrypt' | 'blind'>;

/** Bound into the cipher: a value cannot be moved to another person or column. */
const place = (column: 'id' | 'phone', personId: string): string => `people|${column}|${personId}`;

/** The columns of a normalised ID number (18 characters, `X` upper case). */
export const sealedIdNumber = (secrets: Sealing, personId: string, number: string) => ({
	idCipher: secrets.encrypt(place('id', personId), number),
	idBlind: secrets.blind('id', number),
	idLast4: idNumberTail(number)
});

/** The columns of a normalised mobile number. */
export const sealedPhone = (secrets: Sealing, personId: string, phone: string) => ({
	phoneCipher: secrets.encrypt(place('phone', personId), phone),
	phoneBlind: secrets.blind('phone', phone),
	phoneLast4: phone.slice(-4)
});

type Sealed = Pick<Row<'people'>, 'id' | 'idCipher' | 'phoneCipher'>;

/** The full numbers. Every use is behind `revealNumber`, a merge, or the person's own password check. */
export const openNumbers = (
	secrets: Pick<Context['secrets'], 'decrypt'>,
	person: Sealed
): { readonly idNumber: string | null; readonly phone: string | null } => ({
	idNumber:
		person.idCipher === null ? null : secrets.decrypt(place('id', person.id), person.idCipher),
	phone:
		person.phoneCipher === null
			? null
			: secrets.decrypt(place('phone', person.id), person.phoneCipher)
});
