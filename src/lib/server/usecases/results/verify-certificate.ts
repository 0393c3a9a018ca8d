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
	/** Empty for a certificate from before the portal: its register has only the issuer. */
	readonly committeeName: string;
	readonly issuerName: string;
	readonly approvalNumber: string;
	readonly state: 'valid' | 'superseded' | 'revoked';
	/** From when it holds no more, and why, where it was revoked. */
	readonly stateReason: string | null;
	/** Earned before the portal, entered by the holder and checked by an officer. */
	readonly entered: boolean;
	readonly answeredAt: number;
};

const perMinute = 30;
const minuteMs = 60_000;

/** Spaces and the dots inside transliterated names are written in many ways. */
const cleanName = (name: string): string =>
	name
		.normalize('NFKC')
		.replaceAll(/[\s·•‧・.]/g, '')
		.toLowerCase();

const issued = async (
	ctx: Context,
	number: string
): Promise<Omit<VerifiedCertificate, 'answeredAt'> | undefined> => {
	const found = await ctx.store.read.certificates.byNumber(number);
	return (
		found && {
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
			stateReason: found.state === 'revoked' ? found.stateReason : null,
			entered: false
		}
	);
};

const enteredStates = { verified: 'valid', superseded: 'superseded', revoked: 'revoked' } as const;

/**
 * Titles from before the portal, whose numbers may hold dashes of their own; only what an officer has
 * verified is answered for.
 */
const entered = async (
	ctx: Context,
	number: string,
	name: string
): Promise<Omit<VerifiedCertificate, 'answeredAt'> | undefined> => {
	const { read } = ctx.store;
	const typed = [...new Set([number, normaliseCertificateNumber(number)])];
	const found = await Promise.all(typed.map((one) => read.heldTitles.byCertificateNumber(one)));
	for (const title of found.flat()) {
		const state = enteredStates[title.state as keyof typeof enteredStates] as
			VerifiedCertificate['state'] | undefined;
		const holder = await read.people.byId(title.personId);
		if (title.source !== 'entered' || !state || !holder || cleanName(holder.name) !== name)
			continue;
		return {
			number: title.certificateNumber ?? number,
			holderName: holder.name,
			titleName: title.printedName,
			series: title.series,
			specialty: title.specialty,
			level: title.level,
			titleOn: title.obtainedOn,
			committeeName: '',
			issuerName: title.issuer,
			approvalNumber: '',
			state,
			stateReason: state === 'revoked' ? title.reason : null,
			entered: true
		};
	}
	return undefined;
};

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
	const number = input.number.normalize('NFKC').replaceAll(/\s/g, '');
	const name = cleanName(input.name);
	const certificate = await issued(ctx, normaliseCertificateNumber(number));
	const found =
		certificate && cleanName(certificate.holderName) === name
			? certificate
			: await entered(ctx, number, name);
	return found ? { ...found, answeredAt: ctx.now() } : null;
};
