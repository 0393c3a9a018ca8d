import { z } from 'zod';
import { newPasswordField } from '#lib/server/fields.ts';
import { loads, submits } from '#lib/server/form.ts';
import { passwordPolicy } from '#lib/server/usecases/people/check-password.ts';
import { readRecovery, recoverAccount } from '#lib/server/usecases/people/recovery.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => ({
	recovery: await readRecovery(ctx, params.token),
	policy: await passwordPolicy(ctx)
})) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({ password: newPasswordField, repeat: z.string().min(1).max(256) }),
		async (ctx, data, { params }: RequestEvent) => {
			await recoverAccount(ctx, { ...data, token: params.token });
			return { to: '/sign-in' };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
