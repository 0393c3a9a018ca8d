import type { Answer } from '#lib/ui/form/errors.ts';

/** Whether a member's box is ticked: as it was posted in the form of that name, else as it stands. */
export const isTicked = (
	answer: Answer | null | undefined,
	form: string,
	name: string,
	number: number,
	otherwise: boolean
): boolean => {
	if (answer?.form !== form) return otherwise;
	const posted = answer.values?.[name];
	const value = String(number);
	return typeof posted === 'string' ? posted === value : (posted?.includes(value) ?? false);
};
