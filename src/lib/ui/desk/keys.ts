import type { Attachment } from 'svelte/attachments';

/**
 * On the page of one case J goes to the next one (下一份). Nothing happens while somebody types or composes
 * characters, or holds a modifier.
 */
export const nextByKey: Attachment<HTMLElement> = (root) => {
	const press = (event: KeyboardEvent) => {
		if (event.isComposing || event.key === 'Process' || event.defaultPrevented) return;
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		if (event.key !== 'j' && event.key !== 'J') return;
		if (typesIn(event.target) || document.querySelector('dialog[open]')) return;
		const link = root.querySelector<HTMLElement>('[data-next] a');
		if (!link) return;
		event.preventDefault();
		link.click();
	};
	document.addEventListener('keydown', press);
	return () => document.removeEventListener('keydown', press);
};

const typesIn = (target: EventTarget | null): boolean =>
	target instanceof HTMLElement &&
	(target.isContentEditable ||
		target instanceof HTMLTextAreaElement ||
		target instanceof HTMLSelectElement ||
		(target instanceof HTMLInputElement &&
			!['checkbox', 'radio', 'button', 'submit'].includes(target.type)));
