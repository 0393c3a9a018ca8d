/**
 * The ports that use cases speak to. Adapters (`server/store`, `auth`, `files`, `jobs`) implement them and
 * are joined in `wiring.ts` only.
 */
import type { Actor } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
// The two shapes below are written once, where the tables and the named questions are; types only.
import type { Reads } from '../store/reads/index.ts';
import type { NewRow, Row, TableName, TableWithVersion } from '../store/tables.ts';

export type { NewRow, Reads, Row, TableName };

/** A number handed out inside the commit: the next value of a counter, formatted. */
export type Numbered = { readonly counter: string; readonly format: (value: number) => string };

/** A row to insert, some of whose text columns may be numbered in the commit. */
export type Insertable<T extends TableName> = {
	readonly [K in keyof NewRow<T>]: NewRow<T>[K] | (string extends NewRow<T>[K] ? Numbered : never);
};

/** What happened, for the hash-chained log. The store adds sequence, time, actor and hashes. */
export type LogEntry = {
	readonly action: string;
	readonly objectKind: string;
	readonly objectId: string;
	readonly subjectId?: string | null;
	readonly result?: 'done' | 'refused';
	readonly detail?: Readonly<Record<string, unknown>>;
};

export type Change =
	| {
			readonly do: 'insert';
			readonly table: TableName;
			readonly row: Readonly<Record<string, unknown>>;
	  }
	| {
			readonly do: 'update';
			readonly table: TableName;
			readonly id: string | number;
			/** The version that was read: the row changes only if it still has it, else `stale`. */
			readonly version: number;
			readonly set: Readonly<Record<string, unknown>>;
	  }
	/** Holds a row still: the commit fails as stale if its version is no longer the one read. */
	| {
			readonly do: 'guard';
			readonly table: TableName;
			readonly id: string | number;
			readonly version: number;
	  }
	/** For rows without legal effect (sessions, search terms, throttles): by columns and values. */
	| {
			readonly do: 'delete';
			readonly table: 'sessions' | 'searchTerms' | 'throttles' | 'requests';
			readonly where: Readonly<Record<string, string | number>>;
	  }
	/** Sets columns of a row without legal effect and without a version: last seen, hat, answer given, read. */
	| {
			readonly do: 'touch';
			readonly table: 'sessions' | 'requests' | 'messages';
			readonly id: string;
			readonly set: Readonly<Record<string, unknown>>;
	  }
	/**
	 * Takes up to `limit` open rows whose lease has run out, oldest first, and leases them until `until`; the
	 * answer holds them with the new lease. Nobody else gets them before then (real time).
	 */
	| {
			readonly do: 'claim';
			readonly table: 'jobs' | 'outbox';
			readonly now: number;
			readonly until: number;
			readonly limit: number;
	  }
	/**
	 * Closes or puts back a claimed row, in the commit that holds its effect: stale if the lease is no longer
	 * ours or the row is done, so that each effect happens once.
	 */
	| {
			readonly do: 'settle';
			readonly table: 'jobs' | 'outbox';
			readonly id: string;
			/** The `leaseUntil` that the claim answered. */
			readonly leaseUntil: number;
			readonly set: Readonly<Record<string, unknown>>;
	  }
	/** Counts an attempt in a window and answers how many there are now (real time, not the legal clock). */
	| { readonly do: 'count'; readonly key: string; readonly windowMs: number; readonly at: number }
	| {
			readonly do: 'log';
			readonly entry: LogEntry;
			readonly actor: Actor | null;
			/** 'clock' or 'system' where nobody acted. */
			readonly role: string;
			readonly organisation: string;
			readonly at: number;
	  };

export type CommitAnswer = {
	/** Numbers handed out, in the order of the changes that asked for them. */
	readonly numbers: readonly string[];
	/** Counts after `count` changes, in order. */
	readonly counts: readonly number[];
	/** Rows taken by `claim` changes, oldest first. */
	readonly jobs: readonly Row<'jobs'>[];
	readonly outbox: readonly Row<'outbox'>[];
};

export type Store = {
	/** Named questions, grouped by noun. */
	readonly read: Reads;
	/**
	 * All or nothing. Throws `Refused` stale (a version moved, a unique key is taken) or busy (disk full,
	 * database away); anything else is a defect.
	 */
	readonly commit: (changes: readonly Change[]) => Promise<CommitAnswer>;
};

export type StoredFile = { readonly size: number; readonly sha256: string };

