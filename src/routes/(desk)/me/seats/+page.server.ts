import { z } from 'zod';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { answerSeat } from '#lib/server/usecases/draw/answer-seat.ts';
import { mySeats } from '#lib/server/usecases/draw/list-draws.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx) => ({
	requestId: ctx.newId(),
	seats: (await mySeats(ctx)).map((seat) => ({
		id: seat.id,
		version: seat.version,
		committee: seat.committee,
		batch: seat.batch,
		day: dayText(seat.plannedOn),
		asked: seat.state === 'asked',
		kind: seat.state === 'asked' ? ('turn' as const) : ('done' as const),
		state: textOf(`draw_seat_state_${seat.state}`) ?? seat.state
	}))
})) satisfies PageServerLoad;

const seat = { seat: z.string().min(1).max(40), version: z.coerce.number().int().min(1) };
const label = (field: string) => textOf(`draw_field_${field}`);

export const actions = {
	accept: submits(
		z.object(seat),
		async (ctx, data) => {
			await answerSeat(ctx, {
				seatId: data.seat,
				version: data.version,
				answer: 'accept',
				reason: ''
			});
			return { to: '/me/seats' };
		},
		{ form: 'accept', label }
	),
	refuse: submits(
		z.object({ ...seat, reason: z.string().trim().min(1).max(400) }),
		async (ctx, data) => {
			await answerSeat(ctx, {
				seatId: data.seat,
				version: data.version,
				answer: 'refuse',
				reason: data.reason
			});
			return { to: '/me/seats' };
		},
		{ form: 'refuse', label }
	)
} satisfies Actions;
