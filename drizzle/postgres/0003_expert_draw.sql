CREATE TABLE "draw_seats" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"draw_id" text COLLATE "C" NOT NULL,
	"expert_id" text COLLATE "C" NOT NULL,
	"person_id" text COLLATE "C" NOT NULL,
	"reason" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "draw_seats_state" CHECK ("state" in ('asked', 'accepted', 'refused'))
);
--> statement-breakpoint
CREATE TABLE "draws" (
	"id" text COLLATE "C" PRIMARY KEY NOT NULL,
	"round_id" text COLLATE "C" NOT NULL,
	"again" boolean NOT NULL,
	"consented_by" text COLLATE "C",
	"terms" jsonb NOT NULL,
	"sealed" text COLLATE "C" NOT NULL,
	"commitment" text COLLATE "C" NOT NULL,
	"office_hash" text COLLATE "C",
	"office_by" text COLLATE "C",
	"office_reveal" text COLLATE "C",
	"inspector_hash" text COLLATE "C",
	"inspector_by" text COLLATE "C",
	"inspector_reveal" text COLLATE "C",
	"seed" text COLLATE "C",
	"refusals" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"voided_reason" text COLLATE "C",
	"state" text COLLATE "C" NOT NULL,
	"version" bigint DEFAULT 1 NOT NULL,
	"created_at" bigint NOT NULL,
	CONSTRAINT "draws_state" CHECK ("state" in ('prepared', 'hashed', 'drawn', 'seated', 'short', 'voided')),
	CONSTRAINT "draws_hashes_stand" CHECK ("state" in ('prepared', 'voided') or ("office_hash" is not null and "inspector_hash" is not null)),
	CONSTRAINT "draws_seed_stands" CHECK ("state" in ('prepared', 'hashed', 'voided') or "seed" is not null)
);
--> statement-breakpoint
CREATE UNIQUE INDEX "draw_seats_once" ON "draw_seats" USING btree ("draw_id","expert_id");--> statement-breakpoint
CREATE INDEX "draw_seats_person" ON "draw_seats" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "draws_round" ON "draws" USING btree ("round_id","created_at");