/**
 * I11, through the use cases: every deed at a case is tried in every state by everybody. Where the table has no
 * move for it nothing changes and the answer is a refusal, never a defect; where it has one, the case goes
 * where the table says or a rule stands in the way. The short run takes a sample; `MOVES` asks for all.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { reachOfState } from '#lib/domain/access.ts';
import { Refused } from '#lib/domain/refusal.ts';
import {
	applicationStates,
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState
} from '#lib/domain/titles/application-workflow.ts';
import { targetsOf } from '#lib/domain/workflow.ts';
import { deleteDraft } from '#lib/server/usecases/applications/delete-draft.ts';
import { requestRecheck } from '#lib/server/usecases/applications/request-recheck.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { takeBack } from '#lib/server/usecases/applications/take-back.ts';
import { withdrawApplication } from '#lib/server/usecases/applications/withdraw-application.ts';
import { acceptCase } from '#lib/server/usecases/desk/accept-case.ts';
import { consentWithdrawal } from '#lib/server/usecases/desk/consent-withdrawal.ts';
import {
	rejectRecheck,
	reviewAgain,
	upholdRecheck
} from '#lib/server/usecases/desk/decide-recheck.ts';
import {
	assignNewCommittee,
	closeWithoutRoute,
	rerouteCase
} from '#lib/server/usecases/desk/decide-rerouting.ts';
import { forwardCase, recordRegionResult } from '#lib/server/usecases/desk/forward-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import { refuseCase } from '#lib/server/usecases/desk/refuse-case.ts';
import { requestCorrection } from '#lib/server/usecases/desk/request-correction.ts';
import { returnCase } from '#lib/server/usecases/desk/return-case.ts';
import {
	resumeCase,
	suspendCase,
	terminateForFraud
} from '#lib/server/usecases/desk/suspend-case.ts';
import { dismissObjection, receiveObjection } from '#lib/server/usecases/notices/objections.ts';
import { postNotice, restartNotice } from '#lib/server/usecases/notices/post-notice.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import { revokeCertificate } from '#lib/server/usecases/results/revoke-certificate.ts';
import { openReview } from '#lib/server/usecases/review/open-review.ts';
import { contact } from '../desk/setting.ts';
import { everybody, makeParties, mayMake, partyOf, type Parties, type Who } from './parties.ts';

const SAMPLE = 100;
const everything = process.env['MOVES'] !== undefined;

const { moves } = applicationWorkflow;

type Named = { readonly id: string; readonly version: number };
type Deed = {
	readonly name: string;
	readonly moves: readonly ApplicationMove[];
	readonly act: (ctx: Context, named: Named) => Promise<unknown>;
};

const opinion = '同意';
const reason = '情况有变';
const document = '日人社函〔2026〕9号';
const defects = [{ section: 'basics', field: 'post', text: '与聘书不一致' }];
const deed = (
	name: string,
	through: ApplicationMove | readonly ApplicationMove[],
	act: Deed['act']
): Deed => ({ name, moves: typeof through === 'string' ? [through] : through, act });

const deeds: readonly Deed[] = [
	deed('hand in', ['submit', 'resubmit', 'correct'], (ctx, at) =>
		handInCase(ctx, { ...at, pledged: true })
	),
	deed('delete draft', 'delete_draft', deleteDraft),
	deed('take back', 'take_back', takeBack),
	deed('withdraw', 'withdraw', (ctx, at) => withdrawApplication(ctx, { ...at, reason })),
	deed('ask for a re-check', 'request_recheck', (ctx, at) =>
		requestRecheck(ctx, { ...at, reason })
	),
	deed('pick up', 'pick_up', pickUpCase),
	deed('post notice', 'post_notice', (ctx, at) =>
		postNotice(ctx, { ...at, contact, compared: [], opinion })
	),
	deed('restart notice', 'restart_notice', (ctx, at) =>
		restartNotice(ctx, { ...at, contact, reason })
	),
	deed('receive objection', 'receive_objection', (ctx, at) =>
		receiveObjection(ctx, { ...at, text: '业绩不实', name: '', contact: '' })
	),
	deed('dismiss objection', 'dismiss_objection', (ctx, at) =>
		dismissObjection(ctx, { ...at, reason })
	),
	deed('recommend', 'recommend', (ctx, at) => recommendCase(ctx, { ...at, opinion })),
	deed('pass', ['sector_pass', 'county_pass', 'city_pass'], (ctx, at) =>
		passCase(ctx, { ...at, opinion })
	),
	deed(
		'return',
		['employer_return', 'return_after_objection', 'sector_return', 'county_return', 'city_return'],
		(ctx, at) => returnCase(ctx, { ...at, defects })
	),
	deed('forward', ['forward', 'forward_rerouted'], (ctx, at) =>
		forwardCase(ctx, { ...at, document })
	),
	deed('record what the region decided', 'record_region_result', (ctx, at) =>
		recordRegionResult(ctx, { ...at, document, outcome: 'failed', titleOn: null })
	),
	deed('accept', 'accept', acceptCase),
	deed('request correction', 'request_correction', (ctx, at) =>
		requestCorrection(ctx, { ...at, defects })
	),
	deed('refuse', 'refuse', (ctx, at) =>
		refuseCase(ctx, { ...at, code: 'other', clause: '第十条', reason })
	),
	deed('consent to withdrawal', 'consent_withdrawal', (ctx, at) =>
		consentWithdrawal(ctx, { ...at, reason })
	),
	deed('reroute', 'reroute', (ctx, at) => rerouteCase(ctx, { ...at, reason })),
	deed('assign new committee', 'assign_new_committee', (ctx, at) =>
		assignNewCommittee(ctx, { ...at, reason })
	),
	deed('close without route', 'close_without_route', (ctx, at) =>
		closeWithoutRoute(ctx, { ...at, document })
	),
	deed('suspend', 'suspend', (ctx, at) => suspendCase(ctx, { ...at, document })),
	deed('resume', 'resume', (ctx, at) => resumeCase(ctx, { ...at, document })),
	deed('end for fraud', 'terminate_fraud', (ctx, at) =>
		terminateForFraud(ctx, { ...at, document })
	),
	deed('open review', 'open_review', openReview),
	deed('revoke', 'revoke', (ctx, at) => revokeCertificate(ctx, { ...at, document, reason })),
	deed('reject re-check', 'reject_recheck', (ctx, at) => rejectRecheck(ctx, { ...at, document })),
	deed('uphold re-check', 'uphold_recheck', (ctx, at) => upholdRecheck(ctx, { ...at, document })),
	deed('review again', 'review_again', (ctx, at) => reviewAgain(ctx, { ...at, reason }))
];

type Try = { readonly deed: Deed; readonly state: ApplicationState; readonly who: Who };

/** What is wrong with the answer; null where it is what the table says. */
const judged = async (parties: Parties, { deed, state, who }: Try): Promise<string | null> => {
	const resume = state === 'suspended' ? 'county_check' : null;
	// The states without a reach of their own come after the committee.
	const reach = reachOfState(state) || (state === 'draft' ? 0 : 6);
	const id = await parties.caseIn(state, { reach, resumeState: resume });
	const party = partyOf(who, { state, reach });
	const legal = deed.moves.filter((move) => mayMake(who, move, { state, reach }));
	const before = await parties.everythingOf(id);
	parties.world.clock.realNow += 3_600_000;
	const refusal = await deed.act(parties.contexts[who], { id, version: 1 }).then(
		() => null,
		(cause: unknown) => {
			if (cause instanceof Refused) return cause.refusal;
			return { kind: 'defect', key: String(cause) };
		}
	);
	const after = await parties.everythingOf(id);
	const done = after.log.filter(({ result }) => result === 'done');
	if (refusal === null) {
		const goals = legal.flatMap((move) => targetsOf(moves[move].to));
		const up = goals.includes('recommended') && done.length === 2;
		return after.row.version > 1 && (up || goals.includes(after.row.state))
			? null
			: `done, and now ${after.row.state}`;
	}
	expect(after.row).toEqual(before.row);
	expect(after.told).toEqual(before.told);
	expect(after.others).toEqual(before.others);
	expect(done).toEqual([]);
	const fit: readonly string[] =
		party === null ? ['missing'] : legal.length > 0 ? ['rule'] : ['forbidden', 'stale'];
	return fit.includes(refusal.kind) ? null : `${refusal.kind} ${refusal.key}, not ${fit.join('/')}`;
};

it('no deed does what the table does not allow, whoever tries it in whichever state', async () => {
	const all = deeds.flatMap((one) =>
		applicationStates.flatMap((state) =>
			everybody
				.filter((who) => who !== 'clock' && who !== 'system')
				.map((who): Try => ({ deed: one, state, who }))
		)
	);
	const legal = all.filter(({ deed: { moves: through }, state, who }) =>
		through.some((move) => mayMake(who, move, { state, reach: 6 }))
	);
	const sampled = (of: readonly Try[], numRuns: number) =>
		fc.sample(fc.constantFrom(...of), { numRuns });
	const tries = everything ? all : [...sampled(all, SAMPLE), ...sampled(legal, SAMPLE / 5)];
	const parties = await makeParties();
	const wrong: string[] = [];
	for (const one of tries) {
		const found = await judged(parties, one);
		if (found !== null) wrong.push(`${one.deed.name} in ${one.state} by ${one.who}: ${found}`);
	}
	expect(wrong).toEqual([]);
}, 3_600_000);
