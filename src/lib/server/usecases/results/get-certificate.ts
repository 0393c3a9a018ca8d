import { missing, Refused } from '#lib/domain/refusal.ts';
import { openCase } from '../cases/open-case.ts';
import type { Context, Row } from '../ports.ts';

/** Everything that stands on a certificate. */
export type CertificateView = Pick<
	Row<'certificates'>,
	| 'id'
	| 'number'
	| 'holderName'
	| 'sex'
	| 'idLast4'
	| 'series'
	| 'specialty'
	| 'level'
	| 'titleName'
	| 'committeeName'
	| 'issuerName'
	| 'approvalNumber'
	| 'titleOn'
	| 'issuedOn'
	| 'state'
	| 'stateReason'
> & {
	/** Day of the meeting that passed it; null where none is known. */
	readonly reviewedOn: string | null;
};

/**
 * A certificate to print: for its holder, whatever hat they wear, and for those who see the case of it as
 * officers. To everybody else it does not exist; the public verifies by number and name.
 */
export const getCertificate = async (ctx: Context, id: string): Promise<CertificateView> => {
	const certificate = await ctx.store.read.certificates.byId(id);
	if (!certificate || !ctx.actor) throw new Refused(missing);
	if (certificate.personId !== ctx.actor.personId) {
		const { parties } = await openCase(ctx, certificate.applicationId);
		if (!(['office', 'city', 'inspector'] as const).some((party) => parties.has(party)))
			throw new Refused(missing);
	}
	const meetings = await ctx.store.read.meetings.ofApplication(certificate.applicationId);
	return {
		id,
		number: certificate.number,
		holderName: certificate.holderName,
		sex: certificate.sex,
		idLast4: certificate.idLast4,
		series: certificate.series,
		specialty: certificate.specialty,
		level: certificate.level,
		titleName: certificate.titleName,
		committeeName: certificate.committeeName,
		issuerName: certificate.issuerName,
		approvalNumber: certificate.approvalNumber,
		titleOn: certificate.titleOn,
		issuedOn: certificate.issuedOn,
		state: certificate.state,
		stateReason: certificate.stateReason,
		reviewedOn: meetings.findLast(({ item }) => item.outcome === 'passed')?.meeting.heldOn ?? null
	};
};
