import { defineConfig } from 'vitest/config';

/** The tests that every database engine must pass alike. */
const onBothEngines = ['tests/store/**/*.test.ts', 'tests/usecases/**/*.test.ts'];

/**
 * A project does not take these from the whole. Patient: a busy machine is no defect. Two workers: without
 * the number a machine of two cores gets one.
 */
const patience = { testTimeout: 30_000, hookTimeout: 60_000, maxWorkers: 2 };
const env = { TZ: 'Asia/Shanghai' };
/** Every test here has a store of its own; reading the whole house anew for each file took half the time. */
const together = { isolate: false };

export default defineConfig({
	test: {
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
					...together,
					name: 'sqlite',
					env: { ...env, ENGINE: 'sqlite' },
					include: onBothEngines
				}
			},
			{
				extends: './vite.config.ts',
				test: {
					...patience,
					...together,
					name: 'postgres',
					env: { ...env, ENGINE: 'postgres' },
					include: onBothEngines,
					globalSetup: './tests/support/postgres.ts'
				}
			}
		]
	}
});
