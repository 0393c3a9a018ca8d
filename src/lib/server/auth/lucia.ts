/**
 * Sessions by Lucia 3, behind four functions. Upstream is frozen, so nothing outside this file knows of it:
 * the adapter here is over our store, keeps only the SHA-256 of the token, reads no password hash, and
 * hands changes back instead of writing them, so that they stand in the same commit as the deed.
 */
import { createHash } from 'node:crypto';
import { type Adapter, Lucia, TimeSpan } from 'lucia';
import type { Actor, Hat } from '#lib/domain/access.ts';
import { hatInForce } from '#lib/domain/people/account.ts';
import { insert, type Change, type Context, type Sessions } from '../usecases/ports.ts';

const MINUTE_MS = 60_000;
/** Without a request for this long a session ends: offices sooner, their screens stand in open rooms. */
const IDLE_OWN_MS = 60 * MINUTE_MS;
const IDLE_OFFICE_MS = 30 * MINUTE_MS;
/** However busy: then the password is asked again. */
const ABSOLUTE_MS = 12 * 60 * MINUTE_MS;
/** A request moves the end at most this often, so that reading pages does not write all the time. */
const TOUCH_MS = MINUTE_MS;
const MAX_AGENT = 200;

type Ports = Pick<Context, 'store' | 'today' | 'realNow'>;

/** How long a session may idle, in milliseconds; `grantId` null: the person's own matters only. */
const idleMs = (grantId: string | null): number =>
	grantId === null ? IDLE_OWN_MS : IDLE_OFFICE_MS;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** Starts a session. The token goes into the cookie and nowhere else. `now` is real time in UTC ms. */
export const createSession: Sessions['create'] = async ({ accountId, grantId, userAgent, now }) => {
	const expiresAt = now + idleMs(grantId);
	const changes: Change[] = [];
	const lucia = luciaOver({
		setSession: async ({ id, userId }) => {
			changes.push(
				insert('sessions', {
					id: hashOf(id),
					accountId: userId,
					grantId,
					expiresAt,
					absoluteAt: now + ABSOLUTE_MS,
					seenAt: now,
					createdAt: now,
					userAgent: userAgent.slice(0, MAX_AGENT)
				})
			);
		}
	});
	const { id: token } = await lucia.createSession(accountId, {});
	return { token, expiresAt, changes };
};

export type OpenSession = {
	readonly actor: Actor;
	/** When the session ends unless the person goes on, in UTC milliseconds of real time. */
	readonly expiresAt: number;
	/** The password must be changed before anything else. */
	readonly mustChange: boolean;
};

/**
 * Who holds this token: the person, the hats whose grants are in force today, and the one that is on. Moves
 * the end of the session, and clears away one that has ended or whose account is disabled.
 */
export const readSession = async (ctx: Ports, token: string): Promise<OpenSession | null> => {
	const now = ctx.realNow();
	const held = await ctx.store.read.sessions.byHash(hashOf(token));
	const ended: Change[] = [];
	const lucia = luciaOver({
		getSessionAndUser: async () => [
			held
				? {
						id: held.session.id,
						userId: held.account.id,
						expiresAt: luciasTime(held.session.expiresAt, now),
						attributes: {}
					}
				: null,
			held?.account.state === 'active' ? { id: held.account.id, attributes: {} } : null
		],
		deleteSession: async (id) => {
			ended.push({ do: 'delete', table: 'sessions', where: { id } });
		}
	});
	const { session } = await lucia.validateSession(token);
	if (ended.length > 0) await ctx.store.commit(ended);
	if (!session || !held) return null;

	const hats: readonly Hat[] = await ctx.store.read.grants.openOfPerson(
		held.person.id,
		ctx.today()
	);
	const hat = hatInForce(hats, held.session.grantId);
	const { id, absoluteAt, seenAt } = held.session;
	let { expiresAt } = held.session;
	if (now - seenAt >= TOUCH_MS || hat?.grantId !== (held.session.grantId ?? undefined)) {
		const grantId = hat?.grantId ?? null;
		expiresAt = Math.min(now + idleMs(grantId), absoluteAt);
		await ctx.store.commit([
			{ do: 'touch', table: 'sessions', id, set: { grantId, seenAt: now, expiresAt } }
		]);
	}
	return {
		actor: {
			personId: held.person.id,
			accountId: held.account.id,
			sessionId: id,
			name: held.person.name,
			hat,
			hats
		},
		expiresAt,
		mustChange: held.account.mustChange
	};
};

/** Ends one session, by its id (the hash, never the token). */
export const endSession: Sessions['end'] = async (sessionId) => {
	const changes: Change[] = [];
	await luciaOver({
		deleteSession: async (id) => {
			changes.push({ do: 'delete', table: 'sessions', where: { id } });
		}
	}).invalidateSession(sessionId);
	return changes;
};

/** Ends every session of an account, on every device. */
export const endAllSessions: Sessions['endAll'] = async (accountId) => {
	const changes: Change[] = [];
	await luciaOver({
		deleteUserSessions: async (id) => {
			changes.push({ do: 'delete', table: 'sessions', where: { accountId: id } });
		}
	}).invalidateUserSessions(accountId);
	return changes;
};

/** Puts on another hat; `null` takes it off. The next request then reckons the idle time anew. */
const wear: Sessions['wear'] = async (sessionId, grantId) => [
	{ do: 'touch', table: 'sessions', id: sessionId, set: { grantId, seenAt: 0 } }
];

/** The port that use cases see. */
export const sessions: Sessions = {
	create: createSession,
	end: endSession,
	endAll: endAllSessions,
	wear
};

/** Lucia reads the machine's clock: instants are shifted by its distance from the clock we were given. */
const luciasTime = (instant: number, now: number): Date => new Date(instant - now + Date.now());

const notAsked = (): never => {
	throw new Error('Lucia asked its adapter something that this portal does not use');
};

const luciaOver = (adapter: Partial<Adapter>): Lucia =>
	new Lucia(
		{
			getSessionAndUser: notAsked,
			getUserSessions: notAsked,
			setSession: notAsked,
			// Moving the end is done in `readSession`, by the minute and never past the absolute end.
			updateSessionExpiration: async () => undefined,
			deleteSession: notAsked,
			deleteUserSessions: notAsked,
			deleteExpiredSessions: notAsked,
			...adapter
		},
		{ sessionExpiresIn: new TimeSpan(ABSOLUTE_MS, 'ms') }
	);
