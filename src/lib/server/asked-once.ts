/**
 * A page is drawn by several loads (the shell's, its area's, its own), which ask the store many of the same
 * things. Through this store each question is asked once.
 */
import type { Store } from './usecases/ports.ts';

type Ask = (...values: readonly unknown[]) => Promise<unknown>;
type Asks = Readonly<Record<string, Ask>>;

/**
 * The store for one page: the same question with the same values is asked once and answered to everybody who
 * asks. A commit forgets all answers, those on their way too. For what draws a page only: a deed, and whoever
 * waits for somebody else's change, must ask anew. Answers are shared, so nobody may change them.
 */
export const askedOnce = (store: Store): Store => {
	let answers = new Map<string, Promise<unknown>>();
	const once = (noun: string, asks: Asks): Asks =>
		new Proxy(asks, {
			get:
				(questions, name: string): Ask =>
				(...values) => {
					const key = `${noun}.${name} ${JSON.stringify(values)}`;
					const known = answers.get(key);
					if (known) return known;
					const asked = (questions[name] as Ask)(...values);
					answers.set(key, asked);
					return asked;
				}
		});
	const nouns = new Map<string, Asks>();
	const reads = new Proxy(store.read as unknown as Readonly<Record<string, Asks>>, {
		get: (all, noun: string): Asks => {
			const known = nouns.get(noun) ?? once(noun, all[noun] as Asks);
			nouns.set(noun, known);
			return known;
		}
	});
	return {
		read: reads as unknown as Store['read'],
		commit: async (changes) => {
			try {
				return await store.commit(changes);
			} finally {
				answers = new Map();
			}
		}
	};
};
