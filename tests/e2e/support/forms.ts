/** Forms as they stand in a page's HTML: what a browser would send, and whether a refusal came back whole. */
import type { APIRequestContext, APIResponse } from '@playwright/test';

const entities: Readonly<Record<string, string>> = {
	amp: '&',
	lt: '<',
	gt: '>',
	quot: '"',
	'#39': "'"
};
const plain = (html: string): string =>
	html.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => entities[name] ?? '');

const attribute = (tag: string, name: string): string | undefined => {
	const found = new RegExp(`\\s${name}(?:="([^"]*)")?(?=[\\s>/]|$)`).exec(tag);
	return found ? plain(found[1] ?? '') : undefined;
};

type Field = {
	readonly name: string;
	readonly kind: string;
	readonly value: string;
	/** Whether a browser would send it as it stands. */
	readonly sent: boolean;
	/** What can be chosen, of a select. */
	readonly options?: readonly string[];
};
export type Form = { readonly action: string; readonly fields: readonly Field[] };

const control =
	/<input\b((?:"[^"]*"|[^>"])*)>|<textarea\b([^>]*)>([\s\S]*?)<\/textarea>|<select\b([^>]*)>([\s\S]*?)<\/select>/g;

const optionsIn = (html: string): readonly (readonly [string, boolean])[] =>
	[...html.matchAll(/<option\b([^>]*)>([^<]*)/g)].map(([, tag = '', text = '']) => [
		attribute(tag, 'value') ?? plain(text),
		attribute(tag, 'selected') !== undefined
	]);

const controlsIn = (html: string): readonly (Field & { readonly form: string | undefined })[] =>
	[...html.matchAll(control)].flatMap(([, input, area, text, select, options = '']) => {
		const tag = input ?? area ?? select ?? '';
		const name = attribute(tag, 'name');
		if (name === undefined || attribute(tag, 'disabled') !== undefined) return [];
		const common = { name, form: attribute(tag, 'form') };
		if (input !== undefined) {
			const kind = attribute(tag, 'type') ?? 'text';
			const isChoice = kind === 'radio' || kind === 'checkbox';
			return {
				...common,
				kind,
				value: attribute(tag, 'value') ?? (isChoice ? 'on' : ''),
				sent: !isChoice || attribute(tag, 'checked') !== undefined
			};
		}
		if (area !== undefined)
			return {
				...common,
				kind: 'textarea',
				value: plain(text ?? '').replace(/^\n/, ''),
				sent: true
			};
		const all = optionsIn(options);
		const value = (all.find(([, chosen]) => chosen) ?? all[0])?.[0] ?? '';
		return {
			...common,
			kind: 'select',
			value,
			sent: all.length > 0,
			options: all.map(([option]) => option)
		};
	});

const formsWhere = (html: string, holds: (tag: string) => boolean): readonly Form[] => {
	const everywhere = controlsIn(html);
	return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)]
		.filter(([, tag = '']) => holds(tag))
		.map(([, tag = '', inside = '']) => {
			const id = attribute(tag, 'id');
			return {
				action: attribute(tag, 'action') ?? '',
				fields: [
					...controlsIn(inside).filter(({ form }) => form === undefined || form === id),
					...(id === undefined ? [] : everywhere.filter(({ form }) => form === id))
				]
			};
		});
};

/** The posting forms of a page, with the fields that belong to them from elsewhere on it. */
export const formsIn = (html: string): readonly Form[] =>
	formsWhere(html, (tag) => attribute(tag, 'method')?.toLowerCase() === 'post');

/** The query bar over a list: what it sends becomes the address. */
export const queryIn = (html: string): Form | undefined =>
	formsWhere(html, (tag) => attribute(tag, 'class')?.split(' ').includes('query') === true)[0];

/** The page's form with this action, whatever query follows; any of its actions for `?/`, the only one for `''`. */
export const formOf = (html: string, action: string, holds?: string): Form | undefined =>
	formsIn(html).find(
		(form) =>
			(action === ''
				? !/^(\?\/|\/)/.test(form.action)
				: form.action.startsWith(action) &&
					(action.endsWith('/') || !/^[a-zA-Z_]/.test(form.action.slice(action.length)))) &&
			(holds === undefined || form.fields.some(({ name }) => name === holds))
	);

export type Typed = Readonly<Record<string, string | readonly string[]>>;
type Pairs = readonly (readonly [string, string])[];

