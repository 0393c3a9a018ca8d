-- What is written here stays as it was written: no change, no removal, no overwriting by REPLACE.
CREATE TRIGGER `log_no_update` BEFORE UPDATE ON `log` BEGIN
	SELECT RAISE(ABORT, 'log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `log_no_delete` BEFORE DELETE ON `log` BEGIN
	SELECT RAISE(ABORT, 'log is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `checkpoints_no_update` BEFORE UPDATE ON `checkpoints` BEGIN
	SELECT RAISE(ABORT, 'checkpoints is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `checkpoints_no_delete` BEFORE DELETE ON `checkpoints` BEGIN
	SELECT RAISE(ABORT, 'checkpoints is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `snapshots_no_update` BEFORE UPDATE ON `snapshots` BEGIN
	SELECT RAISE(ABORT, 'snapshots is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `snapshots_no_delete` BEFORE DELETE ON `snapshots` BEGIN
	SELECT RAISE(ABORT, 'snapshots is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `authority_history_no_update` BEFORE UPDATE ON `authority_history` BEGIN
	SELECT RAISE(ABORT, 'authority_history is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `authority_history_no_delete` BEFORE DELETE ON `authority_history` BEGIN
	SELECT RAISE(ABORT, 'authority_history is append-only');
END;
--> statement-breakpoint
-- REPLACE removes what stands in its way without the trigger above.
CREATE TRIGGER `log_no_replace` BEFORE INSERT ON `log` WHEN EXISTS (SELECT 1 FROM `log` WHERE `seq` = NEW.`seq`) BEGIN
	SELECT RAISE(ABORT, 'log is append-only: already there');
END;
--> statement-breakpoint
CREATE TRIGGER `checkpoints_no_replace` BEFORE INSERT ON `checkpoints` WHEN EXISTS (SELECT 1 FROM `checkpoints` WHERE `seq` = NEW.`seq`) BEGIN
	SELECT RAISE(ABORT, 'checkpoints is append-only: already there');
END;
--> statement-breakpoint
CREATE TRIGGER `snapshots_no_replace` BEFORE INSERT ON `snapshots` WHEN EXISTS (SELECT 1 FROM `snapshots` WHERE `id` = NEW.`id` OR (`application_id` = NEW.`application_id` AND `number` = NEW.`number`)) BEGIN
	SELECT RAISE(ABORT, 'snapshots is append-only: already there');
END;
--> statement-breakpoint
CREATE TRIGGER `authority_history_no_replace` BEFORE INSERT ON `authority_history` WHEN EXISTS (SELECT 1 FROM `authority_history` WHERE `id` = NEW.`id`) BEGIN
	SELECT RAISE(ABORT, 'authority_history is append-only: already there');
END;
