CREATE TABLE "recusals" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"application_id" text COLLATE "C",
	"applicant_id" text COLLATE "C" NOT NULL,
	"kind" text COLLATE "C" NOT NULL,
	"source" text COLLATE "C" NOT NULL,
	"said" text COLLATE "C" NOT NULL,
	"created_by" text COLLATE "C",
	"ended_at" bigint,
	"ended_by" text COLLATE "C",
	"end_reason" text COLLATE "C",
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "recusals_kind" CHECK ("kind" in ('kin', 'supervisor', 'co_author', 'co_project', 'interest', 'other')),
	CONSTRAINT "recusals_source" CHECK ("source" in ('self', 'office', 'meeting'))
);
--> statement-breakpoint
CREATE INDEX "recusals_person" ON "recusals" USING btree ("person_id","ended_at");--> statement-breakpoint
CREATE INDEX "recusals_applicant" ON "recusals" USING btree ("applicant_id","ended_at");
--> statement-breakpoint
INSERT INTO "recusals" ("id", "person_id", "application_id", "applicant_id", "kind", "source", "said", "version", "created_at")
SELECT 's-' || a."id", a."expert_id", a."application_id", p."person_id", 'other', 'self', coalesce(a."recusal_reason", ''), 1, coalesce(a."saved_at", a."created_at")
FROM "assignments" a JOIN "applications" p ON p."id" = a."application_id" WHERE a."state" = 'recused';
--> statement-breakpoint
INSERT INTO "recusals" ("id", "person_id", "application_id", "applicant_id", "kind", "source", "said", "version", "created_at")
SELECT 'm-' || c."id" || '-' || j.value, j.value, c."application_id", p."person_id", 'other', 'meeting', '', 1, m."created_at"
FROM "meeting_cases" c JOIN "meetings" m ON m."id" = c."meeting_id" JOIN "applications" p ON p."id" = c."application_id" CROSS JOIN jsonb_array_elements_text(c."recused") AS j(value)
WHERE j.value <> p."person_id";