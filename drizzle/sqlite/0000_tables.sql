CREATE TABLE `accounts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`login_name` text NOT NULL,
	`password_hash` text NOT NULL,
	`password_set_at` integer NOT NULL,
	`password_history` text DEFAULT '[]' NOT NULL,
	`must_change` integer DEFAULT false NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_login` ON `accounts` (`login_name`);--> statement-breakpoint
CREATE UNIQUE INDEX `accounts_person` ON `accounts` (`person_id`);--> statement-breakpoint
CREATE TABLE `affiliations` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`employer_id` text NOT NULL,
	`kind` text NOT NULL,
	`state` text NOT NULL,
	`requested_at` integer NOT NULL,
	`county_from_on` text NOT NULL,
	`decided_at` integer,
	`decided_by` text,
	`reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	CONSTRAINT "affiliations_state" CHECK("state" in ('pending', 'approved', 'refused', 'withdrawn'))
);
--> statement-breakpoint
CREATE INDEX `affiliations_employer` ON `affiliations` (`employer_id`,`state`,`requested_at`);--> statement-breakpoint
CREATE INDEX `affiliations_person` ON `affiliations` (`person_id`);--> statement-breakpoint
CREATE TABLE `application_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`section` text NOT NULL,
	`position` integer DEFAULT 0 NOT NULL,
	`data` text NOT NULL,
	`record_id` text,
	`removed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`updated_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `application_entries_application` ON `application_entries` (`application_id`,`section`,`position`);--> statement-breakpoint
