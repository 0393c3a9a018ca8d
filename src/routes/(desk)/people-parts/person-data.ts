/** A person's record as the shared pages show it: words are already put on. */
export type PersonTitle = {
	readonly id: string;
	readonly version: number;
	readonly printedName: string;
	readonly series: string;
	readonly level: string;
	readonly obtained: string;
	readonly issuer: string;
	readonly number: string;
	readonly state: 'entered' | 'verified' | 'refused' | 'superseded' | 'revoked';
	readonly reason: string | null;
};

export type PersonGrant = {
	readonly id: string;
	readonly version: number;
	readonly role: string;
	readonly at: string;
	readonly span: string;
	readonly basis: string;
	readonly deputyFor: string | null;
	readonly inForce: boolean;
	readonly mayEnd: boolean;
};

export type PersonData = {
	readonly id: string;
	readonly name: string;
	readonly employerName: string | null;
	readonly idLast4: string | null;
	readonly phoneLast4: string | null;
	readonly mergedInto: string | null;
	readonly account: {
		readonly loginName: string;
		readonly state: 'active' | 'disabled';
		readonly version: number;
		readonly since: string;
	} | null;
	readonly employments: readonly { readonly name: string; readonly span: string }[] | null;
	readonly titles: readonly PersonTitle[] | null;
	readonly certificates: readonly { readonly number: string; readonly titleName: string }[] | null;
	readonly grants: readonly PersonGrant[];
	readonly namesakes: readonly {
		readonly id: string;
		readonly name: string;
		readonly idLast4: string | null;
		readonly employerName: string | null;
	}[];
	/** Whether an application can be filled in for them. */
	readonly assist: boolean;
	readonly rights: Readonly<
		Record<
			| 'lastFour'
			| 'history'
			| 'reveal'
			| 'recover'
			| 'merge'
			| 'disable'
			| 'enterTitle'
			| 'decideTitle',
			boolean
		>
	>;
};
