/** Free ports of the loopback, so that two runs can stand side by side. */
import { createServer } from 'node:net';

/** The first port from `from` on that is free together with the one after it. */
export async function freePorts(from: number): Promise<number> {
	for (let port = from; port < from + 200; port += 2) {
		if ((await isFree(port)) && (await isFree(port + 1))) return port;
	}
	throw new Error(`no free port between ${from} and ${from + 200}`);
}

async function isFree(port: number): Promise<boolean> {
	const answers = ['127.0.0.1', '::1'].map(
		(host) =>
			new Promise<boolean>((resolve) => {
				const probe = createServer();
				// A machine without IPv6 has nothing that could be taken there.
				probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code !== 'EADDRINUSE'));
				probe.listen({ host, port }, () => probe.close(() => resolve(true)));
			})
	);
	return (await Promise.all(answers)).every(Boolean);
}
