import { mayEnter } from '#lib/domain/access.ts';
import type { Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { closedToActor, openToActor } from '../cases/closed-to.ts';
import { myRounds, openRound } from '../meeting/open-round.ts';
import { noticeDays, type NoticeDay } from '../notices/list-notices.ts';
import type { Context, Row } from '../ports.ts';
import {
	resultBody,
	usualContact,
	type ResultContact,
	type ResultNoticeBody
} from './result-notice.ts';

export type ResultNoticeLine = {
	readonly id: string;
	readonly title: string;
	readonly committee: string;
	readonly state: Row<'notices'>['state'];
	readonly startOn: Day;
	readonly endOn: Day;
	/** Counted days still to come, today with them; 0 once it is over. */
	readonly daysLeft: number;
	readonly cases: number;
	/** Cases that wait to be confirmed: the notice has ended clean for them. */
	readonly toConfirm: number;
	readonly reported: number;
};

export type ResultNotices = {
	readonly notices: readonly ResultNoticeLine[];
	/** Rounds with cases that have passed and are not published yet. */
	readonly toPublish: readonly {
		readonly roundId: string;
		readonly committee: string;
		readonly cases: number;
	}[];
};

/** Counted days that are left of a running notice. */
export const daysLeftOf = (
	{ state, counted }: Pick<Row<'notices'>, 'state' | 'counted'>,
	today: Day
): number => (state === 'running' ? counted.filter((day) => day >= today).length : 0);

/** Result notices of the office's rounds, newest first, and what waits to be published. */
export const listResultNotices = async (ctx: Context): Promise<ResultNotices> => {
	if (!mayEnter(ctx.actor, 'committee_desk')) throw new Refused(missing);
	const { read } = ctx.store;
	const rounds = await myRounds(ctx);
	const names = new Map(rounds.map(({ round, committee }) => [round.id, committee.name]));
	const ids = [...names.keys()];
	const closed = await closedToActor(ctx);
	const [rows, counts] = await Promise.all([
		read.notices.ofRounds(ids),
		read.applications.countsOfRounds(ids, closed)
	]);
	const notices: ResultNoticeLine[] = [];
	for (const notice of rows) {
		const cases = (await read.notices.cases(notice.id)).map(({ application }) => application);
		const inState = (state: ApplicationState) =>
			cases.filter((one) => one.state === state && !closed.includes(one.id)).length;
		notices.push({
			id: notice.id,
			title: notice.title,
			committee: names.get(notice.roundId ?? '') ?? '',
			state: notice.state,
			startOn: notice.startOn,
			endOn: notice.endOn,
			daysLeft: daysLeftOf(notice, ctx.today()),
			cases: cases.length,
			toConfirm: notice.state === 'ended' ? inState('result_notice') : 0,
			reported: notice.state === 'voided' ? 0 : inState('result_objection')
		});
	}
	return {
		notices,
		toPublish: counts.flatMap(({ roundId, state, cases }) =>
			roundId !== null && state === 'voted_passed'
				? [{ roundId, committee: names.get(roundId) ?? '', cases }]
				: []
		)
	};
};

export type ResultNoticeView = {
	readonly id: string;
	readonly version: number;
	readonly roundId: string;
	readonly title: string;
	readonly body: ResultNoticeBody;
	readonly state: Row<'notices'>['state'];
	readonly startOn: Day;
	readonly endOn: Day;
	readonly days: readonly NoticeDay[];
	readonly daysLeft: number;
	readonly voidedReason: string | null;
	readonly cases: readonly {
		readonly id: string;
		readonly number: string;
		readonly name: string;
		readonly employer: string;
		readonly title: string;
		readonly state: ApplicationState;
	}[];
	readonly toConfirm: number;
};

/** One result notice for the office that published it, with where each of its cases stands; not one's own. */
export const getResultNotice = async (ctx: Context, id: string): Promise<ResultNoticeView> => {
	const notice = await ctx.store.read.notices.byId(id);
	const body = notice && resultBody(notice);
	if (!notice?.roundId || !body) throw new Refused(missing);
	const { round } = await openRound(ctx, notice.roundId);
	const cases = await openToActor(
		ctx,
		(await ctx.store.read.notices.cases(id)).map(({ application }) => application)
	);
	return {
		id,
		version: notice.version,
		roundId: round.id,
		title: notice.title,
		body,
		state: notice.state,
		startOn: notice.startOn,
		endOn: notice.endOn,
		days: noticeDays(notice, ctx.today()),
		daysLeft: daysLeftOf(notice, ctx.today()),
		voidedReason: notice.voidedReason,
		cases: cases.map((application) => ({
			id: application.id,
			number: application.number,
			name: application.personName,
			employer: application.employerName,
			title: application.titleName,
			state: application.state
		})),
		toConfirm:
			notice.state === 'ended' ? cases.filter(({ state }) => state === 'result_notice').length : 0
	};
};

/** What the office is about to publish: the passed cases of a round and the contact that would stand there. */
export const previewPublication = async (
	ctx: Context,
	roundId: string
): Promise<{
	readonly committee: string;
	readonly contact: ResultContact;
	readonly cases: readonly {
		readonly id: string;
		readonly name: string;
		readonly employer: string;
		readonly title: string;
	}[];
}> => {
	const { round, committee } = await openRound(ctx, roundId);
	const passed = await openToActor(
		ctx,
		await ctx.store.read.applications.ofRound(round.id, ['voted_passed'])
	);
	const [last] = await ctx.store.read.notices.ofRound(round.id);
	return {
		committee: committee.name,
		contact: (last && resultBody(last)?.contact) ?? (await usualContact(ctx, committee)),
		cases: passed.map((application) => ({
			id: application.id,
			name: application.personName,
			employer: application.employerName,
			title: application.titleName
		}))
	};
};
