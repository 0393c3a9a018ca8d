import type { Attachment } from 'svelte/attachments';

/** What the keys of the scoring page do. */
export type SheetKeys = {
	readonly next: () => void;
	readonly flag: () => void;
	readonly help: () => void;
	readonly handIn: () => void;
	/** Turn to the document before (-1) or after (1). */
	readonly turn: (by: 1 | -1) => void;
};

const boxes = (root: HTMLElement): readonly HTMLInputElement[] => [
	...root.querySelectorAll<HTMLInputElement>('[data-score]')
];

const step = (root: HTMLElement, from: EventTarget | null, by: 1 | -1): boolean => {
	const all = boxes(root);
	if (all.length === 0) return false;
	const now = all.findIndex((box) => box === from);
	const current = now < 0 ? all.findIndex((box) => box.matches('[data-current]')) : now;
	const to = all[Math.min(Math.max(current + by, 0), all.length - 1)];
	to?.focus();
	to?.select();
	return to !== undefined;
};

/** The box after the last one is the opinion, then the button. */
export const goOn = (root: HTMLElement, from: EventTarget | null): void => {
	const all = boxes(root);
	const now = all.findIndex((box) => box === from);
	const box = all[now + 1];
	if (box) {
		box.focus();
		box.select();
		return;
	}
	const opinion = root.querySelector<HTMLTextAreaElement>('textarea[name=opinion]');
	if (opinion && opinion.value.trim() === '') opinion.focus();
	else root.querySelector<HTMLElement>('[data-hand-in]')?.focus();
};

/**
 * Keys of the scoring page: digits go into the current box, Enter on to the next, arrows up and down between
 * boxes, left and right between documents, F marks a doubt, N goes to the next open sheet, ? shows the keys,
 * Ctrl Enter hands in. Nothing happens while characters are composed, or while somebody writes a text.
 */
export const sheetKeys =
	(keys: SheetKeys): Attachment<HTMLElement> =>
	(root) => {
		const inText = (target: EventTarget | null): boolean =>
			target instanceof HTMLTextAreaElement ||
			target instanceof HTMLSelectElement ||
			(target instanceof HTMLInputElement &&
				!target.matches('[data-score]') &&
				!['checkbox', 'radio', 'button', 'submit'].includes(target.type));
		const plain = (key: string, target: EventTarget | null): boolean => {
			switch (key) {
				case 'ArrowDown':
					return step(root, target, 1);
				case 'ArrowUp':
					return step(root, target, -1);
				case 'ArrowRight':
					keys.turn(1);
					return true;
				case 'ArrowLeft':
					keys.turn(-1);
					return true;
				case 'f':
				case 'F':
					keys.flag();
					return true;
				case 'n':
				case 'N':
					keys.next();
					return true;
				case '?':
				case '？':
					keys.help();
					return true;
				case 'Enter':
					if (!(target instanceof HTMLInputElement) || !target.matches('[data-score]'))
						return false;
					goOn(root, target);
					return true;
				default:
					return false;
			}
		};
		const press = (event: KeyboardEvent) => {
			if (event.isComposing || event.key === 'Process' || event.defaultPrevented) return;
			const { target, key } = event;
			if (key === 'Enter' && (event.ctrlKey || event.metaKey)) {
				event.preventDefault();
				keys.handIn();
				return;
			}
			if (event.ctrlKey || event.metaKey || event.altKey || inText(target)) return;
			if (document.querySelector('dialog[open]')) return;
			// A radio has arrows of its own.
			if (target instanceof HTMLInputElement && target.type === 'radio' && key.startsWith('Arrow'))
				return;
			if (plain(key, target)) {
				event.preventDefault();
				return;
			}
			// A digit typed anywhere lands in the box that is being filled in.
			if (
				/^\d$/.test(key) &&
				!(target instanceof HTMLInputElement && target.matches('[data-score]'))
			) {
				const box =
					root.querySelector<HTMLInputElement>('[data-score][data-current]') ?? boxes(root)[0];
				box?.focus();
				box?.select();
			}
		};
		document.addEventListener('keydown', press);
		return () => document.removeEventListener('keydown', press);
	};
