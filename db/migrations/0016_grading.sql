CREATE TABLE "question_agreement" (
	"question_version_id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"both_right" integer DEFAULT 0 NOT NULL,
	"machine_right" integer DEFAULT 0 NOT NULL,
	"person_right" integer DEFAULT 0 NOT NULL,
	"both_wrong" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "remark" (
	"id" uuid PRIMARY KEY NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"used" integer DEFAULT 0 NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "attempt_waiting" ADD COLUMN "guess" boolean NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt_waiting" ADD COLUMN "agreed" boolean;--> statement-breakpoint
ALTER TABLE "bank_card" ADD COLUMN "counts_since" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "question_agreement" ADD CONSTRAINT "question_agreement_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remark" ADD CONSTRAINT "remark_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "question_agreement_item" ON "question_agreement" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "remark_text" ON "remark" USING btree ("locale","text");--> statement-breakpoint
CREATE INDEX "attempt_waiting_attempt" ON "attempt_waiting" USING btree ("attempt_id");--> statement-breakpoint
CREATE INDEX "attempt_waiting_team" ON "attempt_waiting" USING btree ("team_id","opened_at") WHERE "attempt_waiting"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "attempt_waiting_confusing" ON "attempt_waiting" USING btree ("item_id","closed_at" desc) WHERE not "attempt_waiting"."agreed";