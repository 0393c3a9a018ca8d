/** Names of form fields on a case's page, so that page and action agree. */

/** Short key of an entry or file, for names and anchors. */
export const itemKey = (id: string): string => id.replaceAll('-', '').slice(-12);

/** One field of an act's page. */
export type ActField = {
	readonly name: string;
	readonly kind: 'text' | 'area' | 'radios' | 'date';
	readonly label: string;
	readonly hint?: string;
	readonly optional?: boolean;
	readonly value?: string;
	readonly options?: readonly { readonly value: string; readonly label: string }[];
};
