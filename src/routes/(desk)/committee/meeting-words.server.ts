/** The words of the meeting room, for the office that runs it and for its chair. */
import type {
	AgendaItem,
	BeforeMeeting,
	MeetingView,
	RoomMember
} from '#lib/server/usecases/meeting/get-meeting.ts';
import type { CaseSheets } from '#lib/server/usecases/review/case-sheets.ts';
import * as m from '#lib/paraglide/messages.js';
import type { StateKind } from '#lib/ui/icons.ts';
import { fieldOfWork, wordOf } from '../desk-parts/desk-words.server.ts';
import { scoreText, sheetState } from './committee-words.server.ts';

/** 主任委员 1, 委员 3: never a name. */
export const memberName = ({ number, seat }: Pick<RoomMember, 'number' | 'seat'>): string =>
	seat === 'chair'
		? m.committee_chair_n({ number })
		: seat === 'vice_chair'
			? m.committee_vice_chair_n({ number })
			: m.committee_member_n({ number });

const outcomes = {
	passed: { kind: 'done', key: 'passed' },
	failed: { kind: 'refused', key: 'failed' },
	deferred: { kind: 'void', key: 'deferred' }
} as const satisfies Record<string, { readonly kind: StateKind; readonly key: string }>;

export const outcomeWords = (
	item: Pick<AgendaItem, 'outcome' | 'recused'>
): { readonly kind: StateKind; readonly text: string } =>
	item.outcome === null
		? { kind: 'fresh', text: m.committee_outcome_open() }
		: {
				kind: outcomes[item.outcome].kind,
				text: wordOf(`committee_outcome_${outcomes[item.outcome].key}`)
			};

/** Last three digits of the case number: how a case is called in the room. */
export const shortNumber = (number: string): string => number.slice(-3);

export const agendaWords = (item: AgendaItem) => ({
	id: item.caseId,
	number: shortNumber(item.number),
	name: item.name,
	outcome: outcomeWords(item)
});

/** 申报助理工程师，工程（水利），正常申报. */
export const appliesFor = (item: AgendaItem): string =>
	[
		m.committee_applies_for({ title: item.title }),
		fieldOfWork(item.series, item.specialty),
		wordOf(`committee_track_${item.track}`)
	].join(m.ui_comma());

export const sheetsWords = (sheets: CaseSheets) => {
	const counted = sheets.score && sheets.score.total !== null ? sheets.score : null;
	return {
		total: scoreText(sheets.score),
		parts: counted
			? m.committee_score_parts({ mean: counted.mean, objective: counted.objective })
			: '',
		experts: sheets.sheets
			.filter(({ state }) => state === 'assigned' || state === 'submitted')
			.map((sheet) => ({
				name: m.committee_expert_n({ number: sheet.number }),
				state: sheetState(sheet, sheets.items),
				total: sheet.total ?? '',
				mark: sheet.outlier
					? m.committee_sheet_outlier()
					: sheet.dropped
						? m.committee_sheet_dropped()
						: '',
				opinion: sheet.opinion ?? '',
				flagged: sheet.flagged
			}))
	};
};

/** The result of one vote in words: counts, the line, the rule. */
export const resultWords = (item: AgendaItem, view: Pick<MeetingView, 'rule' | 'quorum'>) => {
	if (item.outcome === null) return null;
	const { yes, no, abstain, voters, needed } = item;
	const counted = yes !== null && no !== null && abstain !== null && voters !== null;
	return {
		outcome: item.outcome,
		word: wordOf(`committee_outcome_${item.outcome}`),
		voters: voters ?? 0,
		needed: needed ?? 0,
		/** Deferred without a vote: nothing was counted. */
		bars:
			counted && voters > 0
				? [
						{ label: m.committee_yes(), value: yes, tone: 'juniper' as const, tick: true },
						{ label: m.committee_no(), value: no, tone: 'grey' as const, tick: false },
						{ label: m.committee_abstain(), value: abstain, tone: 'grey' as const, tick: false }
					]
				: [],
		rule:
			item.outcome === 'deferred'
				? counted
					? m.committee_rule_no_quorum({ voters, needed: view.quorum.needed })
					: m.committee_rule_put_off()
				: m.committee_rule_vote({ voters: voters ?? 0, needed: needed ?? 0 }),
		recused: item.recused.length
			? m.committee_out_numbers({ numbers: item.recused.join('、') })
			: ''
	};
};

export const ruleWords = ({ rule, quorum }: Pick<MeetingView, 'rule' | 'quorum'>) => ({
	quorum: m.committee_quorum_formula({
		attending: quorum.attending,
		members: quorum.members,
		needed: quorum.needed,
		left: quorum.attending * 3,
		right: quorum.members * 2
	}),
	denominator: wordOf(`committee_denominator_${rule.denominator}`)
});

export const currentWords = (item: BeforeMeeting, view: MeetingView) => ({
	id: item.caseId,
	version: item.caseVersion,
	position: m.committee_agenda_n_of({ position: item.position, count: view.agenda.length }),
	name: item.name,
	number: item.number,
	employer: item.employer,
	applies: appliesFor(item),
	result: resultWords(item, view),
	sheets: sheetsWords(item.sheets),
	/** Members whom the rules put out for this case. */
	out: item.out,
	mayVote: item.mayVote
});
