import { defineConfig } from 'vitest/config';

/** The tests that every database engine must pass alike. */
const onBothEngines = ['tests/store/**/*.test.ts', 'tests/usecases/**/*.test.ts'];

export default defineConfig({
	test: {
		// Two workers: the suites must fit a small machine, and the engines write to disk.
		maxWorkers: 2,
		testTimeout: 20_000,
		hookTimeout: 60_000,
		env: { TZ: 'Asia/Shanghai' },
		projects: [
			{
				extends: './vite.config.ts',
				test: {
					name: 'unit',
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', 'tests/architecture/fixtures/**', ...onBothEngines]
				}
			},
			{
				extends: './vite.config.ts',
				test: { name: 'sqlite', include: onBothEngines, env: { ENGINE: 'sqlite' } }
			},
			{
				extends: './vite.config.ts',
				test: {
					name: 'postgres',
					include: onBothEngines,
					env: { ENGINE: 'postgres' },
					globalSetup: './tests/support/postgres.ts'
				}
			}
		]
	}
});
