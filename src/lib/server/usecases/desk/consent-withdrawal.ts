import { parseDay, type Day } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import type { Context, Row } from '../ports.ts';
import { endAssignments } from './end-assignments.ts';
import { saidDocument, saidReason } from '../said.ts';

/** A request on paper, as the office files it. */
type WrittenRequest = { readonly document: string; readonly requestedOn: string };

/** The paper's number and day; undefined where the office names none. */
const checkWritten = (
	ctx: Context,
	written: WrittenRequest | undefined
): { readonly document: string; readonly requestedOn: Day } | undefined => {
	if (!written || (written.document.trim() === '' && written.requestedOn === '')) return undefined;
	const document = saidDocument(written.document);
	const requestedOn = parseDay(written.requestedOn);
	if (!requestedOn)
		throw new Refused({ kind: 'malformed', key: 'day_needed', field: 'requestedOn' });
	if (requestedOn > ctx.today())
		throw new Refused({ ...rule('request_day_in_future'), field: 'requestedOn' });
	return { document, requestedOn };
};

/**
 * After acceptance a case is withdrawn only at the applicant's request and with the office's consent, which is
 * this. The request was made in the portal, or lies before the office in writing. Experts are let go with it.
 */
export const consentWithdrawal = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly reason: string;
		readonly written?: WrittenRequest;
	}
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	const written = checkWritten(ctx, input.written);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'consent_withdrawal',
		extras: async ({ application }) => ({
			...(written && { facts: { withdrawalRequested: true } }),
			changes: await endAssignments(ctx, application.id),
			detail: { reason, ...written }
		})
	});
};
