/**
 * Words are put on at the edge: refusals become sentences here, in the reader's language. A key without a
 * text is a defect that a test finds; at run time the reader still gets a sentence and the key.
 */
import { isDay } from '#lib/domain/day.ts';
import type { Facts, Refusal } from '#lib/domain/refusal.ts';
import { documents, type Citation } from '#lib/domain/rules/citation.ts';
import { parameterOf } from '#lib/domain/rules/parameters.ts';
import { procedure } from '#lib/domain/rules/procedure.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { partsOfDay } from '#lib/ui/day.ts';

type Message = (facts: Record<string, string | number>) => string;
const messages = m as unknown as Readonly<Record<string, Message | undefined>>;

/** The text of a message key, or undefined where there is none. */
export const textOf = (key: string, facts: Facts = {}): string | undefined =>
	messages[key.replaceAll(/[^a-zA-Z0-9]/g, '_')]?.({ ...facts });

const shanghai = new Intl.DateTimeFormat('zh-CN', {
	timeZone: 'Asia/Shanghai',
	month: 'long',
	day: 'numeric',
	hour: '2-digit',
	minute: '2-digit',
	hour12: false
});

/** Facts as people read them: instants and days in words; moves and states by their names. */
const readable = (facts: Facts): Facts =>
	Object.fromEntries(
		Object.entries(facts).map(([name, value]) => {
			if (typeof value === 'number' && value > 1e11) return [name, shanghai.format(value)];
			if (typeof value === 'string' && isDay(value)) return [name, m.ui_date(partsOfDay(value))];
			if (name === 'state') return [name, textOf(`state_${value}`) ?? value];
			if (name === 'move') return [name, textOf(`move_${value}`) ?? value];
			return [name, value];
		})
	);

/** Why a notice was voided: the portal's own reasons have words; what an officer wrote stands as written. */
export const voidedText = (reason: string): string =>
	['returned', 'suspended', 'terminated', 'withdrawn'].includes(reason)
		? (textOf(`office_voided_${reason}`) ?? reason)
		: reason;

export const refusalText = (refusal: Refusal): string =>
	textOf(`refusal_${refusal.key}`, readable(refusal.facts ?? {})) ??
	textOf('refusal_unknown', { key: refusal.key }) ??
	refusal.key;

/** A citation as an officer writes it: document, article, clause. */
export const citationText = (citation: Citation): string => {
	const language = getLocale() === 'en' ? 'en' : 'zh';
	const title = documents[citation.doc][language];
	const article =
		citation.article === undefined
			? ''
			: language === 'en'
				? `, art. ${citation.article}`
				: `第${citation.article}条`;
	return title + article;
};

/** The citation behind a refusal, in words; undefined where no rule stands behind it. */
export const ruleText = (refusal: Refusal): string | undefined => {
	if (!refusal.rule) return undefined;
	const citation =
		(procedure as Partial<Record<string, Citation>>)[refusal.rule] ??
		parameterOf(refusal.rule)?.citation;
	return citation && citationText(citation);
};
