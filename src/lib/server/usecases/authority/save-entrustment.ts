import { addDays } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { insert, logged, update, type Context } from '../ports.ts';
import { keepHistory } from './keep-history.ts';
import { mustEnter } from './may.ts';
import { checkDay, checkScope } from './scope.ts';

/**
 * A place without a committee of its own entrusts another's (Order 40 art. 28). The committee's own series,
 * specialty and tiers must fit; it need not cover the place.
 */
export const addEntrustment = async (
	ctx: Context,
	input: {
		readonly fromPlace: string;
		readonly committeeId: string;
		readonly tiers: readonly string[];
		readonly validFrom: string;
		readonly validTo: string;
		readonly basisNumber: string;
	}
): Promise<{ readonly id: string }> => {
	await mustEnter(ctx, 'edit_authority');
	const committee = await ctx.store.read.committees.byId(input.committeeId);
	if (!committee) throw new Refused({ ...rule('committee_unknown'), field: 'committeeId' });
	checkScope({ ...committee, tiers: input.tiers, places: [input.fromPlace] });
	if (input.tiers.some((tier) => !committee.tiers.includes(tier)))
		throw new Refused({
			...rule('committee_lacks_tier', { committee: committee.name }),
			field: 'tiers'
		});
	const validFrom = checkDay(input.validFrom, 'validFrom');
	const validTo = checkDay(input.validTo, 'validTo');
	if (validTo < validFrom) throw new Refused({ ...rule('validity_backwards'), field: 'validTo' });
	const basisNumber = input.basisNumber.trim();
	if (basisNumber === '') throw new Refused({ ...rule('basis_missing'), field: 'basisNumber' });
	const row = {
		id: ctx.newId(),
		fromPlace: input.fromPlace,
		committeeId: committee.id,
		series: committee.series,
		specialty: committee.specialty,
		tiers: input.tiers,
		validFrom,
		validTo,
		basisNumber,
		createdAt: ctx.now()
	};
	await commit(ctx, [
		insert('entrustments', row),
		keepHistory(ctx, 'entrustment', row, basisNumber),
		logged(ctx, {
			action: 'authority.entrust',
			objectKind: 'entrustment',
			objectId: row.id,
			detail: { from: row.fromPlace, committee: committee.name, basis: basisNumber }
		})
	]);
	return { id: row.id };
};

/** Ends an entrustment after a day; cases accepted under it stay where they are. */
export const endEntrustment = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly validTo: string;
		readonly reason: string;
	}
): Promise<void> => {
	await mustEnter(ctx, 'edit_authority');
	const entrustment = await ctx.store.read.entrustments.byId(input.id);
	if (!entrustment) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (entrustment.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const validTo = checkDay(input.validTo, 'validTo');
	if (validTo < addDays(entrustment.validFrom, -1) || validTo > entrustment.validTo)
		throw new Refused({ ...rule('end_outside_validity'), field: 'validTo' });
	const reason = input.reason.trim();
	if (reason === '') throw new Refused({ ...rule('reason_missing'), field: 'reason' });
	await commit(ctx, [
		update('entrustments', entrustment, { validTo }),
		keepHistory(ctx, 'entrustment', { ...entrustment, validTo }, reason),
		logged(ctx, {
			action: 'authority.end_entrustment',
			objectKind: 'entrustment',
			objectId: entrustment.id,
			detail: { validTo, reason }
		})
	]);
};
