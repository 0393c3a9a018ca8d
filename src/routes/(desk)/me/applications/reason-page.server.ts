/** The page of an act of the applicant that asks for nothing but a reason. */
import type { RequestEvent } from '@sveltejs/kit';
import { z } from 'zod';
import type { ApplicationMove } from '#lib/domain/titles/application-workflow.ts';
import { submits } from '#lib/server/form.ts';
import { getProgress, type Progress } from '#lib/server/usecases/applications/get-progress.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import * as m from '#lib/paraglide/messages.js';
import { whyNot, wordOf } from '../words.server.ts';

const REASON_LENGTH = 200;

/** @param special a sentence of its own for some state, instead of what the workflow says */
export const reasonPage = async (
	ctx: Context,
	id: string,
	move: ApplicationMove,
	special: (heading: Progress['heading']) => string | null = () => null
) => {
	const { heading, offers } = await getProgress(ctx, id);
	return {
		back: `/me/applications/${heading.id}/progress`,
		version: heading.version,
		over: m.me_over({ field: heading.titleName, number: heading.number }),
		requestId: ctx.newId(),
		confirm: wordOf(`move_${move}`),
		hint: m.me_hint_long({ max: REASON_LENGTH }),
		refusal: special(heading) ?? whyNot(offers, move, heading.state)
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
