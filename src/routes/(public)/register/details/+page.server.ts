import { error, redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { idNumberField, mobileField, newLoginField, newPasswordField } from '#lib/server/fields.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { employerChoice } from '#lib/server/usecases/people/find-employers.ts';
import { passwordPolicy } from '#lib/server/usecases/people/check-password.ts';
import { registerPerson } from '#lib/server/usecases/people/register-person.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const registration = z.object({
	name: z.string().trim().min(1).max(40),
	idNumber: idNumberField,
	phone: mobileField,
	login: newLoginField,
	password: newPasswordField,
	repeat: z.string().min(1).max(256)
});

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	if (ctx.actor) redirect(303, '/me/account/employer');
	const employer = await employerChoice(ctx, url.searchParams.get('employer') ?? '');
	if (!employer) redirect(303, '/register');
	return {
		employer: { ...employer, placeName: placeName(employer.place) },
		policy: await passwordPolicy(ctx)
	};
}) satisfies PageServerLoad;

export const actions = {
	default: submits(
		registration,
		async (ctx, data, event: RequestEvent) => {
			const employer = event.url.searchParams.get('employer');
			if (!employer) error(400);
			const { login } = await registerPerson(ctx, { ...data, employer });
			const { token } = await signIn(ctx, {
				login,
				password: data.password,
				userAgent: event.request.headers.get('user-agent') ?? ''
			});
			const cookie = sessionCookie(event.url);
			event.cookies.set(cookie.name, token, cookie.attributes);
			return { to: '/me/account/employer?registered=1' };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
} satisfies Actions;
