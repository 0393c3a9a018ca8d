import { loads } from '#lib/server/form.ts';
import { listPublicBatches } from '#lib/server/usecases/portal/public-batches.ts';
import { listPublicCommittees } from '#lib/server/usecases/portal/public-committees.ts';
import { listPublicNotices } from '#lib/server/usecases/portal/public-notices.ts';
import * as m from '#lib/paraglide/messages.js';
import type { PageServerLoad } from './$types';

type Hit = { readonly href: string; readonly label: string; readonly note: string };

/** Every word of the query must stand in the text; width and case do not matter. */
const finds = (query: string) => {
	const words = query.normalize('NFKC').toLowerCase().split(/\s+/).filter(Boolean);
	return (text: string): boolean => {
		const plain = text.normalize('NFKC').toLowerCase();
		return words.every((word) => plain.includes(word));
	};
};

const longest = 60;
const most = 30;

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const query = (url.searchParams.get('q') ?? '').trim().slice(0, longest);
	if (query === '') return { query, hits: [] as Hit[] };
	const matches = finds(query);
	const [batches, notices, committees] = await Promise.all([
		listPublicBatches(ctx),
		listPublicNotices(ctx),
		listPublicCommittees(ctx)
	]);
	const pages: readonly Hit[] = [
		{ href: '/check', label: m.portal_check(), note: m.portal_apply_text() },
		{ href: '/verify', label: m.portal_verify(), note: m.portal_look_up_text() },
		{ href: '/help/guide', label: m.help_guide(), note: m.help_guide_note() },
		{ href: '/help/rules', label: m.help_rules(), note: m.help_rules_note() },
		{ href: '/help/workflows', label: m.help_workflows(), note: m.help_workflows_note() }
	];
	const all: readonly Hit[] = [
		...pages,
		...batches.map((one) => ({
			href: `/batches/${one.id}`,
			label: one.name,
			note: m.portal_batch()
		})),
		...[...notices.running, ...notices.ended].map((one) => ({
			href: `/notices/${one.id}`,
			label: one.title,
			note: m.portal_result_notices()
		})),
		...committees.map((one) => ({
			href: `/committees?place=${one.place}`,
			label: one.name,
			note: one.filingNumber
		}))
	];
	return {
		query,
		hits: all.filter(({ label, note }) => matches(`${label} ${note}`)).slice(0, most)
	};
}) satisfies PageServerLoad;
