/** Paths of the glyphs on a box of 14 units: `fill` is filled, `line` is stroked with 1.7. */
type Glyph = { readonly fill?: string; readonly line?: string };

const glyphs = {
	/* states */
	diamond: { fill: 'M7 .8 13.2 7 7 13.2.8 7z', line: 'M7 .8 13.2 7 7 13.2.8 7z' },
	half: { fill: 'M7 1a6 6 0 0 0 0 12z', line: 'M7 1.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 7 1.4z' },
	clock: { line: 'M7 1.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 7 1.4zM7 3.8V7.3l2.3 1.4' },
	tick: { line: 'm1.6 7.4 3.5 3.5 7.2-7.8' },
	triangle: { fill: 'M6.2 5.2h1.6v3.4H6.2zm0 4.2h1.6v1.5H6.2z', line: 'M7 1.6 13 12.3H1z' },
	cross: { line: 'm2.6 2.6 8.8 8.8m0-8.8-8.8 8.8' },
	ring: { line: 'M7 1.4a5.6 5.6 0 1 1 0 11.2A5.6 5.6 0 0 1 7 1.4z' },
	lock: { fill: 'M2.5 6h9v7h-9z', line: 'M4.4 6V4a2.6 2.6 0 0 1 5.2 0v2' },
	dash: { line: 'M2.6 7h8.8' },
	up: { line: 'M7 12.2V2.4M2.8 6.4 7 2.2l4.2 4.2' },
	square: { fill: 'M1.5 1.5h11v11h-11z' },
	arrow: { line: 'M1.8 7h10M7.6 2.8 11.8 7l-4.2 4.2' },
	/* actions */
	search: { line: 'M5.9 1.4a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zM9.2 9.2l4 4' },
	download: { line: 'M7 1v8M3.6 5.8 7 9.2l3.4-3.4M1.6 12.4h10.8' },
	print: { line: 'M3.6 4.6V1.4h6.8v3.2M3.6 10.2H1.4V4.9h11.2v5.3h-2.2M3.6 8.2h6.8v4.6H3.6z' },
	camera: {
		line: 'M1 3.9h3L5 2.2h4l1 1.7h3v8.3H1zM7 5.6a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z'
	},
	page: { line: 'M2.6 1.2h5.6l3.2 3.2v8.4H2.6z', fill: 'M7.6 1v4h4.2z' },
	close: { line: 'm2.6 2.6 8.8 8.8m0-8.8-8.8 8.8' },
	copy: { line: 'M4.8 4.8h7.6v7.6H4.8zM9.2 4.6V1.6H1.6v7.6h3' },
	down: { line: 'm2.8 4.9 4.2 4.2 4.2-4.2' },
	left: { line: 'M9.1 2.8 4.9 7l4.2 4.2' },
	right: { line: 'M4.9 2.8 9.1 7l-4.2 4.2' },
	sliders: { line: 'M1 4h5m3.6 0H13M7.8 2.2v3.6M1 10h2.4m3.6 0h6M5.2 8.2v3.6' },
	flag: { line: 'M2.6 13.2V1.6h8.8l-2 3 2 3H2.6' },
	plus: { line: 'M7 1.6v10.8M1.6 7h10.8' }
} satisfies Record<string, Glyph>;

export type IconName = keyof typeof glyphs;

export const icons: Readonly<Record<IconName, Glyph>> = glyphs;

/** States of section 4 of the visual direction, each with its glyph. */
export type StateKind =
	'turn' | 'running' | 'waiting' | 'done' | 'problem' | 'refused' | 'fresh' | 'locked' | 'void';

export const glyphOf: Readonly<Record<StateKind, IconName>> = {
	turn: 'diamond',
	running: 'half',
	waiting: 'clock',
	done: 'tick',
	problem: 'triangle',
	refused: 'cross',
	fresh: 'ring',
	locked: 'lock',
	void: 'dash'
};
