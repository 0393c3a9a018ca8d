/** How a parameter stands, in words: whether the city sets it, and whether anything reads it yet. */
import type { Parameter } from '#lib/domain/rules/parameters.ts';
import * as m from '#lib/paraglide/messages.js';

/** Empty where the city sets it and it is in effect. */
export const standingText = ({ standing, citation }: Parameter): string => {
	if (standing === 'security') return m.parameters_of_security();
	if (standing === 'later') return m.parameters_later();
	if (standing === 'fixed')
		return citation.doc === 'LOCAL' ? m.parameters_fixed() : m.parameters_by_law();
	return '';
};
