/** A review grant of the city to the county: water engineers up to assistant, from the new year on. */
import { addGrant } from '#lib/server/usecases/authority/save-grant.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import { county } from '../../support/world.ts';

export const granting =
	(ctx: Context, city: Row<'organisations'>, to: Row<'organisations'>) =>
	(given: Partial<Parameters<typeof addGrant>[1]> = {}) =>
		addGrant(ctx, {
			kind: 'review',
			grantorId: city.id,
			granteeId: to.id,
			series: 'engineering',
			specialty: 'water',
			tiers: ['junior'],
			places: [county],
			basisNumber: '日人社发〔2026〕1号',
			basisTitle: '关于下放职称评审权限的通知',
			validFrom: '2026-01-01',
			validTo: '',
			...given
		});
