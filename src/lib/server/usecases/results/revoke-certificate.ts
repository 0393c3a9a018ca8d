import { addYears } from '#lib/domain/day.ts';
import { makeMove } from '../cases/make-move.ts';
import { saidDocument, saidReason } from '../said.ts';
import { parameterNumber } from '../parameters.ts';
import { insert, update, type Context, type Row } from '../ports.ts';

/**
 * The HR authority revokes a title obtained by fraud (Order 40): certificate and title end, the person is
 * entered in the register of dishonesty, and the bar on applying begins.
 */
export const revokeCertificate = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly document: string;
		readonly reason: string;
	}
): Promise<Row<'applications'>> => {
	const document = saidDocument(input.document);
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'revoke',
		extras: async ({ application }) => {
			const certificate = await ctx.store.read.certificates.byApplication(application.id);
			if (!certificate) throw new Error(`case ${application.id} without its certificate`);
			const title = await ctx.store.read.heldTitles.byId(certificate.heldTitleId);
			const barYears = await parameterNumber(ctx, 'fraud.applicationBarYears');
			const today = ctx.today();
			return {
				changes: [
					update('certificates', certificate, { state: 'revoked', stateReason: reason }),
					...(title ? [update('heldTitles', title, { state: 'revoked', reason })] : []),
					insert('integrityRecords', {
						id: ctx.newId(),
						personId: application.personId,
						reason,
						basis: document,
						fromOn: today,
						toOn: addYears(today, barYears),
						enteredBy: ctx.actor?.personId ?? '',
						createdAt: ctx.now()
					})
				],
				detail: {
					document,
					reason,
					certificate: certificate.number
				}
			};
		}
	});
};
