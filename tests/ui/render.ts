import { createRawSnippet, type Component, type Snippet } from 'svelte';
import { render } from 'svelte/server';

/** Markup of a component without hydration comments, spaces between tags closed up. */
export const markup = <Props extends Record<string, unknown>>(
	component: Component<Props>,
	props: NoInfer<Props>
): string =>
	render(component, { props })
		.body.replace(/<!--[\s\S]*?-->/g, '')
		.replace(/\s+/g, ' ');

/** Head of the document that a component writes. */
export const head = <Props extends Record<string, unknown>>(
	component: Component<Props>,
	props: NoInfer<Props>
): string => render(component, { props }).head;

/** Plain markup as a snippet. */
export const html = (text: string): Snippet => createRawSnippet(() => ({ render: () => text }));

/** The first tag `name` of a markup that contains `part`. */
export const tag = (text: string, name: string, part = ''): string => {
	const tags = text.match(new RegExp(`<${name}\\b[^>]*>`, 'g')) ?? [];
	const found = tags.find((candidate) => candidate.includes(part));
	if (!found) throw new Error(`no <${name}> with ${part} in ${text}`);
	return found;
};
