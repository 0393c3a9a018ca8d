/** Words of the committee office's own pages: rounds, sheets, meetings, notices. Used by load functions only. */
import { z } from 'zod';
import type { Day } from '#lib/domain/day.ts';
import type { ScoreResult } from '#lib/domain/titles/score.ts';
import type { RubricItem } from '#lib/domain/titles/review.ts';
import type { Refusal } from '#lib/domain/refusal.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { refusalText, ruleText } from '#lib/server/words.ts';
import type { NoticeDay } from '#lib/server/usecases/notices/list-notices.ts';
import type { SheetView } from '#lib/server/usecases/review/case-sheets.ts';
import type { StateKind } from '#lib/ui/icons.ts';
import { shortDay, wordOf } from '../desk-parts/desk-words.server.ts';

/** One or several fields of the same name, as a list. */
export const many = z.preprocess(
	(value): readonly unknown[] =>
		value === undefined ? [] : Array.isArray(value) ? (value as unknown[]) : [value],
	z.array(z.string().max(80))
);
export const versionField = z.coerce.number().int().min(1);

/** A reason with the rule behind it, for the text beside a button that cannot be pressed. */
export const whyNot = (refusal: Refusal | null): string | undefined =>
	refusal === null
		? undefined
		: [refusalText(refusal), ruleText(refusal)].filter(Boolean).join(m.ui_comma());

export const itemName = (item: Pick<RubricItem, 'zh' | 'en'>): string =>
	getLocale() === 'en' ? item.en : item.zh;

/** 83.20, or why there is no number. */
export const scoreText = (score: ScoreResult | null): string =>
	score === null ? '' : score.total === null ? m.committee_vetoed() : score.total;

/** How far a sheet is, for those who may see that it exists. */
export const sheetState = (
	sheet: Pick<SheetView, 'state' | 'declared' | 'scored'>,
	items: number
): { readonly kind: StateKind; readonly text: string } => {
	switch (sheet.state) {
		case 'submitted':
			return { kind: 'done', text: m.committee_sheet_submitted() };
		case 'recused':
			return { kind: 'void', text: m.committee_sheet_recused() };
		case 'ended':
			return { kind: 'void', text: m.committee_sheet_released() };
		case 'assigned':
			return sheet.declared
				? { kind: 'running', text: m.committee_sheet_begun({ done: sheet.scored, items }) }
				: { kind: 'waiting', text: m.committee_sheet_unopened() };
	}
};

/** The days of a notice as its clock shows them, with their sentences. */
export const clockOf = (notice: {
	readonly state: 'running' | 'ended' | 'voided';
	readonly days: readonly NoticeDay[];
	readonly startOn: Day;
	readonly endOn: Day;
	readonly daysLeft: number;
}) => ({
	title:
		notice.state === 'running'
			? m.committee_notice_left({ days: notice.daysLeft })
			: wordOf(`committee_notice_${notice.state}`),
	text: m.committee_notice_span({
		from: shortDay(notice.days[0]?.day ?? notice.startOn),
		to: shortDay(notice.endOn),
		days: notice.days.filter(({ kind }) => kind !== 'rest').length
	}),
	days: notice.days
});
