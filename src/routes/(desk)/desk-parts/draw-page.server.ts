/** The page of a draw, as the office and the inspector see it, and what each may do on it. */
import { z } from 'zod';
import type { RequestEvent } from '@sveltejs/kit';
import { loads, submits } from '#lib/server/form.ts';
import { drawWords } from '#lib/server/draw-words.ts';
import { answerSeat } from '#lib/server/usecases/draw/answer-seat.ts';
import { consentToDraw, seatPanel, voidDraw } from '#lib/server/usecases/draw/end-draw.ts';
import { getDraw, type DrawView } from '#lib/server/usecases/draw/get-draw.ts';
import { freshBytes, logHash, reveal } from '#lib/server/usecases/draw/make-seed.ts';

import * as m from '#lib/paraglide/messages.js';
import { refusalText, textOf } from '#lib/server/words.ts';
import { dayText, wordOf } from './desk-words.server.ts';

type DrawEvent = RequestEvent<{ id: string }>;

/** Who must do what next, in one sentence. */
const nextStep = (view: DrawView): string => {
	const waiting = (of: 'hash' | 'reveal') =>
		(['office', 'inspector'] as const).filter((side) => view[side][of] === null);
	const sides = (of: 'hash' | 'reveal') => waiting(of).map((side) => wordOf(`party_${side}`));
	switch (view.state) {
		case 'prepared':
			return view.again && !view.consented
				? m.draw_next_consent()
				: m.draw_next_hash({ who: sides('hash').join(m.draw_and()) });
		case 'hashed':
			return m.draw_next_reveal({ who: sides('reveal').join(m.draw_and()) });
		case 'drawn': {
			const open = view.lines.filter(({ seat }) => seat?.state === 'asked').length;
			return open > 0 ? m.draw_next_answers({ count: open }) : m.draw_next_seat();
		}
		case 'seated':
			return m.draw_next_none();
		case 'short':
		case 'voided':
			return m.draw_next_again();
	}
};

const answerText = (line: DrawView['lines'][number]): string =>
	line.seat === null
		? ''
		: [wordOf(`draw_seat_state_${line.seat.state}`), line.seat.reason]
				.filter(Boolean)
				.join(m.ui_comma());

export const loadDraw = loads(async (ctx, { params }: DrawEvent) => {
	const view = await getDraw(ctx, params.id);
	const offered = new Map(view.offers.map(({ move, refusal }) => [move, refusal]));
	/** Offered and nothing in the way; a reason where something is; absent where it is not theirs. */
	const mayOf = (move: DrawView['offers'][number]['move']) => {
		const refusal = offered.get(move);
		return refusal === undefined ? null : { reason: refusal === null ? '' : refusalText(refusal) };
	};
	const words = drawWords(view);
	const hash = mayOf('log_hash');
	return {
		requestId: ctx.newId(),
		id: view.id,
		roundId: view.roundId,
		version: view.version,
		side: view.side,
		title: view.committee,
		day: dayText(view.plannedOn),
		next: nextStep(view),
		voidedReason: view.voidedReason,
		words: {
			...words,
			lines: words.lines.map((line, index) => {
				const known = view.lines[index];
				return {
					...line,
					name: known?.name ?? '',
					employerName: known?.employerName ?? '',
					answer: known ? answerText(known) : ''
				};
			})
		},
		may: {
			consent: offered.get('consent') === null,
			hash,
			reveal: mayOf('reveal'),
			void: mayOf('void'),
			seat: mayOf('seat')
		},
		fresh: hash?.reason === '' ? freshBytes(ctx) : null,
		/** Seats whose answer the office may enter. */
		answers:
			view.side === 'office' && view.state === 'drawn'
				? view.lines.flatMap(({ seat, name }) =>
						seat && seat.state !== 'refused'
							? [
									{
										value: `${seat.id}:${seat.version}`,
										label: `${name}${m.ui_comma()}${wordOf(`draw_seat_state_${seat.state}`)}`
									}
								]
							: []
					)
				: [],
		panel: view.lines
			.filter(({ place }) => place === 'panel')
			.map(({ id, name }) => ({ value: id, label: name }))
	};
});

const version = z.coerce.number().int().min(1);
const reason = z.string().trim().min(1).max(400);
const label = (field: string) => textOf(`draw_field_${field}`);

/** The deeds of both sides; whose turn it is and whose it is not, the workflow says. */
export const drawActions = (base: '/committee/draws' | '/inspector/draws') => {
	const back = (event: DrawEvent) => ({ to: `${base}/${event.params.id}` });
	return {
		consent: submits(
			z.object({ version, reason }),
			async (ctx, data, event: DrawEvent) => {
				await consentToDraw(ctx, { ...data, id: event.params.id });
				return back(event);
			},
			{ form: 'consent', label }
		),
		hash: submits(
			z.object({
				version,
				hash: z.string().max(80),
				own: z.string().trim().max(80).default(''),
				copied: z.literal('on')
			}),
			async (ctx, { own, hash, version: read }, event: DrawEvent) => {
				await logHash(ctx, { id: event.params.id, version: read, hash: own === '' ? hash : own });
				return back(event);
			},
			{ form: 'hash', label }
		),
		reveal: submits(
			z.object({ version, reveal: z.string().min(1).max(80) }),
			async (ctx, data, event: DrawEvent) => {
				await reveal(ctx, { ...data, id: event.params.id });
				return back(event);
			},
			{ form: 'reveal', label }
		),
		void: submits(
			z.object({ version, reason }),
			async (ctx, data, event: DrawEvent) => {
				await voidDraw(ctx, { ...data, id: event.params.id });
				return back(event);
			},
			{ form: 'void', label }
		),
		answer: submits(
			z.object({
				seat: z.string().regex(/^[0-9a-f-]{1,40}:\d{1,9}$/),
				answer: z.enum(['accept', 'refuse']),
				reason: z.string().trim().max(400).default('')
			}),
			async (ctx, data, event: DrawEvent) => {
				const [seatId = '', read = ''] = data.seat.split(':');
				await answerSeat(ctx, {
					seatId,
					version: Number(read),
					answer: data.answer,
					reason: data.reason
				});
				return back(event);
			},
			{ form: 'answer', label }
		),
		seat: submits(
			z.object({
				version,
				chair: z.string().min(1).max(40),
				vice: z.string().max(40).default('')
			}),
			async (ctx, data, event: DrawEvent) => {
				await seatPanel(ctx, {
					id: event.params.id,
					version: data.version,
					presiding: [
						...(data.vice === '' ? [] : [{ expertId: data.vice, seat: 'vice_chair' as const }]),
						{ expertId: data.chair, seat: 'chair' as const }
					]
				});
				return back(event);
			},
			{ form: 'seat', label }
		)
	};
};
