/** A process with a worker and nothing else, in a hurry: `node worker.ts`, settings from the environment. */
import { writeSync } from 'node:fs';
import { startRunner } from '#lib/server/jobs/runner.ts';
import { openHouse } from '#lib/server/wiring.ts';

const house = await openHouse();
startRunner(house, { everyMs: 20, leaseMs: 1_000, report: () => undefined });
writeSync(1, 'ready\n');
