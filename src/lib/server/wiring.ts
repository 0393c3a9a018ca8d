/**
 * Joins the ports with their adapters. The only place that reads the environment's settings, the clock and
 * the id generator; everything else is handed a `Context`.
 */
import { join } from 'node:path';
import { v7 } from 'uuid';
import type { Actor } from '#lib/domain/access.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import { sessions } from './auth/lucia.ts';
import { passwords } from './auth/passwords.ts';
import { openSecrets } from './auth/secrets.ts';
import { openFiles } from './files/disk.ts';
import { readSettings, type Settings } from './settings.ts';
import { openStore, type OpenStore } from './store/open.ts';
import { clockOffsetKey } from './usecases/demo/move-clock.ts';
import type { Context } from './usecases/ports.ts';

export type House = {
	readonly settings: Settings;
	readonly store: OpenStore;
	/** The context of one request, command or tick; reads the demo clock's offset once. */
	readonly contextFor: (who?: {
		readonly actor?: Actor | null;
		readonly as?: Context['as'];
		readonly ip?: string;
	}) => Promise<Context>;
	readonly close: () => Promise<void>;
};

/** Key in `meta`: set where this installation is the demo city. */
export const demoKey = 'demo';

/** Opens everything that this installation needs. Throws with a readable reason when it cannot. */
export const openHouse = async (
	settings: Settings & { readonly filling?: boolean } = readSettings(process.env)
): Promise<House> => {
	const store = await openStore(settings);
	const secrets = openSecrets(join(settings.dataDir, 'keys'));
	const files = openFiles(join(settings.dataDir, 'files'));
	return {
		settings,
		store,
		contextFor: async ({ actor = null, as = 'person', ip = '' } = {}) => {
			const demo = await store.read.meta.get(demoKey);
			const aheadMs = demo ? Number((await store.read.meta.get(clockOffsetKey))?.value ?? 0) : 0;
			const now = () => Date.now() + aheadMs;
			return {
				store,
				files,
				secrets,
				passwords,
				sessions,
				now,
				realNow: Date.now,
				today: () => shanghaiDay(now()),
				newId: () => v7(),
				actor,
				as,
				ip,
				request: null,
				demo: demo !== undefined
			};
		},
		close: () => store.close()
	};
};
