import { z } from 'zod';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { mobileField, newLoginField, newPasswordField } from '#lib/server/fields.ts';
import { loads, submits } from '#lib/server/form.ts';
import { acceptInvitation, readInvitation } from '#lib/server/usecases/people/accept-invitation.ts';
import { passwordPolicy } from '#lib/server/usecases/people/check-password.ts';
import { signIn } from '#lib/server/usecases/people/sign-in.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const newAccount = z.object({
	idNumber: z.string().trim().max(40).default(''),
	phone: mobileField,
	login: newLoginField,
	password: newPasswordField,
	repeat: z.string().min(1).max(256)
});

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const invitation = await readInvitation(ctx, params.token);
	return {
		invitation: {
			...invitation,
			role: textOf(`role_${invitation.role}`) ?? invitation.role,
			isStaff: invitation.role === 'applicant'
		},
		policy: await passwordPolicy(ctx)
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`account_field_${field}`);

export const actions = {
	/** Somebody new: an account, then straight in. */
	create: submits(
		newAccount,
		async (ctx, data, event: RequestEvent) => {
			await acceptInvitation(ctx, { ...data, token: event.params.token });
			const { token } = await signIn(ctx, {
				login: data.login,
				password: data.password,
				userAgent: event.request.headers.get('user-agent') ?? ''
			});
			const cookie = sessionCookie(event.url);
			event.cookies.set(cookie.name, token, cookie.attributes);
			return { to: '/me/account' };
		},
		{ label }
	),
	/** Somebody who is signed in as the invited person. */
	accept: submits(
		z.object({}),
		async (ctx, _data, event: RequestEvent) => {
			const nothing = { idNumber: '', phone: '', login: '', password: '', repeat: '' };
			await acceptInvitation(ctx, { ...nothing, token: event.params.token });
			return { to: '/me/account' };
		},
		{ label }
	)
} satisfies Actions;
