/** One thing that `portal check` looked at. */
export type Finding = {
	/** What was looked at; stable, for monitors. */
	readonly check: string;
	readonly ok: boolean;
	readonly text: string;
	/** What to do; only with a problem. */
	readonly remedy?: string;
};

export const fine = (check: string, text: string): Finding => ({ check, ok: true, text });
export const problem = (check: string, text: string, remedy: string): Finding => ({
	check,
	ok: false,
	text,
	remedy
});
