/** Whatever was opened from the last look at the answers leads back there: changed, or kept as it is. */
import { describe, expect, it } from 'vitest';
import { getApplication } from '#lib/server/usecases/applications/get-application.ts';
import {
	materialAnswers,
	sectionAnswers,
	targetAnswers
} from '../../../src/routes/(desk)/me/applications/answers.server.ts';
import { load as loadMaterials } from '../../../src/routes/(desk)/me/applications/[id]/materials/+page.server.ts';
import { load as loadSection } from '../../../src/routes/(desk)/me/applications/[id]/[section]/+page.server.ts';
import { load as loadTarget } from '../../../src/routes/(desk)/me/applications/[id]/target/+page.server.ts';
import { makeWorld } from '../../support/world.ts';

const setting = async () => {
	const world = await makeWorld();
	const application = await world.application({ level: 'junior_assistant', ladder: 'main' });
	const person = await world.store.read.people.byId(application.personId);
	const ctx = world.context(await world.actor(person!, null));
	const base = `/me/applications/${application.id}`;
	return {
		ctx,
		id: application.id,
		base,
		/** An event of the page at an address of the case, as its load sees it. */
		at: (page: string, section = '') =>
			({
				locals: { ctx },
				url: new URL(base + page, 'http://localhost'),
				route: { id: '/(desk)/me/applications/[id]' },
				params: { id: application.id, section }
			}) as never
	};
};

describe('the way back to the last look', () => {
	it('is in every address under the answers', async () => {
		const { ctx, id, base } = await setting();
		const view = await getApplication(ctx, id);
		const hrefs = [
			...targetAnswers(view, 'check-answers'),
			...materialAnswers(view, 'check-answers'),
			...sectionAnswers(view, 'check-answers').flatMap(({ entries, href }) => [
				...entries.flatMap(({ answers }) => answers),
				{ changeHref: href ?? undefined }
			])
		].flatMap((answer) => ('changeHref' in answer && answer.changeHref ? [answer.changeHref] : []));
		expect(hrefs.length).toBeGreaterThan(5);
		for (const href of hrefs)
			expect(new URL(href, 'http://localhost').searchParams.get('back'), href).toBe(
				'check-answers'
			);
		expect(hrefs.some((href) => href.startsWith(`${base}/target`))).toBe(true);
	});

	it.each([
		['?back=check-answers', '/check-answers'],
		['?back=check', '/check'],
		['', ''],
		['?back=//elsewhere.example', ''],
		['?back=constructor', '']
	])('is where a page that was opened with “%s” leads', async (query, back) => {
		const { at, base } = await setting();
		const target = (await loadTarget(at(`/target${query}`))) as { readonly back: string };
		expect(target.back).toBe(base + back);
		const materials = (await loadMaterials(at(`/materials${query}`))) as { readonly back: string };
		expect(materials.back).toBe(base + back);
		const one = (await loadSection(at(`/basics${query}`, 'basics'))) as {
			readonly single: { readonly back: string };
		};
		expect(one.single.back).toBe(base + back);
		const list = (await loadSection(at(`/education${query}`, 'education'))) as {
			readonly list: { readonly back: string };
		};
		expect(list.list.back).toBe(base + back);
	});
});
