import type { Attachment } from 'svelte/attachments';

/**
 * Keys of the office lists. Rows carry `data-row`, their link `data-row-link`, their box `data-row-box`;
 * the panel's close link `data-close-panel`; the bar's search field `data-office-search`.
 *
 * J/K next and previous row, Enter opens (the link has the focus), x selects, Esc closes the panel,
 * `/` or Ctrl K goes to search, `?` calls `help`. Nothing happens while somebody types or composes
 * characters, or holds another modifier.
 */
export const officeKeys =
	(help: () => void): Attachment<HTMLElement> =>
	(root) => {
		const press = (event: KeyboardEvent) => {
			if (!listens(event)) return;
			if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
				if (focusSearch(root)) event.preventDefault();
				return;
			}
			if (event.ctrlKey || event.metaKey || event.altKey || typesIn(event.target)) return;
			if (root.ownerDocument.querySelector('dialog[open]')) return;
			if (actOn(event.key, root, help)) event.preventDefault();
		};
		const document = root.ownerDocument;
		document.addEventListener('keydown', press);
		return () => document.removeEventListener('keydown', press);
	};

/** False while an input method composes: its keys, called `Process`, belong to it. */
const listens = (event: KeyboardEvent): boolean =>
	!event.isComposing && event.key !== 'Process' && !event.defaultPrevented;

/** Is this a place for text? Boxes and buttons are not: x and J work from them. */
const typesIn = (target: EventTarget | null): boolean => {
	if (!(target instanceof HTMLElement)) return false;
	if (target.isContentEditable) return true;
	if (target instanceof HTMLInputElement)
		return !['checkbox', 'radio', 'button', 'submit', 'reset'].includes(target.type);
	return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
};

const actOn = (key: string, root: HTMLElement, help: () => void): boolean => {
	switch (key) {
		case 'j':
		case 'J':
			return step(root, 1);
		case 'k':
		case 'K':
			return step(root, -1);
		case 'x':
		case 'X':
			return toggle(root);
		case 'Escape':
			return follow(root.querySelector('[data-close-panel]'));
		case '/':
			return focusSearch(root);
		case '?':
		case '？':
			help();
			return true;
		default:
			return false;
	}
};

const rowsOf = (root: HTMLElement): readonly HTMLElement[] => [
	...root.querySelectorAll<HTMLElement>('[data-row]')
];

/** The row with the focus, else the open one, else none (-1). */
const currentIndex = (rows: readonly HTMLElement[]): number => {
	const focused = rows.findIndex((row) => row.contains(document.activeElement));
	return focused >= 0 ? focused : rows.findIndex((row) => row.matches('[aria-current]'));
};

const step = (root: HTMLElement, by: 1 | -1): boolean => {
	const rows = rowsOf(root);
	if (rows.length === 0) return false;
	const now = currentIndex(rows);
	const next = now < 0 ? (by > 0 ? 0 : rows.length - 1) : now + by;
	const row = rows[Math.min(Math.max(next, 0), rows.length - 1)];
	const link = row?.querySelector<HTMLElement>('[data-row-link]');
	link?.focus();
	row?.scrollIntoView({ block: 'nearest' });
	return link !== undefined && link !== null;
};

const toggle = (root: HTMLElement): boolean => {
	const rows = rowsOf(root);
	const box = rows[currentIndex(rows)]?.querySelector<HTMLInputElement>('[data-row-box]');
	box?.click();
	return Boolean(box);
};

const focusSearch = (root: HTMLElement): boolean => {
	const field = root.querySelector<HTMLInputElement>('[data-office-search]');
	field?.focus();
	field?.select();
	return Boolean(field);
};

const follow = (link: Element | null): boolean => {
	if (!(link instanceof HTMLElement)) return false;
	link.click();
	return true;
};
