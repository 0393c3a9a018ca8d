import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import { getCaseRecusals, type JudgeLine } from '#lib/server/usecases/review/case-judges.ts';
import { liftRecusal, orderRecusal } from '#lib/server/usecases/review/order-recusal.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import { momentText, wordOf } from '../../../../desk-parts/desk-words.server.ts';
import {
	groundText,
	kindChoices,
	kindField,
	kindText,
	sourceText
} from '../../../../desk-parts/recusal-words.server.ts';
import { versionField } from '../../../committee-words.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const rolesOf = ({ roles }: JudgeLine): string =>
	roles.map((role) => wordOf(`committee_role_${role}`)).join(m.ui_comma());

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const page = await getCaseRecusals(ctx, params.id);
	const judgeWords = (line: JudgeLine) => ({
		id: line.personId,
		name: line.name,
		employer: line.employer,
		role: rolesOf(line),
		grounds: line.grounds.map(groundText)
	});
	const bound = page.judges.filter(({ grounds }) => grounds.length > 0);
	const free = page.judges.filter(({ grounds }) => grounds.length === 0);
	/** Experts of the pool who sit nowhere yet: many, and mostly free. */
	const pooled = (line: JudgeLine): boolean => line.roles.every((role) => role === 'expert');
	return {
		requestId: ctx.newId(),
		id: page.id,
		version: page.version,
		title: m.committee_recusals_of({ name: page.name, title: page.title }),
		number: page.number,
		changeable: page.changeable,
		facts: [
			{ label: m.office_fact_employer(), value: page.employer },
			{
				label: m.committee_recusals_seats(),
				value: m.committee_recusals_seats_left(page.seats),
				// Quorum is two thirds of the seats.
				...(page.seats.left * 3 < page.seats.all * 2 && { state: 'problem' as const })
			}
		],
		/** Who must stay away comes first: that is what the page is opened for. */
		judges: [...bound, ...free.filter((line) => !pooled(line))].map(judgeWords),
		pool: free.filter(pooled).map(judgeWords),
		recorded: page.recorded.map((one) => ({
			id: one.id,
			name: one.name,
			kind: kindText(one.kind),
			said: one.said,
			source: sourceText(one.source),
			when: momentText(one.createdAt),
			every: one.every,
			lifted: one.endedAt !== null,
			lifting:
				one.endedAt === null ? '' : m.committee_recusal_lifted({ reason: one.endReason ?? '' })
		})),
		people: page.judges.map((line) => ({
			value: line.personId,
			label: `${line.name}（${[line.employer, rolesOf(line)].filter(Boolean).join(m.ui_comma())}）`
		})),
		kinds: kindChoices()
	};
}) satisfies PageServerLoad;

const label = (field: string) => textOf(`committee_field_${field}`);
const here = (id: string): string => `/committee/cases/${id}/recusals`;

export const actions = {
	order: submits(
		z.object({
			version: versionField,
			person: z.string().min(1).max(80),
			kind: kindField,
			reason: z.string().trim().min(1).max(200),
			every: z.literal('on').optional()
		}),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			await orderRecusal(ctx, {
				id,
				version: data.version,
				personId: data.person,
				kind: data.kind,
				reason: data.reason,
				every: data.every === 'on'
			});
			// Whoever orders their own recusal sees nothing of the case from here on.
			return { to: data.person === ctx.actor?.personId ? '/committee/cases' : here(id) };
		},
		{ form: 'order', label }
	),
	lift: submits(
		z.object({
			recusal: z.string().min(1).max(80),
			reason: z.string().trim().min(1).max(200)
		}),
		async (ctx, data, event: RequestEvent) => {
			const { id } = event.params;
			await liftRecusal(ctx, { id, recusalId: data.recusal, reason: data.reason });
			return { to: here(id) };
		},
		{ form: 'lift', label }
	)
} satisfies Actions;
