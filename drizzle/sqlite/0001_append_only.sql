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
