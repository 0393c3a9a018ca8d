/**
 * A hint to the workers of this process that something may have become due: the demo's clock was moved. They
 * would see it at their next look anyway, and other processes do; this only spares the waiting.
 */
const sleepers = new Set<() => Promise<void>>();

/** Registers a worker; answers how to take it off again. */
export const whenWoken = (look: () => Promise<void>): (() => void) => {
	sleepers.add(look);
	return () => {
		sleepers.delete(look);
	};
};

/** Wakes the workers and waits until they have looked, at most `patienceMs`. */
export const wake = async (patienceMs = 2_000): Promise<void> => {
	const looked = Promise.allSettled([...sleepers].map((look) => look()));
	let timer: NodeJS.Timeout | undefined;
	const enough = new Promise((resolve) => {
		timer = setTimeout(resolve, patienceMs);
	});
	await Promise.race([looked, enough]);
	clearTimeout(timer);
};
