import { z } from 'zod';
import { shanghaiDay, startOfDay } from '#lib/domain/day.ts';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { readBatch } from '#lib/server/usecases/batches/read-batch.ts';
import { announceBatch, changeBatch } from '#lib/server/usecases/batches/save-batch.ts';
import { addRound } from '#lib/server/usecases/batches/save-round.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';
import { batchSchema } from '../batch-form.ts';
import { scopeText, tiersText } from '../../authority/register.server.ts';

const timeOf = (instant: number): string => {
	const minutes = Math.floor((instant - startOfDay(shanghaiDay(instant))) / 60_000);
	const two = (n: number) => String(n).padStart(2, '0');
	return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
};

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { batch, state, rounds, free, sectors } = await readBatch(ctx, params.id);
	const sectorNames = new Map(sectors.map(({ id, name }) => [id, name]));
	return {
		requestId: ctx.newId(),
		batch: {
			id: batch.id,
			version: batch.version,
			name: batch.name,
			planned: state === 'planned',
			state: textOf(`batch_state_${state}`) ?? state,
			window: { from: instantText(batch.opensAt), to: instantText(batch.closesAt) }
		},
		values: {
			year: batch.year,
			name: batch.name,
			opensOn: shanghaiDay(batch.opensAt),
			opensTime: timeOf(batch.opensAt),
			closesOn: shanghaiDay(batch.closesAt),
			closesTime: timeOf(batch.closesAt),
			announcement: batch.announcement
		},
		rounds: rounds.map(({ round, committee }) => ({
			id: round.id,
			name: committee.name,
			place: placeName(committee.place),
			scope: scopeText(committee.series, committee.specialty),
			tiers: tiersText(committee.tiers),
			meeting: dayText(round.plannedMeetingOn),
			sector: round.sectorId ? (sectorNames.get(round.sectorId) ?? '') : '',
			cityCheck: round.cityCheck
		})),
		committees: free.map(({ id, name }) => ({ value: id, label: name })),
		sectors: sectors.map(({ id, name, place }) => ({
			value: id,
			label: `${placeName(place)} ${name}`
		}))
	};
}) satisfies PageServerLoad;

const here = (id: string): { readonly to: string } => ({
	to: `/office/batches/${id}`
});
const label = (field: string): string | undefined => textOf(`batch_field_${field}`);
const version = z.coerce.number().int();

export const actions = {
	change: submits(
		batchSchema.extend({ version }),
		async (ctx, data, { params }) => {
			await changeBatch(ctx, { ...data, id: params.id });
			return here(params.id);
		},
		{ form: 'change', label }
	),
	announce: submits(
		z.object({ version }),
		async (ctx, data, { params }) => {
			await announceBatch(ctx, { ...data, id: params.id });
			return here(params.id);
		},
		{ form: 'announce' }
	),
	round: submits(
		z.object({
			committeeId: z.string().min(1),
			plannedMeetingOn: z.string().min(1),
			sectorId: z.string().default(''),
			cityCheck: z.literal('on').optional()
		}),
		async (ctx, data, { params }) => {
			await addRound(ctx, {
				...data,
				cityCheck: data.cityCheck === 'on',
				batchId: params.id
			});
			return here(params.id);
		},
		{ form: 'round', label }
	)
} satisfies Actions;
