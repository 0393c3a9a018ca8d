import { z } from 'zod';
import { levelFacts, type Level } from '#lib/domain/rules/levels.ts';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { readRound } from '#lib/server/usecases/batches/read-batch.ts';
import type { PanelSeat } from '#lib/server/usecases/batches/panel-changes.ts';
import { moveRound, setPanel } from '#lib/server/usecases/batches/save-round.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { round, committee, batch, members, pool } = await readRound(ctx, params.id);
	const seatOf = new Map(members.map(({ member }) => [member.personId, member.seat]));
	return {
		round: {
			id: round.id,
			version: round.version,
			plannedMeetingOn: round.plannedMeetingOn,
			minSize: committee.minSize,
			seats: members.length
		},
		batch: { id: batch?.id, name: batch?.name ?? '' },
		committee: committee.name,
		meeting: dayText(round.plannedMeetingOn),
		pool: pool.map(({ expert, person, employerName }) => ({
			id: person.id,
			name: person.name,
			employer: employerName ?? '',
			level: levelFacts[expert.level as Level][getLocale() === 'en' ? 'en' : 'zh'],
			seat: seatOf.get(person.id) ?? ''
		}))
	};
}) satisfies PageServerLoad;

const seats = ['chair', 'vice_chair', 'member'] as const;

/** `seat-<person>` fields of the form, those that were given a seat. */
const seatsOf = (fields: Readonly<Record<string, unknown>>): readonly PanelSeat[] =>
	Object.entries(fields).flatMap(([name, value]): PanelSeat[] => {
		const seat = seats.find((one) => one === value);
		return name.startsWith('seat-') && seat ? [{ personId: name.slice('seat-'.length), seat }] : [];
	});

export const actions = {
	move: submits(
		z.object({ version: z.coerce.number().int(), plannedMeetingOn: z.string().min(1) }),
		async (ctx, data, { params }) => {
			await moveRound(ctx, { ...data, id: params.id });
			return { to: `/office/batches/rounds/${params.id}` };
		},
		{ form: 'move', label: (field) => textOf(`batch_field_${field}`) }
	),
	panel: submits(
		z.looseObject({ version: z.coerce.number().int() }),
		async (ctx, { version, ...fields }, { params }) => {
			await setPanel(ctx, { roundId: params.id, version, seats: seatsOf(fields) });
			return { to: `/office/batches/rounds/${params.id}` };
		},
		{ form: 'panel' }
	)
} satisfies Actions;
