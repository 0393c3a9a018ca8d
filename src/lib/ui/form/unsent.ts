/** What a form holds, and the part of it that could not be sent yet. */

/** The form's fields without files (they are sent by themselves) and without passwords. */
export const bodyOf = (form: HTMLFormElement): FormData => {
	const data = new FormData(form);
	for (const [name, value] of [...data]) if (typeof value !== 'string') data.delete(name);
	for (const field of form.querySelectorAll<HTMLInputElement>('input[type=password]'))
		data.delete(field.name);
	return data;
};

/**
 * What could not be sent, in this tab only. Filled back in when the same version of the form is opened
 * again; another version stays as the server has it.
 */
export const unsentMemory = (form: HTMLFormElement) => {
	const place = `unsent:${location.pathname}:${form.id}`;
	const version = () =>
		form.querySelector<HTMLInputElement>('input[type=hidden][name=version]')?.value ?? '';
	return {
		keep: () => {
			const fields = [...bodyOf(form)].filter(([name]) => name !== 'version');
			try {
				sessionStorage.setItem(place, JSON.stringify({ version: version(), fields }));
			} catch {
				/* Storage is full or forbidden: the page itself still holds the text. */
			}
		},
		forget: () => sessionStorage.removeItem(place),
		restore: (): boolean => {
			const kept = parse(sessionStorage.getItem(place));
			if (!kept) return false;
			sessionStorage.removeItem(place);
			if (kept.version !== version()) return false;
			return fill(form, kept.fields);
		}
	};
};

type Kept = { readonly version: string; readonly fields: readonly (readonly [string, string])[] };

const parse = (text: string | null): Kept | undefined => {
	if (!text) return undefined;
	try {
		return JSON.parse(text) as Kept;
	} catch {
		return undefined;
	}
};

/** Writes kept values into the fields of the form; true when at least one differed. */
const fill = (form: HTMLFormElement, fields: Kept['fields']): boolean => {
	const values: Record<string, string[]> = Object.create(null) as Record<string, string[]>;
	for (const [name, value] of fields) (values[name] ??= []).push(value);
	let changed = false;
	for (const field of form.elements) {
		if (!(field instanceof HTMLElement) || !('name' in field)) continue;
		const kept = values[String(field.name)];
		if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type)) {
			const on = kept?.includes(field.value) ?? false;
			changed ||= field.checked !== on;
			if (field.checked !== on) set(field, 'checked', on, 'change');
		} else if (
			(field instanceof HTMLInputElement && !/^(hidden|file|password|submit)$/.test(field.type)) ||
			field instanceof HTMLTextAreaElement ||
			field instanceof HTMLSelectElement
		) {
			const value = kept?.shift();
			if (value === undefined || value === field.value) continue;
			changed = true;
			set(field, 'value', value, 'input');
		}
	}
	return changed;
};

const set = (field: HTMLElement, property: string, value: unknown, event: string): void => {
	Object.assign(field, { [property]: value });
	field.dispatchEvent(new Event(event, { bubbles: true }));
	if (event === 'input') field.dispatchEvent(new Event('change', { bubbles: true }));
};

/** Whether a field no longer holds what came with the page: typed before the script arrived. */
export const touchedBefore = (form: HTMLFormElement): boolean =>
	[...form.elements].some((field) => {
		if (field instanceof HTMLInputElement)
			return /^(checkbox|radio)$/.test(field.type)
				? field.checked !== field.defaultChecked
				: !/^(hidden|file|password|submit)$/.test(field.type) && field.value !== field.defaultValue;
		return field instanceof HTMLTextAreaElement && field.value !== field.defaultValue;
	});
