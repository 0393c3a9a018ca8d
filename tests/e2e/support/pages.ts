/** Every page of the portal, from its route files, and how the crawl finds one example of each. */
import { readdirSync } from 'node:fs';
import type { APIRequestContext, APIResponse } from '@playwright/test';
import { at } from '../../../scripts/lib/project.mjs';

/** Route ids with a page, groups left out: `/office/cases/[id]`. */
export const pageRoutes = (): readonly string[] =>
	readdirSync(at('src', 'routes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => /(^|\/)\+page(@[^.]*)?\.svelte$/.test(file))
		.map(
			(file) =>
				`/${file
					.split('/')
					.slice(0, -1)
					.filter((part) => !part.startsWith('('))
					.join('/')}`
		)
		.sort();

/** The route that serves an address; fixed parts win over parameters. */
export const routeOf = (routes: readonly string[], path: string): string | undefined => {
	const parts = path.split('/');
	const fits = (route: string): boolean => {
		const named = route.split('/');
		return (
			named.length === parts.length &&
			named.every((name, i) => (name.startsWith('[') ? parts[i] !== '' : name === parts[i]))
		);
	};
	return routes
		.filter(fits)
		.sort((a, b) => a.split('[').length - b.split('[').length || (a < b ? -1 : 1))[0];
};

/** Links of a page to other pages of the portal, without fragments. */
export const linksIn = (html: string, base: string): readonly string[] => {
	const { origin } = new URL(base);
	return [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].flatMap(([, href = '']) => {
		const url = URL.parse(href.replaceAll('&amp;', '&'), base);
		// Exports are files, logged when they are taken.
		return url?.origin === origin && !url.pathname.endsWith('/export')
			? [url.pathname + url.search]
			: [];
	});
};

export type Visit = { readonly route: string; readonly path: string };
export type Seen = Visit & { readonly html: string; readonly response: APIResponse };

/** Bounds a crawl that would otherwise follow filters and pages of lists for ever. */
const mostVisits = 250;

/**
 * Follows the links from some addresses; every route is seen once by its plain address and, where a link
 * with a query leads to it, once more so. `dead` are links to what no route serves.
 */
export const crawl = async (
	request: APIRequestContext,
	base: string,
	starts: readonly string[],
	routes: readonly string[],
	leaveOut: readonly string[]
): Promise<{ readonly visits: readonly Seen[]; readonly dead: readonly string[] }> => {
	const queue = [...starts];
	const done = new Set<string>();
	const seen: Seen[] = [];
	const dead = new Set<string>();
	while (queue.length > 0 && seen.length < mostVisits) {
		const path = queue.shift() ?? '';
		const { pathname, search } = new URL(path, base);
		const route = routeOf(routes, pathname);
		const key = `${route ?? ''}${search === '' ? '' : '?'}`;
		// The samples of the kit lead nowhere.
		if (route === undefined && !/^\/(api|about\/components)\//.test(pathname)) dead.add(path);
		if (route === undefined || leaveOut.includes(route) || done.has(key)) continue;
		done.add(key);
		const response = await request.get(path, { maxRedirects: 0 });
		const html = await response.text();
		seen.push({ route, path, html, response });
		queue.push(...linksIn(html, base + path));
	}
	return { visits: seen, dead: [...dead] };
};
