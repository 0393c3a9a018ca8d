import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { changePolicy, readPolicies } from '#lib/server/usecases/people/change-policy.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx) => {
	const policies = await readPolicies(ctx);
	return {
		requestId: ctx.newId(),
		password: policies['password.policy'] === 'dengbao' ? 'dengbao' : 'modern',
		separate: policies['admin.separate'] === true
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`account_field_${field}`) ?? textOf(`admin_field_${field}`);
const basis = z.string().max(200).default('');

export const actions = {
	password: submits(
		z.object({ policy: z.enum(['modern', 'dengbao']), basis }),
		async (ctx, data) => {
			await changePolicy(ctx, { key: 'password.policy', value: data.policy, basis: data.basis });
			return { to: '/admin/policies' };
		},
		{ form: 'password', label }
	),
	separate: submits(
		z.object({ separate: z.enum(['yes', 'no']), basis }),
		async (ctx, data) => {
			await changePolicy(ctx, {
				key: 'admin.separate',
				value: data.separate === 'yes',
				basis: data.basis
			});
			return { to: '/admin/policies' };
		},
		{ form: 'separate', label }
	)
} satisfies Actions;
