import { z } from 'zod';
import { loads, submits } from '#lib/server/form.ts';
import {
	certificatesPerPage,
	listCertificates
} from '#lib/server/usecases/results/list-certificates.ts';
import * as m from '#lib/paraglide/messages.js';
import { dayText, wordOf } from '../../desk-parts/desk-words.server.ts';
import { issue } from '../issue.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const kinds = { valid: 'done', superseded: 'void', revoked: 'problem' } as const;

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const roundId = url.searchParams.get('round') ?? undefined;
	const list = await listCertificates(ctx, {
		page: Number(url.searchParams.get('page') ?? '1'),
		...(roundId !== undefined && { roundId })
	});
	const issued = Number(url.searchParams.get('issued'));
	const from = (list.page - 1) * certificatesPerPage;
	return {
		requestId: ctx.newId(),
		sub: ctx.actor?.hat?.scopeName ?? '',
		did: issued > 0 && Number.isSafeInteger(issued) ? m.committee_issued({ count: issued }) : null,
		toIssue: list.toIssue,
		round: roundId ?? '',
		rows: list.lines.map((line) => ({
			id: line.id,
			number: line.number,
			name: line.name,
			lastFour: line.lastFour,
			employer: line.employer,
			title: line.title,
			titleOn: dayText(line.titleOn),
			issuedOn: dayText(line.issuedOn),
			state: { kind: kinds[line.state], text: wordOf(`committee_certificate_${line.state}`) }
		})),
		pager: {
			total: list.total,
			from: list.total === 0 ? 0 : from + 1,
			to: from + list.lines.length,
			page: list.page,
			pages: Math.max(1, Math.ceil(list.total / certificatesPerPage))
		}
	};
}) satisfies PageServerLoad;

export const actions = {
	issue: submits(
		z.object({ round: z.string().min(1).max(40) }),
		(ctx, data, _event: RequestEvent) => issue(ctx, data.round),
		{ form: 'issue' }
	)
} satisfies Actions;
