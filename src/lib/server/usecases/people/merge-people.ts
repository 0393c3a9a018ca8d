import { Refused, rule } from '#lib/domain/refusal.ts';
import { commit } from '../commit.ts';
import { logged, tell, update, type Change, type Context, type Row } from '../ports.ts';
import { saidReason } from '../said.ts';
import { openNumbers, sealedIdNumber, sealedPhone } from './numbers.ts';
import { openPerson } from './open-person.ts';

type Holdings = Awaited<ReturnType<Context['store']['read']['registry']['holdings']>>;

/** What the officer is shown before two records become one. */
export type MergePreview = {
	readonly keep: Row<'people'>;
	readonly duplicate: Row<'people'>;
	/** Rows that will belong to the kept record, per kind. */
	readonly moves: Readonly<Record<keyof Holdings, number>>;
	/** Whose account stays: the kept person's, the duplicate's, or none. */
	readonly account: 'keep' | 'duplicate' | 'none';
};

const openBoth = async (ctx: Context, keepId: string, duplicateId: string) => {
	// One after the other: which of two refusals is told must not depend on a race.
	const { person: keep } = await openPerson(ctx, keepId, 'merge');
	const { person: duplicate } = await openPerson(ctx, duplicateId, 'merge');
	if (keep.id === duplicate.id)
		throw new Refused({ ...rule('merge_with_itself'), field: 'duplicate' });
	if (keep.mergedInto !== null || duplicate.mergedInto !== null)
		throw new Refused({ kind: 'stale', key: 'already_merged' });
	return { keep, duplicate };
};

export const previewMerge = async (
	ctx: Context,
	input: { readonly keep: string; readonly duplicate: string }
): Promise<MergePreview> => {
	const { keep, duplicate } = await openBoth(ctx, input.keep, input.duplicate);
	const [holdings, kept, other] = await Promise.all([
		ctx.store.read.registry.holdings(duplicate.id),
		ctx.store.read.accounts.byPerson(keep.id),
		ctx.store.read.accounts.byPerson(duplicate.id)
	]);
	const moves = Object.fromEntries(
		Object.entries(holdings).map(([kind, rows]) => [kind, rows.length])
	) as Record<keyof Holdings, number>;
	return { keep, duplicate, moves, account: kept ? 'keep' : other ? 'duplicate' : 'none' };
};

/**
 * Makes two records of one person into one. Everything that hangs on the duplicate is hung on the kept
 * record; the duplicate's row stays, marked, and the log holds which rows were moved, so that both histories
 * can be read. What people did under the duplicate (scores, decisions, log entries) is history and stays.
 */
export const mergePeople = async (
	ctx: Context,
	input: { readonly keep: string; readonly duplicate: string; readonly reason: string }
): Promise<void> => {
	const { keep, duplicate } = await openBoth(ctx, input.keep, input.duplicate);
	const reason = saidReason(input.reason);
	if (ctx.actor && [keep.id, duplicate.id].includes(ctx.actor.personId))
		throw new Refused(rule('not_to_yourself'));
	const holdings = await ctx.store.read.registry.holdings(duplicate.id);
	const { accountChanges, account } = await mergeAccounts(ctx, keep, duplicate);
	const moved = Object.fromEntries(
		Object.entries(holdings).map(([kind, rows]) => [kind, rows.map(({ id }) => id)])
	);
	const entry = (objectId: string, otherId: string): Change =>
		logged(ctx, {
			action: 'person.merge',
			objectKind: 'person',
			objectId,
			subjectId: objectId,
			detail: { keep: keep.id, duplicate: duplicate.id, other: otherId, account, moved, reason }
		});
	await commit(ctx, [
		...mergedRows(ctx, keep, duplicate),
		...movedRows(holdings, keep, duplicate, ctx.today()),
		...accountChanges,
		entry(keep.id, duplicate.id),
		entry(duplicate.id, keep.id),
		tell(ctx, 'person.merged', [{ personId: keep.id }], {
			facts: { office: ctx.actor?.hat?.scopeName ?? '', reason },
			href: '/me/account/looks'
		})
	]);
};

