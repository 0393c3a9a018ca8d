/**
 * The only bridge between a route and a use case. `submits` turns a form post into a deed and its answer
 * into a page; `loads` does the same for what a page needs. Refusals become statuses here and nowhere else.
 */
import { createHash } from 'node:crypto';
import { error, fail, isRedirect, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import { canonicalJson } from '#lib/domain/json.ts';
import { Refused, statusOf, type Refusal } from '#lib/domain/refusal.ts';
import { askedOnce } from './asked-once.ts';
import { mustBeAtDesk, type Addressed } from './desk-area.ts';
import type { Context } from './usecases/ports.ts';
import { refusalText, ruleText, textOf } from './words.ts';

/** What a page gets back when its form was not accepted: nothing typed is lost. */
export type FormProblem = {
	readonly values: Readonly<Record<string, string | readonly string[]>>;
	readonly errors: Readonly<Record<string, string>>;
	/** What stands in the way as a whole, with the rule behind it. */
	readonly problem: { readonly text: string; readonly rule?: string; readonly key: string } | null;
};

/** What a deed answers: a page to go to, or facts for the page that posted. */
export type Done = { readonly to: string } | { readonly done: Readonly<Record<string, unknown>> };

type Options = {
	/** Which form on a page with several; comes back as `form.form`. */
	readonly form?: string;
	/** Label of a field, for error sentences; `field_<name>` otherwise. */
	readonly label?: (field: string) => string | undefined;
	/** Fields whose text never goes back to the page. */
	readonly secret?: readonly string[];
};

const secretFields = ['password', 'newPassword', 'currentPassword', 'repeat'];

/** Fields of a form as plain values: repeated names become lists, files stay files. */
const fieldsOf = (data: FormData): Record<string, unknown> => {
	const fields: Record<string, unknown> = {};
	for (const name of new Set(data.keys())) {
		const all = data.getAll(name);
		fields[name] = all.length > 1 ? all : all[0];
	}
	return fields;
};

const textsOf = (fields: Record<string, unknown>, hidden: readonly string[]) =>
	Object.fromEntries(
		Object.entries(fields)
			.filter(([name]) => !hidden.includes(name) && !secretFields.includes(name))
			.flatMap(([name, value]): [string, string | string[]][] =>
				typeof value === 'string'
					? [[name, value]]
					: Array.isArray(value) && value.every((item) => typeof item === 'string')
						? [[name, value]]
						: []
			)
	);

/** One sentence for one problem: which field, what is wrong, what to do. */
const sentence = (issue: z.core.$ZodIssue, label: string): string => {
	const known = textOf(`error_${issue.message}`, { label });
	if (known) return known;
	switch (issue.code) {
		// A field checked by the domain says itself why not (`fields.ts`).
		case 'custom':
			return issue.params?.['refusal']
				? refusalText(issue.params['refusal'] as Refusal)
				: (textOf('error_invalid', { label }) as string);
		case 'too_big':
			return textOf(issue.origin === 'string' ? 'error_too_long' : 'error_too_large', {
				label,
				max: Number(issue.maximum)
			}) as string;
		case 'too_small':
			return issue.origin === 'string' && Number(issue.minimum) > 1
				? (textOf('error_too_short', { label, min: Number(issue.minimum) }) as string)
				: issue.origin === 'string'
					? (textOf('error_required', { label }) as string)
					: (textOf('error_too_small', { label, min: Number(issue.minimum) }) as string);
		case 'invalid_type':
			return textOf(issue.input === undefined ? 'error_required' : 'error_invalid', {
				label
			}) as string;
		case 'invalid_value':
			return textOf('error_choose', { label }) as string;
		default:
			return textOf('error_invalid', { label }) as string;
	}
};

const answerTo = (refusal: Refusal, values: FormProblem['values']) =>
	({
		values,
		errors: refusal.field ? { [refusal.field]: refusalText(refusal) } : {},
		problem: { text: refusalText(refusal), rule: ruleText(refusal), key: refusal.key }
	}) satisfies FormProblem;

/** One sentence a field, the first of its problems. */
const errorsOf = (error: z.ZodError, options: Options): Record<string, string> => {
	const errors: Record<string, string> = {};
	for (const issue of error.issues) {
		const field = issue.path.map(String).join('.');
		const label = options.label?.(field) ?? textOf(`field_${field}`) ?? field;
		errors[field] ??= sentence(issue, label);
	}
	return errors;
};

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
/** How long a repeated post waits for the first one's answer, which follows its effect at once. */
const answerTries = 40;
const answerPauseMs = 25;

/**
 * Sends a post that was answered before to the same answer; the same id with other content, or from somebody
 * else, is refused. Does nothing where the id is new.
 */
const toFirstAnswer = async (ctx: Context, url: URL): Promise<void> => {
	const { request } = ctx;
	if (!request) return;
	let earlier = await ctx.store.read.requests.byId(request.id);
	if (!earlier) return;
	if (earlier.accountId !== ctx.actor?.accountId || earlier.digest !== request.digest)
		throw new Refused({ kind: 'stale', key: 'request_reused' });
	const isFresh = ctx.realNow() - earlier.createdAt < 2 * answerTries * answerPauseMs;
	for (
		let tries = 0;
		isFresh && tries < answerTries && earlier?.answer['to'] === undefined;
		tries++
	) {
		await pause(answerPauseMs);
		earlier = await ctx.store.read.requests.byId(request.id);
	}
	const to = earlier?.answer['to'];
	redirect(303, typeof to === 'string' ? to : url.pathname);
};

/** The context of a post that carries a request id: the deed's commit leaves the id behind. */
const withRequest = (
	ctx: Context,
	requestId: unknown,
	content: FormProblem['values'],
	url: URL
): Context => {
	if (!ctx.actor || typeof requestId !== 'string' || !/^[0-9a-f-]{36}$/.test(requestId)) return ctx;
	const digest = createHash('sha256')
		.update(canonicalJson({ ...content, at: url.pathname + url.search }))
		.digest('hex');
	return { ...ctx, request: { id: requestId, digest } };
};

/** Remembers where the deed's answer is, for a second post of the same form. */
const remember = async (ctx: Context, to: string): Promise<void> => {
	if (!ctx.request) return;
	await ctx.store.commit([
		{ do: 'touch', table: 'requests', id: ctx.request.id, set: { answer: { to } } }
	]);
};

/**
 * A form action: parses the post with the schema, runs the deed with the context of whoever is asking, and
 * answers. Problems come back as `form` with status 400 or the refusal's own; a repeated post of the same
 * form (same `requestId`, same content) has one effect and gets the first answer.
 */
export const submits =
	<S extends z.ZodType, E extends RequestEvent = RequestEvent>(
		schema: S,
		deed: (ctx: Context, data: z.output<S>, event: E) => Promise<Done>,
		options: Options = {}
	) =>
	async (event: E) => {
		await mustBeAtDesk(event.locals.ctx, event).catch(throwRefused);
		const fields = fieldsOf(await event.request.formData());
		const values = textsOf(fields, options.secret ?? []);
		const named = options.form ? { form: options.form } : {};
		const parsed = schema.safeParse(fields);
		if (!parsed.success)
			return fail(400, {
				...named,
				values,
				errors: errorsOf(parsed.error, options),
				problem: null
			} satisfies FormProblem & { form?: string });
		try {
			const ctx = withRequest(event.locals.ctx, fields.requestId, values, event.url);
			await toFirstAnswer(ctx, event.url);
			const answer = await deed(ctx, parsed.data, event).catch(async (cause: unknown) => {
				// Lost against the same form posted at the same moment: the first answer is this one's too.
				if (cause instanceof Refused) await toFirstAnswer(ctx, event.url);
				throw cause;
			});
			await remember(ctx, 'to' in answer ? answer.to : event.url.pathname);
			if ('to' in answer) redirect(303, answer.to);
			return { ...named, ...answer.done };
		} catch (cause) {
			if (isRedirect(cause)) throw cause;
			if (!(cause instanceof Refused)) throw cause;
			const status = statusOf[cause.refusal.kind];
			// What does not exist for this person is a page of its own, not a message on a form.
			if (status === 404) throwAsError(cause.refusal);
			return fail(status, { ...named, ...answerTo(cause.refusal, values) });
		}
	};

const throwAsError = (refusal: Refusal): never =>
	error(statusOf[refusal.kind], {
		message: refusalText(refusal),
		key: refusal.key,
		rule: ruleText(refusal)
	});

/** Whoever may not be here at all gets the page of that status, whatever they sent. */
const throwRefused = (cause: unknown): never => {
	if (cause instanceof Refused) throwAsError(cause.refusal);
	throw cause;
};

const pages = new WeakMap<App.Locals, Context>();

/** The context that all loads of a page share: each question is asked once for them (`askedOnce`). */
export const contextOfPage = (locals: App.Locals): Context => {
	const known = pages.get(locals);
	if (known) return known;
	const ctx = { ...locals.ctx, store: askedOnce(locals.ctx.store) };
	pages.set(locals, ctx);
	return ctx;
};

/** A load function: what the use case refuses becomes the error page of that status. */
export const loads =
	<E extends { locals: App.Locals }, T>(load: (ctx: Context, event: E) => Promise<T>) =>
	async (event: E & Addressed): Promise<T> => {
		const ctx = contextOfPage(event.locals);
		return mustBeAtDesk(ctx, event)
			.then(() => load(ctx, event))
			.catch(throwRefused);
	};

/** A `+server.ts` handler under the same rule: a refusal becomes JSON with its status. */
export const serves =
	<E extends RequestEvent>(handler: (ctx: Context, event: E) => Promise<Response>) =>
	async (event: E): Promise<Response> => {
		try {
			await mustBeAtDesk(event.locals.ctx, event);
			return await handler(event.locals.ctx, event);
		} catch (cause) {
			if (!(cause instanceof Refused)) throw cause;
			return Response.json(
				{ problem: { key: cause.refusal.key, text: refusalText(cause.refusal) } },
				{ status: statusOf[cause.refusal.kind] }
			);
		}
	};
