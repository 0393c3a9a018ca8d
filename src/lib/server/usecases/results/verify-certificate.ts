import { Refused } from '#lib/domain/refusal.ts';
import { normaliseCertificateNumber } from '#lib/domain/titles/certificate-number.ts';
import type { Context } from '../ports.ts';

export type VerifiedCertificate = {
	readonly number: string;
	readonly holderName: string;
	readonly titleName: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly titleOn: string;
	readonly committeeName: string;
	readonly issuerName: string;
	readonly approvalNumber: string;
	readonly state: 'valid' | 'superseded' | 'revoked';
	readonly answeredAt: number;
};

const perMinute = 30;
const minuteMs = 60_000;

const cleanName = (name: string): string => name.normalize('NFKC').replaceAll(/[\s·•・]/g, '');

/**
 * Checks a certificate for anybody: number and holder's name must both fit, and the answer for a wrong
 * number and for a wrong name is the same. Shows little, lists nothing, and is limited per address.
 */
export const verifyCertificate = async (
	ctx: Context,
	input: { readonly number: string; readonly name: string }
): Promise<VerifiedCertificate | null> => {
	const { counts } = await ctx.store.commit([
		{ do: 'count', key: `verify:${ctx.ip}`, windowMs: minuteMs, at: ctx.realNow() }
	]);
	if ((counts[0] ?? 0) > perMinute)
		throw new Refused({ kind: 'too_many', key: 'verify_too_often' });
	const found = await ctx.store.read.certificates.byNumber(
		normaliseCertificateNumber(input.number)
	);
	if (!found || cleanName(found.holderName) !== cleanName(input.name)) return null;
	return {
		number: found.number,
		holderName: found.holderName,
		titleName: found.titleName,
		series: found.series,
		specialty: found.specialty,
		level: found.level,
		titleOn: found.titleOn,
		committeeName: found.committeeName,
		issuerName: found.issuerName,
		approvalNumber: found.approvalNumber,
		state: found.state,
		answeredAt: ctx.now()
	};
};
