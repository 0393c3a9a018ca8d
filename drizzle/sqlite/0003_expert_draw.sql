CREATE TABLE `draw_seats` (
	`id` text PRIMARY KEY NOT NULL,
	`draw_id` text NOT NULL,
	`expert_id` text NOT NULL,
	`person_id` text NOT NULL,
	`reason` text,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "draw_seats_state" CHECK("state" in ('asked', 'accepted', 'refused'))
);
--> statement-breakpoint
CREATE UNIQUE INDEX `draw_seats_once` ON `draw_seats` (`draw_id`,`expert_id`);--> statement-breakpoint
CREATE INDEX `draw_seats_person` ON `draw_seats` (`person_id`,`state`);--> statement-breakpoint
CREATE TABLE `draws` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`again` integer NOT NULL,
	`consented_by` text,
	`terms` text NOT NULL,
	`sealed` text NOT NULL,
	`commitment` text NOT NULL,
	`office_hash` text,
	`office_by` text,
	`office_reveal` text,
	`inspector_hash` text,
	`inspector_by` text,
	`inspector_reveal` text,
	`seed` text,
	`refusals` text DEFAULT '[]' NOT NULL,
	`voided_reason` text,
	`state` text NOT NULL,
	`version` integer DEFAULT 1 NOT NULL,
	`created_at` integer NOT NULL,
	CONSTRAINT "draws_state" CHECK("state" in ('prepared', 'hashed', 'drawn', 'seated', 'short', 'voided')),
	CONSTRAINT "draws_hashes_stand" CHECK("state" in ('prepared', 'voided') or ("office_hash" is not null and "inspector_hash" is not null)),
	CONSTRAINT "draws_seed_stands" CHECK("state" in ('prepared', 'hashed', 'voided') or "seed" is not null)
);
--> statement-breakpoint
CREATE INDEX `draws_round` ON `draws` (`round_id`,`created_at`);