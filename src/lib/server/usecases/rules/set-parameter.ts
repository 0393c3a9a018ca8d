import { Refused, rule } from '#lib/domain/refusal.ts';
import { checkParameter, parameterOf } from '#lib/domain/rules/parameters.ts';
import { mustEnter } from '../authority/may.ts';
import { checkDay } from '../authority/scope.ts';
import { commit } from '../commit.ts';
import { parameterSet } from '../parameters.ts';
import { insert, logged, type Context } from '../ports.ts';

/** What was typed, as the parameter's kind wants it; the check itself is `checkParameter`. */
const readValue = (key: string, typed: string): number | string | boolean => {
	const parameter = parameterOf(key);
	if (!parameter) throw new Refused({ kind: 'missing', key: 'not_found' });
	const text = typed.normalize('NFKC').trim();
	if (parameter.kind === 'integer') return /^\d+$/.test(text) ? Number(text) : Number.NaN;
	if (parameter.kind === 'boolean') return text === 'true' || text === 'on';
	return text;
};

/**
 * Sets a parameter from a day on, with the document it rests on. A legal floor cannot be gone below; what
 * has begun keeps the value it began with where the law freezes it.
 */
export const setParameter = async (
	ctx: Context,
	input: {
		readonly key: string;
		readonly value: string;
		readonly since: string;
		readonly basis: string;
	}
): Promise<void> => {
	await mustEnter(ctx, 'parameters');
	const known = parameterOf(input.key);
	if (known?.standing === 'fixed')
		throw new Refused(rule('parameter_fixed', { value: String(known.default) }, input.key));
	if (known?.standing === 'security')
		throw new Refused({ kind: 'forbidden', key: 'parameter_of_security' });
	const value = readValue(input.key, input.value);
	const refusal = checkParameter(input.key, value);
	if (refusal) throw new Refused({ ...refusal, field: 'value' });
	const since = checkDay(input.since, 'since');
	if (since < ctx.today()) throw new Refused({ ...rule('parameter_in_past'), field: 'since' });
	const basis = input.basis.trim();
	if (basis === '') throw new Refused({ ...rule('basis_missing'), field: 'basis' });
	const before = await parameterSet(ctx, input.key, since);
	const id = ctx.newId();
	await commit(ctx, [
		insert('parameters', {
			id,
			key: input.key,
			value,
			since,
			basis,
			setBy: ctx.actor?.personId ?? ctx.as,
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'parameter.set',
			objectKind: 'parameter',
			objectId: input.key,
			detail: {
				before: before?.value ?? parameterOf(input.key)?.default ?? null,
				value,
				since,
				basis
			}
		})
	]);
};
