import path from 'node:path';
import { expect, test } from '@playwright/test';
import { restartUnderLoad } from '../../faults/rolling.ts';

/** Short version; `node scripts/faults.mjs term` restarts twenty times. */
test('R6: a rolling restart under load loses nothing that was answered', async () => {
	test.setTimeout(180_000);
	const report = await restartUnderLoad(path.resolve(process.env['BUILD_DIR'] ?? 'build'), 2, 20);
	expect(report).toMatchObject({ restarts: 2, lost: 0, odd: {}, unclean: 0 });
	expect(report.answered).toBeGreaterThan(10);
});
