import type { Actor } from '#lib/domain/access.ts';
import { addDays, type Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { employerBody, maskedBody, type EmployerNoticeBody } from './employer-notice.ts';

/** One day of a notice as its clock shows it. */
export type NoticeDay = {
	readonly day: Day;
	readonly kind: 'past' | 'today' | 'rest' | 'ahead';
};

export type NoticeView = {
	readonly id: string;
	readonly title: string;
	readonly body: EmployerNoticeBody;
	readonly organisation: string;
	readonly startOn: Day;
	readonly endOn: Day;
	readonly state: Row<'notices'>['state'];
	readonly voidedReason: string | null;
	readonly days: readonly NoticeDay[];
	/** Counted days that are still to come, today with them; 0 once it is over. */
	readonly daysLeft: number;
	/** The case behind it, for those who may open it. */
	readonly caseId: string | null;
};

/** Every day from the first to the last, the counted ones apart from those that rest. */
export const noticeDays = (
	notice: Pick<Row<'notices'>, 'startOn' | 'endOn' | 'counted'>,
	today: Day
): readonly NoticeDay[] => {
	const first = notice.counted[0] ?? notice.startOn;
	const days: NoticeDay[] = [];
	for (let day = first; day <= notice.endOn; day = addDays(day, 1))
		days.push({
			day,
			kind: !notice.counted.includes(day)
				? 'rest'
				: day < today
					? 'past'
					: day === today
						? 'today'
						: 'ahead'
		});
	return days;
};

const isOfficerOf = (actor: Actor, organisation: Row<'organisations'>): boolean =>
	(actor.hat?.role === 'employer_officer' && actor.hat.scopeId === organisation.id) ||
	(actor.hat?.role === 'hr_agency' && actor.hat.scopeId === organisation.agencyId);

const present = (
	notice: Row<'notices'>,
	organisation: string,
	officer: boolean,
	today: Day
): NoticeView | undefined => {
	const body = employerBody(notice);
	if (!body) return undefined;
	const running = notice.state === 'running';
	const shown = running || officer ? body : maskedBody(body);
	return {
		id: notice.id,
		title: running || officer ? notice.title : notice.title.replace(body.name, shown.name),
		body: shown,
		organisation,
		startOn: notice.startOn,
		endOn: notice.endOn,
		state: notice.state,
		voidedReason: notice.voidedReason,
		days: noticeDays(notice, today),
		daysLeft: running ? notice.counted.filter((day) => day >= today).length : 0,
		caseId: officer ? notice.applicationId : null
	};
};

/** The employers whose board this person reads: their own, or those that their hat acts for. */
const boardsOf = async (ctx: Context): Promise<readonly Row<'organisations'>[]> => {
	const { actor } = ctx;
	if (!actor) return [];
	const { read } = ctx.store;
	const { hat } = actor;
	if (hat?.role === 'employer_officer') return read.organisations.byIds([hat.scopeId]);
	if (hat?.role === 'hr_agency')
		return (await read.organisations.children(hat.scopeId)).filter(
			({ agencyId }) => agencyId === hat.scopeId
		);
	const person = await read.people.byId(actor.personId);
	return person?.employerId ? read.organisations.byIds([person.employerId]) : [];
};

export type NoticeBoard = {
	readonly organisations: readonly string[];
	readonly running: readonly NoticeView[];
	/** Newest first; names are masked for all but the officers. */
	readonly past: readonly NoticeView[];
};

/**
 * The board inside the employer: its officers, the agency that acts for it, and everybody who works there.
 * Nobody else: the public sees result notices only.
 */
export const listNotices = async (ctx: Context): Promise<NoticeBoard> => {
	const { actor } = ctx;
	if (!actor) throw new Refused(missing);
	const boards = await boardsOf(ctx);
	const names = new Map(boards.map((one) => [one.id, one]));
	const rows = await ctx.store.read.notices.ofOrganisations([...names.keys()], 200);
	const views = rows.flatMap((notice) => {
		const organisation = names.get(notice.organisationId);
		const view =
			organisation &&
			present(notice, organisation.name, isOfficerOf(actor, organisation), ctx.today());
		return view ? [view] : [];
	});
	const running = views.filter(({ state }) => state === 'running');
	return {
		organisations: boards.map(({ name }) => name),
		running: running.toSorted((a, b) => (a.endOn < b.endOn ? -1 : a.endOn > b.endOn ? 1 : 0)),
		past: views.filter(({ state }) => state !== 'running')
	};
};

/** One notice of the board. Somebody from elsewhere gets the same answer as for one that is not there. */
export const getNotice = async (ctx: Context, id: string): Promise<NoticeView> => {
	const { actor } = ctx;
	const notice = await ctx.store.read.notices.byId(id);
	if (!actor || notice?.kind !== 'employer') throw new Refused(missing);
	const [organisation] = await ctx.store.read.organisations.byIds([notice.organisationId]);
	const person = await ctx.store.read.people.byId(actor.personId);
	const application = notice.applicationId
		? await ctx.store.read.applications.byId(notice.applicationId)
		: undefined;
	const officer = organisation !== undefined && isOfficerOf(actor, organisation);
	const inside = organisation !== undefined && person?.employerId === organisation.id;
	const own = application?.personId === actor.personId;
	const view =
		organisation && (officer || inside || own)
			? present(notice, organisation.name, officer || own, ctx.today())
			: undefined;
	if (!view) throw new Refused(missing);
	return view;
};
