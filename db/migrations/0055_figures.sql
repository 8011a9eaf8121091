CREATE TABLE "figure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"part" text NOT NULL,
	"source" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"measures" jsonb NOT NULL,
	"import_id" uuid,
	"import_row" integer,
	"entered_by" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "figure_stretch" CHECK ("figure"."from_day" <= "figure"."to_day" and date_trunc('month', "figure"."from_day"::timestamp) = date_trunc('month', "figure"."to_day"::timestamp)),
	CONSTRAINT "figure_origin" CHECK (("figure"."source" = 'chats') = ("figure"."entered_by" is null) and ("figure"."import_id" is null) = ("figure"."import_row" is null)),
	CONSTRAINT "figure_whole" CHECK (not jsonb_path_exists("figure"."measures" - 'netFen', '$.** ? (@.type() == "number" && (@ < 0 || @.floor() != @))')),
	CONSTRAINT "figure_chats_by_day" CHECK ("figure"."source" <> 'chats' or ("figure"."from_day" = "figure"."to_day" and "figure"."import_id" is null))
);
--> statement-breakpoint
CREATE TABLE "figure_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"sheet" text,
	"layout" text NOT NULL,
	"headings" text[] NOT NULL,
	"mapping" jsonb NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"questions" text[] DEFAULT '{}' NOT NULL,
	"state" text NOT NULL,
	"failure" text,
	"counts" jsonb NOT NULL,
	"fault_count" integer DEFAULT 0 NOT NULL,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"without_faulty" boolean DEFAULT false NOT NULL,
	"rows_done" integer DEFAULT 0 NOT NULL,
	"bytes" bigint NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ordered_by" uuid,
	"finished_at" timestamp with time zone,
	"taken_back_by" uuid,
	"taken_back_at" timestamp with time zone,
	"taken_back_reason" text,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_import_row" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"cells" text[] NOT NULL,
	CONSTRAINT "figure_import_row_import_id_row_pk" PRIMARY KEY("import_id","row")
);
--> statement-breakpoint
CREATE TABLE "figure_lock" (
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"locked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "figure_lock_person_id_month_pk" PRIMARY KEY("person_id","month"),
	CONSTRAINT "figure_lock_first" CHECK (extract(day from "figure_lock"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "figure_mapping" (
	"key" text PRIMARY KEY NOT NULL,
	"headings" text[] NOT NULL,
	"mapping" jsonb NOT NULL,
	"saved_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_month" (
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"store_id" uuid NOT NULL,
	"sums" jsonb NOT NULL,
	"days" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "figure_month_person_id_month_store_id_pk" PRIMARY KEY("person_id","month","store_id"),
	CONSTRAINT "figure_month_first" CHECK (extract(day from "figure_month"."month") = 1)
);
--> statement-breakpoint
CREATE TABLE "figure_past" (
	"id" uuid PRIMARY KEY NOT NULL,
	"figure_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"part" text NOT NULL,
	"source" text NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"measures" jsonb NOT NULL,
	"import_id" uuid,
	"import_row" integer,
	"entered_by" uuid,
	"at" timestamp with time zone NOT NULL,
	"ending" text NOT NULL,
	"ended_by" uuid,
	"ended_at" timestamp with time zone NOT NULL,
	"ended_by_import" uuid,
	"reason" text
);
--> statement-breakpoint
ALTER TABLE "figure" ADD CONSTRAINT "figure_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure" ADD CONSTRAINT "figure_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure" ADD CONSTRAINT "figure_import_id_figure_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."figure_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_import_row" ADD CONSTRAINT "figure_import_row_import_id_figure_import_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."figure_import"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_lock" ADD CONSTRAINT "figure_lock_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_month" ADD CONSTRAINT "figure_month_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "figure_month" ADD CONSTRAINT "figure_month_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "figure_person" ON "figure" USING btree ("person_id","from_day");--> statement-breakpoint
CREATE INDEX "figure_import_brought" ON "figure" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "figure_import_created" ON "figure_import" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "figure_import_digest" ON "figure_import" USING btree ("digest");--> statement-breakpoint
CREATE INDEX "figure_month_month" ON "figure_month" USING btree ("month");--> statement-breakpoint
CREATE INDEX "figure_past_figure" ON "figure_past" USING btree ("figure_id","ended_at");--> statement-breakpoint
CREATE INDEX "figure_past_person" ON "figure_past" USING btree ("person_id","from_day");--> statement-breakpoint
CREATE INDEX "figure_past_import" ON "figure_past" USING btree ("ended_by_import");--> statement-breakpoint
-- by hand
-- Of one source no two stretches of days tell of the same agent, store and part.
ALTER TABLE figure ADD CONSTRAINT figure_no_overlap
  EXCLUDE USING gist (person_id WITH =, store_id WITH =, part WITH =, source WITH =, daterange(from_day, to_day, '[]') WITH &&);
--> statement-breakpoint
-- A closed month stays as it is until it is opened again.
CREATE FUNCTION check_figure_lock() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  subject figure := CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
BEGIN
  IF EXISTS (SELECT FROM figure_lock l WHERE l.person_id = subject.person_id AND l.month = date_trunc('month', subject.from_day::timestamp)::date) THEN
    RAISE EXCEPTION 'the month of figure % is closed', subject.id USING ERRCODE = 'DR054';
  END IF;
  RETURN subject;
END $$;
--> statement-breakpoint
CREATE TRIGGER figure_of_open_month BEFORE INSERT OR UPDATE OR DELETE ON figure FOR EACH ROW EXECUTE FUNCTION check_figure_lock();
--> statement-breakpoint
-- What was reported is never lost: whoever changes or removes it leaves what it said. Checked at commit. What chats yield is computed anew.
CREATE FUNCTION check_figure_past() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM figure_past p WHERE p.figure_id = OLD.id AND p.at = OLD.at AND p.measures = OLD.measures) THEN
    RAISE EXCEPTION 'figure % leaves no past', OLD.id USING ERRCODE = 'DR055';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER figure_leaves_past AFTER UPDATE OR DELETE ON figure DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.source = 'reported') EXECUTE FUNCTION check_figure_past();
