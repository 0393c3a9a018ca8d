import { InvalidSettings, readSettings, settingsAsEnvironment } from '#lib/server/settings.ts';
import { describe, expect, test } from 'vitest';

function linesOf(env: Record<string, string>): readonly string[] {
	try {
		readSettings(env);
	} catch (error) {
		if (error instanceof InvalidSettings) return error.lines;
		throw error;
	}
	return [];
}

describe('settings', () => {
	test('have defaults for a portal on this machine', () => {
		expect(readSettings({}, '/srv/portal')).toEqual({
			host: '127.0.0.1',
			port: 3000,
			origin: 'http://localhost:3000',
			contentOrigin: 'http://127.0.0.1:3001',
			contentPort: 3001,
			dataDir: '/srv/portal/data',
			databaseUrl: undefined
		});
	});

	test('follow the port, and treat an empty variable as not set', () => {
		const settings = readSettings({ PORT: '8080', ORIGIN: '', DATABASE_URL: '' });
		expect(settings.origin).toBe('http://localhost:8080');
		expect(settings.contentOrigin).toBe('http://127.0.0.1:8081');
		expect(settings.databaseUrl).toBeUndefined();
	});

	test('take the other loopback name for content', () => {
		const settings = readSettings({ ORIGIN: 'http://127.0.0.1:3000' });
		expect(settings.contentOrigin).toBe('http://localhost:3001');
	});

	test('behind a proxy serve content on the port after PORT', () => {
		const settings = readSettings({
			PORT: '4000',
			ORIGIN: 'https://title.example.cn',
			CONTENT_ORIGIN: 'https://files.example.cn'
		});
		expect(settings.contentPort).toBe(4001);
	});

	test('survive the way into a child process', () => {
		const settings = readSettings({ DATABASE_URL: 'postgres://portal@db/portal', PORT: '1' });
		expect(readSettings(settingsAsEnvironment(settings))).toEqual(settings);
	});

	test.each([
		['PORT', 'abc'],
		['PORT', '0'],
		['PORT', '65535'],
		['PORT', '-1'],
		['PORT', '3000.5'],
		['HOST', 'not a host'],
		['HOST', 'http://localhost'],
		['ORIGIN', 'localhost:3000'],
		['ORIGIN', 'http://localhost:3000/'],
		['ORIGIN', 'ftp://localhost'],
		['CONTENT_ORIGIN', 'http://localhost:4000'],
		['DATA_DIR', ' data'],
		['DATABASE_URL', 'mysql://db/portal'],
		['DATABASE_URL', 'postgres://db']
	])('refuse %s=%j with its name, what was found and what is allowed', (name, value) => {
		const [line, ...others] = linesOf({ [name]: value });
		expect(others).toEqual([]);
		expect(line).toMatch(new RegExp(`^${name} 现为“`));
		expect(line).toContain(value);
		expect(line).toContain('应为');
	});

	test('name every wrong variable at once', () => {
		const lines = linesOf({ PORT: 'x', ORIGIN: 'y', DATABASE_URL: 'z' });
		expect(lines.map((line) => line.split(' ')[0])).toEqual(['PORT', 'ORIGIN', 'DATABASE_URL']);
	});

	test('ask for a second host name where the first is public', () => {
		expect(linesOf({ ORIGIN: 'https://title.example.cn' })[0]).toContain('CONTENT_ORIGIN 没有设置');
	});

	test('never print a password', () => {
		const [line] = linesOf({ DATABASE_URL: 'postgresq://portal:se:cr@et@db/portal' });
		expect(line).toContain('postgresq://portal:***@db/portal');
	});
});
