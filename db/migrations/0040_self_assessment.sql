CREATE TABLE "self_assessment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"checklist_version_id" uuid NOT NULL,
	"areas" text[],
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"draft_revision" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"grading_id" uuid,
	CONSTRAINT "self_assessment_gradingId_unique" UNIQUE("grading_id"),
	CONSTRAINT "self_assessment_closed" CHECK ("self_assessment"."grading_id" is null or "self_assessment"."closed_at" is not null)
);
--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_checklist_version_id_content_version_id_fk" FOREIGN KEY ("checklist_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "self_assessment" ADD CONSTRAINT "self_assessment_grading_id_grading_id_fk" FOREIGN KEY ("grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "self_assessment_open" ON "self_assessment" USING btree ("person_id") WHERE "self_assessment"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "self_assessment_person" ON "self_assessment" USING btree ("person_id");--> statement-breakpoint
-- by hand
-- What somebody thought of themselves before the grading is not put right after it.
CREATE FUNCTION guard_self_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'self_assessment % is closed', OLD.id USING ERRCODE = 'DR044';
  END IF;
  IF OLD.submitted_at IS NOT NULL
    AND (NEW.draft, NEW.draft_revision, NEW.submitted_at) IS DISTINCT FROM (OLD.draft, OLD.draft_revision, OLD.submitted_at) THEN
    RAISE EXCEPTION 'self_assessment % was submitted', OLD.id USING ERRCODE = 'DR044';
  END IF;
  IF NEW.submitted_at IS NOT NULL AND OLD.submitted_at IS NULL AND NEW.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'self_assessment % comes after its grading', OLD.id USING ERRCODE = 'DR044';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER self_assessment_frozen BEFORE UPDATE ON self_assessment FOR EACH ROW EXECUTE FUNCTION guard_self_assessment();
--> statement-breakpoint
-- It stands beside a first grading of the same person.
CREATE FUNCTION check_self_assessment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.grading_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM grading g WHERE g.id = NEW.grading_id AND g.person_id = NEW.person_id AND g.first_grading_id IS NULL AND g.submitted_at IS NOT NULL) THEN
    RAISE EXCEPTION 'self_assessment % belongs to no grading of its person', NEW.id USING ERRCODE = 'DR045';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER self_assessment_grading BEFORE INSERT OR UPDATE OF grading_id ON self_assessment FOR EACH ROW EXECUTE FUNCTION check_self_assessment();
