/** One view of a list or page. A count may be `1000+`. */
export type Tab = {
	readonly href: string;
	readonly label: string;
	readonly count?: number | string;
	/** The count asks for work: saffron text. */
	readonly urgent?: boolean;
	readonly current?: boolean;
};
