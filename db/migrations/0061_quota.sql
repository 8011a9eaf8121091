CREATE TABLE "quota_month" (
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version" integer NOT NULL,
	"verdict" text NOT NULL,
	"facts" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "quota_month_person_id_month_pk" PRIMARY KEY("person_id","month"),
	CONSTRAINT "quota_month_first" CHECK (extract(day from "quota_month"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "supervisor_score" (
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"month" date NOT NULL,
	"score" numeric(15, 12),
	"bonus_fen" bigint,
	"trace" jsonb NOT NULL,
	"state" text NOT NULL,
	"active_days" integer NOT NULL,
	"working_days" integer NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supervisor_score_person_id_month_team_id_pk" PRIMARY KEY("person_id","month","team_id"),
	CONSTRAINT "supervisor_score_range" CHECK ("supervisor_score"."score" between 0 and 100),
	CONSTRAINT "supervisor_score_days" CHECK ("supervisor_score"."active_days" between 0 and "supervisor_score"."working_days")
);
--> statement-breakpoint
CREATE TABLE "supervisor_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"month" date NOT NULL,
	"score" numeric(15, 12),
	"bonus_fen" bigint,
	"trace" jsonb NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"made_by" uuid,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "supervisor_statement_version" UNIQUE("person_id","month","team_id","version")
);
--> statement-breakpoint
ALTER TABLE "quota_review" DROP CONSTRAINT "quota_review_closed";--> statement-breakpoint
DROP INDEX "quota_review_once";--> statement-breakpoint
ALTER TABLE "quota_month" ADD CONSTRAINT "quota_month_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisor_score" ADD CONSTRAINT "supervisor_score_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisor_score" ADD CONSTRAINT "supervisor_score_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisor_statement" ADD CONSTRAINT "supervisor_statement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisor_statement" ADD CONSTRAINT "supervisor_statement_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "supervisor_statement" ADD CONSTRAINT "supervisor_statement_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "supervisor_score_team" ON "supervisor_score" USING btree ("team_id","month");--> statement-breakpoint
CREATE UNIQUE INDEX "quota_review_open" ON "quota_review" USING btree ("person_id") WHERE "quota_review"."closed_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "quota_review_once" ON "quota_review" USING btree ("person_id","month") WHERE "quota_review"."outcome" is distinct from 'lapsed';--> statement-breakpoint
ALTER TABLE "quota_review" ADD CONSTRAINT "quota_review_closed" CHECK (("quota_review"."closed_at" is null) = ("quota_review"."outcome" is null) and ("quota_review"."closed_by" is null) = ("quota_review"."outcome" is null or "quota_review"."outcome" = 'lapsed'));
--> statement-breakpoint
-- by hand
CREATE TRIGGER supervisor_score_closed BEFORE UPDATE ON supervisor_score FOR EACH ROW
  WHEN (OLD.state = 'closed' AND NEW.state = 'closed' AND (OLD.score, OLD.bonus_fen, OLD.active_days, OLD.working_days, OLD.trace)
    IS DISTINCT FROM (NEW.score, NEW.bonus_fen, NEW.active_days, NEW.working_days, NEW.trace))
  EXECUTE FUNCTION refuse_closed_score();
