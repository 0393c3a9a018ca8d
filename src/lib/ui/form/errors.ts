import type { FormError } from './field.ts';

/** What a refused form brings back, as `form.ts` answers it. */
export type Answer = {
	readonly form?: string;
	readonly values?: Readonly<Record<string, string | readonly string[]>>;
	readonly errors?: Readonly<Record<string, string>>;
	readonly problem?: { readonly text: string; readonly rule?: string | undefined } | null;
};

/**
 * The errors for the summary: one for each field, or the sentence about the form as a whole. `name` picks one
 * of several forms on a page.
 */
export const errorsOf = (
	answer: Answer | null | undefined,
	name?: string
): readonly FormError[] => {
	if (!answer || (name !== undefined && answer.form !== name)) return [];
	const fields = Object.entries(answer.errors ?? {}).map(([field, text]) => ({
		name: field,
		text
	}));
	if (fields.length > 0) return fields;
	return answer.problem ? [{ name: '', text: answer.problem.text }] : [];
};

/** The error under one field. */
export const errorOf = (
	answer: Answer | null | undefined,
	field: string,
	name?: string
): string | undefined =>
	answer && (name === undefined || answer.form === name) ? answer.errors?.[field] : undefined;

/** What was typed into a field before the form was refused, or what it stood at. */
export const typed = (
	answer: Answer | null | undefined,
	field: string,
	before = '',
	name?: string
): string => {
	if (!answer?.values || (name !== undefined && answer.form !== name)) return before;
	const value = answer.values[field];
	return typeof value === 'string' ? value : (value?.[0] ?? before);
};

/** What was ticked of several, or what stood ticked before the form was sent. */
export const tickedOf = (
	answer: Answer | null | undefined,
	field: string,
	before: readonly string[] = []
): string[] => {
	if (!answer?.values) return [...before];
	const value = answer.values[field];
	return value === undefined ? [] : typeof value === 'string' ? [value] : [...value];
};
