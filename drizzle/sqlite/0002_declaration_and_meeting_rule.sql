ALTER TABLE `assignments` ADD `declared_at` integer;--> statement-breakpoint
ALTER TABLE `meetings` ADD `rule` text;