/** Telephone numbers as people in the mainland type them. */
import type { Facts, Refusal } from '../refusal.ts';

const MOBILE_LENGTH = 11;

/** Full-width digits, spaces, dashes, brackets and the country code +86 are forgiven. */
export const normalisePhone = (text: string): string =>
	text
		.normalize('NFKC')
		.replace(/[\s\p{Pd}()]/gu, '')
		.replace(/^(?:\+|00)86/, '')
		.replace(/^86(?=1\d{10}$)/, '');

const refusal = (key: string, facts?: Facts): Refusal => ({
	kind: 'rule',
	key: `phone_${key}`,
	...(facts && { facts }),
	field: 'phone'
});

/** A mobile number of 11 digits that starts with 13 to 19. */
export const parseMobile = (
	text: string
): { readonly phone: string } | { readonly refusal: Refusal } => {
	const phone = normalisePhone(text);
	if (phone === '') return { refusal: refusal('empty') };
	if (!/^\d+$/.test(phone)) return { refusal: refusal('wrong_character') };
	if (phone.length !== MOBILE_LENGTH)
		return { refusal: refusal('wrong_length', { found: phone.length, needed: MOBILE_LENGTH }) };
	return /^1[3-9]/.test(phone) ? { phone } : { refusal: refusal('no_mobile') };
};

/** An office telephone: a mobile, or area code and 7 or 8 digits (0892 8822334), maybe an extension. */
export const parseOfficePhone = (
	text: string
): { readonly phone: string } | { readonly refusal: Refusal } => {
	const phone = normalisePhone(text);
	const isLandline = /^0\d{2,3}[2-9]\d{6,7}(?:(?:转|x|#)\d{1,5})?$/i.test(phone);
	return isLandline ? { phone } : parseMobile(text);
};
