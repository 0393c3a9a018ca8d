import { z } from 'zod';
import { instantText } from '#lib/server/dates.ts';
import { idNumberField } from '#lib/server/fields.ts';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { grantChoices } from '#lib/server/usecases/people/grant-choices.ts';
import { INVITATION_DAYS, invitePerson } from '#lib/server/usecases/people/invite-person.ts';
import { textOf } from '#lib/server/words.ts';

/** Roles to invite for: own staff (`applicant`) where the hat has an organisation, and what it may give. */
export const inviteLoad = loads(async (ctx, { url }: { locals: App.Locals; url: URL }) => {
	const hat = ctx.actor?.hat;
	const role = url.searchParams.get('role') ?? '';
	const choices = await grantChoices(ctx, role);
	const own = hat && hat.scopeId !== '' ? { id: hat.scopeId, name: hat.scopeName } : null;
	return {
		requestId: ctx.newId(),
		role,
		own,
		days: INVITATION_DAYS,
		roles: [
			...(own ? [{ value: 'applicant', label: textOf('people_invite_staff') ?? 'applicant' }] : []),
			...choices.roles.map((one) => ({ value: one, label: textOf(`role_${one}`) ?? one }))
		],
		scopes: choices.scopes.map((scope) => ({
			value: scope.id,
			label: `${placeName(scope.place)} ${scope.name}`
		})),
		wholeInstallation: choices.wholeInstallation
	};
});

export const inviteActions = {
	default: submits(
		z.object({
			name: z.string().trim().min(1).max(40),
			idNumber: idNumberField,
			role: z.string().min(1).max(40),
			scope: z.string().max(64).default('')
		}),
		async (ctx, { scope, ...data }, event) => {
			const link = await invitePerson(ctx, { ...data, scopeId: scope });
			return {
				done: {
					link: {
						href: `${event.url.origin}/invite/${link.token}`,
						until: instantText(link.expiresAt),
						name: data.name
					}
				}
			};
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
};
