import { z } from 'zod';
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import { loads, submits } from '#lib/server/form.ts';
import { declareNoConflict } from '#lib/server/usecases/review/declare-no-conflict.ts';
import { getAssignment, type ExpertSheet } from '#lib/server/usecases/review/get-assignment.ts';
import {
	handInScores,
	recuseFromCase,
	reopenScores
} from '#lib/server/usecases/review/hand-in-scores.ts';
import { opinionMax, saveScore } from '#lib/server/usecases/review/save-score.ts';
import { textOf } from '#lib/server/words.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import * as m from '#lib/paraglide/messages.js';
import { fullInstant, levelName, timeText } from '../../../me/words.server.ts';
import { kindChoices, kindField } from '../../../desk-parts/recusal-words.server.ts';
import { fileWords, formWords, itemWords, titleText } from '../../expert-words.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load = loads(async (ctx, { params, url }: Parameters<PageServerLoad>[0]) => {
	const sheet = await getAssignment(ctx, params.id);
	const files = sheet.content ? fileWords(sheet.content) : [];
	const doc = url.searchParams.get('doc') ?? 'form';
	const handed = url.searchParams.get('handed') ?? '';
	return {
		requestId: ctx.newId(),
		kinds: kindChoices(),
		id: sheet.id,
		version: sheet.version,
		state: sheet.state,
		declared: sheet.declared,
		editable: sheet.editable,
		reopenable: sheet.reopenable,
		handed: /^\d{4}-\d{6,8}$/.test(handed) ? m.expert_handed_in({ number: handed }) : null,
		committee: sheet.committee,
		number: sheet.number,
		name: sheet.name,
		employer: sheet.employer,
		title: titleText(sheet),
		titleName: sheet.title,
		level: levelName(sheet.level),
		progress: sheet.progress,
		next: sheet.next === null ? null : `/expert/sheets/${sheet.next}`,
		form: sheet.content ? formWords(sheet.content) : [],
		files,
		doc: files.some(({ id }) => id === doc) ? doc : 'form',
		objective: {
			total: sheet.objective.total,
			max: sheet.objective.max,
			items: sheet.objective.items.map(itemWords)
		},
		items: sheet.items.map(itemWords),
		subtotalMax: sheet.subtotalMax,
		opinion: sheet.opinion,
		flagged: sheet.flagged,
		savedAt: sheet.savedAt === null ? '' : timeText(sheet.savedAt),
		submittedAt: sheet.submittedAt === null ? '' : fullInstant(sheet.submittedAt)
	};
}) satisfies PageServerLoad;

const versionField = z.coerce.number().int().min(1);
const label = (field: string): string | undefined =>
	field.startsWith('score-') ? undefined : textOf(`expert_field_${field}`);

/** What a plain form post changes: every box that holds another text than the sheet. */
const changesIn = (
	sheet: ExpertSheet,
	data: Readonly<Record<string, unknown>>
): readonly { readonly item: string; readonly value: string }[] => {
	const typed = (name: string): string | undefined =>
		typeof data[name] === 'string' ? data[name] : undefined;
	const scores = sheet.items.flatMap(({ code, value }) => {
		const text = typed(`score-${code}`);
		return text === undefined || text.trim() === (value ?? '') ? [] : [{ item: code, value: text }];
	});
	const opinion = typed('opinion');
	return opinion === undefined || opinion === sheet.opinion
		? scores
		: [...scores, { item: 'opinion', value: opinion }];
};

/** Saves what a plain form holds, one number after the other; the first that is wrong is told. */
const saveAll = async (
	ctx: Context,
	id: string,
	version: number,
	data: Readonly<Record<string, unknown>>
): Promise<number> => {
	const sheet = await getAssignment(ctx, id);
	if (sheet.version !== version) throw new Refused({ kind: 'stale', key: 'stale' });
	let at = version;
	let refusal: Refusal | undefined;
	for (const { item, value } of changesIn(sheet, data))
		try {
			({ version: at } = await saveScore(ctx, { assignmentId: id, version: at, item, value }));
		} catch (cause) {
			if (!(cause instanceof Refused) || cause.refusal.kind === 'stale') throw cause;
			refusal ??= {
				...cause.refusal,
				field: item === 'opinion' ? item : `score-${item}`
			};
		}
	if (refusal) throw new Refused(refusal);
	return at;
};

const here = (event: RequestEvent): string => `/expert/sheets/${event.params.id}`;
const plain = z.looseObject({ version: versionField });

export const actions = {
	declare: submits(
		z.object({ version: versionField }),
		async (ctx, data, event: RequestEvent) => {
			await declareNoConflict(ctx, { assignmentId: event.params.id, version: data.version });
			return { to: here(event) };
		},
		{ form: 'declare', label }
	),
	recuse: submits(
		z.object({
			version: versionField,
			kind: kindField,
			reason: z.string().trim().min(1).max(200)
		}),
		async (ctx, data, event: RequestEvent) => {
			await recuseFromCase(ctx, {
				assignmentId: event.params.id,
				version: data.version,
				kind: data.kind,
				reason: data.reason
			});
			return { to: '/expert?recused=1' };
		},
		{ form: 'recuse', label }
	),
	/** The sheet as a plain form: without script, or when the last number had no time to be saved. */
	save: submits(
		plain,
		async (ctx, data, event: RequestEvent) => {
			await saveAll({ ...ctx, request: null }, event.params.id, data.version, data);
			return { to: here(event) };
		},
		{ form: 'save', label }
	),
	flag: submits(
		plain.extend({ flagged: z.enum(['0', '1']) }),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			const version = await saveAll({ ...ctx, request: null }, id, data.version, data);
			await saveScore(ctx, { assignmentId: id, version, item: 'flag', value: data.flagged });
			return { to: here(event) };
		},
		{ form: 'save', label }
	),
	handIn: submits(
		plain.extend({ opinion: z.string().max(opinionMax).default('') }),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			const { number, next } = await getAssignment(ctx, id);
			const version = await saveAll({ ...ctx, request: null }, id, data.version, data);
			await handInScores(ctx, { assignmentId: id, version, opinion: data.opinion });
			return { to: `${next === null ? '/expert' : `/expert/sheets/${next}`}?handed=${number}` };
		},
		{ form: 'save', label }
	),
	reopen: submits(
		z.object({ version: versionField, reason: z.string().trim().min(1).max(200) }),
		async (ctx, data, event: RequestEvent) => {
			await reopenScores(ctx, {
				assignmentId: event.params.id,
				version: data.version,
				reason: data.reason
			});
			return { to: here(event) };
		},
		{ form: 'reopen', label }
	)
} satisfies Actions;
