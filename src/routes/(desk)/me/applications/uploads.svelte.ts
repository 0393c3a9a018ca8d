/**
 * Uploads in pieces that go on after the network was away: the server says how many bytes it holds, the next
 * piece begins there. One per slot at a time.
 */
import * as m from '#lib/paraglide/messages.js';

export type UploadView = {
	readonly state: 'uploading' | 'problem';
	readonly percent: number;
	readonly sent: string;
	readonly total: string;
	readonly problem: string | undefined;
};

const chunkBytes = 256 * 1024;
const waits = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000] as const;

const megabytes = (bytes: number): string =>
	bytes >= 1_048_576 ? `${(bytes / 1_048_576).toFixed(1)} MB` : `${Math.ceil(bytes / 1024)} KB`;

/** What the server refused for good; anything else is tried again. */
class Refusal extends Error {}

const textOf = async (response: Response): Promise<string> => {
	try {
		const body = (await response.json()) as { readonly problem?: { readonly text?: string } };
		return body.problem?.text ?? m.me_upload_failed();
	} catch {
		return m.me_upload_failed();
	}
};

const call = async (
	address: string,
	init: RequestInit,
	headers: Readonly<Record<string, string>>
): Promise<Response> => {
	const response = await fetch(address, {
		...init,
		headers: { accept: 'application/json', ...headers }
	});
	// 409: the piece did not fit; the answer says where the next one begins.
	if (response.ok || response.status === 409) return response;
	if (response.status >= 500 || response.status === 429) throw new TypeError('try again');
	throw new Refusal(await textOf(response));
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
	new Promise((resolve) => {
		const timer = setTimeout(resolve, ms);
		const go = () => {
			clearTimeout(timer);
			resolve();
		};
		addEventListener('online', go, { once: true });
		signal.addEventListener('abort', go, { once: true });
	});

export const createUploads = (stored: () => Promise<void>) => {
	const views = $state<Record<string, UploadView | undefined>>({});
	const running: Record<string, AbortController | undefined> = {};

	const show = (slot: string, sent: number, total: number) => {
		views[slot] = {
			state: 'uploading',
			percent: total === 0 ? 0 : Math.floor((sent / total) * 100),
			sent: megabytes(sent),
			total: megabytes(total),
			problem: undefined
		};
	};

	/** Repeats a step while the network is away; a refusal ends it. */
	const steadily = async <T>(step: () => Promise<T>, signal: AbortSignal): Promise<T> => {
		for (let attempt = 0; ; attempt += 1) {
			try {
				return await step();
			} catch (cause) {
				if (cause instanceof Refusal || signal.aborted) throw cause;
				await pause(waits[Math.min(attempt, waits.length - 1)] ?? 30_000, signal);
			}
		}
	};

	const send = async (applicationId: string, slot: string, file: File, signal: AbortSignal) => {
		show(slot, 0, file.size);
		const begun = await steadily(
			() =>
				call(
					'/api/v1/uploads',
					{
						method: 'POST',
						signal,
						body: JSON.stringify({ applicationId, slot, name: file.name, size: file.size })
					},
					{ 'content-type': 'application/json' }
				),
			signal
		);
		const { id } = (await begun.json()) as { readonly id: string };
		let sent = 0;
		while (sent < file.size) {
			const answer = await steadily(
				() =>
					call(
						`/api/v1/uploads/${id}`,
						{ method: 'PUT', signal, body: file.slice(sent, sent + chunkBytes) },
						{ 'content-type': 'application/octet-stream', 'upload-offset': String(sent) }
					),
				signal
			);
			const { received } = (await answer.json()) as { readonly received?: number };
			if (received === undefined) throw new Refusal(m.me_upload_failed());
			sent = received;
			show(slot, sent, file.size);
		}
	};

	return {
		of: (slot: string): UploadView | undefined => views[slot],
		start: (applicationId: string, slot: string, file: File) => {
			running[slot]?.abort();
			const controller = new AbortController();
			running[slot] = controller;
			void send(applicationId, slot, file, controller.signal)
				.then(async () => {
					views[slot] = undefined;
					await stored();
				})
				.catch((cause: unknown) => {
					if (controller.signal.aborted) return;
					views[slot] = {
						state: 'problem',
						percent: 0,
						sent: '',
						total: '',
						problem: cause instanceof Refusal ? cause.message : m.me_upload_failed()
					};
				});
		},
		cancel: (slot: string) => {
			running[slot]?.abort();
			views[slot] = undefined;
			void stored();
		}
	};
};
