import { parseDay, type Day } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { jurisdictionOf, withParents } from '#lib/domain/rules/jurisdictions.ts';
import { tiers, type Tier } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { seriesOf } from '#lib/domain/titles/catalogue.ts';
import type { Row } from '../ports.ts';

/** What an authority is for: one series, perhaps one specialty of it, tiers and places. */
export type Scope = {
	readonly series: string;
	readonly specialty: string | null;
	readonly tiers: readonly string[];
	readonly places: readonly string[];
};

/** Checks a scope against the catalogue; a committee is for one series or one specialty (Order 40 art. 6). */
export const checkScope = (scope: Scope): Scope => {
	if (!seriesOf(scope.series)) throw new Refused({ ...rule('series_unknown'), field: 'series' });
	if (scope.specialty !== null && (scope.series !== 'engineering' || !specialtyOf(scope.specialty)))
		throw new Refused({ ...rule('specialty_unknown'), field: 'specialty' });
	if (scope.tiers.length === 0 || scope.tiers.some((tier) => !tiers.includes(tier as Tier)))
		throw new Refused({ ...rule('tiers_missing'), field: 'tiers' });
	if (scope.places.length === 0 || scope.places.some((code) => !jurisdictionOf(code)))
		throw new Refused({ ...rule('places_missing'), field: 'places' });
	return scope;
};

export const checkDay = (text: string, field: string): Day => {
	const day = parseDay(text);
	if (!day) throw new Refused({ ...rule('day_invalid'), field });
	return day;
};

/** Whether a review grant that is in force on a day holds this scope; a code covers what lies below it. */
const holdsScope = (grant: Row<'authorityGrants'>, scope: Scope, day: Day): boolean =>
	grant.kind === 'review' &&
	grant.state === 'active' &&
	grant.validFrom <= day &&
	(grant.validTo === null || day <= grant.validTo) &&
	grant.series === scope.series &&
	(grant.specialty === null || grant.specialty === scope.specialty) &&
	scope.tiers.every((tier) => grant.tiers.includes(tier)) &&
	scope.places.every((place) => withParents(place).some(({ code }) => grant.places.includes(code)));

/** The review grant, if any, that a committee may rest on on a day; of several the one that lasts longest. */
export const grantHolding = (
	grants: readonly Row<'authorityGrants'>[],
	committee: Row<'committees'>,
	day: Day
): Row<'authorityGrants'> | undefined => {
	const scope = { ...committee, places: committee.covers };
	const lasts = ({ validTo }: Row<'authorityGrants'>): string => validTo ?? '9999-12-31';
	return grants
		.filter((one) => holdsScope(one, scope, day))
		.reduce<Row<'authorityGrants'> | undefined>(
			(best, one) => (best === undefined || lasts(one) > lasts(best) ? one : best),
			undefined
		);
};
