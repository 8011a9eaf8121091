CREATE TABLE "kpi_dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"team_id" uuid NOT NULL,
	"statement_id" uuid NOT NULL,
	"store_id" uuid,
	"metric" text,
	"claim" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"answer" text,
	"effect_id" uuid,
	CONSTRAINT "kpi_dispute_closed" CHECK (("kpi_dispute"."closed_at" is null) = ("kpi_dispute"."outcome" is null))
);
--> statement-breakpoint
CREATE TABLE "kpi_month" (
	"team_id" uuid NOT NULL,
	"month" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"closable_on" date,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "kpi_month_team_id_month_pk" PRIMARY KEY("team_id","month"),
	CONSTRAINT "kpi_month_first" CHECK (extract(day from "kpi_month"."month") = 1),
	CONSTRAINT "kpi_month_published" CHECK ("kpi_month"."state" = 'open' or ("kpi_month"."published_at" is not null and "kpi_month"."closable_on" is not null)),
	CONSTRAINT "kpi_month_closed" CHECK (("kpi_month"."state" = 'closed') = ("kpi_month"."closed_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "kpi_rule_set" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid,
	"from_month" date NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "kpi_rule_set_version" UNIQUE NULLS NOT DISTINCT("store_id","from_month","version"),
	CONSTRAINT "kpi_rule_set_month" CHECK (extract(day from "kpi_rule_set"."from_month") = 1),
	CONSTRAINT "kpi_rule_set_published" CHECK (("kpi_rule_set"."published_at" is null) = ("kpi_rule_set"."published_by" is null))
);
--> statement-breakpoint
CREATE TABLE "kpi_score" (
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"team_id" uuid NOT NULL,
	"state" text NOT NULL,
	"score" numeric(15, 12),
	"decided_score" numeric(15, 12),
	"decided_by" uuid,
	"decided_reason" text,
	"bonus_fen" bigint,
	"active_days" integer NOT NULL,
	"working_days" integer NOT NULL,
	"trace" jsonb NOT NULL,
	"version" integer DEFAULT 0 NOT NULL,
	"computed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kpi_score_person_id_month_pk" PRIMARY KEY("person_id","month"),
	CONSTRAINT "kpi_score_range" CHECK ("kpi_score"."score" between 0 and 100 and "kpi_score"."decided_score" between 0 and 100),
	CONSTRAINT "kpi_score_days" CHECK ("kpi_score"."active_days" between 0 and "kpi_score"."working_days"),
	CONSTRAINT "kpi_score_decided" CHECK (("kpi_score"."decided_score" is null) = ("kpi_score"."decided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "kpi_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version" integer NOT NULL,
	"kind" text NOT NULL,
	"team_id" uuid NOT NULL,
	"score" numeric(15, 12),
	"bonus_fen" bigint,
	"trace" jsonb NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"made_by" uuid,
	"made_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kpi_statement_version" UNIQUE("person_id","month","version")
);
--> statement-breakpoint
CREATE TABLE "kpi_target" (
	"store_id" uuid NOT NULL,
	"month" date NOT NULL,
	"price_fen" bigint,
	"items_hundredths" integer,
	"counts" text DEFAULT 'price' NOT NULL,
	"push_units" integer,
	"push_products" text[] DEFAULT '{}' NOT NULL,
	"quota_fen" bigint,
	"season" text DEFAULT 'low' NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_by" uuid,
	"changed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "kpi_target_store_id_month_pk" PRIMARY KEY("store_id","month"),
	CONSTRAINT "kpi_target_month" CHECK (extract(day from "kpi_target"."month") = 1),
	CONSTRAINT "kpi_target_range" CHECK ("kpi_target"."price_fen" > 0 and "kpi_target"."items_hundredths" > 0 and "kpi_target"."push_units" > 0 and "kpi_target"."quota_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "state_span" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"state" text NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_statement_id_kpi_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."kpi_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_dispute" ADD CONSTRAINT "kpi_dispute_effect_id_kpi_statement_id_fk" FOREIGN KEY ("effect_id") REFERENCES "public"."kpi_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD CONSTRAINT "kpi_month_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD CONSTRAINT "kpi_month_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_month" ADD CONSTRAINT "kpi_month_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD CONSTRAINT "kpi_rule_set_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD CONSTRAINT "kpi_rule_set_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_rule_set" ADD CONSTRAINT "kpi_rule_set_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_score" ADD CONSTRAINT "kpi_score_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_score" ADD CONSTRAINT "kpi_score_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_score" ADD CONSTRAINT "kpi_score_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_statement" ADD CONSTRAINT "kpi_statement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_statement" ADD CONSTRAINT "kpi_statement_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_statement" ADD CONSTRAINT "kpi_statement_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_target" ADD CONSTRAINT "kpi_target_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "kpi_target" ADD CONSTRAINT "kpi_target_changed_by_person_id_fk" FOREIGN KEY ("changed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "state_span" ADD CONSTRAINT "state_span_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "kpi_dispute_person" ON "kpi_dispute" USING btree ("person_id","month");--> statement-breakpoint
CREATE INDEX "kpi_dispute_open" ON "kpi_dispute" USING btree ("team_id","month") WHERE "kpi_dispute"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "kpi_score_team" ON "kpi_score" USING btree ("team_id","month");--> statement-breakpoint
CREATE INDEX "state_span_person" ON "state_span" USING btree ("person_id","from_at");--> statement-breakpoint
-- by hand
ALTER TABLE state_span ADD CONSTRAINT state_span_order CHECK (to_at IS NULL OR to_at >= from_at);
--> statement-breakpoint
CREATE UNIQUE INDEX state_span_running ON state_span (person_id) WHERE to_at IS NULL;
--> statement-breakpoint
-- Whatever changes somebody's state leaves its span, whether it thinks of it or not.
CREATE FUNCTION keep_state_span() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  since timestamptz := coalesce(NEW.state_since, NEW.created_at);
BEGIN
  IF TG_OP = 'UPDATE' THEN
    UPDATE state_span SET to_at = greatest(from_at, since) WHERE person_id = NEW.id AND to_at IS NULL;
  END IF;
  IF NEW.state IS NOT NULL THEN
    INSERT INTO state_span (id, person_id, state, from_at) VALUES (gen_random_uuid(), NEW.id, NEW.state, since);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_state_span_new AFTER INSERT ON person FOR EACH ROW WHEN (NEW.state IS NOT NULL) EXECUTE FUNCTION keep_state_span();
--> statement-breakpoint
CREATE TRIGGER person_state_span AFTER UPDATE OF state ON person FOR EACH ROW WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION keep_state_span();
--> statement-breakpoint
INSERT INTO state_span (id, person_id, state, from_at)
SELECT gen_random_uuid(), id, state, coalesce(state_since, created_at) FROM person WHERE state IS NOT NULL;
--> statement-breakpoint
-- What was published stays as it is.
CREATE FUNCTION refuse_published_rules() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rule set % is published', OLD.id USING ERRCODE = 'DR049';
END $$;
--> statement-breakpoint
CREATE TRIGGER kpi_rule_set_frozen BEFORE UPDATE OR DELETE ON kpi_rule_set FOR EACH ROW WHEN (OLD.published_at IS NOT NULL) EXECUTE FUNCTION refuse_published_rules();
--> statement-breakpoint
CREATE TRIGGER kpi_dispute_frozen BEFORE UPDATE ON kpi_dispute FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
