import type { Attachment } from 'svelte/attachments';

/**
 * Comparing originals takes longer than one sitting: boxes ticked on this version of the case are kept by the
 * browser until the page is left for good. Without script nothing is kept, and nothing else changes.
 */
export const keepMarks =
	(key: string, changed: (ticked: number, all: number) => void): Attachment<HTMLElement> =>
	(root) => {
		const boxes = () => [...root.querySelectorAll<HTMLInputElement>('[data-compared]')];
		const ticked = () => boxes().filter((box) => box.checked);
		const told = () => changed(ticked().length, boxes().length);
		for (const box of boxes()) if (kept(key).includes(box.value)) box.checked = true;
		const keep = (event: Event) => {
			if (!(event.target instanceof HTMLInputElement) || !event.target.matches('[data-compared]'))
				return;
			write(
				key,
				ticked().map((box) => box.value)
			);
			told();
		};
		root.addEventListener('change', keep);
		told();
		return () => root.removeEventListener('change', keep);
	};

const kept = (key: string): readonly string[] => {
	try {
		const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
		return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
	} catch {
		return [];
	}
};

const write = (key: string, values: readonly string[]): void => {
	try {
		sessionStorage.setItem(key, JSON.stringify(values));
	} catch {
		// A browser that keeps nothing: the boxes still work.
	}
};
