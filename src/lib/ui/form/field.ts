/**
 * Ids of form fields. The error summary links to them, so that field and summary agree without knowing
 * each other: `people[0].name` → `f-people-0-name`.
 */
export const fieldId = (name: string): string =>
	`f-${name.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '')}`;

/** One thing to correct: the name of its field and the sentence that says what to do. */
export type FormError = { readonly name: string; readonly text: string };

/** Choice in Select, Radios and Checkboxes. */
export type Choice = {
	readonly value: string;
	readonly label: string;
	readonly hint?: string;
	readonly disabled?: boolean;
};

/** Expected length of an answer in Latin digits; a Han character takes two. */
export type Width = 4 | 6 | 8 | 12 | 20 | 30 | 'full';
