CREATE TABLE "calibration_grading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"set_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"draft_revision" integer DEFAULT 0 NOT NULL,
	"submitted_at" timestamp with time zone,
	CONSTRAINT "calibration_grading_once" UNIQUE("set_id","grader_id")
);
--> statement-breakpoint
CREATE TABLE "calibration_reference" (
	"set_id" uuid NOT NULL,
	"item" text NOT NULL,
	"grade" integer NOT NULL,
	"reason" text NOT NULL,
	"entered_by" uuid NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "calibration_reference_set_id_item_pk" PRIMARY KEY("set_id","item")
);
--> statement-breakpoint
CREATE TABLE "calibration_set" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"checklist_version_id" uuid NOT NULL,
	"source" text NOT NULL,
	"source_id" uuid,
	"shown_id" uuid,
	"items" text[] NOT NULL,
	"situations" jsonb NOT NULL,
	"team_ids" uuid[] NOT NULL,
	"due_on" date NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid
);
--> statement-breakpoint
ALTER TABLE "calibration_grading" ADD CONSTRAINT "calibration_grading_set_id_calibration_set_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."calibration_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_grading" ADD CONSTRAINT "calibration_grading_grader_id_person_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_reference" ADD CONSTRAINT "calibration_reference_set_id_calibration_set_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."calibration_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_reference" ADD CONSTRAINT "calibration_reference_entered_by_person_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_set" ADD CONSTRAINT "calibration_set_checklist_version_id_content_version_id_fk" FOREIGN KEY ("checklist_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_set" ADD CONSTRAINT "calibration_set_shown_id_person_id_fk" FOREIGN KEY ("shown_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_set" ADD CONSTRAINT "calibration_set_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calibration_set" ADD CONSTRAINT "calibration_set_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calibration_grading_grader" ON "calibration_grading" USING btree ("grader_id");--> statement-breakpoint
CREATE INDEX "calibration_set_made" ON "calibration_set" USING btree ("made_at");--> statement-breakpoint
-- by hand
-- Nobody grades what they have handed in, or what is closed; nobody grades a set in which they are seen, or which they made.
CREATE TRIGGER calibration_grading_frozen BEFORE UPDATE ON calibration_grading FOR EACH ROW EXECUTE FUNCTION refuse_after_submission();
--> statement-breakpoint
CREATE TRIGGER calibration_set_frozen BEFORE UPDATE ON calibration_set FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE FUNCTION check_calibration_grading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM calibration_set s WHERE s.id = NEW.set_id AND (s.closed_at IS NOT NULL OR NEW.grader_id IN (s.made_by, s.shown_id))) THEN
    RAISE EXCEPTION 'calibration set % is closed, or not for this grader', NEW.set_id USING ERRCODE = 'DR046';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER calibration_grading_open BEFORE INSERT OR UPDATE ON calibration_grading FOR EACH ROW EXECUTE FUNCTION check_calibration_grading();
--> statement-breakpoint
-- What was agreed comes after everybody's own.
ALTER TABLE calibration_reference ADD CONSTRAINT calibration_reference_grade CHECK (grade BETWEEN 0 AND 4 AND length(trim(reason)) >= 5);
--> statement-breakpoint
CREATE FUNCTION check_calibration_reference() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM calibration_set s WHERE s.id = NEW.set_id AND s.closed_at IS NOT NULL AND NEW.item = ANY (s.items)) THEN
    RAISE EXCEPTION 'calibration set % is not closed, or has no item %', NEW.set_id, NEW.item USING ERRCODE = 'DR047';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER calibration_reference_closed BEFORE INSERT ON calibration_reference FOR EACH ROW EXECUTE FUNCTION check_calibration_reference();
