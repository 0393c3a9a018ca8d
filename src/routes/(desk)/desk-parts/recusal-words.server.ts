/** Recusal in words: what an expert may declare, what an office reads. Used by load functions and actions only. */
import { z } from 'zod';
import { declarableKinds, type Ground } from '#lib/domain/review/recusal.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Choice } from '#lib/ui/form/field.ts';
import { wordOf } from './desk-words.server.ts';

export const kindField = z.enum(declarableKinds);

export const kindText = (kind: string): string => wordOf(`recusal_kind_${kind}`);
export const sourceText = (source: string): string => wordOf(`recusal_source_${source}`);

export const kindChoices = (): readonly Choice[] =>
	declarableKinds.map((value) => ({ value, label: kindText(value) }));

/** One ground with its evidence, as a sentence. */
export const groundText = ({ kind, source, evidence }: Ground): string => {
	if (source === 'rule') return wordOf(`recusal_ground_${kind}`, evidence);
	const words = { kind: kindText(kind), source: sourceText(source) };
	const said = String(evidence['said'] ?? '');
	return said === '' ? m.recusal_ground_unsaid(words) : m.recusal_ground_said({ ...words, said });
};
