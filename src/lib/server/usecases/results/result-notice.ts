/**
 * The public notice of a review's result (Order 40 art. 26; fields: handbook 10.3). Its words are a Chinese
 * official document whatever language the reader has chosen; what it shows is frozen when it is published.
 */
import type { Day } from '#lib/domain/day.ts';
import { employerBody } from '../notices/employer-notice.ts';
import type { Context, Row } from '../ports.ts';

/** One line of a result notice: no number, no birthday, nothing personal beyond what the law publishes. */
export type NoticeLine = {
	/** For the office only; never leaves the house on a public page. */
	readonly applicationId: string;
	readonly name: string;
	readonly employer: string;
	/** Empty: none held. */
	readonly presentTitle: string;
	readonly title: string;
	readonly specialty: string | null;
	readonly track: Row<'applications'>['track'];
};

/** A meeting whose result is published: who was called, who came, what it decided. */
export type NoticedMeeting = {
	readonly heldOn: Day;
	readonly members: number;
	readonly attending: number;
	readonly reviewed: number;
	readonly passed: number;
};

/** Where questions and reports go: offices, never a person's own number. */
export type ResultContact = {
	readonly department: string;
	readonly phone: string;
	readonly address: string;
	readonly supervisionPhone: string;
};

export type ResultNoticeBody = {
	readonly kind: 'result';
	readonly committee: string;
	/** Who publishes: the committee's sponsor. */
	readonly publisher: string;
	readonly meetings: readonly NoticedMeeting[];
	readonly workingDays: number;
	readonly lines: readonly NoticeLine[];
	readonly contact: ResultContact;
};

/** A body read back from the store, or undefined where the row holds another kind of notice. */
export const resultBody = (
	notice: Pick<Row<'notices'>, 'kind' | 'body'>
): ResultNoticeBody | undefined =>
	notice.kind === 'result' ? (notice.body as unknown as ResultNoticeBody) : undefined;

/** The title held now, as the employer's notice showed it. */
const presentTitleOf = async (ctx: Context, applicationId: string): Promise<string> => {
	const notices = await ctx.store.read.notices.ofApplication(applicationId);
	const last = notices.findLast(({ kind }) => kind === 'employer');
	return (last && employerBody(last)?.presentTitle) ?? '';
};

const lineOf = async (ctx: Context, application: Row<'applications'>): Promise<NoticeLine> => ({
	applicationId: application.id,
	name: application.personName,
	employer: application.employerName,
	presentTitle: await presentTitleOf(ctx, application.id),
	title: application.titleName,
	specialty: application.specialty,
	track: application.track
});

/** The meetings of a round that passed one of these cases, in order of time. */
const meetingsBehind = async (
	ctx: Context,
	roundId: string,
	passed: readonly Row<'applications'>[]
): Promise<readonly NoticedMeeting[]> => {
	const ids = new Set(passed.map(({ id }) => id));
	const found: NoticedMeeting[] = [];
	for (const meeting of await ctx.store.read.meetings.ofRound(roundId)) {
		const decided = (await ctx.store.read.meetings.cases(meeting.id)).filter(
			({ item }) => item.outcome === 'passed' || item.outcome === 'failed'
		);
		const yes = decided.filter(({ item }) => item.outcome === 'passed');
		if (yes.some(({ application }) => ids.has(application.id)))
			found.push({
				heldOn: meeting.heldOn,
				members: meeting.members.length,
				attending: meeting.attending.length,
				reviewed: decided.length,
				passed: yes.length
			});
	}
	return found;
};

/** The contact that stands on a notice unless the office writes another: itself, and the city's bureau. */
export const usualContact = async (
	ctx: Context,
	committee: Row<'committees'>
): Promise<ResultContact> => {
	const { read } = ctx.store;
	const [office, [bureau]] = await Promise.all([
		committee.officeId ? read.organisations.byId(committee.officeId) : undefined,
		read.organisations.ofKind('city')
	]);
	return {
		department: office?.name ?? committee.name,
		phone: office?.phone ?? '',
		address: '',
		supervisionPhone: bureau?.phone ?? ''
	};
};

/** What the notice of these passed cases shows. */
export const noticeBodyOf = async (
	ctx: Context,
	{ round, committee }: { readonly round: Row<'rounds'>; readonly committee: Row<'committees'> },
	passed: readonly Row<'applications'>[],
	more: { readonly contact: ResultContact; readonly workingDays: number }
): Promise<ResultNoticeBody> => ({
	kind: 'result',
	committee: committee.name,
	publisher: (await ctx.store.read.organisations.byId(committee.sponsorId))?.name ?? committee.name,
	meetings: await meetingsBehind(ctx, round.id, passed),
	workingDays: more.workingDays,
	lines: await Promise.all(passed.map((application) => lineOf(ctx, application))),
	contact: more.contact
});
