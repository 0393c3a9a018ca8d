/**
 * What was handed in, as one JSON value: a pure function of the stored rows, so that the bytes a committee saw
 * can be made again at any time. The person's facts stand in it in the shape of the replay contract.
 */
import { printExact } from '../decimal.ts';
import type { Json } from '../json.ts';
import { compareIds } from '../order.ts';
import type { CaseRoute } from '../authority/case-route.ts';
import type { EntryData } from './application.ts';
import type { EligibilityAnswer, HoursRule, PersonFacts } from './eligibility.ts';
import { sections } from './sections.ts';
import type { ApplicationTarget } from './precheck.ts';

export type SnapshotEntry = {
	readonly id: string;
	readonly section: string;
	readonly position: number;
	readonly data: EntryData;
};

export type SnapshotAttachment = {
	readonly id: string;
	readonly slot: string;
	readonly name: string;
	readonly mime: string | null;
	readonly size: number;
	readonly sha256: string | null;
	readonly state: string;
};

export type SnapshotInput = {
	readonly case: {
		readonly id: string;
		readonly number: string;
		readonly batchId: string;
		readonly personId: string;
		readonly personName: string;
		readonly idLast4: string;
		readonly series: string;
		readonly ladder: string;
		readonly specialty: string | null;
		readonly level: string;
		readonly track: string;
		readonly titleName: string;
		readonly employerId: string;
		readonly employerName: string;
		readonly place: string;
		readonly assistedBy: string | null;
	};
	readonly submission: number;
	readonly at: number;
	readonly entries: readonly SnapshotEntry[];
	readonly attachments: readonly SnapshotAttachment[];
	readonly person: PersonFacts;
	readonly target: ApplicationTarget;
	readonly hoursRule: HoursRule;
	readonly eligibility: EligibilityAnswer;
	readonly route: CaseRoute;
	/** Rule versions that the batch pins. */
	readonly pinnedRules: Readonly<Record<string, string>>;
};

const order = new Map<string, number>(sections.map(({ id }, index) => [id, index]));

const bySection = (a: SnapshotEntry, b: SnapshotEntry): number =>
	(order.get(a.section) ?? 99) - (order.get(b.section) ?? 99) ||
	a.position - b.position ||
	compareIds(a.id, b.id);

/** The facts as `portal eligibility` reads them: hours are decimal text. */
const personOf = (person: PersonFacts): Json => ({
	education: person.education.map((one) => ({ ...one })),
	titles: person.titles.map((one) => ({ ...one })),
	skills: person.skills.map((one) => ({ ...one })),
	probationPassedOn: person.probationPassedOn,
	appraisals: person.appraisals.map((one) => ({ ...one })),
	hours: person.hours.map(({ year, general, professional, total }) => ({
		year,
		general: printExact(general),
		professional: printExact(professional),
		total: printExact(total)
	})),
	recommenders: person.recommenders.map((one) => ({ ...one })),
	bars: person.bars.map((one) => ({ ...one })),
	retired: person.retired
});

const answerOf = ({ verdict, via, barred, rows }: EligibilityAnswer): Json => ({
	verdict,
	via,
	barred,
	rows: rows.map((row) => ({
		row: row.row,
		verdict: row.verdict,
		checks: row.checks.map(({ fact, required, found, ok }) => ({ fact, required, found, ok }))
	}))
});

/** The snapshot of one submission; `canonicalJson` of it are the bytes that are kept and hashed. */
export const snapshotOf = (input: SnapshotInput): Json => ({
	format: 'title-application/1',
	case: { ...input.case },
	submission: input.submission,
	at: input.at,
	entries: [...input.entries].sort(bySection).map(({ id, section, position, data }) => ({
		id,
		section,
		position,
		data: { ...data }
	})),
	attachments: input.attachments
		.filter(({ state }) => state === 'stored')
		.map(({ id, slot, name, mime, size, sha256 }) => ({ id, slot, name, mime, size, sha256 }))
		.sort((a, b) => compareIds(a.slot, b.slot) || compareIds(a.id, b.id)),
	eligibility: {
		person: personOf(input.person),
		target: { ...input.target },
		hoursRule: { ...input.hoursRule },
		answer: answerOf(input.eligibility)
	},
	route: {
		route: input.route.route,
		committee: input.route.committee,
		at: input.route.at,
		candidates: input.route.candidates,
		near: input.route.near.map((one) => ({ ...one })),
		meetingDate: input.route.meetingDate
	},
	rules: { ...input.pinnedRules }
});