/** What would be sent as it stands. */
export const standing = (form: Form): Pairs =>
	form.fields
		.filter(({ sent, kind }) => sent && kind !== 'file')
		.map(({ name, value }) => [name, value]);

/** The form emptied by hand as far as a person can, with `typed` filled in. */
export const filled = (form: Form, typed: Typed): Pairs => {
	const names = new Set(form.fields.map(({ name }) => name));
	const kept = form.fields
		.filter(({ name, kind, sent }) => !(name in typed) && sent && kind !== 'file')
		.flatMap(({ name, kind, value, options }): Pairs => {
			if (kind === 'checkbox') return [];
			const stays = kind === 'hidden' || kind === 'radio' || options?.includes('') === false;
			return [[name, stays ? value : '']];
		});
	const strangers = Object.keys(typed).filter((name) => !names.has(name));
	if (strangers.length > 0) throw new Error(`the form has no ${strangers.join(', ')}`);
	return [
		...kept,
		...Object.entries(typed).flatMap(([name, value]): Pairs =>
			(typeof value === 'string' ? [value] : value).map((one) => [name, one])
		)
	];
};

/** Posts as a browser without script does. */
export const post = (
	asking: APIRequestContext,
	page: string,
	action: string,
	body: Pairs
): Promise<APIResponse> => {
	const url = new URL(action === '' ? page : action, new URL(page, 'http://x'));
	return asking.post(url.pathname + url.search, {
		headers: { accept: 'text/html', 'content-type': 'application/x-www-form-urlencoded' },
		data: new URLSearchParams(body.map(([name, value]) => [name, value])).toString(),
		maxRedirects: 0
	});
};

const idOf = (name: string): string => `f-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}`;

const sorted = (pairs: Pairs): string =>
	pairs
		.map(([name, value]) => `${name}=${value.replaceAll('\r\n', '\n')}`)
		.sort()
		.join('\n');

/** What an answer to a refused form lacks: `named` are the fields that its summary must link to. */
export const wrongWithRefusal = (
	html: string,
	before: { readonly form: Form; readonly holds?: string | undefined; readonly sent: Pairs },
	named: readonly string[]
): readonly string[] => {
	const wrong: string[] = [];
	if (!/<title>(错误：|Error: )/.test(html)) wrong.push('the title does not say 错误');
	const summary =
		/<div\b(?=[^>]*role="alert")(?=[^>]*tabindex="-1")[^>]*>([\s\S]*?)<\/ul>/.exec(html)?.[0] ?? '';
	if (summary === '') return [...wrong, 'no summary'];
	if (!/^<div[^>]*\sautofocus/.test(summary)) wrong.push('the summary does not take the focus');
	const links = [...summary.matchAll(/href="#([^"]+)"/g)].map(([, id = '']) => id);
	const items = summary.match(/<li/g)?.length ?? 0;
	if (items === 0) wrong.push('an empty summary');
	if (named.length > 0 && links.length < items) wrong.push('an error without a link');
	for (const name of named)
		if (!links.includes(idOf(name))) wrong.push(`${name} is not in the summary`);
	for (const id of links) {
		if (!new RegExp(`<(input|select|textarea|button)\\b[^>]*\\sid="${id}"`).test(html))
			wrong.push(`#${id} leads to no control`);
		if (!html.includes(`id="${id}-error"`)) wrong.push(`no error beside ${id}`);
		if (!new RegExp(`aria-describedby="[^"]*\\b${id}-error"`).test(html))
			wrong.push(`${id} is not described by its error`);
	}
	if (/[a-z]+_[a-z_]+|undefined|\[object/.test(summary.replace(/<[^>]*>/g, '')))
		wrong.push('a key instead of a sentence');
	const after = formOf(html, before.form.action, before.holds);
	if (!after) return [...wrong, 'the form is gone'];
	const secret = new Set(
		before.form.fields
			.filter(({ kind }) => kind === 'password' || kind === 'hidden')
			.map(({ name }) => name)
	);
	const open = (pairs: Pairs): Pairs => pairs.filter(([name]) => !secret.has(name));
	const [sent, stands] = [sorted(open(before.sent)), sorted(open(standing(after)))];
	if (sent !== stands) {
		const lines = sent.split('\n').filter((line) => !stands.split('\n').includes(line));
		const others = stands.split('\n').filter((line) => !sent.split('\n').includes(line));
		wrong.push(`typed ${lines.join(' & ')} stands as ${others.join(' & ')}`);
	}
	return wrong;
};
