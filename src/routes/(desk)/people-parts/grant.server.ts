import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { placeName } from '#lib/server/places.ts';
import { grantChoices } from '#lib/server/usecases/people/grant-choices.ts';
import { grantRole } from '#lib/server/usecases/people/grant-role.ts';
import { readPerson } from '#lib/server/usecases/people/read-person.ts';
import { textOf } from '#lib/server/words.ts';

type Event = { locals: App.Locals; url: URL; params: { id: string } };

/** First the role, then its scope and days. */
export const grantLoad = loads(async (ctx, { params, url }: Event) => {
	const role = url.searchParams.get('role') ?? '';
	const [person, choices] = await Promise.all([
		readPerson(ctx, params.id),
		grantChoices(ctx, role)
	]);
	return {
		requestId: ctx.newId(),
		today: ctx.today(),
		person: { id: person.id, name: person.name, employerName: person.employerName },
		role,
		roles: choices.roles.map((one) => ({ value: one, label: textOf(`role_${one}`) ?? one })),
		scopes: choices.scopes.map((scope) => ({
			value: scope.id,
			label: `${placeName(scope.place)} ${scope.name}`
		})),
		wholeInstallation: choices.wholeInstallation
	};
});

type ActionEvent = Parameters<ReturnType<typeof submits>>[0] & { params: { id?: string } };

export const grantActions = {
	default: submits(
		z.object({
			role: z.string().min(1).max(40),
			scope: z.string().max(64).default(''),
			fromOn: z.string().max(10),
			toOn: z.string().max(10).default(''),
			basis: z.string().max(200).default('')
		}),
		async (ctx, { scope, ...data }, event: ActionEvent) => {
			await grantRole(ctx, { ...data, scopeId: scope, personId: event.params.id ?? '' });
			return { to: event.url.pathname.replace(/\/grant$/, '') };
		},
		{ label: (field) => textOf(`account_field_${field}`) }
	)
};
