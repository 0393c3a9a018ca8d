import { defineConfig } from 'vitest/config';

/** The tests that every database engine must pass alike. */
const onBothEngines = ['tests/store/**/*.test.ts', 'tests/usecases/**/*.test.ts'];

/** A project does not take these from the whole. Patient: a busy machine is no defect. */
const patience = { testTimeout: 30_000, hookTimeout: 60_000 };
const env = { TZ: 'Asia/Shanghai' };

export default defineConfig({
	test: {
		// Two workers: the suites must fit a small machine, and the engines write to disk.
		maxWorkers: 2,
		projects: [
			{
				extends: './vite.config.ts',
				test: {
					...patience,
					name: 'unit',
					env,
					include: ['tests/**/*.test.ts'],
					exclude: ['tests/e2e/**', 'tests/architecture/fixtures/**', ...onBothEngines]
				}
			},
			{
				extends: './vite.config.ts',
				test: {
					...patience,
					name: 'sqlite',
					env: { ...env, ENGINE: 'sqlite' },
					include: onBothEngines
				}
			},
			{
				extends: './vite.config.ts',
				test: {
					...patience,
					name: 'postgres',
					env: { ...env, ENGINE: 'postgres' },
					include: onBothEngines,
					globalSetup: './tests/support/postgres.ts'
				}
			}
		]
	}
});
