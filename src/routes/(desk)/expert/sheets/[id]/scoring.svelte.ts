import type { SaveState } from '#lib/ui/form/autosave.svelte.ts';

/**
 * The sheet while it is filled in: each number is posted at once, one request at a time, with the version that
 * the last answer gave. A newer version elsewhere stops the saving for good: nothing is overwritten.
 */
export type Scoring = {
	readonly version: number;
	readonly state: SaveState;
	/** What is typed, by item code; `opinion` and `flag` beside them. */
	readonly values: Record<string, string>;
	/** What the server said about a box. */
	readonly problems: Readonly<Record<string, string>>;
	/** Takes a text into the sheet; it is sent after `rest` milliseconds without another one. */
	readonly put: (item: string, value: string, rest?: number) => void;
	/** Characters are being composed: what waits goes out with the next text, not in between. */
	readonly hold: () => void;
	/** Sends what waits; resolves when all of it is answered or cannot be sent. */
	readonly flush: () => Promise<void>;
	readonly waiting: boolean;
};

type Start = {
	readonly id: string;
	readonly version: number;
	/** As the server has them. */
	readonly saved: Readonly<Record<string, string>>;
	/** As they stand in the boxes: another text where a plain post was refused. */
	readonly typed: Readonly<Record<string, string>>;
};

type Answer =
	| {
			readonly kind: 'saved';
			readonly version: number;
			readonly at: string;
			readonly value: string;
	  }
	| { readonly kind: 'refused'; readonly text: string }
	| { readonly kind: 'failed'; readonly cause: 'offline' | 'busy' | 'stale' | 'signed_out' };

const retryMs = 3_000;

export const createScoring = (start: Start): Scoring => {
	let version = $state(start.version);
	let state = $state.raw<SaveState>({ kind: 'idle' });
	const values = $state<Record<string, string>>({ ...start.typed });
	let problems = $state.raw<Readonly<Record<string, string>>>({});
	const sent: Record<string, string> = { ...start.saved };
	/** Oldest first; a newer text takes the place of the one that waits. */
	let pending: readonly (readonly [item: string, value: string])[] = [];
	let waiting = $state(false);
	let timer: ReturnType<typeof setTimeout> | undefined;
	let running: Promise<void> | undefined;
	let stopped = false;

	const without = (item: string) => pending.filter(([one]) => one !== item);
	const clear = (item: string): void => {
		problems = Object.fromEntries(Object.entries(problems).filter(([one]) => one !== item));
	};

	const takeAnswer = (item: string, value: string, answer: Answer): boolean => {
		switch (answer.kind) {
			case 'saved':
				version = answer.version;
				sent[item] = answer.value;
				// 「２０」 is what 20 looks like from an input method; what was typed since stays.
				if (values[item] === value) values[item] = answer.value;
				clear(item);
				state = { kind: 'saved', at: answer.at };
				return true;
			case 'refused':
				problems = { ...problems, [item]: answer.text };
				state = { kind: 'failed', cause: 'refused' };
				return true;
			case 'failed':
				state = { kind: 'failed', cause: answer.cause };
				stopped = answer.cause === 'stale' || answer.cause === 'signed_out';
				if (pending.every(([one]) => one !== item)) pending = [[item, value], ...pending];
				if (!stopped) timer = setTimeout(() => void flush(), retryMs);
				return false;
		}
	};

	const drain = async (): Promise<void> => {
		for (let next = pending[0]; next; next = pending[0]) {
			const [item, value] = next;
			pending = pending.slice(1);
			state = { kind: 'saving' };
			if (!takeAnswer(item, value, await post(start.id, { version, item, value }))) break;
		}
		waiting = pending.length > 0;
	};

	const flush = async (): Promise<void> => {
		clearTimeout(timer);
		while (running) await running;
		if (stopped || pending.length === 0) return;
		running = drain();
		await running;
		running = undefined;
	};

	return {
		get version() {
			return version;
		},
		get state() {
			return state;
		},
		get waiting() {
			return waiting;
		},
		get problems() {
			return problems;
		},
		values,
		put: (item, value, rest = 0) => {
			values[item] = value;
			if (stopped) return;
			pending = without(item);
			if (value === sent[item]) clear(item);
			else pending = [...pending, [item, value]];
			waiting = pending.length > 0;
			clearTimeout(timer);
			if (waiting) timer = setTimeout(() => void flush(), rest);
		},
		hold: () => clearTimeout(timer),
		flush
	};
};

const post = async (
	id: string,
	body: { readonly version: number; readonly item: string; readonly value: string }
): Promise<Answer> => {
	try {
		const response = await fetch(`/expert/sheets/${id}/score`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', accept: 'application/json' },
			body: JSON.stringify(body),
			redirect: 'manual',
			keepalive: true,
			signal: AbortSignal.timeout(20_000)
		});
		if (response.type === 'opaqueredirect' || response.status === 401)
			return { kind: 'failed', cause: 'signed_out' };
		const data: unknown = await response.json().catch(() => ({}));
		if (response.ok) {
			const { version, savedAt, value } = data as {
				version: number;
				savedAt: string;
				value: string;
			};
			return { kind: 'saved', version, at: savedAt, value };
		}
		if (response.status === 409) return { kind: 'failed', cause: 'stale' };
		if (response.status === 429 || response.status >= 500) return { kind: 'failed', cause: 'busy' };
		const { problem } = data as { problem?: { text?: string } };
		return { kind: 'refused', text: problem?.text ?? '' };
	} catch {
		return { kind: 'failed', cause: 'offline' };
	}
};
