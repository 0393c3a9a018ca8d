ALTER TABLE "assignments" ADD COLUMN "declared_at" bigint;--> statement-breakpoint
ALTER TABLE "meetings" ADD COLUMN "rule" jsonb;