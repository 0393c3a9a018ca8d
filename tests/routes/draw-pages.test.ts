/** The pages of a draw, from their own load functions: who reads names on them, and what each may do there. */
import type { Component } from 'svelte';
import { describe, expect, it } from 'vitest';
import type { Context } from '#lib/server/usecases/ports.ts';
import { mySeats } from '#lib/server/usecases/draw/list-draws.ts';
import { prepareDraw } from '#lib/server/usecases/draw/prepare-draw.ts';
import * as committee from '../../src/routes/(desk)/committee/draws/[id]/+page.server.ts';
import CommitteePage from '../../src/routes/(desk)/committee/draws/[id]/+page.svelte';
import * as round from '../../src/routes/(desk)/committee/rounds/[id]/draw/+page.server.ts';
import RoundPage from '../../src/routes/(desk)/committee/rounds/[id]/draw/+page.svelte';
import * as inspector from '../../src/routes/(desk)/inspector/draws/[id]/+page.server.ts';
import InspectorPage from '../../src/routes/(desk)/inspector/draws/[id]/+page.svelte';
import * as list from '../../src/routes/(desk)/inspector/draws/+page.server.ts';
import ListPage from '../../src/routes/(desk)/inspector/draws/+page.svelte';
import * as seats from '../../src/routes/(desk)/me/seats/+page.server.ts';
import SeatsPage from '../../src/routes/(desk)/me/seats/+page.svelte';
import * as everybody from '../../src/routes/(public)/draws/[id]/+page.server.ts';
import PublicPage from '../../src/routes/(public)/draws/[id]/+page.svelte';
import * as all from '../../src/routes/(public)/draws/+page.server.ts';
import PublicListPage from '../../src/routes/(public)/draws/+page.svelte';
import { markup } from '../ui/render.ts';
import { asExpert, drawn, makeDrawSetting, panelOf, requestFor } from '../usecases/draw/setting.ts';

type Route = { readonly load: unknown };

/** What a page shows to whoever asks, as its load and its component make it. */
const shown = async (
	route: Route,
	page: unknown,
	ctx: Context,
	at: { readonly id: string; readonly params?: Readonly<Record<string, string>> }
): Promise<string> => {
	const load = route.load as (event: unknown) => Promise<unknown>;
	const url = new URL('http://localhost/');
	const params = at.params ?? {};
	const data = await load({ locals: { ctx }, params, url, route: { id: at.id } });
	return markup(page as Component<Record<string, unknown>>, { data, form: null, params });
};
const committeeAt = (id: string) => ({ id: '/(desk)/committee/draws/[id]', params: { id } });
const inspectorAt = (id: string) => ({ id: '/(desk)/inspector/draws/[id]', params: { id } });
const publicAt = (id: string) => ({ id: '/(public)/draws/[id]', params: { id } });
const acts = (page: string): readonly string[] =>
	[...page.matchAll(/action="\?\/(\w+)"/g)].map(([, name = '']) => name);

describe('the pages of a draw', () => {
	it('let the office prepare one from its pool', async () => {
		const setting = await makeDrawSetting();
		const at = { id: '/(desk)/committee/rounds/[id]/draw', params: { id: setting.round.id } };
		const page = await shown(round, RoundPage, setting.office, at);
		for (const { name } of setting.pool) expect(page).toContain(name);
		await expect(shown(round, RoundPage, setting.watch, at)).rejects.toMatchObject({ status: 403 });
	});

	it('offer each side its own next step, with bytes that are shown once', async () => {
		const setting = await makeDrawSetting();
		const { id } = await prepareDraw(setting.office, requestFor(setting));
		const office = await shown(committee, CommitteePage, setting.office, committeeAt(id));
		const other = await shown(inspector, InspectorPage, setting.watch, inspectorAt(id));
		expect([acts(office), acts(other)]).toEqual([
			['hash', 'void'],
			['hash', 'void']
		]);
		const bytes = (page: string) => /<dd[^>]*>([0-9a-f]{64})<\/dd>/.exec(page)?.[1];
		expect(bytes(office)).toBeDefined();
		expect(bytes(office)).not.toBe(bytes(other));
		expect(await shown(list, ListPage, setting.watch, { id: '/(desk)/inspector/draws' })).toContain(
			`/inspector/draws/${id}`
		);
		await expect(
			shown(everybody, PublicPage, setting.world.context(), publicAt(id))
		).rejects.toMatchObject({ status: 404 });
	});

	it('show names to both sides and to nobody else, the rest to everybody', async () => {
		const setting = await makeDrawSetting();
		const view = await drawn(setting);
		const office = await shown(committee, CommitteePage, setting.office, committeeAt(view.id));
		const watch = await shown(inspector, InspectorPage, setting.watch, inspectorAt(view.id));
		const anybody = setting.world.context();
		const outside = await shown(everybody, PublicPage, anybody, publicAt(view.id));
		expect([acts(office), acts(watch), acts(outside)]).toEqual([['answer', 'seat'], [], []]);
		for (const { name, id } of setting.pool) {
			expect(office).toContain(name);
			expect(watch).toContain(name);
			expect(outside).not.toContain(name);
			expect(outside).not.toContain(id);
		}
		for (const { id } of view.lines) expect(outside).toContain(`${id}<`);
		for (const known of [view.seed, view.commitment, view.poolDigest, view.lines[0]?.ticket])
			expect(outside).toContain(known);
		expect(await shown(all, PublicListPage, anybody, { id: '/(public)/draws' })).toContain(
			`/draws/${view.id}`
		);
	});

	it('ask whom it drew', async () => {
		const setting = await makeDrawSetting();
		const [mine] = panelOf(await drawn(setting));
		const ctx = await asExpert(setting, mine!);
		const page = await shown(seats, SeatsPage, ctx, { id: '/(desk)/me/seats' });
		expect(acts(page)).toEqual(['accept', 'refuse']);
		expect(page).toContain((await mySeats(ctx))[0]?.id);
	});
});
