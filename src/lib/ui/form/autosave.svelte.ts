import type { Attachment } from 'svelte/attachments';
import { bodyOf, touchedBefore, unsentMemory } from './unsent.ts';

/**
 * Saves a form while it is being filled in: posts it to its own action `?/save` with the header
 * `x-autosave: 1`, at the latest three seconds after a change, never during the composition of
 * characters, one request at a time.
 *
 * Contract with the action: success may return `{ savedAt: '12:58:06', version: 4 }`; `version` is
 * written into the form's hidden field of that name, so that the next post carries it. Status 409 stops
 * the saving for good: what somebody else wrote is never overwritten. A redirect or 401 means that the
 * session has ended. Everything that did not arrive is kept in this tab until it does.
 */
export type SaveState =
	| { readonly kind: 'idle' }
	| { readonly kind: 'saving' }
	| { readonly kind: 'saved'; readonly at: string }
	| { readonly kind: 'restored' }
	| {
			readonly kind: 'failed';
			readonly cause: 'offline' | 'busy' | 'stale' | 'signed_out' | 'refused';
	  };

export type Autosave = {
	/** Reactive; show it with AutosaveIndicator. */
	readonly state: SaveState;
	readonly attach: Attachment<HTMLFormElement>;
	/** Sends what is pending now; resolves when it is answered. */
	readonly flush: () => Promise<void>;
};

export type AutosaveOptions = {
	/** Address of the action, `?/save` unless the page names it otherwise. */
	readonly action?: string;
	/** Milliseconds of rest after the last key; 800. */
	readonly rest?: number;
	/** Milliseconds after the first unsaved change that are never exceeded; 2,000. */
	readonly limit?: number;
};

const retryAfter = [2_000, 4_000, 8_000, 16_000, 30_000] as const;

export const createAutosave = ({
	action = '?/save',
	rest = 800,
	limit = 2_000
}: AutosaveOptions = {}): Autosave => {
	let state = $state.raw<SaveState>({ kind: 'idle' });
	let send: () => Promise<void> = () => Promise.resolve();

	const attach: Attachment<HTMLFormElement> = (form) => {
		let dirtySince: number | undefined;
		let timer: ReturnType<typeof setTimeout> | undefined;
		let running: Promise<void> | undefined;
		let composing = false;
		let stopped = false;
		let handingIn = false;
		let failures = 0;
		const memory = unsentMemory(form);

		const isDirty = () => dirtySince !== undefined;
		const isSaved = () => state.kind === 'saved';
		const plan = (wait: number) => {
			clearTimeout(timer);
			timer = setTimeout(() => void send(), wait);
		};
		const touch = (wait: number) => {
			if (stopped) return;
			const now = performance.now();
			dirtySince ??= now;
			if (composing) return;
			plan(Math.max(0, Math.min(wait, dirtySince + limit - now)));
		};
		const fail = (cause: Extract<SaveState, { kind: 'failed' }>['cause'], retry: boolean) => {
			state = { kind: 'failed', cause };
			dirtySince ??= performance.now();
			memory.keep();
			if (!retry) return;
			plan(retryAfter[Math.min(failures, retryAfter.length - 1)] ?? 30_000);
			failures += 1;
		};
		const settle = async (keepalive: boolean) => {
			const data = bodyOf(form);
			dirtySince = undefined;
			state = { kind: 'saving' };
			const answer = await post(action, data, keepalive);
			if (answer.kind === 'saved') {
				failures = 0;
				state = { kind: 'saved', at: answer.at };
				writeVersion(form, answer.version);
				if (!isDirty()) memory.forget();
				return;
			}
			stopped ||= answer.cause === 'stale' || answer.cause === 'signed_out';
			fail(answer.cause, answer.cause === 'offline' || answer.cause === 'busy');
		};

		send = async (keepalive = false) => {
			clearTimeout(timer);
			if (running) await running;
			if (dirtySince === undefined || stopped || (composing && !keepalive)) return;
			running = settle(keepalive);
			await running;
			running = undefined;
			if (isDirty() && isSaved()) touch(rest);
		};

		/**
		 * Somebody presses a button while a save is under way: the form waits for its answer. It would carry the
		 * version from before, and the person would be told that somebody else has changed what they wrote.
		 */
		const submit = (event: SubmitEvent) => {
			clearTimeout(timer);
			if (!running) {
				dirtySince = undefined;
				memory.forget();
				return;
			}
			event.preventDefault();
			event.stopImmediatePropagation();
			if (handingIn) return;
			handingIn = true;
			void running.then(() => {
				handingIn = false;
				form.requestSubmit(event.submitter);
			});
		};

		const on = <K extends keyof HTMLElementEventMap>(
			type: K,
			listener: (event: HTMLElementEventMap[K]) => void,
			capture = false
		) => {
			form.addEventListener(type, listener, { capture });
			return () => form.removeEventListener(type, listener, { capture });
		};
		const leave = () => {
			if (document.visibilityState === 'hidden' && dirtySince !== undefined) {
				memory.keep();
				void (send as (keepalive: boolean) => Promise<void>)(true);
			}
		};
		const back = () => {
			if (dirtySince !== undefined) void send();
		};
		const undo = [
			on('input', (event) => {
				if (!isComposing(event)) touch(rest);
				else dirtySince ??= performance.now();
			}),
			on('change', () => touch(150)),
			on('compositionstart', () => {
				composing = true;
				clearTimeout(timer);
			}),
			on('compositionend', () => {
				composing = false;
				touch(rest);
			}),
			// Before any other listener: none may take the form for sent while it waits.
			on('submit', submit, true)
		];
		document.addEventListener('visibilitychange', leave);
		addEventListener('pagehide', leave);
		addEventListener('online', back);

		if (memory.restore()) {
			state = { kind: 'restored' };
			touch(rest);
		} else if (touchedBefore(form)) {
			// Typed before the script had arrived over a slow line.
			touch(rest);
		}

		return () => {
			clearTimeout(timer);
			if (dirtySince !== undefined && !stopped) void send();
			for (const step of undo) step();
			document.removeEventListener('visibilitychange', leave);
			removeEventListener('pagehide', leave);
			removeEventListener('online', back);
		};
	};

	return {
		get state() {
			return state;
		},
		attach,
		flush: () => send()
	};
};

