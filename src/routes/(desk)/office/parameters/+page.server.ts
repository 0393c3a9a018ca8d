import { loads } from '#lib/server/form.ts';
import { dayText } from '#lib/server/dates.ts';
import { listParameters } from '#lib/server/usecases/rules/read-rules.ts';
import { citationText, textOf } from '#lib/server/words.ts';
import { standingText } from '#lib/server/parameter-words.ts';
import type { PageServerLoad } from './$types';

export const load = loads(async (ctx) => ({
	rows: (await listParameters(ctx)).map(({ parameter, value, since, upcoming }) => ({
		key: parameter.key,
		label: textOf(`parameter_${parameter.key}`) ?? parameter.key,
		value: textOf(`parameter_value_${String(value)}`) ?? String(value),
		floor: parameter.kind === 'integer' && parameter.floor > 0 ? String(parameter.floor) : '',
		since: since === null ? '' : dayText(since),
		upcoming: upcoming.map((one) => ({ value: String(one.value), since: dayText(one.since) })),
		standing: standingText(parameter),
		basis: citationText(parameter.citation)
	}))
})) satisfies PageServerLoad;
