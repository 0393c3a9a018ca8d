/** Issuing a round's certificates, from the list of certificates and from the round's own page. */
import type { Done } from '#lib/server/form.ts';
import { issueCertificates } from '#lib/server/usecases/results/issue-certificates.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { refusalText } from '#lib/server/words.ts';

/** How many were issued, and each that was not with why. */
export type IssueReport = {
	readonly issued: number;
	readonly left: readonly {
		readonly number: string;
		readonly name: string;
		readonly why: string;
	}[];
};

/** Leads to the list where all went well; otherwise the page that asked says what did not. */
export const issue = async (ctx: Context, roundId: string): Promise<Done> => {
	const { issued, left } = await issueCertificates(ctx, { roundId });
	if (left.length === 0)
		return { to: `/committee/certificates?round=${roundId}&issued=${issued.length}` };
	const report: IssueReport = {
		issued: issued.length,
		left: left.map(({ number, name, refusal }) => ({ number, name, why: refusalText(refusal) }))
	};
	return { done: { report } };
};
