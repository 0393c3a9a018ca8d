import { z } from 'zod';
import { addDays } from '#lib/domain/day.ts';
import { spanText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { endGrant } from '#lib/server/usecases/people/grant-role.ts';
import { nameDeputy } from '#lib/server/usecases/people/name-deputy.ts';
import { readDeputies } from '#lib/server/usecases/people/read-deputies.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';

export const deputiesLoad = loads(async (ctx) => {
	const desk = await readDeputies(ctx);
	return {
		requestId: ctx.newId(),
		today: ctx.today(),
		scopeName: desk.scopeName,
		role: textOf(`role_${desk.role}`) ?? desk.role,
		isDeputy: desk.isDeputy,
		grants: desk.grants.map((grant) => ({
			id: grant.id,
			version: grant.version,
			name: grant.name,
			span: spanText(grant.fromOn, grant.toOn),
			deputyFor: grant.deputyForName,
			mine: grant.mine
		})),
		colleagues: desk.colleagues.map((one) => ({
			value: one.id,
			label: one.idLast4 ? m.people_colleague({ name: one.name, last4: one.idLast4 }) : one.name
		}))
	};
});

export const deputiesActions = {
	name: submits(
		z.object({
			person: z.string().min(1).max(64),
			fromOn: z.string().max(10),
			toOn: z.string().max(10),
			basis: z.string().max(200).default('')
		}),
		async (ctx, data, event) => {
			await nameDeputy(ctx, data);
			return { to: event.url.pathname };
		},
		{ form: 'name', label: (field) => textOf(`account_field_${field}`) }
	),
	end: submits(
		z.object({ id: z.string().max(64), version: z.coerce.number().int() }),
		async (ctx, data, event) => {
			await endGrant(ctx, {
				...data,
				toOn: addDays(ctx.today(), -1),
				basis: m.people_deputy_ended()
			});
			return { to: event.url.pathname };
		},
		{ form: 'end' }
	)
};
