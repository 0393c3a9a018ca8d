import { windowState } from '#lib/domain/authority/batch-workflow.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Day } from '#lib/domain/day.ts';
import type { Context, Row } from '../ports.ts';

/** One committee in a batch, as the announcement names it. */
export type AnnouncedRound = {
	readonly id: string;
	readonly committee: string;
	readonly place: string;
	readonly series: string;
	readonly specialty: string | null;
	readonly tiers: readonly string[];
	readonly filingNumber: string;
	readonly validTo: Day | null;
	readonly meetingOn: Day;
	readonly office: string;
	readonly phone: string;
};

export type PublicBatch = {
	readonly id: string;
	readonly year: number;
	readonly name: string;
	readonly opensAt: number;
	readonly closesAt: number;
	/** By the legal clock: `coming` is announced and not yet open. */
	readonly window: 'coming' | 'open' | 'closed';
	readonly announcedAt: number;
};

const isPublic = ({ state }: Row<'batches'>): boolean => state !== 'planned';

/** By the window itself: the state follows it a moment later. */
const windowOf = (batch: Row<'batches'>, now: number): PublicBatch['window'] => {
	const state = windowState(batch, now);
	return state === 'announced' ? 'coming' : state;
};

const present = (batch: Row<'batches'>, now: number): PublicBatch => ({
	id: batch.id,
	year: batch.year,
	name: batch.name,
	opensAt: batch.opensAt,
	closesAt: batch.closesAt,
	window: windowOf(batch, now),
	announcedAt: batch.createdAt
});

/** Every announced batch: open ones first, the one that closes first at the top; then what is past. */
export const listPublicBatches = async (ctx: Context): Promise<readonly PublicBatch[]> => {
	const rank = { open: 0, coming: 1, closed: 2 } as const;
	return (await ctx.store.read.batches.all())
		.filter(isPublic)
		.map((batch) => present(batch, ctx.now()))
		.sort(
			(a, b) =>
				rank[a.window] - rank[b.window] ||
				(a.window === 'closed' ? b.closesAt - a.closesAt : a.closesAt - b.closesAt)
		);
};

/** The announced rounds of a batch, by series and place. */
export const announcedRounds = async (
	ctx: Context,
	batchId: string
): Promise<readonly AnnouncedRound[]> => {
	const { read } = ctx.store;
	const rounds = (await read.rounds.byBatch(batchId)).filter(
		({ committee }) => committee.filingNumber !== null
	);
	const officeIds = rounds.flatMap(({ committee }) =>
		committee.officeId ? [committee.officeId] : []
	);
	const offices = new Map(
		(await read.organisations.byIds([...new Set(officeIds)])).map((one) => [one.id, one])
	);
	return rounds
		.map(({ round, committee }) => ({
			id: round.id,
			committee: committee.name,
			place: committee.place,
			series: committee.series,
			specialty: committee.specialty,
			tiers: committee.tiers,
			filingNumber: committee.filingNumber ?? '',
			validTo: committee.validTo,
			meetingOn: round.plannedMeetingOn,
			office: offices.get(committee.officeId ?? '')?.name ?? '',
			phone: offices.get(committee.officeId ?? '')?.phone ?? ''
		}))
		.sort(
			(a, b) =>
				(a.series < b.series ? -1 : a.series > b.series ? 1 : 0) ||
				((a.specialty ?? '') < (b.specialty ?? '')
					? -1
					: (a.specialty ?? '') > (b.specialty ?? '')
						? 1
						: 0) ||
				(a.place < b.place ? -1 : a.place > b.place ? 1 : 0)
		);
};

export type PublicBatchDetail = PublicBatch & {
	readonly announcement: string;
	readonly rounds: readonly AnnouncedRound[];
	/** The bureau that answers for the batch, and its telephone for supervision. */
	readonly bureau: { readonly name: string; readonly phone: string };
};

/** A batch as it was announced. One that is not announced yet does not exist for the public. */
export const getPublicBatch = async (ctx: Context, id: string): Promise<PublicBatchDetail> => {
	const { read } = ctx.store;
	const batch = await read.batches.byId(id);
	if (!batch || !isPublic(batch)) throw new Refused({ ...missing, key: 'batch_not_public' });
	const [bureau] = await read.organisations.ofKind('city');
	return {
		...present(batch, ctx.now()),
		announcement: batch.announcement,
		rounds: await announcedRounds(ctx, id),
		bureau: { name: bureau?.name ?? '', phone: bureau?.phone ?? '' }
	};
};
