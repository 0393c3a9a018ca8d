/**
 * Quorum and ballot of a committee's meeting (replay contract, `tally`; ORDER_40 arts. 19, 20). Two thirds are
 * integers: quorum is `voters × 3 ≥ members × 2`, passed is `yes × 3 ≥ voters × 2`.
 */
export const denominators = ['voters', 'attending', 'members'] as const;
export type Denominator = (typeof denominators)[number];

export const quorumBases = ['voters', 'attending'] as const;
export type QuorumBase = (typeof quorumBases)[number];

export type Ballots = { readonly yes: number; readonly no: number; readonly abstain: number };

export type TalliedCase = {
	readonly id: string;
	readonly recused: readonly string[];
	readonly ballots: Ballots;
};

export type Meeting = {
	/** Size of the committee for this meeting: the drawn panel, present or not. */
	readonly members: number;
	readonly chairs: readonly string[];
	readonly presider: string;
	readonly attending: readonly string[];
	readonly cases: readonly TalliedCase[];
	/** What `yes` is compared with; `voters` when absent. */
	readonly denominator?: Denominator | undefined;
	/** Who is counted for a case's quorum; `voters` when absent. */
	readonly quorumOf?: QuorumBase | undefined;
};

export type CaseTally = {
	readonly id: string;
	readonly voters: number;
	/** The smallest number of yes that passes. */
	readonly needed: number;
	readonly yes: number;
	readonly outcome: 'passed' | 'failed' | 'deferred';
};

export type Tally = {
	/** False when the presider is not a chair or not there: every case is deferred. */
	readonly valid: boolean;
	readonly quorum: {
		readonly members: number;
		readonly attending: number;
		readonly needed: number;
		readonly met: boolean;
	};
	readonly cases: readonly CaseTally[];
};

/** The smallest n with n × 3 ≥ of × 2, exact for every safe integer. */
export const twoThirdsOf = (of: number): number => of - Math.floor(of / 3);

/** Who may vote on a case: the attending without the recused. */
export const votersOf = (attending: readonly string[], recused: readonly string[]): number => {
	const out = new Set(recused);
	return attending.filter((id) => !out.has(id)).length;
};

const tallyCase = (meeting: Meeting, valid: boolean, one: TalliedCase): CaseTally => {
	const voters = votersOf(meeting.attending, one.recused);
	const present = meeting.attending.length;
	const base = { voters, attending: present, members: meeting.members };
	const needed = twoThirdsOf(base[meeting.denominator ?? 'voters']);
	const quorate = base[meeting.quorumOf ?? 'voters'] >= twoThirdsOf(meeting.members);
	const { yes } = one.ballots;
	const outcome = !valid || !quorate ? 'deferred' : yes >= needed ? 'passed' : 'failed';
	return { id: one.id, voters, needed, yes, outcome };
};

/**
 * The tally of a meeting whose numbers hold together: attendees unique and at most `members`, ballots of a
 * case at most its voters. What was not cast counts as not yes.
 */
export const tally = (meeting: Meeting): Tally => {
	const attending = meeting.attending.length;
	const valid =
		meeting.chairs.includes(meeting.presider) && meeting.attending.includes(meeting.presider);
	const needed = twoThirdsOf(meeting.members);
	return {
		valid,
		quorum: { members: meeting.members, attending, needed, met: attending >= needed },
		cases: meeting.cases.map((one) => tallyCase(meeting, valid, one))
	};
};
