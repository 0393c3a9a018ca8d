/** Names of places in the reader's language, for choices and lists. */
import { jurisdictionOf, jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

/** The name of a jurisdiction code; the code itself where it is not known. */
export const placeName = (code: string): string => {
	const place = jurisdictionOf(code);
	if (!place) return code;
	return getLocale() === 'en' ? place.en : place.zh;
};

/** The city itself (for units directly under it) and its counties, as choices of a form. */
export const places = (): readonly { readonly value: string; readonly label: string }[] =>
	jurisdictions
		.filter(({ level }) => level !== 'region')
		.map(({ code }) => ({ value: code, label: placeName(code) }));