/** Where attachments lie. Keys are ids made by the portal; names given by users never become paths. */
export type Files = {
	/** Appends a chunk at an offset and answers the bytes now held; a wrong offset writes nothing. */
	readonly append: (key: string, offset: number, chunk: Uint8Array) => Promise<number>;
	/** Closes an upload: syncs it, counts and hashes. */
	readonly seal: (key: string) => Promise<StoredFile>;
	/** The first bytes, to tell the type by content. */
	readonly head: (key: string, bytes: number) => Promise<Uint8Array>;
	readonly open: (key: string) => Promise<ReadableStream<Uint8Array>>;
	readonly remove: (key: string) => Promise<void>;
};

/** Field encryption and blind indexes; keys live in DATA_DIR/keys. */
export type Secrets = {
	readonly encrypt: (context: string, plain: string) => string;
	readonly decrypt: (context: string, cipher: string) => string;
	/** Keyed hash of a normalised value: equal values match, nothing else can be learned. */
	readonly blind: (purpose: 'id' | 'phone' | 'login' | 'token', value: string) => string;
	readonly sign: (text: string) => { readonly keyId: string; readonly signature: string };
	/** Undefined: there is no such key here. */
	readonly verify: (text: string, keyId: string, signature: string) => boolean | undefined;
	/** Random token for a link or cookie, base32, at least 128 bits. */
	readonly token: () => string;
};

export type Passwords = {
	readonly hash: (password: string) => Promise<string>;
	/** Takes the same time whether or not there is a hash. */
	readonly verify: (hash: string | null, password: string) => Promise<boolean>;
};

/** What starts, changes and ends sessions, as changes for the deed's own commit. Instants are real time. */
export type Sessions = {
	readonly create: (start: {
		readonly accountId: string;
		/** Grant to act under at first; null: the person's own matters. */
		readonly grantId: string | null;
		readonly userAgent: string;
		readonly now: number;
	}) => Promise<{
		/** For the cookie; the store keeps only its hash. */
		readonly token: string;
		readonly expiresAt: number;
		readonly changes: readonly Change[];
	}>;
	readonly end: (sessionId: string) => Promise<readonly Change[]>;
	readonly endAll: (accountId: string) => Promise<readonly Change[]>;
	readonly wear: (sessionId: string, grantId: string | null) => Promise<readonly Change[]>;
};

/** Everything a use case may ask of the world around it. */
export type Context = {
	readonly store: Store;
	readonly files: Files;
	readonly secrets: Secrets;
	readonly passwords: Passwords;
	readonly sessions: Sessions;
	/** The legal clock in UTC milliseconds (the demo's clock can be moved forward). */
	readonly now: () => number;
	/** Real time: sessions, throttles, leases. */
	readonly realNow: () => number;
	/** The legal day in Asia/Shanghai. */
	readonly today: () => Day;
	readonly newId: () => string;
	readonly actor: Actor | null;
	/** Who made the move where nobody is signed in: the clock, or the portal itself. */
	readonly as: 'person' | 'clock' | 'system';
	readonly ip: string;
	/** Id and digest of the form being posted: a repeated post has one effect (`server/form.ts`). */
	readonly request: { readonly id: string; readonly digest: string } | null;
	readonly demo: boolean;
};

/** A change that inserts a row; columns typed by the table. */
export const insert = <T extends TableName>(table: T, row: Insertable<T>): Change => ({
	do: 'insert',
	table,
	row
});

/** A change of a row whose version was read; `version` grows by one. */
export const update = <T extends TableWithVersion>(
	table: T,
	row: { readonly id: string; readonly version: number },
	set: Partial<Row<T>>
): Change => ({
	do: 'update',
	table,
	id: row.id,
	version: row.version,
	set
});

/** Holds a row still while the commit is made. */
export const guard = (
	table: TableWithVersion,
	row: { readonly id: string; readonly version: number }
): Change => ({ do: 'guard', table, id: row.id, version: row.version });

/** An entry of the log, made by whoever the context says is acting. */
export const logged = (ctx: Context, entry: LogEntry): Change => ({
	do: 'log',
	entry,
	actor: ctx.actor,
	role:
		ctx.as === 'person' ? (ctx.actor?.hat?.role ?? (ctx.actor ? 'applicant' : 'public')) : ctx.as,
	organisation: ctx.actor?.hat?.scopeName ?? '',
	at: ctx.now()
});

/** Somebody is told: a row for the outbox, which the inbox (and later other channels) reads. */
export const tell = (
	ctx: Context,
	event: string,
	to: readonly { readonly party?: string; readonly personId?: string }[],
	more: {
		readonly caseId?: string;
		readonly facts?: Readonly<Record<string, string | number>>;
		readonly href?: string;
	} = {}
): Change =>
	insert('outbox', {
		id: ctx.newId(),
		event,
		caseId: more.caseId ?? null,
		to,
		facts: more.facts ?? {},
		href: more.href ?? '',
		createdAt: ctx.now()
	});