CREATE TABLE `applications` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`batch_id` text NOT NULL,
	`person_id` text NOT NULL,
	`series` text NOT NULL,
	`ladder` text NOT NULL,
	`specialty` text,
	`level` text NOT NULL,
	`track` text DEFAULT 'normal' NOT NULL,
	`state` text NOT NULL,
	`resume_state` text,
	`employer_id` text NOT NULL,
	`place` text NOT NULL,
	`round_id` text,
	`committee_id` text,
	`route` text,
	`route_frozen_at` integer,
	`holder_party` text NOT NULL,
	`holder_id` text NOT NULL,
	`due_on` text,
	`due_order` text GENERATED ALWAYS AS (coalesce("due_on", '9999-12-31')) STORED NOT NULL,
	`due_provisional` integer DEFAULT false NOT NULL,
	`state_since` integer NOT NULL,
	`reach` integer DEFAULT 0 NOT NULL,
	`agency_id` text,
	`sector_id` text,
	`office_id` text,
	`submitted_at` integer,
	`picked_up_at` integer,
	`accepted_at` integer,
	`receipt` text,
	`corrections` integer DEFAULT 0 NOT NULL,
	`open_sections` text,
	`finished_sections` text DEFAULT '[]' NOT NULL,
	`objective` text,
	`approval_number` text,
	`title_on` text,
	`assisted_by` text,
	`assist_confirmed_at` integer,
	`person_name` text NOT NULL,
	`id_last4` text DEFAULT '' NOT NULL,
	`employer_name` text NOT NULL,
	`title_name` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	CONSTRAINT "applications_state_known" CHECK("state" in ('draft', 'submitted', 'employer_check', 'returned_by_employer', 'employer_notice', 'employer_objection', 'recommended', 'sector_check', 'county_check', 'city_check', 'acceptance_check', 'correction_requested', 'accepted', 'rerouting', 'panel_review', 'defence_scheduled', 'defence_absent', 'defence_done', 'on_agenda', 'deferred', 'voted_passed', 'voted_failed', 'result_notice', 'result_objection', 'confirmed', 'certificate_issued', 'revoked', 'superseded', 'not_accepted', 'rejected_after_notice', 'recheck_requested', 'recheck_upheld', 'recheck_rejected', 'forwarded_to_region', 'region_result_recorded', 'suspended', 'terminated_fraud', 'withdrawn', 'deleted', 'lapsed', 'deemed_abandoned', 'closed_without_route'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `applications_number` ON `applications` (`number`);--> statement-breakpoint
CREATE INDEX `applications_person` ON `applications` (`person_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `applications_batch` ON `applications` (`batch_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `applications_holder` ON `applications` (`holder_id`,`state`,`due_order`,`number`);--> statement-breakpoint
CREATE INDEX `applications_committee` ON `applications` (`committee_id`,`state`,`due_order`,`number`);--> statement-breakpoint
CREATE INDEX `applications_round` ON `applications` (`round_id`,`state`,`due_order`,`number`);--> statement-breakpoint
CREATE INDEX `applications_due` ON `applications` (`state`,`due_order`,`number`,`reach`);--> statement-breakpoint
CREATE INDEX `applications_place_due` ON `applications` (`place`,`state`,`due_order`,`number`,`reach`);--> statement-breakpoint
CREATE INDEX `applications_office_due` ON `applications` (`office_id`,`state`,`due_order`,`number`,`reach`);--> statement-breakpoint
CREATE INDEX `applications_sector_due` ON `applications` (`sector_id`,`state`,`due_order`,`number`,`reach`);--> statement-breakpoint
CREATE INDEX `applications_employer_due` ON `applications` (`employer_id`,`state`,`due_order`,`number`,`reach`);--> statement-breakpoint
CREATE INDEX `applications_agency_due` ON `applications` (`agency_id`,`state`,`due_order`,`number`,`reach`);--> statement-breakpoint
CREATE INDEX `applications_order_number` ON `applications` (`state`,`number`);--> statement-breakpoint
CREATE INDEX `applications_order_since` ON `applications` (`state`,`state_since`,`number`);--> statement-breakpoint
CREATE INDEX `applications_order_name` ON `applications` (`state`,`person_name`,`number`);--> statement-breakpoint
CREATE INDEX `applications_order_employer` ON `applications` (`state`,`employer_name`,`number`);--> statement-breakpoint
CREATE INDEX `applications_place_number` ON `applications` (`place`,`state`,`number`);--> statement-breakpoint
CREATE INDEX `applications_place_since` ON `applications` (`place`,`state`,`state_since`,`number`);--> statement-breakpoint
CREATE INDEX `applications_place_name` ON `applications` (`place`,`state`,`person_name`,`number`);--> statement-breakpoint
CREATE INDEX `applications_place_employer` ON `applications` (`place`,`state`,`employer_name`,`number`);--> statement-breakpoint
CREATE INDEX `applications_office_number` ON `applications` (`office_id`,`state`,`number`);--> statement-breakpoint
CREATE INDEX `applications_office_since` ON `applications` (`office_id`,`state`,`state_since`,`number`);--> statement-breakpoint
CREATE INDEX `applications_office_name` ON `applications` (`office_id`,`state`,`person_name`,`number`);--> statement-breakpoint
CREATE INDEX `applications_office_employer` ON `applications` (`office_id`,`state`,`employer_name`,`number`);--> statement-breakpoint
CREATE TABLE `assignments` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`round_id` text NOT NULL,
	`expert_id` text NOT NULL,
	`state` text NOT NULL,
	`scores` text DEFAULT '{}' NOT NULL,
	`opinion` text DEFAULT '' NOT NULL,
	`flagged` integer DEFAULT false NOT NULL,
	`recusal_reason` text,
	`saved_at` integer,
	`submitted_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "assignments_state" CHECK("state" in ('assigned', 'recused', 'submitted', 'ended'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `assignments_once` ON `assignments` (`application_id`,`expert_id`);--> statement-breakpoint
CREATE INDEX `assignments_expert` ON `assignments` (`expert_id`,`state`);--> statement-breakpoint
CREATE TABLE `attachments` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`slot` text NOT NULL,
	`name` text NOT NULL,
	`mime` text,
	`size` integer NOT NULL,
	`received` integer DEFAULT 0 NOT NULL,
	`sha256` text,
	`state` text NOT NULL,
	`uploaded_by` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `attachments_application` ON `attachments` (`application_id`,`slot`);--> statement-breakpoint
CREATE TABLE `authority_grants` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`grantor_id` text NOT NULL,
	`grantee_id` text NOT NULL,
	`series` text NOT NULL,
	`specialty` text,
	`tiers` text NOT NULL,
	`places` text NOT NULL,
	`basis_number` text NOT NULL,
	`basis_title` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `authority_grants_grantee` ON `authority_grants` (`grantee_id`);--> statement-breakpoint
CREATE TABLE `authority_history` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`object_id` text NOT NULL,
	`at` integer NOT NULL,
	`by` text NOT NULL,
	`reason` text NOT NULL,
	`after` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `authority_history_object` ON `authority_history` (`object_id`,`at`);--> statement-breakpoint
CREATE TABLE `batches` (
	`id` text PRIMARY KEY NOT NULL,
	`year` integer NOT NULL,
	`name` text NOT NULL,
	`opens_at` integer NOT NULL,
	`closes_at` integer NOT NULL,
	`pinned_rules` text NOT NULL,
	`announcement` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `calendar_days` (
	`id` text PRIMARY KEY NOT NULL,
	`date` text NOT NULL,
	`kind` text NOT NULL,
	`scope` text NOT NULL,
	`basis` text NOT NULL,
	`withdrawn_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `calendar_days_date` ON `calendar_days` (`date`,`scope`);--> statement-breakpoint
CREATE TABLE `calendar_years` (
	`year` integer PRIMARY KEY NOT NULL,
	`confirmed_at` integer NOT NULL,
	`confirmed_by` text NOT NULL,
	`basis` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `certificates` (
	`id` text PRIMARY KEY NOT NULL,
	`number` text NOT NULL,
	`person_id` text NOT NULL,
	`application_id` text NOT NULL,
	`held_title_id` text NOT NULL,
	`holder_name` text NOT NULL,
	`sex` text,
	`id_last4` text NOT NULL,
	`series` text NOT NULL,
	`specialty` text,
	`level` text NOT NULL,
	`title_name` text NOT NULL,
	`committee_name` text NOT NULL,
	`issuer_name` text NOT NULL,
	`approval_number` text NOT NULL,
	`title_on` text NOT NULL,
	`issued_on` text NOT NULL,
	`state` text NOT NULL,
	`state_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_number` ON `certificates` (`number`);--> statement-breakpoint
CREATE INDEX `certificates_person` ON `certificates` (`person_id`);--> statement-breakpoint
CREATE UNIQUE INDEX `certificates_application` ON `certificates` (`application_id`);--> statement-breakpoint
CREATE TABLE `checkpoints` (
	`seq` integer PRIMARY KEY NOT NULL,
	`head` text NOT NULL,
	`root` text NOT NULL,
	`at` integer NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `committees` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`series` text NOT NULL,
	`specialty` text,
	`tiers` text NOT NULL,
	`covers` text NOT NULL,
	`place` text NOT NULL,
	`sponsor_id` text NOT NULL,
	`office_id` text,
	`grant_id` text,
	`filing_number` text,
	`filed_on` text,
	`valid_to` text,
	`min_size` integer NOT NULL,
	`external` integer DEFAULT false NOT NULL,
	`state` text NOT NULL,
	`note` text DEFAULT '' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "committees_state" CHECK("state" in ('preparing', 'active', 'suspended', 'revoked'))
);
--> statement-breakpoint
CREATE INDEX `committees_place` ON `committees` (`place`,`series`,`specialty`);--> statement-breakpoint
CREATE TABLE `counters` (
	`key` text PRIMARY KEY NOT NULL,
	`value` integer NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `defects` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`return_id` text NOT NULL,
	`kind` text NOT NULL,
	`section` text NOT NULL,
	`field` text DEFAULT '' NOT NULL,
	`text` text NOT NULL,
	`by_party` text NOT NULL,
	`by_organisation` text NOT NULL,
	`fixed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `defects_application` ON `defects` (`application_id`,`created_at`);--> statement-breakpoint
CREATE TABLE `employments` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`employer_id` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE INDEX `employments_person` ON `employments` (`person_id`);--> statement-breakpoint
CREATE INDEX `employments_employer` ON `employments` (`employer_id`);--> statement-breakpoint
CREATE TABLE `entrustments` (
	`id` text PRIMARY KEY NOT NULL,
	`from_place` text NOT NULL,
	`committee_id` text NOT NULL,
	`series` text NOT NULL,
	`specialty` text,
	`tiers` text NOT NULL,
	`valid_from` text NOT NULL,
	`valid_to` text NOT NULL,
	`basis_number` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `entrustments_from` ON `entrustments` (`from_place`);--> statement-breakpoint
CREATE TABLE `experts` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`series` text NOT NULL,
	`specialties` text NOT NULL,
	`level` text NOT NULL,
	`place` text NOT NULL,
	`term_from` text NOT NULL,
	`term_to` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `experts_person` ON `experts` (`person_id`);--> statement-breakpoint
CREATE INDEX `experts_pool` ON `experts` (`place`,`series`);--> statement-breakpoint
CREATE TABLE `grants` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`role` text NOT NULL,
	`scope_id` text DEFAULT '' NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text,
	`deputy_for` text,
	`basis` text DEFAULT '' NOT NULL,
	`granted_by` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `grants_person` ON `grants` (`person_id`,`to_on`);--> statement-breakpoint
CREATE INDEX `grants_scope` ON `grants` (`scope_id`,`role`);--> statement-breakpoint
CREATE TABLE `held_titles` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`series` text NOT NULL,
	`ladder` text NOT NULL,
	`specialty` text,
	`level` text NOT NULL,
	`printed_name` text NOT NULL,
	`obtained_on` text NOT NULL,
	`issuer` text DEFAULT '' NOT NULL,
	`certificate_number` text,
	`source` text NOT NULL,
	`state` text NOT NULL,
	`decided_by` text,
	`decided_at` integer,
	`reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `held_titles_person` ON `held_titles` (`person_id`);--> statement-breakpoint
CREATE INDEX `held_titles_number` ON `held_titles` (`certificate_number`);--> statement-breakpoint
CREATE INDEX `held_titles_state` ON `held_titles` (`state`,`created_at`);--> statement-breakpoint
CREATE TABLE `integrity_records` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`reason` text NOT NULL,
	`basis` text NOT NULL,
	`from_on` text NOT NULL,
	`to_on` text NOT NULL,
	`entered_by` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `integrity_records_person` ON `integrity_records` (`person_id`);--> statement-breakpoint
CREATE TABLE `invitations` (
	`id` text PRIMARY KEY NOT NULL,
	`token_hash` text NOT NULL,
	`kind` text NOT NULL,
	`person_id` text NOT NULL,
	`role` text,
	`scope_id` text,
	`invited_by` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `invitations_token` ON `invitations` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitations_person` ON `invitations` (`person_id`);--> statement-breakpoint
CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`payload` text NOT NULL,
	`run_at` integer NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	`dead_at` integer,
	`last_error` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `jobs_key` ON `jobs` (`key`);--> statement-breakpoint
CREATE INDEX `jobs_due` ON `jobs` (`done_at`,`dead_at`,`run_at`);--> statement-breakpoint
CREATE TABLE `log` (
	`seq` integer PRIMARY KEY NOT NULL,
	`at` integer NOT NULL,
	`actor_id` text NOT NULL,
	`actor_name` text NOT NULL,
	`role` text NOT NULL,
	`organisation` text NOT NULL,
	`action` text NOT NULL,
	`object_kind` text NOT NULL,
	`object_id` text NOT NULL,
	`subject_id` text,
	`result` text NOT NULL,
	`detail` text NOT NULL,
	`previous` text NOT NULL,
	`hash` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `log_object` ON `log` (`object_id`,`seq`);--> statement-breakpoint
CREATE INDEX `log_subject` ON `log` (`subject_id`,`seq`);--> statement-breakpoint
CREATE INDEX `log_actor` ON `log` (`actor_id`,`seq`);--> statement-breakpoint
CREATE INDEX `log_action` ON `log` (`action`,`seq`);--> statement-breakpoint
CREATE TABLE `meeting_cases` (
	`id` text PRIMARY KEY NOT NULL,
	`meeting_id` text NOT NULL,
	`application_id` text NOT NULL,
	`position` integer NOT NULL,
	`recused` text DEFAULT '[]' NOT NULL,
	`yes` integer,
	`no` integer,
	`abstain` integer,
	`voters` integer,
	`needed` integer,
	`outcome` text,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `meeting_cases_once` ON `meeting_cases` (`meeting_id`,`application_id`);--> statement-breakpoint
CREATE INDEX `meeting_cases_application` ON `meeting_cases` (`application_id`);--> statement-breakpoint
CREATE TABLE `meetings` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`held_on` text NOT NULL,
	`place` text DEFAULT '' NOT NULL,
	`members` text NOT NULL,
	`chairs` text NOT NULL,
	`presider` text,
	`attending` text NOT NULL,
	`minutes` text DEFAULT '' NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `meetings_round` ON `meetings` (`round_id`,`held_on`);--> statement-breakpoint
CREATE TABLE `messages` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`outbox_id` text NOT NULL,
	`event` text NOT NULL,
	`case_id` text,
	`facts` text NOT NULL,
	`href` text DEFAULT '' NOT NULL,
	`read_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `messages_once` ON `messages` (`outbox_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `messages_person` ON `messages` (`person_id`,`read_at`,`created_at`);--> statement-breakpoint
CREATE TABLE `meta` (
	`key` text PRIMARY KEY NOT NULL,
	`value` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notice_cases` (
	`notice_id` text NOT NULL,
	`application_id` text NOT NULL,
	PRIMARY KEY(`notice_id`, `application_id`)
);
--> statement-breakpoint
CREATE INDEX `notice_cases_application` ON `notice_cases` (`application_id`);--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`application_id` text,
	`round_id` text,
	`organisation_id` text NOT NULL,
	`title` text NOT NULL,
	`body` text NOT NULL,
	`start_on` text NOT NULL,
	`end_on` text NOT NULL,
	`counted` text NOT NULL,
	`state` text NOT NULL,
	`voided_reason` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "notices_state_known" CHECK("state" in ('running', 'ended', 'voided'))
);
--> statement-breakpoint
CREATE INDEX `notices_state` ON `notices` (`state`,`end_on`);--> statement-breakpoint
CREATE INDEX `notices_application` ON `notices` (`application_id`);--> statement-breakpoint
CREATE INDEX `notices_organisation` ON `notices` (`organisation_id`,`state`);--> statement-breakpoint
CREATE TABLE `objections` (
	`id` text PRIMARY KEY NOT NULL,
	`notice_id` text NOT NULL,
	`application_id` text NOT NULL,
	`receipt` text NOT NULL,
	`name` text,
	`contact_cipher` text,
	`text` text NOT NULL,
	`state` text NOT NULL,
	`finding` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `objections_notice` ON `objections` (`notice_id`);--> statement-breakpoint
CREATE INDEX `objections_application` ON `objections` (`application_id`);--> statement-breakpoint
CREATE TABLE `organisations` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`name` text NOT NULL,
	`place` text NOT NULL,
	`sector` text,
	`parent_id` text,
	`agency_id` text,
	`ownership` text DEFAULT 'public' NOT NULL,
	`grassroots` integer DEFAULT false NOT NULL,
	`township` text,
	`phone` text,
	`state` text DEFAULT 'active' NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "organisations_kind" CHECK("kind" in ('employer', 'agency', 'sector', 'county', 'city', 'region', 'committee_office'))
);
--> statement-breakpoint
CREATE INDEX `organisations_place` ON `organisations` (`place`,`kind`,`name`);--> statement-breakpoint
CREATE INDEX `organisations_parent` ON `organisations` (`parent_id`);--> statement-breakpoint
CREATE TABLE `outbox` (
	`id` text PRIMARY KEY NOT NULL,
	`event` text NOT NULL,
	`case_id` text,
	`to` text NOT NULL,
	`facts` text NOT NULL,
	`href` text DEFAULT '' NOT NULL,
	`attempts` integer DEFAULT 0 NOT NULL,
	`lease_until` integer DEFAULT 0 NOT NULL,
	`done_at` integer,
	`dead_at` integer,
	`last_error` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `outbox_open` ON `outbox` (`done_at`,`dead_at`,`lease_until`);--> statement-breakpoint
CREATE TABLE `parameters` (
	`id` text PRIMARY KEY NOT NULL,
	`key` text NOT NULL,
	`value` text NOT NULL,
	`since` text NOT NULL,
	`basis` text NOT NULL,
	`set_by` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `parameters_key` ON `parameters` (`key`,`since`);--> statement-breakpoint
CREATE TABLE `people` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`sex` text,
	`ethnicity` text,
	`born_on` text,
	`id_cipher` text,
	`id_blind` text,
	`id_last4` text,
	`phone_cipher` text,
	`phone_blind` text,
	`phone_last4` text,
	`employer_id` text,
	`merged_into` text,
	`retired_on` text,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `people_id_blind` ON `people` (`id_blind`);--> statement-breakpoint
CREATE INDEX `people_employer` ON `people` (`employer_id`,`name`);--> statement-breakpoint
CREATE INDEX `people_phone_blind` ON `people` (`phone_blind`);--> statement-breakpoint
CREATE TABLE `record_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`section` text NOT NULL,
	`data` text NOT NULL,
	`verified_at` integer,
	`verified_by` text,
	`removed_at` integer,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `record_entries_person` ON `record_entries` (`person_id`,`section`);--> statement-breakpoint
CREATE TABLE `requests` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`digest` text NOT NULL,
	`answer` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `round_members` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`person_id` text NOT NULL,
	`seat` text NOT NULL,
	`number` integer NOT NULL,
	`ended_at` integer,
	`version` integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `round_members_person` ON `round_members` (`round_id`,`person_id`);--> statement-breakpoint
CREATE INDEX `round_members_by_person` ON `round_members` (`person_id`);--> statement-breakpoint
CREATE TABLE `rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`committee_id` text NOT NULL,
	`planned_meeting_on` text NOT NULL,
	`sector_id` text,
	`city_check` integer DEFAULT false NOT NULL,
	`rubric` text NOT NULL,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "rounds_state" CHECK("state" in ('planned', 'announced', 'open', 'closed', 'qualification_check', 'reviewing', 'meeting', 'result_notice', 'confirmed', 'filed', 'archived', 'suspended'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `rounds_batch_committee` ON `rounds` (`batch_id`,`committee_id`);--> statement-breakpoint
CREATE TABLE `search_terms` (
	`object_id` text NOT NULL,
	`object_kind` text NOT NULL,
	`term` text NOT NULL,
	PRIMARY KEY(`term`, `object_kind`, `object_id`)
);
--> statement-breakpoint
CREATE INDEX `search_terms_object` ON `search_terms` (`object_id`);--> statement-breakpoint
CREATE TABLE `sessions` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`grant_id` text,
	`expires_at` integer NOT NULL,
	`absolute_at` integer NOT NULL,
	`seen_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`user_agent` text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE INDEX `sessions_account` ON `sessions` (`account_id`);--> statement-breakpoint
CREATE INDEX `sessions_expires` ON `sessions` (`expires_at`);--> statement-breakpoint
CREATE TABLE `snapshots` (
	`id` text PRIMARY KEY NOT NULL,
	`application_id` text NOT NULL,
	`number` integer NOT NULL,
	`body` text NOT NULL,
	`sha256` text NOT NULL,
	`created_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `snapshots_application` ON `snapshots` (`application_id`,`number`);--> statement-breakpoint
CREATE TABLE `throttles` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`window_started_at` integer NOT NULL
);
