import { Refused } from '#lib/domain/refusal.ts';

/** Longest opinion or reason, in characters. */
export const longestText = 500;

/** What somebody wrote, without outer spaces; refused when there is nothing, or far too much. */
export const saidText = (text: string, field: string, key: string): string => {
	const said = text.trim();
	if (said === '') throw new Refused({ kind: 'malformed', key, field });
	if (Array.from(said).length > longestText)
		throw new Refused({
			kind: 'malformed',
			key: 'text_too_long',
			facts: { max: longestText },
			field
		});
	return said;
};

export const saidReason = (text: string): string => saidText(text, 'reason', 'reason_needed');
export const saidOpinion = (text: string): string => saidText(text, 'opinion', 'opinion_needed');
export const saidDocument = (text: string): string => saidText(text, 'document', 'document_needed');
