import { z } from 'zod';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { safeNext } from '#lib/server/next.ts';
import { newPasswordField } from '#lib/server/fields.ts';
import { loads, submits } from '#lib/server/form.ts';
import { changePassword } from '#lib/server/usecases/people/change-password.ts';
import { passwordPolicy } from '#lib/server/usecases/people/check-password.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => ({
	policy: await passwordPolicy(ctx),
	/** The person was led here at sign-in, because the password must be changed. */
	mustChange: url.searchParams.has('next')
})) satisfies PageServerLoad;

export const actions = {
	default: submits(
		z.object({
			currentPassword: z.string().min(1).max(256),
			password: newPasswordField,
			repeat: z.string().min(1).max(256)
		}),
		async (ctx, data, event: RequestEvent) => {
			const { token } = await changePassword(ctx, {
				...data,
				userAgent: event.request.headers.get('user-agent') ?? ''
			});
			const cookie = sessionCookie(event.url);
			event.cookies.set(cookie.name, token, cookie.attributes);
			return { to: safeNext(event.url.searchParams.get('next'), '/me/account') };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
