import { z } from 'zod';
import { submits } from '#lib/server/form.ts';
import { askRecovery } from '#lib/server/usecases/people/recovery.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions } from './$types';

export const actions = {
	default: submits(
		z.object({ login: z.string().trim().min(1).max(64) }),
		async (ctx, { login }) => {
			await askRecovery(ctx, login);
			return { done: { asked: true } };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
