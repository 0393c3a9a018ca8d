import { z } from 'zod';
import { missing, Refused } from '#lib/domain/refusal.ts';
import { dayText, instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { listParameters } from '#lib/server/usecases/rules/read-rules.ts';
import { setParameter } from '#lib/server/usecases/rules/set-parameter.ts';
import { citationText, textOf } from '#lib/server/words.ts';
import { standingText } from '#lib/server/parameter-words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const found = (await listParameters(ctx)).find(({ parameter }) => parameter.key === params.key);
	if (!found) throw new Refused(missing);
	const { parameter } = found;
	const words = (value: unknown): string =>
		textOf(`parameter_value_${String(value)}`) ?? String(value);
	return {
		requestId: ctx.newId(),
		today: ctx.today(),
		label: textOf(`parameter_${parameter.key}`) ?? parameter.key,
		standing: standingText(parameter),
		editable: parameter.standing === 'set' || parameter.standing === 'later',
		kind: parameter.kind,
		value: String(found.value),
		valueText: words(found.value),
		floor: parameter.kind === 'integer' && parameter.floor > 0 ? parameter.floor : null,
		choices:
			parameter.kind === 'choice'
				? parameter.choices.map((value) => ({ value, label: words(value) }))
				: parameter.kind === 'boolean'
					? ['true', 'false'].map((value) => ({ value, label: words(value) }))
					: [],
		basis: citationText(parameter.citation),
		history: found.history
			.map((one) => ({
				kind: 'done' as const,
				title: words(one.value),
				lines: [`${dayText(one.since)} · ${one.basis}`, instantText(one.createdAt)]
			}))
			.reverse()
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			value: z.string().trim().min(1).max(80),
			since: z.string().min(1),
			basis: z.string().trim().min(1).max(120)
		}),
		async (ctx, data, { params }) => {
			await setParameter(ctx, { ...data, key: params.key });
			return { to: '/office/parameters' };
		},
		{ label: (field) => textOf(`parameters_field_${field}`) }
	)
} satisfies Actions;
