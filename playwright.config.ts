import { defineConfig } from '@playwright/test';
import { chromiumOptions } from './tests/support/browser.ts';
import { freePorts } from './tests/support/ports.ts';

/** An address here tests a portal that already runs. */
const running = process.env['E2E_URL'];

/** Chosen once: the workers, which read this file too, find the choice in the environment. */
const port = Number((process.env['E2E_PORT'] ??= String(await freePorts(4310))));

export default defineConfig({
	testDir: './tests/e2e',
	testMatch: '**/*.test.ts',
	outputDir: './test-results',
	fullyParallel: false,
	forbidOnly: process.env['CI'] !== undefined,
	workers: 2,
	retries: 0,
	timeout: 60_000,
	expect: { timeout: 10_000 },
	reporter: 'line',
	use: {
		baseURL: running ?? `http://localhost:${port}`,
		locale: 'zh-CN',
		timezoneId: 'Asia/Shanghai',
		actionTimeout: 15_000,
		launchOptions: chromiumOptions(),
		screenshot: 'only-on-failure',
		trace: 'retain-on-failure'
	},
	...(running === undefined && {
		webServer: {
			command: `"${process.execPath}" tests/support/demo-server.ts`,
			url: `http://localhost:${port}/`,
			timeout: 300_000,
			stdout: 'ignore',
			stderr: 'pipe',
			reuseExistingServer: false,
			gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
			env: {
				HOST: '127.0.0.1',
				PORT: String(port),
				ORIGIN: `http://localhost:${port}`,
				CONTENT_ORIGIN: `http://127.0.0.1:${port + 1}`,
				DATABASE_URL: '',
				SHUTDOWN_TIMEOUT: '1',
				NODE_ENV: 'production'
			}
		}
	})
});
