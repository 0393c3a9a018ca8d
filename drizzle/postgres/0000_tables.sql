CREATE TABLE "accounts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"login_name" text COLLATE "C" NOT NULL,
	"password_hash" text COLLATE "C" NOT NULL,
	"password_set_at" bigint NOT NULL,
	"password_history" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"must_change" boolean DEFAULT false NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "affiliations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"employer_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"requested_at" bigint NOT NULL,
	"county_from_on" text COLLATE "C" NOT NULL,
	"decided_at" bigint,
	"decided_by" text COLLATE "C",
	"reason" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	CONSTRAINT "affiliations_state" CHECK ("state" in ('pending', 'approved', 'refused', 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "application_entries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"section" text COLLATE "C" NOT NULL,
	"position" bigint DEFAULT 0 NOT NULL,
	"data" jsonb NOT NULL,
	"record_id" text COLLATE "C",
	"removed_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"updated_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"batch_id" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"ladder" text COLLATE "C" NOT NULL,
	"specialty" text COLLATE "C",
	"level" text COLLATE "C" NOT NULL,
	"track" text COLLATE "C" DEFAULT 'normal' NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"resume_state" text COLLATE "C",
	"employer_id" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"round_id" text COLLATE "C",
	"committee_id" text COLLATE "C",
	"route" jsonb,
	"route_frozen_at" bigint,
	"holder_party" text COLLATE "C" NOT NULL,
	"holder_id" text COLLATE "C" NOT NULL,
	"due_on" text COLLATE "C",
	"due_order" text COLLATE "C" GENERATED ALWAYS AS (coalesce("due_on", '9999-12-31')) STORED NOT NULL,
	"due_provisional" boolean DEFAULT false NOT NULL,
	"state_since" bigint NOT NULL,
	"reach" bigint DEFAULT 0 NOT NULL,
	"agency_id" text COLLATE "C",
	"sector_id" text COLLATE "C",
	"office_id" text COLLATE "C",
	"submitted_at" bigint,
	"picked_up_at" bigint,
	"accepted_at" bigint,
	"receipt" jsonb,
	"corrections" bigint DEFAULT 0 NOT NULL,
	"open_sections" jsonb,
	"finished_sections" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"objective" jsonb,
	"approval_number" text COLLATE "C",
	"title_on" text COLLATE "C",
	"assisted_by" text COLLATE "C",
	"assist_confirmed_at" bigint,
	"person_name" text COLLATE "C" NOT NULL,
	"id_last4" text COLLATE "C" DEFAULT '' NOT NULL,
	"employer_name" text COLLATE "C" NOT NULL,
	"title_name" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	"updated_at" bigint NOT NULL,
	CONSTRAINT "applications_state_known" CHECK ("state" in ('draft', 'submitted', 'employer_check', 'returned_by_employer', 'employer_notice', 'employer_objection', 'recommended', 'sector_check', 'county_check', 'city_check', 'acceptance_check', 'correction_requested', 'accepted', 'rerouting', 'panel_review', 'defence_scheduled', 'defence_absent', 'defence_done', 'on_agenda', 'deferred', 'voted_passed', 'voted_failed', 'result_notice', 'result_objection', 'confirmed', 'certificate_issued', 'revoked', 'superseded', 'not_accepted', 'rejected_after_notice', 'recheck_requested', 'recheck_upheld', 'recheck_rejected', 'forwarded_to_region', 'region_result_recorded', 'suspended', 'terminated_fraud', 'withdrawn', 'deleted', 'lapsed', 'deemed_abandoned', 'closed_without_route'))
);
--> statement-breakpoint
CREATE TABLE "assignments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"round_id" text COLLATE "C" NOT NULL,
	"expert_id" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"scores" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"opinion" text COLLATE "C" DEFAULT '' NOT NULL,
	"flagged" boolean DEFAULT false NOT NULL,
	"recusal_reason" text COLLATE "C",
	"saved_at" bigint,
	"submitted_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "assignments_state" CHECK ("state" in ('assigned', 'recused', 'submitted', 'ended'))
);
--> statement-breakpoint
CREATE TABLE "attachments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"slot" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"mime" text COLLATE "C",
	"size" bigint NOT NULL,
	"received" bigint DEFAULT 0 NOT NULL,
	"sha256" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"uploaded_by" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authority_grants" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"grantor_id" text COLLATE "C" NOT NULL,
	"grantee_id" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"specialty" text COLLATE "C",
	"tiers" jsonb NOT NULL,
	"places" jsonb NOT NULL,
	"basis_number" text COLLATE "C" NOT NULL,
	"basis_title" text COLLATE "C" NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "authority_history" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"object_id" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"by" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"after" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"year" bigint NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"opens_at" bigint NOT NULL,
	"closes_at" bigint NOT NULL,
	"pinned_rules" jsonb NOT NULL,
	"announcement" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_days" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"date" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"scope" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"withdrawn_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_years" (
	"year" bigint PRIMARY KEY NOT NULL,
	"confirmed_at" bigint NOT NULL,
	"confirmed_by" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificates" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"number" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"held_title_id" text COLLATE "C" NOT NULL,
	"holder_name" text COLLATE "C" NOT NULL,
	"sex" text COLLATE "C",
	"id_last4" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"specialty" text COLLATE "C",
	"level" text COLLATE "C" NOT NULL,
	"title_name" text COLLATE "C" NOT NULL,
	"committee_name" text COLLATE "C" NOT NULL,
	"issuer_name" text COLLATE "C" NOT NULL,
	"approval_number" text COLLATE "C" NOT NULL,
	"title_on" text COLLATE "C" NOT NULL,
	"issued_on" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"state_reason" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checkpoints" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"head" text COLLATE "C" NOT NULL,
	"root" text COLLATE "C" NOT NULL,
	"at" bigint NOT NULL,
	"key_id" text COLLATE "C" NOT NULL,
	"signature" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "committees" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"specialty" text COLLATE "C",
	"tiers" jsonb NOT NULL,
	"covers" jsonb NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"sponsor_id" text COLLATE "C" NOT NULL,
	"office_id" text COLLATE "C",
	"grant_id" text COLLATE "C",
	"filing_number" text COLLATE "C",
	"filed_on" text COLLATE "C",
	"valid_to" text COLLATE "C",
	"min_size" bigint NOT NULL,
	"external" boolean DEFAULT false NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"note" text COLLATE "C" DEFAULT '' NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "committees_state" CHECK ("state" in ('preparing', 'active', 'suspended', 'revoked'))
);
--> statement-breakpoint
CREATE TABLE "counters" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" bigint NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "defects" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"return_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"section" text COLLATE "C" NOT NULL,
	"field" text COLLATE "C" DEFAULT '' NOT NULL,
	"text" text COLLATE "C" NOT NULL,
	"by_party" text COLLATE "C" NOT NULL,
	"by_organisation" text COLLATE "C" NOT NULL,
	"fixed_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "employments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"employer_id" text COLLATE "C" NOT NULL,
	"from_on" text COLLATE "C" NOT NULL,
	"to_on" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entrustments" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"from_place" text COLLATE "C" NOT NULL,
	"committee_id" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"specialty" text COLLATE "C",
	"tiers" jsonb NOT NULL,
	"valid_from" text COLLATE "C" NOT NULL,
	"valid_to" text COLLATE "C" NOT NULL,
	"basis_number" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "experts" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"specialties" jsonb NOT NULL,
	"level" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"term_from" text COLLATE "C" NOT NULL,
	"term_to" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grants" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"scope_id" text COLLATE "C" DEFAULT '' NOT NULL,
	"from_on" text COLLATE "C" NOT NULL,
	"to_on" text COLLATE "C",
	"deputy_for" text COLLATE "C",
	"basis" text COLLATE "C" DEFAULT '' NOT NULL,
	"granted_by" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "held_titles" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"series" text COLLATE "C" NOT NULL,
	"ladder" text COLLATE "C" NOT NULL,
	"specialty" text COLLATE "C",
	"level" text COLLATE "C" NOT NULL,
	"printed_name" text COLLATE "C" NOT NULL,
	"obtained_on" text COLLATE "C" NOT NULL,
	"issuer" text COLLATE "C" DEFAULT '' NOT NULL,
	"certificate_number" text COLLATE "C",
	"source" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"decided_by" text COLLATE "C",
	"decided_at" bigint,
	"reason" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "integrity_records" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"from_on" text COLLATE "C" NOT NULL,
	"to_on" text COLLATE "C" NOT NULL,
	"entered_by" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"token_hash" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C",
	"scope_id" text COLLATE "C",
	"invited_by" text COLLATE "C" NOT NULL,
	"expires_at" bigint NOT NULL,
	"used_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"payload" jsonb NOT NULL,
	"run_at" bigint NOT NULL,
	"lease_until" bigint DEFAULT 0 NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"done_at" bigint,
	"dead_at" bigint,
	"last_error" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "log" (
	"seq" bigint PRIMARY KEY NOT NULL,
	"at" bigint NOT NULL,
	"actor_id" text COLLATE "C" NOT NULL,
	"actor_name" text COLLATE "C" NOT NULL,
	"role" text COLLATE "C" NOT NULL,
	"organisation" text COLLATE "C" NOT NULL,
	"action" text COLLATE "C" NOT NULL,
	"object_kind" text COLLATE "C" NOT NULL,
	"object_id" text COLLATE "C" NOT NULL,
	"subject_id" text COLLATE "C",
	"result" text COLLATE "C" NOT NULL,
	"detail" jsonb NOT NULL,
	"previous" text COLLATE "C" NOT NULL,
	"hash" text COLLATE "C" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_cases" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"meeting_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"position" bigint NOT NULL,
	"recused" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"yes" bigint,
	"no" bigint,
	"abstain" bigint,
	"voters" bigint,
	"needed" bigint,
	"outcome" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"round_id" text COLLATE "C" NOT NULL,
	"held_on" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" DEFAULT '' NOT NULL,
	"members" jsonb NOT NULL,
	"chairs" jsonb NOT NULL,
	"presider" text COLLATE "C",
	"attending" jsonb NOT NULL,
	"minutes" text COLLATE "C" DEFAULT '' NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"outbox_id" text COLLATE "C" NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"case_id" text COLLATE "C",
	"facts" jsonb NOT NULL,
	"href" text COLLATE "C" DEFAULT '' NOT NULL,
	"read_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meta" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"value" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_cases" (
	"notice_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	CONSTRAINT "notice_cases_notice_id_application_id_pk" PRIMARY KEY("notice_id","application_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C",
	"round_id" text COLLATE "C",
	"organisation_id" text COLLATE "C" NOT NULL,
	"title" text COLLATE "C" NOT NULL,
	"body" jsonb NOT NULL,
	"start_on" text COLLATE "C" NOT NULL,
	"end_on" text COLLATE "C" NOT NULL,
	"counted" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"voided_reason" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "notices_state_known" CHECK ("state" in ('running', 'ended', 'voided'))
);
--> statement-breakpoint
CREATE TABLE "objections" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"notice_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"receipt" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C",
	"contact_cipher" text COLLATE "C",
	"text" text COLLATE "C" NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"finding" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"place" text COLLATE "C" NOT NULL,
	"sector" text COLLATE "C",
	"parent_id" text COLLATE "C",
	"agency_id" text COLLATE "C",
	"ownership" text COLLATE "C" DEFAULT 'public' NOT NULL,
	"grassroots" boolean DEFAULT false NOT NULL,
	"township" text COLLATE "C",
	"phone" text COLLATE "C",
	"state" text COLLATE "C" DEFAULT 'active' NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "organisations_kind" CHECK ("kind" in ('employer', 'agency', 'sector', 'county', 'city', 'region', 'committee_office'))
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"event" text COLLATE "C" NOT NULL,
	"case_id" text COLLATE "C",
	"to" jsonb NOT NULL,
	"facts" jsonb NOT NULL,
	"href" text COLLATE "C" DEFAULT '' NOT NULL,
	"attempts" bigint DEFAULT 0 NOT NULL,
	"lease_until" bigint DEFAULT 0 NOT NULL,
	"done_at" bigint,
	"dead_at" bigint,
	"last_error" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "parameters" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"key" text COLLATE "C" NOT NULL,
	"value" jsonb NOT NULL,
	"since" text COLLATE "C" NOT NULL,
	"basis" text COLLATE "C" NOT NULL,
	"set_by" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"name" text COLLATE "C" NOT NULL,
	"sex" text COLLATE "C",
	"ethnicity" text COLLATE "C",
	"born_on" text COLLATE "C",
	"id_cipher" text COLLATE "C",
	"id_blind" text COLLATE "C",
	"id_last4" text COLLATE "C",
	"phone_cipher" text COLLATE "C",
	"phone_blind" text COLLATE "C",
	"phone_last4" text COLLATE "C",
	"employer_id" text COLLATE "C",
	"merged_into" text COLLATE "C",
	"retired_on" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "record_entries" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"section" text COLLATE "C" NOT NULL,
	"data" jsonb NOT NULL,
	"verified_at" bigint,
	"verified_by" text COLLATE "C",
	"removed_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"digest" text COLLATE "C" NOT NULL,
	"answer" jsonb NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "round_members" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"round_id" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"seat" text COLLATE "C" NOT NULL,
	"number" bigint NOT NULL,
	"ended_at" bigint,
	"version" bigint DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rounds" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"batch_id" text COLLATE "C" NOT NULL,
	"committee_id" text COLLATE "C" NOT NULL,
	"planned_meeting_on" text COLLATE "C" NOT NULL,
	"sector_id" text COLLATE "C",
	"city_check" boolean DEFAULT false NOT NULL,
	"rubric" jsonb NOT NULL,
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "rounds_state" CHECK ("state" in ('planned', 'announced', 'open', 'closed', 'qualification_check', 'reviewing', 'meeting', 'result_notice', 'confirmed', 'filed', 'archived', 'suspended'))
);
--> statement-breakpoint
CREATE TABLE "search_terms" (
	"object_id" text COLLATE "C" NOT NULL,
	"object_kind" text COLLATE "C" NOT NULL,
	"term" text COLLATE "C" NOT NULL,
	CONSTRAINT "search_terms_term_object_kind_object_id_pk" PRIMARY KEY("term","object_kind","object_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"account_id" text COLLATE "C" NOT NULL,
	"grant_id" text COLLATE "C",
	"expires_at" bigint NOT NULL,
	"absolute_at" bigint NOT NULL,
	"seen_at" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"user_agent" text COLLATE "C" DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snapshots" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"application_id" text COLLATE "C" NOT NULL,
	"number" bigint NOT NULL,
	"body" text COLLATE "C" NOT NULL,
	"sha256" text COLLATE "C" NOT NULL,
	"created_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "throttles" (
	"key" text COLLATE "C" PRIMARY KEY NOT NULL,
	"count" bigint NOT NULL,
	"window_started_at" bigint NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_login" ON "accounts" USING btree ("login_name");--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_person" ON "accounts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "affiliations_employer" ON "affiliations" USING btree ("employer_id","state","requested_at");--> statement-breakpoint
CREATE INDEX "affiliations_person" ON "affiliations" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "application_entries_application" ON "application_entries" USING btree ("application_id","section","position");--> statement-breakpoint
CREATE UNIQUE INDEX "applications_number" ON "applications" USING btree ("number");--> statement-breakpoint
CREATE INDEX "applications_person" ON "applications" USING btree ("person_id","created_at");--> statement-breakpoint
CREATE INDEX "applications_batch" ON "applications" USING btree ("batch_id","person_id");--> statement-breakpoint
CREATE INDEX "applications_holder" ON "applications" USING btree ("holder_id","state","due_order","number");--> statement-breakpoint
CREATE INDEX "applications_committee" ON "applications" USING btree ("committee_id","state","due_order","number");--> statement-breakpoint
CREATE INDEX "applications_round" ON "applications" USING btree ("round_id","state","due_order","number");--> statement-breakpoint
CREATE INDEX "applications_due" ON "applications" USING btree ("state","due_order","number","reach");--> statement-breakpoint
CREATE INDEX "applications_place_due" ON "applications" USING btree ("place","state","due_order","number","reach");--> statement-breakpoint
CREATE INDEX "applications_office_due" ON "applications" USING btree ("office_id","state","due_order","number","reach");--> statement-breakpoint
CREATE INDEX "applications_sector_due" ON "applications" USING btree ("sector_id","state","due_order","number","reach");--> statement-breakpoint
CREATE INDEX "applications_employer_due" ON "applications" USING btree ("employer_id","state","due_order","number","reach");--> statement-breakpoint
CREATE INDEX "applications_agency_due" ON "applications" USING btree ("agency_id","state","due_order","number","reach");--> statement-breakpoint
CREATE INDEX "applications_order_number" ON "applications" USING btree ("state","number");--> statement-breakpoint
CREATE INDEX "applications_order_since" ON "applications" USING btree ("state","state_since","number");--> statement-breakpoint
CREATE INDEX "applications_order_name" ON "applications" USING btree ("state","person_name","number");--> statement-breakpoint
CREATE INDEX "applications_order_employer" ON "applications" USING btree ("state","employer_name","number");--> statement-breakpoint
CREATE INDEX "applications_place_number" ON "applications" USING btree ("place","state","number");--> statement-breakpoint
CREATE INDEX "applications_place_since" ON "applications" USING btree ("place","state","state_since","number");--> statement-breakpoint
CREATE INDEX "applications_place_name" ON "applications" USING btree ("place","state","person_name","number");--> statement-breakpoint
CREATE INDEX "applications_place_employer" ON "applications" USING btree ("place","state","employer_name","number");--> statement-breakpoint
CREATE INDEX "applications_office_number" ON "applications" USING btree ("office_id","state","number");--> statement-breakpoint
CREATE INDEX "applications_office_since" ON "applications" USING btree ("office_id","state","state_since","number");--> statement-breakpoint
CREATE INDEX "applications_office_name" ON "applications" USING btree ("office_id","state","person_name","number");--> statement-breakpoint
CREATE INDEX "applications_office_employer" ON "applications" USING btree ("office_id","state","employer_name","number");--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_once" ON "assignments" USING btree ("application_id","expert_id");--> statement-breakpoint
CREATE INDEX "assignments_expert" ON "assignments" USING btree ("expert_id","state");--> statement-breakpoint
CREATE INDEX "attachments_application" ON "attachments" USING btree ("application_id","slot");--> statement-breakpoint
CREATE INDEX "authority_grants_grantee" ON "authority_grants" USING btree ("grantee_id");--> statement-breakpoint
CREATE INDEX "authority_history_object" ON "authority_history" USING btree ("object_id","at");--> statement-breakpoint
CREATE INDEX "calendar_days_date" ON "calendar_days" USING btree ("date","scope");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_number" ON "certificates" USING btree ("number");--> statement-breakpoint
CREATE INDEX "certificates_person" ON "certificates" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "certificates_application" ON "certificates" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "committees_place" ON "committees" USING btree ("place","series","specialty");--> statement-breakpoint
CREATE INDEX "defects_application" ON "defects" USING btree ("application_id","created_at");--> statement-breakpoint
CREATE INDEX "employments_person" ON "employments" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "employments_employer" ON "employments" USING btree ("employer_id");--> statement-breakpoint
CREATE INDEX "entrustments_from" ON "entrustments" USING btree ("from_place");--> statement-breakpoint
CREATE INDEX "experts_person" ON "experts" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "experts_pool" ON "experts" USING btree ("place","series");--> statement-breakpoint
CREATE INDEX "grants_person" ON "grants" USING btree ("person_id","to_on");--> statement-breakpoint
CREATE INDEX "grants_scope" ON "grants" USING btree ("scope_id","role");--> statement-breakpoint
CREATE INDEX "held_titles_person" ON "held_titles" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "held_titles_number" ON "held_titles" USING btree ("certificate_number");--> statement-breakpoint
CREATE INDEX "held_titles_state" ON "held_titles" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "integrity_records_person" ON "integrity_records" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_token" ON "invitations" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "invitations_person" ON "invitations" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "jobs_key" ON "jobs" USING btree ("key");--> statement-breakpoint
CREATE INDEX "jobs_due" ON "jobs" USING btree ("done_at","dead_at","run_at");--> statement-breakpoint
CREATE INDEX "log_object" ON "log" USING btree ("object_id","seq");--> statement-breakpoint
CREATE INDEX "log_subject" ON "log" USING btree ("subject_id","seq");--> statement-breakpoint
CREATE INDEX "log_actor" ON "log" USING btree ("actor_id","seq");--> statement-breakpoint
CREATE INDEX "log_action" ON "log" USING btree ("action","seq");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_cases_once" ON "meeting_cases" USING btree ("meeting_id","application_id");--> statement-breakpoint
CREATE INDEX "meeting_cases_application" ON "meeting_cases" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "meetings_round" ON "meetings" USING btree ("round_id","held_on");--> statement-breakpoint
CREATE UNIQUE INDEX "messages_once" ON "messages" USING btree ("outbox_id","person_id");--> statement-breakpoint
CREATE INDEX "messages_person" ON "messages" USING btree ("person_id","read_at","created_at");--> statement-breakpoint
CREATE INDEX "notice_cases_application" ON "notice_cases" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "notices_state" ON "notices" USING btree ("state","end_on");--> statement-breakpoint
CREATE INDEX "notices_application" ON "notices" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "notices_organisation" ON "notices" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE INDEX "objections_notice" ON "objections" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "objections_application" ON "objections" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "organisations_place" ON "organisations" USING btree ("place","kind","name");--> statement-breakpoint
CREATE INDEX "organisations_parent" ON "organisations" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "outbox_open" ON "outbox" USING btree ("done_at","dead_at","lease_until");--> statement-breakpoint
CREATE INDEX "parameters_key" ON "parameters" USING btree ("key","since");--> statement-breakpoint
CREATE UNIQUE INDEX "people_id_blind" ON "people" USING btree ("id_blind");--> statement-breakpoint
CREATE INDEX "people_employer" ON "people" USING btree ("employer_id","name");--> statement-breakpoint
CREATE INDEX "people_phone_blind" ON "people" USING btree ("phone_blind");--> statement-breakpoint
CREATE INDEX "record_entries_person" ON "record_entries" USING btree ("person_id","section");--> statement-breakpoint
CREATE UNIQUE INDEX "round_members_person" ON "round_members" USING btree ("round_id","person_id");--> statement-breakpoint
CREATE INDEX "round_members_by_person" ON "round_members" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "rounds_batch_committee" ON "rounds" USING btree ("batch_id","committee_id");--> statement-breakpoint
CREATE INDEX "search_terms_object" ON "search_terms" USING btree ("object_id");--> statement-breakpoint
CREATE INDEX "sessions_account" ON "sessions" USING btree ("account_id");--> statement-breakpoint
CREATE INDEX "sessions_expires" ON "sessions" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "snapshots_application" ON "snapshots" USING btree ("application_id","number");