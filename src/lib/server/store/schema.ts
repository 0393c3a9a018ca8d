/* eslint-disable max-lines -- the tables are declared once, in one file that reads from top to bottom */
/**
 * The tables, declared once. `postgres-schema.ts` derives the PostgreSQL tables by walking these.
 *
 * Conventions that both engines share:
 * - ids are text (UUIDv7); `…At` are instants (integer UTC milliseconds); `…On` are legal days ('2026-11-22',
 *   Asia/Shanghai); `version` starts at 1 and grows by one with each change of the row;
 * - JSON columns hold plain data whose shape is the `$type`;
 * - nothing is deleted that has legal effect: rows end by a date or a state.
 */
import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	uniqueIndex
} from 'drizzle-orm/sqlite-core';
import type { BatchState } from '#lib/domain/authority/batch-workflow.ts';
import type { CaseRoute } from '#lib/domain/authority/case-route.ts';
import { applicationStates } from '#lib/domain/titles/application-states.ts';
import type { Denominator, QuorumBase } from '#lib/domain/meeting/tally.ts';
import {
	declarableKinds,
	type DeclarableKind,
	type RecusalSource
} from '#lib/domain/review/recusal.ts';
import type { EntryData, Receipt } from '#lib/domain/titles/application.ts';
import type { Rubric, ScoreSheet } from '#lib/domain/titles/review.ts';
import type { DrawTerms } from '#lib/domain/review/draw.ts';
import {
	drawStates,
	seatStates,
	type DrawState,
	type SeatState
} from '#lib/domain/review/draw-workflow.ts';

type MeetingRule = { readonly denominator: Denominator; readonly quorumOf: QuorumBase };

const id = () => text('id').primaryKey();
const version = () => integer('version').notNull().default(1);
const createdAt = () => integer('created_at').notNull();
const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>();
const flag = (name: string) => integer(name, { mode: 'boolean' });
const oneOf = (column: string, values: readonly string[]) =>
	sql.raw(`"${column}" in (${values.map((value) => `'${value}'`).join(', ')})`);

// ── Installation ────────────────────────────────────────────────────────────────────────────────

/** Facts about this installation: kind (demo or real), demo clock offset, key ids. */
export const meta = sqliteTable('meta', {
	key: text('key').primaryKey(),
	value: text('value').notNull(),
	version: version()
});

/** Numbers handed out in order: case numbers per year, certificate numbers per year and series. */
export const counters = sqliteTable('counters', {
	key: text('key').primaryKey(),
	value: integer('value').notNull(),
	version: version()
});

/** A parameter's dated value; the newest row that has begun is in force. Floors: `domain/rules/parameters.ts`. */
export const parameters = sqliteTable(
	'parameters',
	{
		id: id(),
		key: text('key').notNull(),
		value: json<number | string | boolean>('value').notNull(),
		since: text('since').notNull(),
		basis: text('basis').notNull(),
		setBy: text('set_by').notNull(),
		createdAt: createdAt()
	},
	(t) => [index('parameters_key').on(t.key, t.since)]
);

