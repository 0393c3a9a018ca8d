/**
 * The settings of this installation: read once, from the environment, in this file only. Plain
 * `node` imports it too, so nothing here knows the framework.
 *
 * The sentences are in Chinese and not in the message files: the operator reads them in a terminal,
 * before anything has been built.
 */
import path from 'node:path';
import { z } from 'zod';

export type Settings = {
	/** Address to listen on. */
	readonly host: string;
	readonly port: number;
	/** What people type: scheme, host and port of the portal, without a path. */
	readonly origin: string;
	/** Another host name, without cookies, for what users supplied. */
	readonly contentOrigin: string;
	/** Port that serves `contentOrigin`. */
	readonly contentPort: number;
	/** Absolute path of files, keys and, without `databaseUrl`, the database. */
	readonly dataDir: string;
	/** `postgres://…`, or undefined: SQLite inside `dataDir`. */
	readonly databaseUrl: string | undefined;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown for settings that cannot be used: one line for each of them. */
export class InvalidSettings extends Error {
	readonly lines: readonly string[];
	constructor(lines: readonly string[]) {
		super(lines.join('\n'));
		this.name = 'InvalidSettings';
		this.lines = lines;
	}
}

/** Cookies ignore ports: the portal and what users supplied must differ in their host names. */
const LOOPBACK = { name: 'localhost', address: '127.0.0.1' } as const;

const port = z
	.string()
	.regex(/^\d{1,5}$/)
	.transform(Number)
	.pipe(z.number().min(1).max(65_534));

const origin = z.string().refine(isOrigin);

const Environment = z.object({
	HOST: z
		.string()
		.regex(/^[\p{L}\p{N}.:-]+$/u)
		.default(LOOPBACK.address),
	PORT: port.default(3000),
	ORIGIN: origin.optional(),
	CONTENT_ORIGIN: origin.optional(),
	DATA_DIR: z.string().refine(isPath).default('data'),
	DATABASE_URL: z.string().refine(isPostgresUrl).optional()
});

type Name = keyof z.infer<typeof Environment>;

const allowed: Readonly<Record<Name, string>> = {
	HOST: '应为主机名或 IP 地址，例如 127.0.0.1 或 0.0.0.0',
	PORT: '应为 1 到 65534 之间的整数，例如 3000',
	ORIGIN: '应为 http(s)://主机名[:端口]，末尾没有路径，例如 http://localhost:3000',
	CONTENT_ORIGIN: '应为 http(s)://主机名[:端口]，末尾没有路径，且主机名与 ORIGIN 不同',
	DATA_DIR: '应为文件夹路径，例如 ./data',
	DATABASE_URL: '应为 postgres://用户:口令@主机:端口/库名；不设置则使用 DATA_DIR 中的 SQLite'
};

/**
 * Reads the settings. An empty variable counts as not set.
 * @throws {InvalidSettings} with a line for each variable: its name, what was found, what is allowed
 */
export function readSettings(env: Environment, cwd: string = process.cwd()): Settings {
	const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
	const parsed = Environment.safeParse(given);
	if (!parsed.success) {
		const names = new Set(parsed.error.issues.map((issue) => issue.path[0] as Name));
		throw new InvalidSettings([...names].map((name) => complaint(name, given[name])));
	}
	const values = parsed.data;
	const ownOrigin = values.ORIGIN ?? `http://${LOOPBACK.name}:${values.PORT}`;
	const contentOrigin =
		values.CONTENT_ORIGIN ?? contentBeside(ownOrigin, values.PORT + 1) ?? missingContentOrigin();
	if (hostOf(ownOrigin) === hostOf(contentOrigin)) {
		throw new InvalidSettings([complaint('CONTENT_ORIGIN', contentOrigin)]);
	}
	return {
		host: values.HOST,
		port: values.PORT,
		origin: ownOrigin,
		contentOrigin,
		contentPort: contentPort(contentOrigin, values.PORT),
		dataDir: path.resolve(cwd, values.DATA_DIR),
		databaseUrl: values.DATABASE_URL
	};
}

/** The same settings as the variables of a child process. */
export function settingsAsEnvironment(settings: Settings): Record<string, string> {
	return {
		HOST: settings.host,
		PORT: String(settings.port),
		ORIGIN: settings.origin,
		CONTENT_ORIGIN: settings.contentOrigin,
		DATA_DIR: settings.dataDir,
		...(settings.databaseUrl !== undefined && { DATABASE_URL: settings.databaseUrl })
	};
}

function complaint(name: Name, found: string | undefined): string {
	const shown = name === 'DATABASE_URL' ? withoutPassword(found ?? '') : (found ?? '');
	return `${name} 现为“${shown}”：${allowed[name]}`;
}

function missingContentOrigin(): never {
	throw new InvalidSettings([
		`CONTENT_ORIGIN 没有设置：ORIGIN 不是本机地址时必须设置，${allowed.CONTENT_ORIGIN}`
	]);
}

/** On the loopback two names exist already; any other host needs a second name of its own. */
function contentBeside(ownOrigin: string, contentPort: number): string | undefined {
	const host = hostOf(ownOrigin);
	if (host === LOOPBACK.name) return `http://${LOOPBACK.address}:${contentPort}`;
	if (host === LOOPBACK.address) return `http://${LOOPBACK.name}:${contentPort}`;
	return undefined;
}

/** Behind a proxy the address says nothing about our own port: then it is the one after `PORT`. */
function contentPort(contentOrigin: string, ownPort: number): number {
	const { hostname, port: explicit } = new URL(contentOrigin);
	const local = hostname === LOOPBACK.name || hostname === LOOPBACK.address;
	return local && explicit !== '' ? Number(explicit) : ownPort + 1;
}

function hostOf(url: string): string {
	return new URL(url).hostname;
}

function isOrigin(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const url = new URL(text);
	return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === text;
}

function isPath(text: string): boolean {
	return text.trim() === text && !text.includes('\0');
}

function isPostgresUrl(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, pathname } = new URL(text);
	return (protocol === 'postgres:' || protocol === 'postgresql:') && pathname.length > 1;
}

/** A password must not reach a log because its address was mistyped. */
function withoutPassword(url: string): string {
	const from = url.indexOf(':', url.indexOf('://') + 3);
	const to = url.lastIndexOf('@');
	return from !== -1 && from < to ? `${url.slice(0, from)}:***${url.slice(to)}` : url;
}
