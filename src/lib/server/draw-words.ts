/** Words of a draw for its pages: the office's, the inspector's, the public one. */
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { seedChecks } from '#lib/domain/review/draw-seed.ts';
import type { DrawState } from '#lib/domain/review/draw-workflow.ts';
import * as m from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { StateKind } from '#lib/ui/icons.ts';
import { dayText } from './dates.ts';
import type { DrawAccount, DrawLine } from './usecases/draw/draw-account.ts';
import type { DrawRow } from './usecases/draw/list-draws.ts';
import { textOf } from './words.ts';

const stateKinds: Readonly<Record<DrawState, StateKind>> = {
	prepared: 'turn',
	hashed: 'turn',
	drawn: 'running',
	seated: 'done',
	short: 'problem',
	voided: 'void'
};

export const drawState = (
	state: DrawState
): { readonly kind: StateKind; readonly text: string } => ({
	kind: stateKinds[state],
	text: textOf(`draw_state_${state}`) ?? state
});

export const groupText = (group: string | null): string => {
	const known = group === null ? undefined : specialtyOf(group);
	return known ? known[getLocale() === 'en' ? 'en' : 'zh'] : (group ?? '');
};

export const exclusionText = (why: string): string => textOf(`draw_exclusion_${why}`) ?? why;

const placeKinds: Readonly<Record<DrawLine['place'], StateKind>> = {
	pool: 'fresh',
	excluded: 'void',
	panel: 'done',
	refused: 'refused',
	alternate: 'waiting'
};

/** Where an expert stands after the draw, and why not in the panel. */
export const lineState = (
	line: DrawLine
): { readonly kind: StateKind; readonly text: string; readonly note: string } => ({
	kind: placeKinds[line.place],
	text: textOf(`draw_place_${line.place}`) ?? line.place,
	note:
		line.why !== null
			? exclusionText(line.why)
			: line.passedOver !== null
				? (textOf(`draw_passed_${line.passedOver}`) ?? line.passedOver)
				: ''
});

type Fact = { readonly label: string; readonly value: string };

const known = (label: string, value: string | null): readonly Fact[] =>
	value === null ? [] : [{ label, value }];

/** Everything that the pages of a draw say about it without naming anybody. */
export const drawWords = (account: DrawAccount) => ({
	state: drawState(account.state),
	facts: [
		{ label: m.draw_batch(), value: account.batch },
		{ label: m.draw_meeting_on(), value: dayText(account.plannedOn) },
		{ label: m.draw_seats(), value: String(account.seats) },
		...known(
			m.draw_cap(),
			account.maxPerEmployer === null ? null : m.draw_people({ count: account.maxPerEmployer })
		),
		...account.minPerGroup.map(({ group, least }) => ({
			label: m.draw_minimum({ group: groupText(group) }),
			value: m.draw_people({ count: least })
		})),
		...known(m.draw_again(), account.again ? m.draw_again_yes() : null)
	],
	proof: [
		{ label: m.draw_commitment(), value: account.commitment },
		...known(m.draw_office_hash(), account.office.hash),
		...known(m.draw_inspector_hash(), account.inspector.hash),
		...known(m.draw_office_bytes(), account.office.reveal),
		...known(m.draw_inspector_bytes(), account.inspector.reveal),
		...known(m.draw_seed(), account.seed),
		...known(m.draw_pool_digest(), account.poolDigest)
	],
	/** Steps of the record that do not hold; null while there is nothing to check. */
	broken:
		account.checks === null
			? null
			: seedChecks
					.filter((check) => account.checks?.[check] === false)
					.map((check) => textOf(`draw_check_${check}`) ?? check),
	lines: account.lines.map((line) => ({
		id: line.id,
		employer: line.employer,
		group: groupText(line.group),
		ticket: line.ticket ?? '',
		state: lineState(line)
	})),
	steps: account.steps.map(({ refused, added }) =>
		added === null ? m.draw_step_short({ refused }) : m.draw_step({ refused, added })
	),
	shortage:
		account.shortage === null
			? null
			: (textOf(`draw_short_${account.shortage.why}`, { short: account.shortage.short }) ?? null),
	terms: account.terms,
	input: account.input
});

/** A line of a list of draws. */
export const drawRow = (row: DrawRow, base: string) => ({
	href: `${base}/${row.id}`,
	committee: row.committee,
	batch: row.batch,
	plannedOn: dayText(row.plannedOn),
	seats: row.seats,
	state: drawState(row.state)
});
