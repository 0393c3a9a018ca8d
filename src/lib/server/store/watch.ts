/** What tests and benches watch a store by: counts of commits and questions, never times. */
import type { Logger } from 'drizzle-orm/logger';

export type Watch = {
	/** Told after each COMMIT how many callers shared it. */
	readonly committed?: (callers: number) => void;
	/** Told each query of a named question with its values. */
	readonly asked?: (sql: string, values: readonly unknown[]) => void;
};

export const loggerOf = ({ asked }: Watch): Logger | false =>
	asked ? { logQuery: (sql, values) => asked(sql, values) } : false;
