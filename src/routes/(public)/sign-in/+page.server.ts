import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { safeNext } from '#lib/server/next.ts';
import { loads, submits } from '#lib/server/form.ts';
import { homeOf } from '#lib/server/shell/navigation.ts';
import { listDemoAccounts } from '#lib/server/usecases/people/list-demo-accounts.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const credentials = z.object({
	login: z.string().trim().min(1).max(64),
	password: z.string().min(1).max(128)
});

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const next = url.searchParams.get('next');
	if (ctx.actor) redirect(303, safeNext(next, ctx.actor.hat ? homeOf[ctx.actor.hat.role] : '/me'));
	return {
		next: safeNext(next, ''),
		demoAccounts: (await listDemoAccounts(ctx)).map((account) => ({
			...account,
			role: textOf(`role_${account.role}`) ?? account.role,
			shows: textOf(`demo_${account.key}`) ?? ''
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		credentials,
		async (ctx, { login, password }, event: RequestEvent) => {
			const { token, hat, mustChange } = await signIn(ctx, {
				login,
				password,
				userAgent: event.request.headers.get('user-agent') ?? ''
			});
			const cookie = sessionCookie(event.url);
			event.cookies.set(cookie.name, token, cookie.attributes);
			const next = safeNext(event.url.searchParams.get('next'), hat ? homeOf[hat.role] : '/me');
			return {
				to: mustChange ? `/me/account/password?next=${encodeURIComponent(next)}` : next
			};
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