const isComposing = (event: Event): boolean =>
	'isComposing' in event && (event as InputEvent).isComposing;

type Answer =
	| { readonly kind: 'saved'; readonly at: string; readonly version: string | undefined }
	| {
			readonly kind: 'failed';
			readonly cause: 'offline' | 'busy' | 'stale' | 'signed_out' | 'refused';
	  };

const failed = (cause: Extract<Answer, { kind: 'failed' }>['cause']): Answer => ({
	kind: 'failed',
	cause
});

const post = async (action: string, body: FormData, keepalive: boolean): Promise<Answer> => {
	try {
		const response = await fetch(action, {
			method: 'POST',
			body,
			keepalive,
			headers: { accept: 'application/json', 'x-autosave': '1', 'x-sveltekit-action': 'true' },
			signal: AbortSignal.timeout(20_000)
		});
		return answerOf(response.status, await readAction(response));
	} catch {
		return failed('offline');
	}
};

type ActionResult = { readonly type?: string; readonly status?: number; readonly data?: unknown };

/** The framework answers an action with 200 and the true status inside. */
const readAction = async (response: Response): Promise<ActionResult> => {
	const { deserialize } = await import('$app/forms');
	try {
		return deserialize(await response.text());
	} catch {
		return {};
	}
};

const answerOf = (http: number, result: ActionResult): Answer => {
	const status = result.status ?? http;
	if (result.type === 'success' || (result.type === undefined && http < 300)) {
		const data = typeof result.data === 'object' && result.data !== null ? result.data : {};
		const at = 'savedAt' in data && typeof data.savedAt === 'string' ? data.savedAt : clock();
		const version = 'version' in data ? String(data.version) : undefined;
		return { kind: 'saved', at, version };
	}
	if (result.type === 'redirect' || status === 401) return failed('signed_out');
	if (status === 409) return failed('stale');
	if (status === 429 || status >= 500) return failed('busy');
	return failed('refused');
};

const clock = (): string => new Date().toLocaleTimeString('en-GB', { hour12: false });

const writeVersion = (form: HTMLFormElement, version: string | undefined): void => {
	const field = form.querySelector<HTMLInputElement>('input[type=hidden][name=version]');
	if (field && version !== undefined) field.value = version;
};
