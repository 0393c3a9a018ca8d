import { asc, desc, eq, sql } from 'drizzle-orm';
import { first, prepared, type Questions } from './questions.ts';

export const accountReads = ({ db, t }: Questions) => ({
	byId: async (id: string) =>
		first(await db.select().from(t.accounts).where(eq(t.accounts.id, id))),
	/** By sign-in name, which is kept in lower case. */
	byLogin: async (loginName: string) =>
		first(await db.select().from(t.accounts).where(eq(t.accounts.loginName, loginName))),
	byPerson: async (personId: string) =>
		first(await db.select().from(t.accounts).where(eq(t.accounts.personId, personId)))
});

export const sessionReads = ({ db, t }: Questions) => {
	const byHash = prepared(
		'sessions_by_hash',
		db
			.select({
				session: t.sessions,
				account: {
					id: t.accounts.id,
					state: t.accounts.state,
					mustChange: t.accounts.mustChange
				},
				person: { id: t.people.id, name: t.people.name }
			})
			.from(t.sessions)
			.innerJoin(t.accounts, eq(t.accounts.id, t.sessions.accountId))
			.innerJoin(t.people, eq(t.people.id, t.accounts.personId))
			.where(eq(t.sessions.id, sql.placeholder('hash')))
	);
	return {
		/** By the SHA-256 of its token, with what every request asks of account and person. */
		byHash: async (hash: string) => first(await byHash({ hash })),
		ofAccount: async (accountId: string) =>
			db
				.select()
				.from(t.sessions)
				.where(eq(t.sessions.accountId, accountId))
				.orderBy(desc(t.sessions.seenAt), asc(t.sessions.id))
	};
};

export const invitationReads = ({ db, t }: Questions) => ({
	byTokenHash: async (tokenHash: string) =>
		first(await db.select().from(t.invitations).where(eq(t.invitations.tokenHash, tokenHash))),
	ofPerson: async (personId: string) =>
		db
			.select()
			.from(t.invitations)
			.where(eq(t.invitations.personId, personId))
			.orderBy(desc(t.invitations.createdAt), desc(t.invitations.id))
});

export const requestReads = ({ db, t }: Questions) => ({
	/** What was answered to the form that carried this id. */
	byId: async (id: string) => first(await db.select().from(t.requests).where(eq(t.requests.id, id)))
});
