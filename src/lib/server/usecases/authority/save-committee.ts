import {
	committeeWorkflow,
	type CommitteeFacts,
	type CommitteeMove
} from '#lib/domain/authority/committee-workflow.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { jurisdictionOf } from '#lib/domain/rules/jurisdictions.ts';
import { refuses, targetOf } from '#lib/domain/workflow.ts';
import { commit } from '../commit.ts';
import { parameterNumber } from '../parameters.ts';
import { insert, logged, update, type Context, type Row } from '../ports.ts';
import { keepHistory } from './keep-history.ts';
import { mustEnter } from './may.ts';
import { checkDay, checkScope, grantHolding } from './scope.ts';

type Committee = Row<'committees'>;

export type CommitteeInput = {
	readonly name: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly tiers: readonly string[];
	readonly covers: readonly string[];
	/** Place that forms it. */
	readonly place: string;
	readonly sponsorId: string;
	readonly officeId: string;
	readonly minSize: number;
	readonly external: boolean;
};

/** Enters a committee that is being prepared; it reviews nothing before it is filed. */
export const prepareCommittee = async (
	ctx: Context,
	input: CommitteeInput
): Promise<{ readonly id: string }> => {
	await mustEnter(ctx, 'edit_authority');
	checkScope({ ...input, places: input.covers });
	if (!jurisdictionOf(input.place))
		throw new Refused({ ...rule('places_missing'), field: 'place' });
	const name = input.name.trim();
	if (name === '') throw new Refused({ ...rule('name_missing'), field: 'name' });
	const [sponsor, office] = await Promise.all([
		ctx.store.read.organisations.byId(input.sponsorId),
		input.officeId === '' ? null : ctx.store.read.organisations.byId(input.officeId)
	]);
	if (!sponsor) throw new Refused({ ...rule('organisation_unknown'), field: 'sponsorId' });
	if (office === undefined)
		throw new Refused({ ...rule('organisation_unknown'), field: 'officeId' });
	const row = {
		id: ctx.newId(),
		name,
		series: input.series,
		specialty: input.specialty,
		tiers: input.tiers,
		covers: input.covers,
		place: input.place,
		sponsorId: sponsor.id,
		officeId: office?.id ?? null,
		minSize: input.minSize,
		external: input.external,
		state: 'preparing' as const,
		createdAt: ctx.now()
	};
	await commit(ctx, [
		insert('committees', row),
		// The state says what was done; a first entry needs no other reason.
		keepHistory(ctx, 'committee', row, ''),
		logged(ctx, {
			action: 'committee.prepare',
			objectKind: 'committee',
			objectId: row.id,
			detail: { name, series: row.series, specialty: row.specialty, tiers: row.tiers }
		})
	]);
	return { id: row.id };
};

export type CommitteeMoveInput = {
	readonly id: string;
	readonly version: number;
	readonly move: CommitteeMove;
	/** Document number for filing and revocation, reason otherwise; kept in history and log. */
	readonly reason: string;
	readonly filingNumber?: string;
	readonly filedOn?: string;
	readonly validTo?: string;
	readonly minSize?: number;
};

const smallestAllowed = async (ctx: Context, committee: Committee): Promise<number> => {
	if (committee.tiers.includes('senior'))
		return parameterNumber(
			ctx,
			committee.specialty === null
				? 'committee.senior.minBySeries'
				: 'committee.senior.minBySpecialty'
		);
	return parameterNumber(
		ctx,
		committee.tiers.includes('intermediate') ? 'committee.intermediate.min' : 'committee.junior.min'
	);
};

/** An active committee that would take the same cases: two of them make routing ambiguous. */
const twinOf = (committee: Committee, others: readonly Committee[], from: string): string | null =>
	others.find(
		(other) =>
			other.id !== committee.id &&
			other.state === 'active' &&
			other.series === committee.series &&
			other.specialty === committee.specialty &&
			other.tiers.some((tier) => committee.tiers.includes(tier)) &&
			other.covers.some((code) => committee.covers.includes(code)) &&
			(other.validTo ?? '') >= from
	)?.name ?? null;

type Filing = Pick<CommitteeFacts, 'filingNumber' | 'filedOn' | 'validTo' | 'minSize'>;

/** The filing that the move leaves behind: what was typed when it files, what stood there when it does not. */
const filingOf = (
	committee: Committee,
	input: CommitteeMoveInput,
	files: boolean,
	today: string
): Filing =>
	files
		? {
				filingNumber: input.filingNumber?.trim() ?? '',
				filedOn: checkDay(input.filedOn ?? '', 'filedOn'),
				validTo: checkDay(input.validTo ?? '', 'validTo'),
				minSize: input.minSize ?? committee.minSize
			}
		: {
				filingNumber: committee.filingNumber ?? '',
				filedOn: committee.filedOn ?? today,
				validTo: committee.validTo ?? committee.filedOn ?? today,
				minSize: committee.minSize
			};

/** Files, renews, suspends, resumes or revokes a committee, by the workflow, with its history kept. */
export const moveCommittee = async (ctx: Context, input: CommitteeMoveInput): Promise<void> => {
	await mustEnter(ctx, 'edit_authority');
	const committee = await ctx.store.read.committees.byId(input.id);
	if (!committee) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (committee.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	const reason = input.reason.trim();
	if (reason === '') throw new Refused({ ...rule('reason_missing'), field: 'reason' });
	const files = input.move === 'file' || input.move === 'renew';
	const filing = filingOf(committee, input, files, ctx.today());
	const [grants, others] = await Promise.all([
		ctx.store.read.authorityGrants.all(),
		ctx.store.read.committees.all()
	]);
	// Filing rests on the grant of its day; resuming on one that is in force now.
	const grant = grantHolding(grants, committee, files ? filing.filedOn : ctx.today());
	const facts: CommitteeFacts = {
		...filing,
		maxMonths: await parameterNumber(ctx, 'committee.validity.maxMonths'),
		smallestAllowed: await smallestAllowed(ctx, committee),
		granted: committee.external || grant !== undefined,
		twin: twinOf(committee, others, filing.filedOn)
	};
	const refusal = refuses(
		committeeWorkflow,
		input.move,
		committee.state,
		new Set(['city'] as const),
		facts
	);
	if (refusal) throw new Refused(refusal);
	const set = {
		state: targetOf(committeeWorkflow, input.move, facts),
		note: reason,
		...(files && filing),
		...((files || input.move === 'resume') && { grantId: grant?.id ?? null })
	};
	await commit(ctx, [
		update('committees', committee, set),
		keepHistory(ctx, 'committee', { ...committee, ...set }, reason),
		logged(ctx, {
			action: `committee.${input.move}`,
			objectKind: 'committee',
			objectId: committee.id,
			detail: { name: committee.name, reason, ...(files && filing) }
		})
	]);
};
