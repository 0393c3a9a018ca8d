import { reachOfState } from '#lib/domain/access.ts';
import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import {
	applicationWorkflow,
	type ApplicationMove,
	type ApplicationState,
	type CaseFacts,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';
import { outOfTurn, refuses, targetOf } from '#lib/domain/workflow.ts';
import { calendarFor, deskDeadline } from '../calendar.ts';
import { commit } from '../commit.ts';
import { logRefused } from '../log-refused.ts';
import { logged, tell, update, type Change, type Context, type Row } from '../ports.ts';
import { factsOf, type SaidInMove } from './case-facts.ts';
import { openCase, type OpenCase } from './open-case.ts';

type Application = Row<'applications'>;

/** What a deed adds to the move itself; all of it is committed together or not at all. */
export type MoveExtras = {
	/** Changed columns of the case beyond state, holder and deadline. */
	readonly set?: Partial<Application>;
	/** Rows written with the move: defects, notices, snapshots. */
	readonly changes?: readonly Change[];
	/** Goes into the log entry: reason, opinion, document number. Never personal numbers. */
	readonly detail?: Readonly<Record<string, unknown>>;
	/** Facts that follow from the deed itself, such as the outcome just recorded. */
	readonly facts?: Partial<CaseFacts>;
	/** A deadline set by the deed (a notice's end, a correction's last day) instead of the desk's own. */
	readonly dueOn?: string | null;
};

export type MoveRequest = {
	readonly id: string;
	readonly move: ApplicationMove;
	/** Version of the case that the person saw; an older one is refused as stale. */
	readonly version?: number;
	readonly said?: SaidInMove;
	readonly extras?: (opened: OpenCase, facts: CaseFacts) => Promise<MoveExtras> | MoveExtras;
};

/** Organisation or person who holds the case in a state. */
const holderOf = async (
	ctx: Context,
	application: Application,
	party: CaseParty | null
): Promise<string> => {
	switch (party) {
		case 'applicant':
			return application.personId;
		case 'employer':
			return application.agencyId ?? application.employerId;
		case 'sector':
			return application.sectorId ?? '';
		case 'county':
			return (
				(await ctx.store.read.organisations.byPlaceAndKind(application.place, 'county'))[0]?.id ??
				''
			);
		case 'city':
			return (await ctx.store.read.organisations.ofKind('city'))[0]?.id ?? '';
		case 'office':
		case 'expert':
			return application.officeId ?? '';
		default:
			return '';
	}
};

/** The changes that a move makes to the case itself, with its log entry and what it tells. */
const changesOf = async (
	ctx: Context,
	application: Application,
	move: ApplicationMove,
	to: ApplicationState,
	extras: MoveExtras
): Promise<{ readonly after: Application; readonly changes: readonly Change[] }> => {
	const info = applicationWorkflow.states[to];
	const due =
		extras.dueOn !== undefined
			? { dueOn: extras.dueOn, provisional: false }
			: info.due
				? await deskDeadline(ctx, await calendarFor(ctx), info.due)
				: { dueOn: null, provisional: false };
	const held = { ...application, ...extras.set };
	const after: Application = {
		...held,
		state: to,
		resumeState: move === 'suspend' ? application.state : null,
		reach: Math.max(application.reach, reachOfState(to)),
		holderParty: info.holder ?? '',
		holderId: await holderOf(ctx, held, info.holder),
		dueOn: due.dueOn,
		dueProvisional: due.provisional,
		stateSince: ctx.now(),
		updatedAt: ctx.now(),
		version: application.version + 1
	};
	const { id: _id, version: _version, createdAt: _createdAt, dueOrder: _dueOrder, ...set } = after;
	const tells = applicationWorkflow.moves[move].tells;
	return {
		after,
		changes: [
			update('applications', application, set),
			...(extras.changes ?? []),
			logged(ctx, {
				action: `case.${move}`,
				objectKind: 'case',
				objectId: application.id,
				subjectId: application.personId,
				detail: { number: application.number, from: application.state, to, ...extras.detail }
			}),
			...(tells.length > 0
				? [
						tell(
							ctx,
							`case.${move}`,
							tells.map((party) => ({ party })),
							{
								caseId: application.id,
								facts: {
									number: application.number,
									name: application.personName,
									title: application.titleName,
									to
								}
							}
						)
					]
				: [])
		]
	};
};

export type PreparedMove = {
	/** The case as it will be once the changes are committed. */
	readonly after: Application;
	readonly changes: readonly Change[];
};

/** Refuses a move for the workflow's own reason; what a person tried is logged. */
const refuse = async (
	ctx: Context,
	application: Application,
	move: ApplicationMove,
	refusal: Refusal
): Promise<never> => {
	if (ctx.as === 'person')
		await logRefused(ctx, {
			action: `case.${move}`,
			objectKind: 'case',
			objectId: application.id,
			subjectId: application.personId,
			detail: { number: application.number, state: application.state, why: refusal.key }
		});
	throw new Refused(refusal);
};

/**
 * Prepares one move of a case: opens it, asks the workflow, and answers the changes that would make it: the
 * new state, what the deed adds, the log entry and the messages. Throws `Refused` with the workflow's own
 * reason, which is logged; stale when the version seen is not the one stored.
 */
export const prepareMove = async (ctx: Context, request: MoveRequest): Promise<PreparedMove> => {
	const opened = await openCase(ctx, request.id);
	const { application, parties } = opened;
	if (request.version !== undefined && request.version !== application.version)
		throw new Refused({ kind: 'stale', key: 'stale' });
	// Before anything else is read: what the deed adds may rely on the state, and strangers to the move learn nothing.
	const early = outOfTurn(applicationWorkflow, request.move, application.state, parties);
	if (early) return refuse(ctx, application, request.move, early);
	const facts = await factsOf(ctx, application, request.said);
	const extras = (await request.extras?.(opened, facts)) ?? {};
	const allFacts = { ...facts, ...extras.facts };
	const refusal = refuses(applicationWorkflow, request.move, application.state, parties, allFacts);
	if (refusal) return refuse(ctx, application, request.move, refusal);
	const to = targetOf(applicationWorkflow, request.move, allFacts);
	const { after, changes } = await changesOf(ctx, application, request.move, to, extras);
	// A recommended case goes up at once: the portal carries it, nobody has to push it a second time.
	if (to !== 'recommended') return { after, changes };
	const onward = await changesOf(
		{ ...ctx, as: 'system' },
		after,
		'send_up',
		targetOf(applicationWorkflow, 'send_up', { ...allFacts, state: to }),
		{}
	);
	return { after: onward.after, changes: [...changes, ...onward.changes] };
};

/** Prepares a move and commits it, all or nothing. Answers the case as it is afterwards. */
export const makeMove = async (ctx: Context, request: MoveRequest): Promise<Application> => {
	const { after, changes } = await prepareMove(ctx, request);
	await commit(ctx, changes);
	return after;
};
