-- What is written here stays as it was written: no change, no removal, no emptying.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END;
$$;
--> statement-breakpoint
CREATE TRIGGER "log_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "log"
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "checkpoints_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "checkpoints"
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "snapshots_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "snapshots"
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER "authority_history_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "authority_history"
	FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
