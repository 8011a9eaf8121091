ALTER TABLE "kpi_dispute" ADD COLUMN "about" text NOT NULL;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD COLUMN "file_id" uuid;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD COLUMN "reopened_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD COLUMN "reopened_by" uuid;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD COLUMN "reopen_reason" text;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD CONSTRAINT "kpi_month_reopened_by_person_id_fk" FOREIGN KEY ("reopened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "kpi_dispute_once" ON "kpi_dispute" USING btree ("statement_id","about",coalesce("store_id"::text, ''),coalesce("metric", '')) WHERE "kpi_dispute"."outcome" is distinct from 'withdrawn';--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_about" CHECK (("kpi_dispute"."about" = 'metric') = ("kpi_dispute"."metric" is not null and "kpi_dispute"."store_id" is not null));--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_effect" CHECK (("kpi_dispute"."outcome" is not distinct from 'corrected') = ("kpi_dispute"."effect_id" is not null));--> statement-breakpoint
ALTER TABLE "kpi_month" ADD CONSTRAINT "kpi_month_reopened" CHECK (("kpi_month"."reopened_at" is null) = ("kpi_month"."reopen_reason" is null));
--> statement-breakpoint
-- by hand
-- What somebody is paid for stays as it is while their month is closed.
CREATE FUNCTION refuse_closed_score() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the month % of % is closed', OLD.month, OLD.person_id USING ERRCODE = 'DR060';
END $$;
--> statement-breakpoint
CREATE TRIGGER kpi_score_closed BEFORE UPDATE ON kpi_score FOR EACH ROW
  WHEN (OLD.state = 'closed' AND NEW.state = 'closed' AND (OLD.team_id, OLD.score, OLD.decided_score, OLD.bonus_fen, OLD.active_days, OLD.working_days, OLD.trace)
    IS DISTINCT FROM (NEW.team_id, NEW.score, NEW.decided_score, NEW.bonus_fen, NEW.active_days, NEW.working_days, NEW.trace))
  EXECUTE FUNCTION refuse_closed_score();
--> statement-breakpoint
CREATE TRIGGER kpi_score_kept BEFORE DELETE ON kpi_score FOR EACH ROW WHEN (OLD.state = 'closed') EXECUTE FUNCTION refuse_closed_score();
