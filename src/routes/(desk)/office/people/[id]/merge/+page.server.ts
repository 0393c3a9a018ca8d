import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { mergePeople, previewMerge } from '#lib/server/usecases/people/merge-people.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What would become of both records, before anybody says so. */
export const load = loads(async (ctx, { params, url }: Parameters<PageServerLoad>[0]) => {
	const preview = await previewMerge(ctx, {
		keep: params.id,
		duplicate: url.searchParams.get('duplicate') ?? ''
	});
	const side = (person: typeof preview.keep) => ({
		id: person.id,
		name: person.name,
		idLast4: person.idLast4 ?? '',
		phoneLast4: person.phoneLast4 ?? ''
	});
	return {
		requestId: ctx.newId(),
		keep: side(preview.keep),
		duplicate: side(preview.duplicate),
		account: preview.account,
		moves: Object.entries(preview.moves).map(([kind, count]) => ({
			label: textOf(`people_holding_${kind}`) ?? kind,
			count
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({ duplicate: z.string().max(64), reason: z.string().max(500).default('') }),
		async (ctx, data, event: RequestEvent) => {
			await mergePeople(ctx, { ...data, keep: event.params.id });
			return { to: `/office/people/${event.params.id}` };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