/** The regional and city layers of the calendar (and corrections of the national one). */
export const calendarDays = sqliteTable(
	'calendar_days',
	{
		id: id(),
		date: text('date').notNull(),
		kind: text('kind').$type<'holiday' | 'workday'>().notNull(),
		scope: text('scope').notNull(),
		basis: text('basis').notNull(),
		/** Set when the row was withdrawn; a withdrawn row no longer counts. */
		withdrawnAt: integer('withdrawn_at'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('calendar_days_date').on(t.date, t.scope)]
);

/** Years whose calendar the city has confirmed; legal periods in any other year are refused. */
export const calendarYears = sqliteTable('calendar_years', {
	year: integer('year').primaryKey(),
	confirmedAt: integer('confirmed_at').notNull(),
	confirmedBy: text('confirmed_by').notNull(),
	basis: text('basis').notNull()
});

// ── Organisations, people, accounts ─────────────────────────────────────────────────────────────

export const organisationKinds = [
	'employer',
	'agency',
	'sector',
	'county',
	'city',
	'region',
	'committee_office'
] as const;

export const organisations = sqliteTable(
	'organisations',
	{
		id: id(),
		kind: text('kind').$type<(typeof organisationKinds)[number]>().notNull(),
		name: text('name').notNull(),
		/** Jurisdiction code: county, city or region. */
		place: text('place').notNull(),
		/** Engineering specialty or series slug that a sector department answers for. */
		sector: text('sector'),
		/** Sector department above an employer, or the HR agency that acts for it. */
		parentId: text('parent_id'),
		agencyId: text('agency_id'),
		ownership: text('ownership')
			.$type<'public' | 'private' | 'freelance'>()
			.notNull()
			.default('public'),
		grassroots: flag('grassroots').notNull().default(false),
		township: text('township'),
		phone: text('phone'),
		state: text('state').$type<'active' | 'closed'>().notNull().default('active'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('organisations_place').on(t.place, t.kind, t.name),
		index('organisations_parent').on(t.parentId),
		check('organisations_kind', oneOf('kind', organisationKinds))
	]
);

export const people = sqliteTable(
	'people',
	{
		id: id(),
		name: text('name').notNull(),
		sex: text('sex').$type<'male' | 'female'>(),
		/** GB/T 3304 code; used only where a rule demands it. */
		ethnicity: text('ethnicity'),
		bornOn: text('born_on'),
		/** Encrypted ID number, its keyed blind index, and the last four digits for officers' lists. */
		idCipher: text('id_cipher'),
		idBlind: text('id_blind'),
		idLast4: text('id_last4'),
		phoneCipher: text('phone_cipher'),
		phoneBlind: text('phone_blind'),
		phoneLast4: text('phone_last4'),
		/** Present employer; the history is in `employments`. */
		employerId: text('employer_id'),
		/** Set when the row was merged into another as a duplicate; both histories stay. */
		mergedInto: text('merged_into'),
		retiredOn: text('retired_on'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('people_id_blind').on(t.idBlind),
		index('people_employer').on(t.employerId, t.name),
		index('people_phone_blind').on(t.phoneBlind)
	]
);

export const employments = sqliteTable(
	'employments',
	{
		id: id(),
		personId: text('person_id').notNull(),
		employerId: text('employer_id').notNull(),
		fromOn: text('from_on').notNull(),
		toOn: text('to_on'),
		version: version()
	},
	(t) => [
		index('employments_person').on(t.personId),
		index('employments_employer').on(t.employerId)
	]
);

/** A wish to belong to an employer: first registration, or a change of employer. */
export const affiliations = sqliteTable(
	'affiliations',
	{
		id: id(),
		personId: text('person_id').notNull(),
		employerId: text('employer_id').notNull(),
		kind: text('kind').$type<'registration' | 'change'>().notNull(),
		state: text('state').$type<'pending' | 'approved' | 'refused' | 'withdrawn'>().notNull(),
		requestedAt: integer('requested_at').notNull(),
		/** From this day the county may act when the employer is silent. */
		countyFromOn: text('county_from_on').notNull(),
		decidedAt: integer('decided_at'),
		decidedBy: text('decided_by'),
		reason: text('reason'),
		version: version()
	},
	(t) => [
		index('affiliations_employer').on(t.employerId, t.state, t.requestedAt),
		index('affiliations_person').on(t.personId),
		check('affiliations_state', oneOf('state', ['pending', 'approved', 'refused', 'withdrawn']))
	]
);

export const accounts = sqliteTable(
	'accounts',
	{
		id: id(),
		personId: text('person_id').notNull(),
		/** Sign-in name, lower case. The ID number signs in as well, by its blind index. */
		loginName: text('login_name').notNull(),
		passwordHash: text('password_hash').notNull(),
		passwordSetAt: integer('password_set_at').notNull(),
		/** Hashes that may not come back (等保 profile only). */
		passwordHistory: json<readonly string[]>('password_history').notNull().default([]),
		mustChange: flag('must_change').notNull().default(false),
		state: text('state').$type<'active' | 'disabled'>().notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('accounts_login').on(t.loginName),
		uniqueIndex('accounts_person').on(t.personId)
	]
);

export const sessions = sqliteTable(
	'sessions',
	{
		/** SHA-256 of the token; the token itself is only in the cookie. */
		id: id(),
		accountId: text('account_id').notNull(),
		/** Grant the person acts under (the hat); null: the applicant's own. */
		grantId: text('grant_id'),
		expiresAt: integer('expires_at').notNull(),
		absoluteAt: integer('absolute_at').notNull(),
		seenAt: integer('seen_at').notNull(),
		createdAt: createdAt(),
		userAgent: text('user_agent').notNull().default('')
	},
	(t) => [index('sessions_account').on(t.accountId), index('sessions_expires').on(t.expiresAt)]
);

/** Failed or counted attempts in a window, per key such as `signin:<name blind>:<ip>`. */
export const throttles = sqliteTable('throttles', {
	key: text('key').primaryKey(),
	count: integer('count').notNull(),
	windowStartedAt: integer('window_started_at').notNull()
});

/** One-time links: invitations and recoveries. Only the hash of the token is kept. */
export const invitations = sqliteTable(
	'invitations',
	{
		id: id(),
		tokenHash: text('token_hash').notNull(),
		kind: text('kind').$type<'invitation' | 'recovery'>().notNull(),
		personId: text('person_id').notNull(),
		role: text('role'),
		scopeId: text('scope_id'),
		invitedBy: text('invited_by').notNull(),
		expiresAt: integer('expires_at').notNull(),
		usedAt: integer('used_at'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('invitations_token').on(t.tokenHash),
		index('invitations_person').on(t.personId)
	]
);

/** Roles are dated grants: person × role × scope. Ended by `toOn`, never deleted. */
export const grants = sqliteTable(
	'grants',
	{
		id: id(),
		personId: text('person_id').notNull(),
		role: text('role').notNull(),
		/** Organisation or committee the role is for; '' for installation-wide roles. */
		scopeId: text('scope_id').notNull().default(''),
		fromOn: text('from_on').notNull(),
		/** Last day inclusive; null while open. */
		toOn: text('to_on'),
		/** Set on a deputy's grant: the person whose open tasks it takes over. */
		deputyFor: text('deputy_for'),
		basis: text('basis').notNull().default(''),
		grantedBy: text('granted_by').notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('grants_person').on(t.personId, t.toOn),
		index('grants_scope').on(t.scopeId, t.role)
	]
);

// ── The person's record ─────────────────────────────────────────────────────────────────────────

/** Lines of the lifelong record, prefilled into applications and written back from them. */
export const recordEntries = sqliteTable(
	'record_entries',
	{
		id: id(),
		personId: text('person_id').notNull(),
		section: text('section').notNull(),
		data: json<EntryData>('data').notNull(),
		verifiedAt: integer('verified_at'),
		verifiedBy: text('verified_by'),
		removedAt: integer('removed_at'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('record_entries_person').on(t.personId, t.section)]
);

/** Titles that a person holds: earned here, or earned before the portal and entered. */
export const heldTitles = sqliteTable(
	'held_titles',
	{
		id: id(),
		personId: text('person_id').notNull(),
		series: text('series').notNull(),
		ladder: text('ladder').notNull(),
		specialty: text('specialty'),
		level: text('level').notNull(),
		/** The name as printed on the certificate. */
		printedName: text('printed_name').notNull(),
		obtainedOn: text('obtained_on').notNull(),
		issuer: text('issuer').notNull().default(''),
		certificateNumber: text('certificate_number'),
		source: text('source').$type<'portal' | 'entered'>().notNull(),
		state: text('state')
			.$type<'entered' | 'verified' | 'refused' | 'superseded' | 'revoked'>()
			.notNull(),
		decidedBy: text('decided_by'),
		decidedAt: integer('decided_at'),
		reason: text('reason'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('held_titles_person').on(t.personId),
		index('held_titles_number').on(t.certificateNumber),
		index('held_titles_state').on(t.state, t.createdAt)
	]
);

/** Register of dishonesty (诚信档案): kept for the years the rule asks, and what it bars meanwhile. */
export const integrityRecords = sqliteTable(
	'integrity_records',
	{
		id: id(),
		personId: text('person_id').notNull(),
		reason: text('reason').notNull(),
		basis: text('basis').notNull(),
		/** The application bar, both days inclusive. */
		fromOn: text('from_on').notNull(),
		toOn: text('to_on').notNull(),
		enteredBy: text('entered_by').notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('integrity_records_person').on(t.personId)]
);

// ── Authority register ──────────────────────────────────────────────────────────────────────────

export const authorityGrants = sqliteTable(
	'authority_grants',
	{
		id: id(),
		kind: text('kind').$type<'review' | 'appointment'>().notNull(),
		grantorId: text('grantor_id').notNull(),
		granteeId: text('grantee_id').notNull(),
		series: text('series').notNull(),
		specialty: text('specialty'),
		tiers: json<readonly string[]>('tiers').notNull(),
		places: json<readonly string[]>('places').notNull(),
		basisNumber: text('basis_number').notNull(),
		basisTitle: text('basis_title').notNull(),
		validFrom: text('valid_from').notNull(),
		validTo: text('valid_to'),
		state: text('state').$type<'draft' | 'active' | 'suspended' | 'revoked'>().notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('authority_grants_grantee').on(t.granteeId)]
);

export const committees = sqliteTable(
	'committees',
	{
		id: id(),
		name: text('name').notNull(),
		series: text('series').notNull(),
		/** Null: the committee is for the whole series. */
		specialty: text('specialty'),
		tiers: json<readonly string[]>('tiers').notNull(),
		covers: json<readonly string[]>('covers').notNull(),
		/** Jurisdiction code that formed it, for lists and the coverage board. */
		place: text('place').notNull(),
		sponsorId: text('sponsor_id').notNull(),
		officeId: text('office_id'),
		grantId: text('grant_id'),
		filingNumber: text('filing_number'),
		filedOn: text('filed_on'),
		validTo: text('valid_to'),
		minSize: integer('min_size').notNull(),
		external: flag('external').notNull().default(false),
		state: text('state').$type<'preparing' | 'active' | 'suspended' | 'revoked'>().notNull(),
		note: text('note').notNull().default(''),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('committees_place').on(t.place, t.series, t.specialty),
		check('committees_state', oneOf('state', ['preparing', 'active', 'suspended', 'revoked']))
	]
);

export const entrustments = sqliteTable(
	'entrustments',
	{
		id: id(),
		/** Jurisdiction code that sends its cases to another committee. */
		fromPlace: text('from_place').notNull(),
		committeeId: text('committee_id').notNull(),
		series: text('series').notNull(),
		specialty: text('specialty'),
		tiers: json<readonly string[]>('tiers').notNull(),
		validFrom: text('valid_from').notNull(),
		validTo: text('valid_to').notNull(),
		basisNumber: text('basis_number').notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('entrustments_from').on(t.fromPlace)]
);

/** Every dated version of a committee, entrustment or grant: what was true on a day, and why. */
export const authorityHistory = sqliteTable(
	'authority_history',
	{
		id: id(),
		kind: text('kind').$type<'committee' | 'entrustment' | 'grant'>().notNull(),
		objectId: text('object_id').notNull(),
		at: integer('at').notNull(),
		by: text('by').notNull(),
		reason: text('reason').notNull(),
		after: json<Record<string, unknown>>('after').notNull()
	},
	(t) => [index('authority_history_object').on(t.objectId, t.at)]
);

/** Experts a committee may call on, with their term (≤ 36 months). */
export const experts = sqliteTable(
	'experts',
	{
		id: id(),
		personId: text('person_id').notNull(),
		series: text('series').notNull(),
		specialties: json<readonly string[]>('specialties').notNull(),
		level: text('level').notNull(),
		/** Jurisdiction whose pool it is; a city pool is shared with the counties. */
		place: text('place').notNull(),
		termFrom: text('term_from').notNull(),
		termTo: text('term_to').notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('experts_person').on(t.personId), index('experts_pool').on(t.place, t.series)]
);

// ── Batches and rounds ──────────────────────────────────────────────────────────────────────────

export const batches = sqliteTable('batches', {
	id: id(),
	year: integer('year').notNull(),
	name: text('name').notNull(),
	opensAt: integer('opens_at').notNull(),
	closesAt: integer('closes_at').notNull(),
	/** Rule version ids that every case of this batch is judged by. */
	pinnedRules: json<Readonly<Record<string, string>>>('pinned_rules').notNull(),
	announcement: text('announcement').notNull(),
	state: text('state').$type<BatchState>().notNull(),
	version: version(),
	createdAt: createdAt()
});

export const roundStates = [
	'planned',
	'announced',
	'open',
	'closed',
	'qualification_check',
	'reviewing',
	'meeting',
	'result_notice',
	'confirmed',
	'filed',
	'archived',
	'suspended'
] as const;

export const rounds = sqliteTable(
	'rounds',
	{
		id: id(),
		batchId: text('batch_id').notNull(),
		committeeId: text('committee_id').notNull(),
		plannedMeetingOn: text('planned_meeting_on').notNull(),
		/** Sector department that checks before the county, where the round names one. */
		sectorId: text('sector_id'),
		/** The city asks to see the cases of this round before acceptance. */
		cityCheck: flag('city_check').notNull().default(false),
		rubric: json<Rubric>('rubric').notNull(),
		state: text('state').$type<(typeof roundStates)[number]>().notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('rounds_batch_committee').on(t.batchId, t.committeeId),
		check('rounds_state', oneOf('state', roundStates))
	]
);

/** The panel of a round: M members, some of them chair or vice-chair. */
export const roundMembers = sqliteTable(
	'round_members',
	{
		id: id(),
		roundId: text('round_id').notNull(),
		personId: text('person_id').notNull(),
		seat: text('seat').$type<'chair' | 'vice_chair' | 'member'>().notNull(),
		number: integer('number').notNull(),
		endedAt: integer('ended_at'),
		version: version()
	},
	(t) => [
		uniqueIndex('round_members_person').on(t.roundId, t.personId),
		index('round_members_by_person').on(t.personId)
	]
);

// ── Applications ────────────────────────────────────────────────────────────────────────────────

export const applications = sqliteTable(
	'applications',
	{
		id: id(),
		/** The number people quote: 2026-000123. */
		number: text('number').notNull(),
		batchId: text('batch_id').notNull(),
		personId: text('person_id').notNull(),
		series: text('series').notNull(),
		ladder: text('ladder').notNull(),
		specialty: text('specialty'),
		level: text('level').notNull(),
		track: text('track').$type<'normal' | 'exceptional' | 'bridge'>().notNull().default('normal'),
		state: text('state').$type<(typeof applicationStates)[number]>().notNull(),
		/** State to come back to from `suspended` and from a voided notice. */
		resumeState: text('resume_state'),
		/** Employer that checks (and keeps) the case, and the organisation acting for it. */
		employerId: text('employer_id').notNull(),
		place: text('place').notNull(),
		roundId: text('round_id'),
		committeeId: text('committee_id'),
		/** Frozen on acceptance; before that the preview shown at submission. */
		route: json<CaseRoute>('route'),
		routeFrozenAt: integer('route_frozen_at'),
		/** Organisation (or person) whose turn it is, and until when. */
		holderParty: text('holder_party').notNull(),
		holderId: text('holder_id').notNull(),
		dueOn: text('due_on'),
		/** `dueOn` for sorting: cases without a date come last on both engines. */
		dueOrder: text('due_order')
			.notNull()
			.generatedAlwaysAs(sql`coalesce("due_on", '9999-12-31')`, { mode: 'stored' }),
		dueProvisional: flag('due_provisional').notNull().default(false),
		stateSince: integer('state_since').notNull(),
		/** Highest desk reached so far (`reachOf` in domain/access.ts); who sees the case depends on it. */
		reach: integer('reach').notNull().default(0),
		/** Copies of relations that lists filter by. */
		agencyId: text('agency_id'),
		sectorId: text('sector_id'),
		officeId: text('office_id'),
		submittedAt: integer('submitted_at'),
		pickedUpAt: integer('picked_up_at'),
		acceptedAt: integer('accepted_at'),
		receipt: json<Receipt>('receipt'),
		corrections: integer('corrections').notNull().default(0),
		/** Sections open for change after a return or a correction notice; null: all (draft) or none. */
		openSections: json<readonly string[]>('open_sections'),
		/** Sections that the applicant has declared finished. */
		finishedSections: json<readonly string[]>('finished_sections').notNull().default([]),
		/** Objective rubric items by code, computed once and frozen when the review opens. */
		objective: json<Readonly<Record<string, string>>>('objective'),
		/** Approval document and title date, set on confirmation. */
		approvalNumber: text('approval_number'),
		titleOn: text('title_on'),
		assistedBy: text('assisted_by'),
		assistConfirmedAt: integer('assist_confirmed_at'),
		/** Copies for lists and search, kept by the use cases in the same commit. */
		personName: text('person_name').notNull(),
		idLast4: text('id_last4').notNull().default(''),
		employerName: text('employer_name').notNull(),
		titleName: text('title_name').notNull(),
		version: version(),
		createdAt: createdAt(),
		updatedAt: integer('updated_at').notNull()
	},
	(t) => [
		uniqueIndex('applications_number').on(t.number),
		index('applications_person').on(t.personId, t.createdAt),
		index('applications_batch').on(t.batchId, t.personId),
		index('applications_holder').on(t.holderId, t.state, t.dueOrder, t.number),
		index('applications_committee').on(t.committeeId, t.state, t.dueOrder, t.number),
		index('applications_round').on(t.roundId, t.state, t.dueOrder, t.number),
		// The desks' lists: one scope, one state, one order; several states are merged (`reads/case-list.ts`).
		// `reach` lies at the end so that the tabs are counted without touching the rows.
		index('applications_due').on(t.state, t.dueOrder, t.number, t.reach),
		index('applications_place_due').on(t.place, t.state, t.dueOrder, t.number, t.reach),
		index('applications_office_due').on(t.officeId, t.state, t.dueOrder, t.number, t.reach),
		index('applications_sector_due').on(t.sectorId, t.state, t.dueOrder, t.number, t.reach),
		index('applications_employer_due').on(t.employerId, t.state, t.dueOrder, t.number, t.reach),
		index('applications_agency_due').on(t.agencyId, t.state, t.dueOrder, t.number, t.reach),
		// The other orders, for the desks whose lists grow with the city.
		index('applications_order_number').on(t.state, t.number),
		index('applications_order_since').on(t.state, t.stateSince, t.number),
		index('applications_order_name').on(t.state, t.personName, t.number),
		index('applications_order_employer').on(t.state, t.employerName, t.number),
		index('applications_place_number').on(t.place, t.state, t.number),
		index('applications_place_since').on(t.place, t.state, t.stateSince, t.number),
		index('applications_place_name').on(t.place, t.state, t.personName, t.number),
		index('applications_place_employer').on(t.place, t.state, t.employerName, t.number),
		index('applications_office_number').on(t.officeId, t.state, t.number),
		index('applications_office_since').on(t.officeId, t.state, t.stateSince, t.number),
		index('applications_office_name').on(t.officeId, t.state, t.personName, t.number),
		index('applications_office_employer').on(t.officeId, t.state, t.employerName, t.number),
		check('applications_state_known', oneOf('state', applicationStates))
	]
);

/** What the applicant wrote, section by section, one row per entry. */
export const applicationEntries = sqliteTable(
	'application_entries',
	{
		id: id(),
		applicationId: text('application_id').notNull(),
		section: text('section').notNull(),
		position: integer('position').notNull().default(0),
		data: json<EntryData>('data').notNull(),
		/** Line of the person's record it came from or was written back to. */
		recordId: text('record_id'),
		removedAt: integer('removed_at'),
		version: version(),
		updatedAt: integer('updated_at').notNull()
	},
	(t) => [index('application_entries_application').on(t.applicationId, t.section, t.position)]
);

export const attachments = sqliteTable(
	'attachments',
	{
		id: id(),
		applicationId: text('application_id').notNull(),
		slot: text('slot').notNull(),
		name: text('name').notNull(),
		mime: text('mime'),
		size: integer('size').notNull(),
		received: integer('received').notNull().default(0),
		sha256: text('sha256'),
		state: text('state').$type<'receiving' | 'stored' | 'removed'>().notNull(),
		uploadedBy: text('uploaded_by').notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('attachments_application').on(t.applicationId, t.slot)]
);

/** What was handed in at each submission, byte for byte (RFC 8785). */
export const snapshots = sqliteTable(
	'snapshots',
	{
		id: id(),
		applicationId: text('application_id').notNull(),
		number: integer('number').notNull(),
		body: text('body').notNull(),
		sha256: text('sha256').notNull(),
		createdAt: createdAt()
	},
	(t) => [uniqueIndex('snapshots_application').on(t.applicationId, t.number)]
);

/** Defect lists of returns and of the one correction notice. */
export const defects = sqliteTable(
	'defects',
	{
		id: id(),
		applicationId: text('application_id').notNull(),
		/** Id shared by all defects of one return. */
		returnId: text('return_id').notNull(),
		kind: text('kind').$type<'return' | 'correction'>().notNull(),
		section: text('section').notNull(),
		field: text('field').notNull().default(''),
		text: text('text').notNull(),
		byParty: text('by_party').notNull(),
		byOrganisation: text('by_organisation').notNull(),
		fixedAt: integer('fixed_at'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('defects_application').on(t.applicationId, t.createdAt)]
);

// ── Notices and objections ──────────────────────────────────────────────────────────────────────

export const notices = sqliteTable(
	'notices',
	{
		id: id(),
		kind: text('kind').$type<'employer' | 'result'>().notNull(),
		/** Employer notice: the case. Result notice: null, the cases are in `notice_cases`. */
		applicationId: text('application_id'),
		roundId: text('round_id'),
		organisationId: text('organisation_id').notNull(),
		title: text('title').notNull(),
		body: json<Readonly<Record<string, unknown>>>('body').notNull(),
		startOn: text('start_on').notNull(),
		endOn: text('end_on').notNull(),
		counted: json<readonly string[]>('counted').notNull(),
		state: text('state').$type<'running' | 'ended' | 'voided'>().notNull(),
		voidedReason: text('voided_reason'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('notices_state').on(t.state, t.endOn),
		index('notices_application').on(t.applicationId),
		index('notices_organisation').on(t.organisationId, t.state),
		check('notices_state_known', oneOf('state', ['running', 'ended', 'voided']))
	]
);

export const noticeCases = sqliteTable(
	'notice_cases',
	{
		noticeId: text('notice_id').notNull(),
		applicationId: text('application_id').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.noticeId, t.applicationId] }),
		index('notice_cases_application').on(t.applicationId)
	]
);

export const objections = sqliteTable(
	'objections',
	{
		id: id(),
		noticeId: text('notice_id').notNull(),
		applicationId: text('application_id').notNull(),
		/** Receipt number given to the person who objected. */
		receipt: text('receipt').notNull(),
		name: text('name'),
		contactCipher: text('contact_cipher'),
		text: text('text').notNull(),
		state: text('state').$type<'open' | 'founded' | 'unfounded'>().notNull(),
		finding: text('finding'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('objections_notice').on(t.noticeId),
		index('objections_application').on(t.applicationId)
	]
);

// ── Review and meeting ──────────────────────────────────────────────────────────────────────────

export const assignments = sqliteTable(
	'assignments',
	{
		id: id(),
		applicationId: text('application_id').notNull(),
		roundId: text('round_id').notNull(),
		expertId: text('expert_id').notNull(),
		state: text('state').$type<'assigned' | 'recused' | 'submitted' | 'ended'>().notNull(),
		scores: json<ScoreSheet>('scores').notNull().default({}),
		opinion: text('opinion').notNull().default(''),
		flagged: flag('flagged').notNull().default(false),
		recusalReason: text('recusal_reason'),
		/** When the expert declared that nothing binds them to the applicant; the file is closed before. */
		declaredAt: integer('declared_at'),
		savedAt: integer('saved_at'),
		submittedAt: integer('submitted_at'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('assignments_once').on(t.applicationId, t.expertId),
		index('assignments_expert').on(t.expertId, t.state),
		check('assignments_state', oneOf('state', ['assigned', 'recused', 'submitted', 'ended']))
	]
);

/**
 * Who may not judge what: declared, ordered, or left for at a meeting. The one place that says so, for experts,
 * chairs and the office's staff alike. Never deleted: what was lifted has an end with its reason.
 */
export const recusals = sqliteTable(
	'recusals',
	{
		id: id(),
		/** Who may not judge. */
		personId: text('person_id').notNull(),
		/** The case; null: every case of the applicant. */
		applicationId: text('application_id'),
		applicantId: text('applicant_id').notNull(),
		kind: text('kind').$type<DeclarableKind>().notNull(),
		source: text('source').$type<Exclude<RecusalSource, 'rule'>>().notNull(),
		/** What ties the two, as it was said. */
		said: text('said').notNull(),
		createdBy: text('created_by'),
		endedAt: integer('ended_at'),
		endedBy: text('ended_by'),
		endReason: text('end_reason'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('recusals_person').on(t.personId, t.endedAt),
		index('recusals_applicant').on(t.applicantId, t.endedAt),
		check('recusals_kind', oneOf('kind', declarableKinds)),
		check('recusals_source', oneOf('source', ['self', 'office', 'meeting']))
	]
);

export const meetings = sqliteTable(
	'meetings',
	{
		id: id(),
		roundId: text('round_id').notNull(),
		heldOn: text('held_on').notNull(),
		place: text('place').notNull().default(''),
		members: json<readonly string[]>('members').notNull(),
		chairs: json<readonly string[]>('chairs').notNull(),
		presider: text('presider'),
		attending: json<readonly string[]>('attending').notNull(),
		/** How its votes are counted, frozen when the meeting opens. */
		rule: json<MeetingRule>('rule'),
		minutes: text('minutes').notNull().default(''),
		state: text('state').$type<'planned' | 'open' | 'closed'>().notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('meetings_round').on(t.roundId, t.heldOn)]
);

export const meetingCases = sqliteTable(
	'meeting_cases',
	{
		id: id(),
		meetingId: text('meeting_id').notNull(),
		applicationId: text('application_id').notNull(),
		position: integer('position').notNull(),
		recused: json<readonly string[]>('recused').notNull().default([]),
		yes: integer('yes'),
		no: integer('no'),
		abstain: integer('abstain'),
		voters: integer('voters'),
		needed: integer('needed'),
		outcome: text('outcome').$type<'passed' | 'failed' | 'deferred'>(),
		version: version()
	},
	(t) => [
		uniqueIndex('meeting_cases_once').on(t.meetingId, t.applicationId),
		index('meeting_cases_application').on(t.applicationId)
	]
);

/**
 * A draw of a round's panel by tickets. What it drew is not kept: it follows from terms, seed and refusals
 * (`domain/review/draw.ts`).
 */
export const draws = sqliteTable(
	'draws',
	{
		id: id(),
		roundId: text('round_id').notNull(),
		/** An earlier draw of the round has ended without a panel: the inspector must agree to this one. */
		again: flag('again').notNull(),
		consentedBy: text('consented_by'),
		terms: json<DrawTerms>('terms').notNull(),
		/** Who stands behind the pseudonyms of the terms, encrypted. */
		sealed: text('sealed').notNull(),
		commitment: text('commitment').notNull(),
		officeHash: text('office_hash'),
		officeBy: text('office_by'),
		officeReveal: text('office_reveal'),
		inspectorHash: text('inspector_hash'),
		inspectorBy: text('inspector_by'),
		inspectorReveal: text('inspector_reveal'),
		seed: text('seed'),
		/** Pseudonyms of drawn experts who refused, in the order in which they did. */
		refusals: json<readonly string[]>('refusals').notNull().default([]),
		voidedReason: text('voided_reason'),
		state: text('state').$type<DrawState>().notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		index('draws_round').on(t.roundId, t.createdAt),
		check('draws_state', oneOf('state', drawStates)),
		check(
			'draws_hashes_stand',
			sql.raw(
				`"state" in ('prepared', 'voided') or ("office_hash" is not null and "inspector_hash" is not null)`
			)
		),
		check(
			'draws_seed_stands',
			sql.raw(`"state" in ('prepared', 'hashed', 'voided') or "seed" is not null`)
		)
	]
);

/** Drawn experts who were asked to sit, and what they answered. */
export const drawSeats = sqliteTable(
	'draw_seats',
	{
		id: id(),
		drawId: text('draw_id').notNull(),
		/** Pseudonym in the draw. */
		expertId: text('expert_id').notNull(),
		personId: text('person_id').notNull(),
		reason: text('reason'),
		state: text('state').$type<SeatState>().notNull(),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('draw_seats_once').on(t.drawId, t.expertId),
		index('draw_seats_person').on(t.personId, t.state),
		check('draw_seats_state', oneOf('state', seatStates))
	]
);

// ── Certificates ────────────────────────────────────────────────────────────────────────────────

export const certificates = sqliteTable(
	'certificates',
	{
		id: id(),
		number: text('number').notNull(),
		personId: text('person_id').notNull(),
		applicationId: text('application_id').notNull(),
		heldTitleId: text('held_title_id').notNull(),
		holderName: text('holder_name').notNull(),
		sex: text('sex'),
		idLast4: text('id_last4').notNull(),
		series: text('series').notNull(),
		specialty: text('specialty'),
		level: text('level').notNull(),
		titleName: text('title_name').notNull(),
		committeeName: text('committee_name').notNull(),
		issuerName: text('issuer_name').notNull(),
		approvalNumber: text('approval_number').notNull(),
		titleOn: text('title_on').notNull(),
		issuedOn: text('issued_on').notNull(),
		state: text('state').$type<'valid' | 'superseded' | 'revoked'>().notNull(),
		stateReason: text('state_reason'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('certificates_number').on(t.number),
		index('certificates_person').on(t.personId),
		uniqueIndex('certificates_application').on(t.applicationId)
	]
);

// ── Log, messages, jobs ─────────────────────────────────────────────────────────────────────────

/** The hash-chained log. `hash` = SHA-256 over the RFC 8785 form of the row without `hash`. Append-only. */
export const log = sqliteTable(
	'log',
	{
		seq: integer('seq').primaryKey(),
		at: integer('at').notNull(),
		actorId: text('actor_id').notNull(),
		actorName: text('actor_name').notNull(),
		role: text('role').notNull(),
		organisation: text('organisation').notNull(),
		action: text('action').notNull(),
		objectKind: text('object_kind').notNull(),
		objectId: text('object_id').notNull(),
		/** Person whom the act concerns (so that they can see who looked at their data). */
		subjectId: text('subject_id'),
		result: text('result').$type<'done' | 'refused'>().notNull(),
		detail: json<Readonly<Record<string, unknown>>>('detail').notNull(),
		previous: text('previous').notNull(),
		hash: text('hash').notNull()
	},
	(t) => [
		index('log_object').on(t.objectId, t.seq),
		index('log_subject').on(t.subjectId, t.seq),
		index('log_actor').on(t.actorId, t.seq),
		index('log_action').on(t.action, t.seq)
	]
);

/** Daily heads of the log, signed; kept outside too, so that a rewrite of the chain shows. */
export const checkpoints = sqliteTable('checkpoints', {
	seq: integer('seq').primaryKey(),
	/** Hash of entry `seq`. */
	head: text('head').notNull(),
	/** RFC 6962 tree head over the hashes of entries 1…`seq`: proves single entries later. */
	root: text('root').notNull(),
	at: integer('at').notNull(),
	keyId: text('key_id').notNull(),
	signature: text('signature').notNull()
});

/** What `tells` produced, waiting to become messages. Claimed by lease, each effect exactly once. */
export const outbox = sqliteTable(
	'outbox',
	{
		id: id(),
		event: text('event').notNull(),
		caseId: text('case_id'),
		/** Parties or person ids to tell; resolved by the reader. */
		to: json<readonly { readonly party?: string; readonly personId?: string }[]>('to').notNull(),
		facts: json<Readonly<Record<string, string | number>>>('facts').notNull(),
		href: text('href').notNull().default(''),
		attempts: integer('attempts').notNull().default(0),
		leaseUntil: integer('lease_until').notNull().default(0),
		doneAt: integer('done_at'),
		/** Set after the last attempt failed: nobody tries again until an operator says so. */
		deadAt: integer('dead_at'),
		lastError: text('last_error'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [index('outbox_open').on(t.doneAt, t.deadAt, t.leaseUntil)]
);

export const messages = sqliteTable(
	'messages',
	{
		id: id(),
		personId: text('person_id').notNull(),
		outboxId: text('outbox_id').notNull(),
		event: text('event').notNull(),
		caseId: text('case_id'),
		facts: json<Readonly<Record<string, string | number>>>('facts').notNull(),
		href: text('href').notNull().default(''),
		readAt: integer('read_at'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [
		uniqueIndex('messages_once').on(t.outboxId, t.personId),
		index('messages_person').on(t.personId, t.readAt, t.createdAt)
	]
);

export const jobs = sqliteTable(
	'jobs',
	{
		id: id(),
		kind: text('kind').notNull(),
		/** The effect's own name, e.g. `notice-ends:<id>`: one row, one effect. */
		key: text('key').notNull(),
		payload: json<Readonly<Record<string, string | number>>>('payload').notNull(),
		runAt: integer('run_at').notNull(),
		leaseUntil: integer('lease_until').notNull().default(0),
		attempts: integer('attempts').notNull().default(0),
		doneAt: integer('done_at'),
		deadAt: integer('dead_at'),
		lastError: text('last_error'),
		version: version(),
		createdAt: createdAt()
	},
	(t) => [uniqueIndex('jobs_key').on(t.key), index('jobs_due').on(t.doneAt, t.deadAt, t.runAt)]
);

/** Answers already given to a form, by the id that the form carried: a repeat gets the same answer. */
export const requests = sqliteTable('requests', {
	id: id(),
	accountId: text('account_id').notNull(),
	digest: text('digest').notNull(),
	answer: json<Readonly<Record<string, unknown>>>('answer').notNull(),
	createdAt: createdAt()
});

/** Chinese search: bigrams of names, numbers and employers, one row per case or person. */
export const searchTerms = sqliteTable(
	'search_terms',
	{
		objectId: text('object_id').notNull(),
		objectKind: text('object_kind').$type<'application' | 'person' | 'organisation'>().notNull(),
		term: text('term').notNull()
	},
	(t) => [
		primaryKey({ columns: [t.term, t.objectKind, t.objectId] }),
		index('search_terms_object').on(t.objectId)
	]
);
