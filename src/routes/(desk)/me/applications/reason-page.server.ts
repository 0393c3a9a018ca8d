/** The page of an act of the applicant that asks for nothing but a reason. */
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { ApplicationMove } from '#lib/domain/titles/application-workflow.ts';
import { submits } from '#lib/server/form.ts';
import { getProgress, type Progress } from '#lib/server/usecases/applications/get-progress.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import { refusalText } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { wordOf } from '../words.server.ts';

const REASON_LENGTH = 200;

/** @param whyNot what to say where the case's state does not know the act at all */
export const reasonPage = async (
	ctx: Context,
	id: string,
	move: ApplicationMove,
	whyNot: (heading: Progress['heading']) => string | null = () => null
) => {
	const { heading, offers } = await getProgress(ctx, id);
	const offer = offers.find((one) => one.move === move);
	return {
		back: `/me/applications/${heading.id}/progress`,
		version: heading.version,
		over: m.me_over({ field: heading.titleName, number: heading.number }),
		requestId: ctx.newId(),
		confirm: wordOf(`move_${move}`),
		hint: m.me_hint_long({ max: REASON_LENGTH }),
		refusal: offer
			? offer.refusal && refusalText(offer.refusal)
			: (whyNot(heading) ??
				m.refusal_state_does_not_allow({
					state: m.me_this_state(),
					move: wordOf(`move_${move}`)
				}))
	};
};
export type ReasonPageData = Awaited<ReturnType<typeof reasonPage>>;

/** Its form action; afterwards the applicant reads where the case stands. */
export const reasonAction = (
	deed: (
		ctx: Context,
		input: { readonly id: string; readonly version: number; readonly reason: string }
	) => Promise<Row<'applications'>>,
	label: () => string
) =>
	submits(
		z.object({
			version: z.coerce.number().int(),
			reason: z.string().trim().min(1).max(REASON_LENGTH)
		}),
		async (ctx, data, event: RequestEvent<{ id: string }>) => {
			await deed(ctx, { id: event.params.id, ...data });
			return { to: `/me/applications/${event.params.id}/progress` };
		},
		{ label: (field) => (field === 'reason' ? label() : undefined) }
	);
