import { z } from 'zod';
import { committeeWorkflow, type CommitteeMove } from '#lib/domain/authority/committee-workflow.ts';
import { dayText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { readCommittee } from '#lib/server/usecases/authority/read-register.ts';
import { moveCommittee } from '#lib/server/usecases/authority/save-committee.ts';
import { textOf } from '#lib/server/words.ts';
import * as m from '#lib/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import {
	historySteps,
	placesText,
	scopeText,
	stateText,
	tiersText
} from '../../register.server.ts';

export const load = loads(async (ctx, { params }: Parameters<PageServerLoad>[0]) => {
	const { committee, sponsorName, officeName, grant, history } = await readCommittee(
		ctx,
		params.id
	);
	const moves = (Object.keys(committeeWorkflow.moves) as CommitteeMove[]).filter(
		(move) =>
			committeeWorkflow.moves[move].by.includes('city') &&
			committeeWorkflow.moves[move].from.includes(committee.state)
	);
	return {
		committee: {
			id: committee.id,
			version: committee.version,
			name: committee.name,
			state: committee.state,
			stateText: stateText(committee.state),
			filingNumber: committee.filingNumber ?? '',
			filedOn: committee.filedOn ?? '',
			validTo: committee.validTo ?? '',
			minSize: committee.minSize
		},
		facts: [
			{ label: m.register_scope(), value: scopeText(committee.series, committee.specialty) },
			{ label: m.register_tiers(), value: tiersText(committee.tiers) },
			{ label: m.register_covers(), value: placesText(committee.covers) },
			{ label: m.register_filing(), value: committee.filingNumber ?? m.coverage_not_filed() },
			{
				label: m.register_validity(),
				value:
					committee.filedOn && committee.validTo
						? m.coverage_span({ from: dayText(committee.filedOn), to: dayText(committee.validTo) })
						: m.coverage_not_filed()
			},
			{ label: m.coverage_size(), value: m.coverage_people({ count: committee.minSize }) },
			{ label: m.register_sponsor(), value: sponsorName },
			{ label: m.coverage_office(), value: officeName || m.coverage_no_office() },
			{ label: m.register_grant(), value: grant?.basisNumber ?? m.register_no_grant() }
		],
		history: historySteps(history),
		moves:
			ctx.actor?.hat?.role === 'city_officer'
				? moves.map((move) => ({
						move,
						label: textOf(`committee_move_${move}`) ?? move,
						files: move === 'file' || move === 'renew',
						danger: move === 'revoke',
						asks: committeeWorkflow.moves[move].asks
					}))
				: []
	};
}) satisfies PageServerLoad;

const moveNames = Object.keys(committeeWorkflow.moves) as [CommitteeMove, ...CommitteeMove[]];

export const actions = {
	default: submits(
		z.object({
			version: z.coerce.number().int(),
			move: z.enum(moveNames),
			reason: z.string().trim().min(1).max(200),
			filingNumber: z.string().max(60).optional(),
			filedOn: z.string().optional(),
			validTo: z.string().optional(),
			minSize: z.coerce.number().int().min(1).max(99).optional()
		}),
		async (ctx, data, { params }) => {
			await moveCommittee(ctx, { ...data, id: params.id });
			return { to: `/office/authority/committees/${params.id}` };
		},
		{ label: (field) => textOf(`register_field_${field}`) }
	)
} satisfies Actions;
