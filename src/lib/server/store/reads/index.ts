/**
 * The named questions, grouped by noun: `store.read.people.byId(id)`. To ask something new, add an async
 * function to the noun's file; it runs on both engines.
 */
import { accountReads, invitationReads, requestReads, sessionReads } from './accounts.ts';
import { applicationReads } from './applications.ts';
import { authorityGrantReads, committeeReads, entrustmentReads } from './authority.ts';
import { batchReads, roundReads } from './batches.ts';
import { inspectionReads } from './inspection.ts';
import { calendarReads, counterReads, metaReads, parameterReads } from './installation.ts';
import { clockReads } from './clock.ts';
import { attachmentReads, defectReads, snapshotReads } from './case-parts.ts';
import { certificateReads, heldTitleReads } from './certificates.ts';
import { drawReads } from './draws.ts';
import { expertReads } from './experts.ts';
import { grantReads } from './grants.ts';
import { jobReads, messageReads, outboxReads } from './messages.ts';
import { checkpointReads, logReads } from './log.ts';
import { noticeReads, objectionReads } from './notices.ts';
import { organisationReads } from './organisations.ts';
import { affiliationReads, integrityReads, personReads, recordEntryReads } from './people.ts';
import type { Questions } from './questions.ts';
import { recusalReads } from './recusals.ts';
import { registryReads } from './registry.ts';
import { assignmentReads, meetingReads } from './review.ts';

export type { Questions } from './questions.ts';

export const makeReads = (q: Questions) => ({
	accounts: accountReads(q),
	affiliations: affiliationReads(q),
	applications: applicationReads(q),
	assignments: assignmentReads(q),
	attachments: attachmentReads(q),
	authorityGrants: authorityGrantReads(q),
	batches: batchReads(q),
	calendar: calendarReads(q),
	certificates: certificateReads(q),
	checkpoints: checkpointReads(q),
	clock: clockReads(q),
	committees: committeeReads(q),
	counters: counterReads(q),
	defects: defectReads(q),
	draws: drawReads(q),
	entrustments: entrustmentReads(q),
	experts: expertReads(q),
	grants: grantReads(q),
	heldTitles: heldTitleReads(q),
	integrityRecords: integrityReads(q),
	inspection: inspectionReads(q),
	invitations: invitationReads(q),
	jobs: jobReads(q),
	log: logReads(q),
	meetings: meetingReads(q),
	messages: messageReads(q),
	meta: metaReads(q),
	notices: noticeReads(q),
	objections: objectionReads(q),
	organisations: organisationReads(q),
	outbox: outboxReads(q),
	parameters: parameterReads(q),
	people: personReads(q),
	recordEntries: recordEntryReads(q),
	recusals: recusalReads(q),
	registry: registryReads(q),
	requests: requestReads(q),
	rounds: roundReads(q),
	sessions: sessionReads(q),
	snapshots: snapshotReads(q)
});

export type Reads = ReturnType<typeof makeReads>;
