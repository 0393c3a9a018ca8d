/**
 * The task list of an application (save-and-return hub): one row per section with its state. States say what
 * the person can do; the words and glyphs are put on by the page.
 */
import type { Finding, HeldAttachment, PrecheckInput } from './precheck.ts';
import { sectionsFor, type Section, type SectionId } from './sections.ts';

/**
 * `fresh`    nothing entered yet
 * `running`  begun, something is still to be entered
 * `problem`  something entered cannot be so (or a condition of a return is not met)
 * `done`     nothing open
 * `locked`   may not be changed now, or waits for the other sections
 */
export type TaskState = 'fresh' | 'running' | 'problem' | 'done' | 'locked';

export type TaskRow = {
	readonly section: SectionId;
	readonly part: Section['part'];
	readonly state: TaskState;
	/** Whether the person may open it for change. */
	readonly open: boolean;
	readonly entries: number;
	/** Things entered that cannot be so, and things still to be entered. */
	readonly wrong: number;
	readonly missing: number;
};

export type ChecklistInput = Pick<PrecheckInput, 'entries' | 'attachments' | 'finished'> & {
	readonly track: PrecheckInput['target']['track'];
	readonly findings: readonly Finding[];
	readonly pledged: boolean;
	/** Sections that may be changed; null: all of them. `[]`: none. */
	readonly openSections: readonly string[] | null;
	/** Sections that a return or correction still waits for. */
	readonly unfixed: readonly string[];
};

const countOf = (input: ChecklistInput, section: Section): number =>
	section.id === 'materials'
		? input.attachments.filter(({ state }: HeldAttachment) => state !== 'removed').length
		: input.entries.filter((entry) => entry.section === section.id).length;

const rowOf = (section: Section, input: ChecklistInput): TaskRow => {
	const own = input.findings.filter(
		(finding) => finding.section === section.id && finding.level === 'error'
	);
	const wrong = own.filter(({ kind }) => kind !== 'missing').length;
	const missing = own.length - wrong;
	const entries = countOf(input, section);
	const open = input.openSections === null || input.openSections.includes(section.id);
	const untouched = entries === 0 && !input.finished.includes(section.id);
	// One more entry may follow: the person says when a repeated section is complete.
	const undeclared =
		(section.repeated || section.id === 'materials') && !input.finished.includes(section.id);
	const state: TaskState = !open
		? 'locked'
		: wrong > 0 || input.unfixed.includes(section.id)
			? 'problem'
			: untouched
				? 'fresh'
				: missing > 0 || undeclared
					? 'running'
					: 'done';
	return { section: section.id, part: section.part, state, open, entries, wrong, missing };
};

/** The rows in the order of the form; the pledge is locked until no error and no defect is left anywhere. */
export const checklist = (input: ChecklistInput): readonly TaskRow[] => {
	const errors = input.findings.some(({ level }) => level === 'error');
	return sectionsFor(input.track).map((section) => {
		if (section.id !== 'pledge') return rowOf(section, input);
		const open =
			!errors &&
			input.unfixed.length === 0 &&
			(input.openSections === null || input.openSections.length > 0);
		return {
			section: section.id,
			part: section.part,
			state: input.pledged ? 'done' : open ? 'fresh' : 'locked',
			open,
			entries: input.pledged ? 1 : 0,
			wrong: 0,
			missing: input.pledged ? 0 : 1
		};
	});
};
