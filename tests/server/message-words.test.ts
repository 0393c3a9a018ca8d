import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { areas } from '#lib/domain/access.ts';
import { actText, messageText } from '#lib/server/message-words.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';

const sources = (readdirSync('src/lib/server', { recursive: true }) as string[])
	.filter((name) => name.endsWith('.ts'))
	.map((name) => readFileSync(path.join('src/lib/server', name), 'utf8'));

/** Whatever stands first in `tell(ctx, '…')`, and both ends of a choice. */
const events = new Set([
	...sources.flatMap((text) =>
		[...text.matchAll(/\btell\(\s*\w+(?:\([^)]*\))?,\s*'([\w.]+)'/g)].map((found) => found[1]!)
	),
	'notice.end',
	'notice.end_result',
	'grant.end',
	'grant.end_deputy',
	...Object.entries(applicationWorkflow.moves)
		.filter(([, move]) => move.tells.length > 0)
		.map(([move]) => `case.${move}`)
]);
const actions = new Set(
	sources.flatMap((text) =>
		[...text.matchAll(/\baction: '([a-z_]+\.[a-z_.]+)'/g)].map((f) => f[1]!)
	)
);

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	it('every message that is told has its words', () => {
		overwriteGetLocale(() => locale);
		expect(events.size).toBeGreaterThan(50);
		const wordless = [...events].filter((event) => messageText(event, {}).includes(event));
		expect(wordless).toEqual([]);
	});

	it('every act in the log has its words', () => {
		overwriteGetLocale(() => locale);
		expect(actions.size).toBeGreaterThan(40);
		expect([...actions].filter((action) => actText(action) === action)).toEqual([]);
		const entered = Object.keys(areas).map((area) => [area, actText(`area.${area}`)] as const);
		expect(entered.filter(([area, text]) => text.includes(area))).toEqual([]);
	});

	it('roles and days are said as people say them', () => {
		overwriteGetLocale(() => locale);
		const text = messageText('grant.given', {
			role: 'county_officer',
			scope: '南木林县人社局',
			day: '2026-09-14'
		});
		expect(text).not.toContain('county_officer');
		expect(text).not.toContain('2026-09-14');
		expect(text).toContain('南木林县人社局');
	});
});
