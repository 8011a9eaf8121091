ALTER TABLE "kpi_rule_set" DROP CONSTRAINT "kpi_rule_set_version";--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD COLUMN "follows" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD COLUMN "past" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD COLUMN "discarded_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "kpi_rule_set_version" ON "kpi_rule_set" USING btree (coalesce("store_id", '00000000-0000-0000-0000-000000000000'::uuid),"from_month","version") WHERE "kpi_rule_set"."published_at" is not null;--> statement-breakpoint
CREATE INDEX "kpi_rule_set_published_by_store" ON "kpi_rule_set" USING btree ("store_id","from_month","version");--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD CONSTRAINT "kpi_rule_set_draft" CHECK (("kpi_rule_set"."published_at" is null) = ("kpi_rule_set"."version" = 0) and ("kpi_rule_set"."published_at" is null or "kpi_rule_set"."discarded_at" is null));
--> statement-breakpoint
-- by hand
-- The first instant of a month in the shop: where it begins first among the zones of its teams.
CREATE FUNCTION kpi_month_begins(month date) RETURNS timestamptz LANGUAGE sql STABLE SET search_path = public AS $$
  SELECT coalesce(min(month::timestamp AT TIME ZONE t.zone), month::timestamp AT TIME ZONE 'Asia/Shanghai') FROM team t WHERE t.archived_at IS NULL
$$;
--> statement-breakpoint
-- A month that has begun is scored by the rules that it began with.
CREATE FUNCTION refuse_late_rules() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  IF NEW.published_at >= kpi_month_begins(NEW.from_month) THEN
    RAISE EXCEPTION 'the month % has begun', NEW.from_month USING ERRCODE = 'DR056';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER kpi_rule_set_in_time BEFORE INSERT OR UPDATE ON kpi_rule_set FOR EACH ROW WHEN (NEW.published_at IS NOT NULL) EXECUTE FUNCTION refuse_late_rules();
