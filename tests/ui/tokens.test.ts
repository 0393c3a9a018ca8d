import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

/** The token file as blocks of custom properties, by selector, outside media queries. */
const blocks = (() => {
	const css = readFileSync('src/lib/ui/tokens.css', 'utf8').replace(/\/\*[\s\S]*?\*\//g, '');
	const found = new Map<string, Map<string, string>>();
	for (const [, selectors = '', body = ''] of css.matchAll(/([^{}@]+)\{([^{}]*)\}/g)) {
		for (const selector of selectors.split(',').map((part) => part.trim())) {
			const tokens = found.get(selector) ?? new Map<string, string>();
			for (const [, name = '', value = ''] of body.matchAll(/--([\w-]+):\s*([^;]+);/g))
				if (!tokens.has(name)) tokens.set(name, value.trim());
			found.set(selector, tokens);
		}
	}
	return found;
})();

const colour = (name: string, ...over: readonly string[]): string => {
	for (const selector of [...over, ':root']) {
		const value = blocks.get(selector)?.get(name);
		if (value) return value;
	}
	throw new Error(`no token --${name}`);
};

const luminance = (hex: string): number => {
	const [r = 0, g = 0, b = 0] = [1, 3, 5]
		.map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
		.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};

/** WCAG contrast ratio of two colours. */
const contrast = (a: string, b: string): number => {
	const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
	return (high + 0.05) / (low + 0.05);
};

const grounds = ['white', 'wall', 'wall-2', 'lake-wash', 'lake-wash-2'];

/** Text tokens with every ground they are set on. */
const texts: readonly (readonly [text: string, ground: string])[] = [
	...['ink', 'ink-2', 'ink-3', 'lake', 'lake-dark', 'danger', 'juniper', 'saffron-text'].flatMap(
		(text) => grounds.map((ground) => [text, ground] as const)
	),
	['saffron-text', 'saffron-wash'],
	['ink', 'saffron-wash'],
	['lake', 'saffron-wash'],
	['danger', 'danger-wash'],
	['ink', 'danger-wash'],
	['juniper', 'juniper-wash'],
	['ink', 'juniper-wash'],
	['madder-text', 'madder'],
	...['lake', 'lake-dark', 'ink', 'ink-2', 'juniper', 'danger'].map(
		(ground) => ['white', ground] as const
	)
];

/** Marks without which a control or a chart could not be read. */
const marks: readonly (readonly [mark: string, ground: string])[] = [
	['edge', 'white'],
	['edge', 'wall'],
	['lake-mid', 'white'],
	['ink', 'focus'],
	['focus', 'ink'],
	['saffron-text', 'saffron']
];

describe('contrast of the tokens', () => {
	test.each(texts)('%s on %s is at least 4.5', (text, ground) => {
		expect(contrast(colour(text), colour(ground))).toBeGreaterThanOrEqual(4.5);
	});

	test.each(texts)('%s on %s is at least 7 in the large version', (text, ground) => {
		expect(contrast(colour(text, '.elder'), colour(ground, '.elder'))).toBeGreaterThanOrEqual(7);
	});

	test.each(texts)('%s on %s is at least 7 in high contrast', (text, ground) => {
		expect(
			contrast(colour(text, '.elder'), colour(ground, '.contrast', '.elder'))
		).toBeGreaterThanOrEqual(7);
	});

	test.each(marks)('mark %s on %s is at least 3', (mark, ground) => {
		expect(contrast(colour(mark), colour(ground))).toBeGreaterThanOrEqual(3);
	});

	test('secondary text keeps 7 on white', () => {
		expect(contrast(colour('ink-2'), colour('white'))).toBeGreaterThanOrEqual(7);
	});

	test('saffron is a marker: nothing may use it for text', () => {
		expect(contrast(colour('saffron'), colour('white'))).toBeLessThan(3);
	});
});

describe('sizes of the large version', () => {
	const px = (value: string): number => parseFloat(value) * (value.endsWith('rem') ? 16 : 1);

	test('no text token is under 18 px, body is 22', () => {
		for (const name of ['body', 'small', 'tiny', 'h1', 'h2', 'h3', 'big'])
			expect(px(colour(name, '.elder')), name).toBeGreaterThanOrEqual(18);
		expect(px(colour('body', '.elder'))).toBe(22);
	});

	test('the largest step brings body text to 32 px', () => {
		const css = readFileSync('src/lib/ui/tokens.css', 'utf8');
		const step = Number(/\.elder\.size-3\s*\{\s*font-size:\s*([\d.]+)%/.exec(css)?.[1]);
		expect((px(colour('body', '.elder')) * step) / 100).toBeCloseTo(32, 0);
	});

	test('controls are at least 60 px, others at least 48 on a phone', () => {
		expect(px(colour('control', '.elder'))).toBeGreaterThanOrEqual(60);
		expect(px(colour('button', '.elder'))).toBeGreaterThanOrEqual(60);
		expect(px(colour('control'))).toBeGreaterThanOrEqual(48);
	});
});

test('components take their colours from the tokens', async () => {
	const { globSync } = await import('node:fs');
	const allowed = new Set(['#fff', '#000', '#dce7ea', '#c3d5de', '#8fa0a8', '#2a3a43', '#c98f88']);
	for (const path of globSync('src/{lib/ui,routes}/**/*.svelte')) {
		const style = /<style>([\s\S]*)<\/style>/.exec(readFileSync(path, 'utf8'))?.[1] ?? '';
		for (const [hex] of style.matchAll(/#[0-9a-f]{3,8}\b/gi))
			expect(allowed.has(hex.toLowerCase()), `${path} uses ${hex}`).toBe(true);
	}
});
