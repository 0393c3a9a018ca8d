import { Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';

export type MyCertificate = Pick<
	Row<'certificates'>,
	| 'id'
	| 'number'
	| 'titleName'
	| 'series'
	| 'specialty'
	| 'level'
	| 'titleOn'
	| 'issuedOn'
	| 'committeeName'
	| 'issuerName'
	| 'state'
	| 'stateReason'
	| 'applicationId'
>;

export type MyTitle = Pick<
	Row<'heldTitles'>,
	| 'id'
	| 'series'
	| 'specialty'
	| 'level'
	| 'printedName'
	| 'obtainedOn'
	| 'issuer'
	| 'certificateNumber'
	| 'source'
	| 'state'
	| 'reason'
>;

/** Certificates of the person asking, and the titles they hold, newest first. */
export const listMyTitles = async (
	ctx: Context
): Promise<{
	readonly certificates: readonly MyCertificate[];
	readonly titles: readonly MyTitle[];
}> => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'missing', key: 'not_found' });
	const { read } = ctx.store;
	const [certificates, titles] = await Promise.all([
		read.certificates.ofPerson(actor.personId),
		read.heldTitles.ofPerson(actor.personId)
	]);
	return {
		certificates: certificates.map((one) => ({
			id: one.id,
			number: one.number,
			titleName: one.titleName,
			series: one.series,
			specialty: one.specialty,
			level: one.level,
			titleOn: one.titleOn,
			issuedOn: one.issuedOn,
			committeeName: one.committeeName,
			issuerName: one.issuerName,
			state: one.state,
			stateReason: one.stateReason,
			applicationId: one.applicationId
		})),
		titles: [...titles].reverse().map((one) => ({
			id: one.id,
			series: one.series,
			specialty: one.specialty,
			level: one.level,
			printedName: one.printedName,
			obtainedOn: one.obtainedOn,
			issuer: one.issuer,
			certificateNumber: one.certificateNumber,
			source: one.source,
			state: one.state,
			reason: one.reason
		}))
	};
};
