import { z } from 'zod';
import { deviceName } from '#lib/server/agents.ts';
import { sessionCookie } from '#lib/server/session-cookie.ts';
import { dayText, instantText, spanText } from '#lib/server/dates.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import { loads, submits } from '#lib/server/form.ts';
import { endGrant } from '#lib/server/usecases/people/grant-role.ts';
import { readMyAccount } from '#lib/server/usecases/people/read-account.ts';
import { endOwnSession, signOutEverywhere } from '#lib/server/usecases/people/sign-out.ts';
import { textOf } from '#lib/server/words.ts';
import { addDays } from '#lib/domain/day.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load = loads(async (ctx) => {
	const account = await readMyAccount(ctx);
	return {
		account: {
			...account,
			passwordSet: dayText(shanghaiDay(account.passwordSetAt)),
			passwordUntil:
				account.passwordUntil === null ? null : dayText(shanghaiDay(account.passwordUntil))
		},
		sessions: account.sessions.map((session) => ({
			id: session.id,
			current: session.current,
			device: deviceName(session.userAgent),
			since: instantText(session.createdAt),
			seen: instantText(session.seenAt)
		})),
		grants: account.grants.map((grant) => ({
			id: grant.id,
			version: grant.version,
			role: textOf(`role_${grant.role}`) ?? grant.role,
			at: grant.scopeName,
			span: spanText(grant.fromOn, grant.toOn),
			deputyFor: grant.deputyForName,
			inForce: grant.inForce
		}))
	};
}) satisfies PageServerLoad;

export const actions = {
	end: submits(z.object({ session: z.string().min(1).max(100) }), async (ctx, { session }) => {
		await endOwnSession(ctx, session);
		return { done: { ended: true } };
	}),
	endAll: submits(z.object({}), async (ctx, _data, event: RequestEvent) => {
		await signOutEverywhere(ctx);
		const cookie = sessionCookie(event.url);
		event.cookies.delete(cookie.name, cookie.attributes);
		return { to: '/sign-in' };
	}),
	layDown: submits(
		z.object({ id: z.string().max(64), version: z.coerce.number().int() }),
		async (ctx, { id, version }) => {
			await endGrant(ctx, {
				id,
				version,
				toOn: addDays(ctx.today(), -1),
				basis: m.account_laid_down()
			});
			return { done: { ended: true } };
		}
	)
} satisfies Actions;
