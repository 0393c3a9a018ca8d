/** Whether anything changed that a refusal or a look must leave alone. */
import { createHash } from 'node:crypto';
import type { Portal } from '../../support/portal.ts';

/** Sessions and throttles count attempts, the runner's tables go their own way, the log has the refusals. */
const ownWay = ['sessions', 'throttles', 'jobs', 'outbox', 'checkpoints', 'requests', 'log'];

/** One digest for each table with facts about people and cases. */
export const digests = (portal: Portal): Readonly<Record<string, string>> =>
	Object.fromEntries(
		portal
			.rows("select name from sqlite_master where type = 'table' and name not like 'sqlite_%'")
			.map(({ name }) => String(name))
			.filter((name) => !ownWay.includes(name))
			.map((name) => [
				name,
				createHash('sha256')
					.update(JSON.stringify(portal.rows(`select * from "${name}" order by 1, 2`)))
					.digest('hex')
			])
	);
