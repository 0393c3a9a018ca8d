import { z } from 'zod';
import { exclusions } from '#lib/domain/review/draw-pool.ts';
import { drawState, exclusionText, groupText } from '#lib/server/draw-words.ts';
import { loads, submits } from '#lib/server/form.ts';
import { roundDraws } from '#lib/server/usecases/draw/list-draws.ts';
import { prepareDraw } from '#lib/server/usecases/draw/prepare-draw.ts';
import { textOf } from '#lib/server/words.ts';
import { dayText, levelName, momentText } from '../../../../desk-parts/desk-words.server.ts';
import { whyNot } from '../../../committee-words.server.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** What the office may say; that somebody applies, the portal knows by itself. */
const reasons = exclusions.filter((why) => why !== 'applicant' && why !== 'same_employer');

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const found = await roundDraws(ctx, params.id);
	const groups = [...new Set(found.pool.flatMap(({ group }) => (group === null ? [] : [group])))];
	return {
		requestId: ctx.newId(),
		id: found.roundId,
		title: found.committee,
		sub: `${found.batch} ${dayText(found.plannedOn)}`,
		minSize: found.minSize,
		reason: whyNot(found.refusal) ?? '',
		draws: found.draws.map(({ id, state, at }) => ({
			href: `/committee/draws/${id}`,
			at: momentText(at),
			state: drawState(state)
		})),
		groups: groups.map((group) => ({ name: `min-${group}`, label: groupText(group) })),
		reasons: reasons.map((why) => ({ value: why, label: exclusionText(why) })),
		pool: found.pool.map((one) => ({
			id: one.personId,
			name: one.name,
			employer: one.employerName,
			level: levelName(one.level as Level),
			group: groupText(one.group),
			applies: one.excluded === null ? '' : exclusionText(one.excluded),
			colleague: one.colleagueApplies
		}))
	};
}) satisfies PageServerLoad;

/** Fields of the form whose names begin so, without that beginning. */
const named = (fields: Readonly<Record<string, unknown>>, prefix: string) =>
	Object.entries(fields).flatMap(([name, value]) =>
		name.startsWith(prefix) && typeof value === 'string' && value !== ''
			? [[name.slice(prefix.length), value] as const]
			: []
	);

export const actions = {
	default: submits(
		z.looseObject({
			seats: z.coerce.number().int().min(1).max(999),
			withoutColleagues: z.literal('on').optional()
		}),
		async (ctx, { seats, withoutColleagues, ...fields }, event: RequestEvent) => {
			const { id } = await prepareDraw(ctx, {
				roundId: event.params.id,
				seats,
				minPerGroup: Object.fromEntries(
					named(fields, 'min-').map(([group, least]) => [group, Number(least)])
				),
				withoutColleagues: withoutColleagues === 'on',
				excluded: named(fields, 'out-').map(([personId, why]) => ({ personId, why }))
			});
			return { to: `/committee/draws/${id}` };
		},
		{ label: (field) => textOf(`draw_field_${field}`) }
	)
} satisfies Actions;
