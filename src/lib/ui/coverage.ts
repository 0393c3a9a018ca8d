import type { IconName } from './icons.ts';

/** Who reviews a county's applications of one series or specialty, as the board shows it. */
export type CoverageState =
	| 'active'
	| 'expiring'
	| 'filed'
	| 'preparing'
	| 'entrusted'
	| 'city'
	| 'suspended'
	| 'expired'
	| 'none';

/** States in the order of the legend, each with its glyph. */
export const coverageGlyphs: Readonly<Record<CoverageState, IconName>> = {
	active: 'tick',
	expiring: 'clock',
	filed: 'half',
	preparing: 'ring',
	entrusted: 'arrow',
	city: 'up',
	suspended: 'lock',
	expired: 'cross',
	none: 'dash'
};

export const coverageStates = Object.keys(coverageGlyphs) as readonly CoverageState[];

/** A county can have its applications reviewed by its own committee in these states. */
export const reviewsItself = (state: CoverageState): boolean =>
	state === 'active' || state === 'expiring';