/**
 * The kept row takes what only the duplicate has. The duplicate keeps its numbers, sealed, but gives the ID
 * number's index free: it may have been somebody else's, mistyped.
 */
const mergedRows = (
	ctx: Context,
	keep: Row<'people'>,
	duplicate: Row<'people'>
): readonly Change[] => {
	const numbers = openNumbers(ctx.secrets, duplicate);
	const takesId = keep.idBlind === null && numbers.idNumber !== null;
	const takesPhone = keep.phoneBlind === null && numbers.phone !== null;
	return [
		// First, because the index is unique.
		update('people', duplicate, { mergedInto: keep.id, idBlind: null, employerId: null }),
		update('people', keep, {
			...(takesId && sealedIdNumber(ctx.secrets, keep.id, numbers.idNumber)),
			...(takesPhone && sealedPhone(ctx.secrets, keep.id, numbers.phone)),
			sex: keep.sex ?? duplicate.sex,
			ethnicity: keep.ethnicity ?? duplicate.ethnicity,
			bornOn: keep.bornOn ?? duplicate.bornOn,
			retiredOn: keep.retiredOn ?? duplicate.retiredOn,
			employerId: keep.employerId ?? duplicate.employerId
		})
	];
};

/** An open employment of the duplicate ends: the kept record says where the person is now. */
const movedRows = (
	holdings: Holdings,
	keep: Row<'people'>,
	duplicate: Row<'people'>,
	today: string
): readonly Change[] => {
	const to = { personId: keep.id };
	return [
		...holdings.employments.map((row) =>
			update('employments', row, {
				...to,
				...(row.toOn === null && keep.employerId !== null && { toOn: today })
			})
		),
		...holdings.affiliations.map((row) =>
			update('affiliations', row, {
				...to,
				...(row.state === 'pending' && keep.employerId !== null && { state: 'withdrawn' as const })
			})
		),
		...holdings.recordEntries.map((row) => update('recordEntries', row, to)),
		...holdings.heldTitles.map((row) => update('heldTitles', row, to)),
		...holdings.applications.map((row) =>
			update('applications', row, {
				...to,
				...(row.holderParty === 'applicant' && { holderId: keep.id })
			})
		),
		...holdings.certificates.map((row) => update('certificates', row, to)),
		...holdings.experts.map((row) => update('experts', row, to)),
		...holdings.grants.map((row) => update('grants', row, to)),
		...holdings.integrityRecords.map((row) => update('integrityRecords', row, to)),
		// Whoever was kept from a case, or whose cases somebody was kept from, stays so.
		...holdings.recusals.map((row) =>
			update('recusals', row, {
				...(row.personId === duplicate.id && to),
				...(row.applicantId === duplicate.id && { applicantId: keep.id })
			})
		)
	];
};

/** One account stays: the kept person's own, else the duplicate's. The other is switched off. */
const mergeAccounts = async (
	ctx: Context,
	keep: Row<'people'>,
	duplicate: Row<'people'>
): Promise<{
	readonly account: MergePreview['account'];
	readonly accountChanges: readonly Change[];
}> => {
	const [kept, other] = await Promise.all([
		ctx.store.read.accounts.byPerson(keep.id),
		ctx.store.read.accounts.byPerson(duplicate.id)
	]);
	if (!other) return { account: kept ? 'keep' : 'none', accountChanges: [] };
	const ends = await ctx.sessions.endAll(other.id);
	return kept
		? {
				account: 'keep',
				accountChanges: [update('accounts', other, { state: 'disabled' }), ...ends]
			}
		: {
				account: 'duplicate',
				accountChanges: [update('accounts', other, { personId: keep.id }), ...ends]
			};
};
