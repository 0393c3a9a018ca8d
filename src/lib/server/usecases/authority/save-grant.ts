import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { insert, logged, update, type Context } from '../ports.ts';
import { keepHistory } from './keep-history.ts';
import { mustEnter } from './may.ts';
import { checkDay, checkScope, type Scope } from './scope.ts';

export type GrantInput = Scope & {
	readonly kind: 'review' | 'appointment';
	readonly grantorId: string;
	readonly granteeId: string;
	readonly basisNumber: string;
	readonly basisTitle: string;
	readonly validFrom: string;
	readonly validTo: string;
};

/** Enters a grant of review or appointment authority with the document it rests on and its dates. */
export const addGrant = async (
	ctx: Context,
	input: GrantInput
): Promise<{ readonly id: string }> => {
	await mustEnter(ctx, 'edit_authority');
	checkScope(input);
	const validFrom = checkDay(input.validFrom, 'validFrom');
	const validTo = input.validTo === '' ? null : checkDay(input.validTo, 'validTo');
	if (validTo !== null && validTo < validFrom)
		throw new Refused({ ...rule('validity_backwards'), field: 'validTo' });
	const basisNumber = input.basisNumber.trim();
	if (basisNumber === '') throw new Refused({ ...rule('basis_missing'), field: 'basisNumber' });
	const [grantor, grantee] = await Promise.all([
		ctx.store.read.organisations.byId(input.grantorId),
		ctx.store.read.organisations.byId(input.granteeId)
	]);
	if (!grantor || !grantee)
		throw new Refused({
			...rule('organisation_unknown'),
			field: grantor ? 'granteeId' : 'grantorId'
		});
	const row = {
		id: ctx.newId(),
		kind: input.kind,
		grantorId: grantor.id,
		granteeId: grantee.id,
		series: input.series,
		specialty: input.specialty,
		tiers: input.tiers,
		places: input.places,
		basisNumber,
		basisTitle: input.basisTitle.trim(),
		validFrom,
		validTo,
		state: 'active' as const,
		createdAt: ctx.now()
	};
	await commit(ctx, [
		insert('authorityGrants', row),
		keepHistory(ctx, 'grant', row, basisNumber),
		logged(ctx, {
			action: 'authority.grant',
			objectKind: 'grant',
			objectId: row.id,
			detail: {
				grantee: grantee.name,
				series: row.series,
				specialty: row.specialty,
				tiers: row.tiers,
				basis: basisNumber
			}
		})
	]);
	return { id: row.id };
};

/** Ends a grant on a day, with a reason; what was done under it before stays valid. */
export const endAuthorityGrant = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly validTo: string;
		readonly reason: string;
	}
): Promise<void> => {
	await mustEnter(ctx, 'edit_authority');
	const grant = await ctx.store.read.authorityGrants.byId(input.id);
	if (!grant) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (grant.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const validTo = checkDay(input.validTo, 'validTo');
	if (validTo < grant.validFrom)
		throw new Refused({ ...rule('validity_backwards'), field: 'validTo' });
	const reason = input.reason.trim();
	if (reason === '') throw new Refused({ ...rule('reason_missing'), field: 'reason' });
	const after = { ...grant, validTo };
	await commit(ctx, [
		update('authorityGrants', grant, { validTo }),
		keepHistory(ctx, 'grant', after, reason),
		logged(ctx, {
			action: 'authority.end_grant',
			objectKind: 'grant',
			objectId: grant.id,
			detail: { validTo, reason }
		})
	]);
};
