import type { Refusal } from '#lib/domain/refusal.ts';
import type { Readiness } from '#lib/server/readiness.ts';
import type { Context } from '#lib/server/usecases/ports.ts';

declare global {
	namespace App {
		interface Locals {
			/** Everywhere but on the routes for monitors, which read nothing before they answer. */
			ctx: Context;
			/** Why the page could not be drawn, though it will be in a while. */
			away?: Refusal;
			readiness: () => Promise<Readiness>;
			/** When the session ends unless the person goes on; null for the public. */
			sessionExpiresAt: number | null;
		}
		interface Error {
			message: string;
			/** Refusal key, for the page that explains it. */
			key?: string;
			/** Citation behind the refusal, in words. */
			rule?: string;
			/** Id to quote on the telephone, for defects. */
			id?: string;
		}
	}
}

export {};
