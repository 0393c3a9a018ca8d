import type { StateKind } from './icons.ts';

/** One row of a task list: a section of the form with its state. Locked rows have no `href`. */
export type Task = {
	readonly label: string;
	readonly href?: string;
	readonly hint?: string;
	readonly state: StateKind;
	readonly stateText: string;
};

/** One matter on the person's own page: what it is, where it stands, and at most one thing to do. */
export type Matter = {
	readonly label: string;
	readonly href: string;
	readonly hint?: string;
	readonly state: StateKind;
	readonly stateText: string;
	/** Under the state: 一般 5 个工作日内. */
	readonly note?: string;
	readonly act?: { readonly href: string; readonly label: string };
};
