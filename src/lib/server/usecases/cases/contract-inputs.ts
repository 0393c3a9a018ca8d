/**
 * A stored case as the replay contract's commands read it (contract `route`, `eligibility`, `score`, `tally`),
 * so that whoever doubts a decision can have its facts in a file and judge them again, here or elsewhere.
 * People stand in it as numbers of the panel, never by name.
 */
import type { Json } from '#lib/domain/json.ts';
import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { meetingRule } from '../meeting/meeting-rule.ts';
import type { Context, Row } from '../ports.ts';
import { vetoesOf } from '../review/case-score.ts';
import { meetingDaysOf, registerOf, routeCase } from './route-case.ts';

/** The contract's input for one command, of the case with this number. @throws {Refused} */
export type ContractInput = (ctx: Context, number: string) => Promise<Json>;

const caseOf = async (ctx: Context, number: string): Promise<Row<'applications'>> => {
	const found = await ctx.store.read.applications.byNumber(number);
	if (!found || found.state === 'draft' || found.state === 'deleted') throw new Refused(missing);
	return found;
};

/** Without what is null: the contract leaves out what is not there. */
const present = (fields: Readonly<Record<string, Json | null | undefined>>): Json =>
	Object.fromEntries(
		Object.entries(fields).filter((entry): entry is [string, Json] => entry[1] != null)
	);

/**
 * The register as it stands, with the committees that meet in the case's batch, and the case on the day for
 * which it was routed.
 */
export const routeInputOf: ContractInput = async (ctx, number) => {
	const application = await caseOf(ctx, number);
	const batch = await ctx.store.read.batches.byId(application.batchId);
	if (!batch) throw new Error(`case ${application.id} without its batch`);
	const [register, days] = await Promise.all([registerOf(ctx), meetingDaysOf(ctx, batch.id)]);
	const route = application.route ?? (await routeCase(ctx, batch, application)).route;
	const committees = register.committees.filter(({ id, external }) => external || days.has(id));
	const ids = new Set(committees.map(({ id }) => id));
	return {
		jurisdictions: register.places.map(({ code, parent }) => ({ code, parent })),
		committees: committees.map((one) =>
			present({
				id: one.id,
				series: one.series,
				specialty: one.specialty,
				tiers: one.tiers,
				covers: one.covers,
				filedOn: one.filedOn,
				validTo: one.validTo,
				state: one.state,
				external: one.external
			})
		),
		entrustments: register.entrustments
			.filter(({ committee }) => ids.has(committee))
			.map((one) =>
				present({
					id: one.id,
					from: one.from,
					committee: one.committee,
					series: one.series,
					specialty: one.specialty,
					tiers: one.tiers,
					validFrom: one.validFrom,
					validTo: one.validTo
				})
			),
		applications: [
			present({
				id: application.number,
				series: application.series,
				specialty: application.specialty,
				level: application.level,
				employer: { jurisdiction: application.place },
				meetingDate: route.meetingDate
			})
		]
	};
};

/** What the snapshot of a submission holds of the conditions. */
type SnapshotBody = {
	readonly eligibility: {
		readonly person: Json;
		readonly target: Readonly<Record<'series' | 'level' | 'track', string>> & {
			readonly specialty: string | null;
			readonly cycleYear: number;
		};
	};
};

/** The person's facts and the target as they were last handed in. */
export const eligibilityInputOf: ContractInput = async (ctx, number) => {
	const application = await caseOf(ctx, number);
	const snapshot = await ctx.store.read.snapshots.latest(application.id);
	if (!snapshot) throw new Refused(rule('nothing_handed_in'));
	const { person, target } = (JSON.parse(snapshot.body) as SnapshotBody).eligibility;
	return {
		person,
		target: present({
			series: target.series,
			specialty: target.specialty,
			level: target.level,
			cycleYear: target.cycleYear,
			route: target.track
		})
	};
};

/** The sheets that have been handed in, with the round's rubric and the frozen objective points. */
export const scoreInputOf: ContractInput = async (ctx, number) => {
	const application = await caseOf(ctx, number);
	const { read } = ctx.store;
	const joined = application.roundId ? await read.rounds.byId(application.roundId) : undefined;
	const assignments = (await read.assignments.ofApplication(application.id)).map(
		({ assignment }, index) => ({ id: `e${index + 1}`, assignment })
	);
	const sheets = assignments.filter(({ assignment }) => assignment.state === 'submitted');
	if (!joined || sheets.length === 0) throw new Refused(rule('no_sheets_yet'));
	const { rubric } = joined.round;
	const codes = (kind: string) =>
		rubric.items.filter((item) => item.kind === kind).map(({ code }) => code);
	const pointsOf = (scores: Readonly<Record<string, string>>, kind: string): Json =>
		present(Object.fromEntries(codes(kind).map((code) => [code, scores[code]])));
	return {
		rubric: {
			items: rubric.items.map(({ code, kind, max }) => present({ code, kind, max })),
			dropExtremesFrom: rubric.dropExtremesFrom
		},
		objective: pointsOf(application.objective ?? {}, 'objective'),
		experts: assignments
			.filter(({ assignment: { state } }) => state === 'submitted' || state === 'recused')
			.map(({ id, assignment }) =>
				assignment.state === 'recused'
					? { id, recused: true }
					: { id, scores: pointsOf(assignment.scores, 'expert') }
			),
		veto: Object.fromEntries(
			vetoesOf(
				rubric,
				sheets.map(({ assignment }) => assignment.scores)
			)
		)
	};
};

/** The meeting that last voted on the case, with the totals as they were announced. */
export const tallyInputOf: ContractInput = async (ctx, number) => {
	const application = await caseOf(ctx, number);
	const voted = (await ctx.store.read.meetings.ofApplication(application.id)).findLast(
		({ item }) => item.yes !== null
	);
	if (!voted) throw new Refused(rule('no_vote_yet'));
	const { item, meeting } = voted;
	const named = (ids: readonly string[]): readonly string[] =>
		ids.map((id) => `e${meeting.members.indexOf(id) + 1}`);
	return {
		members: meeting.members.length,
		chairs: named(meeting.chairs),
		presider: named(meeting.presider === null ? [] : [meeting.presider])[0] ?? '',
		attending: named(meeting.attending),
		...(await meetingRule(ctx, meeting)),
		cases: [
			{
				id: application.number,
				recused: named(item.recused),
				ballots: { yes: item.yes ?? 0, no: item.no ?? 0, abstain: item.abstain ?? 0 }
			}
		]
	};
};
