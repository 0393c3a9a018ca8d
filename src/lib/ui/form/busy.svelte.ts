import type { Attachment } from 'svelte/attachments';

/**
 * For a form that is posted natively: the pressed button shows that it is being sent, a second press
 * does nothing. Coming back through the browser's history makes the form usable again.
 */
export const busy: Attachment<HTMLFormElement> = (form) => {
	let pressed: HTMLElement | null = null;

	const submit = (event: SubmitEvent) => {
		if (pressed) {
			event.preventDefault();
			event.stopImmediatePropagation();
			return;
		}
		if (event.defaultPrevented) return;
		pressed = event.submitter ?? form;
		pressed.classList.add('busy');
		pressed.setAttribute('aria-busy', 'true');
	};
	const rest = () => {
		pressed?.classList.remove('busy');
		pressed?.removeAttribute('aria-busy');
		pressed = null;
	};

	form.addEventListener('submit', submit);
	addEventListener('pageshow', rest);
	return () => {
		form.removeEventListener('submit', submit);
		removeEventListener('pageshow', rest);
	};
};
