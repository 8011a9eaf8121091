CREATE TABLE "dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"result_id" uuid NOT NULL,
	"first_grading_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due" date NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"single_examiner" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dispute_item" (
	"dispute_id" uuid NOT NULL,
	"item" text NOT NULL,
	"reason" text NOT NULL,
	"link" text,
	"file_ids" uuid[] NOT NULL,
	CONSTRAINT "dispute_item_dispute_id_item_pk" PRIMARY KEY("dispute_id","item")
);
--> statement-breakpoint
CREATE TABLE "result_reading" (
	"result_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"how" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ruled_item" (
	"dispute_id" uuid NOT NULL,
	"item" text NOT NULL,
	"grade" integer,
	"reason" text NOT NULL,
	CONSTRAINT "ruled_item_dispute_id_item_pk" PRIMARY KEY("dispute_id","item")
);
--> statement-breakpoint
ALTER TABLE "remedial_plan" DROP CONSTRAINT "remedial_plan_gradingId_unique";--> statement-breakpoint
ALTER TABLE "grading_item" ADD COLUMN "counted" numeric;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_result_id_checklist_result_id_fk" FOREIGN KEY ("result_id") REFERENCES "public"."checklist_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_first_grading_id_grading_id_fk" FOREIGN KEY ("first_grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute" ADD CONSTRAINT "dispute_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dispute_item" ADD CONSTRAINT "dispute_item_dispute_id_dispute_id_fk" FOREIGN KEY ("dispute_id") REFERENCES "public"."dispute"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_reading" ADD CONSTRAINT "result_reading_result_id_checklist_result_id_fk" FOREIGN KEY ("result_id") REFERENCES "public"."checklist_result"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result_reading" ADD CONSTRAINT "result_reading_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ruled_item" ADD CONSTRAINT "ruled_item_disputed" FOREIGN KEY ("dispute_id","item") REFERENCES "public"."dispute_item"("dispute_id","item") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dispute_attempt" ON "dispute" USING btree ("first_grading_id") WHERE "dispute"."outcome" is null or "dispute"."outcome" = 'ruled';--> statement-breakpoint
CREATE INDEX "dispute_result" ON "dispute" USING btree ("result_id");--> statement-breakpoint
CREATE INDEX "dispute_person" ON "dispute" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "dispute_open" ON "dispute" USING btree ("opened_at") WHERE "dispute"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "dispute_closed" ON "dispute" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "result_reading_person" ON "result_reading" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "remedial_plan_grading" ON "remedial_plan" USING btree ("grading_id");--> statement-breakpoint
CREATE INDEX "checklist_result_decided" ON "checklist_result" USING btree ("decided_at");--> statement-breakpoint
-- by hand
-- Whoever was graded long before anybody could dispute has read it.
INSERT INTO result_reading (result_id, person_id, how, at)
SELECT c.id, c.person_id, 'time', now() FROM checklist_result c WHERE c.decided_at < now() - interval '14 days';
--> statement-breakpoint
ALTER TABLE grading_item ADD CONSTRAINT grading_item_counted CHECK (counted BETWEEN 0 AND 4 AND carried_from IS NOT NULL OR counted IS NULL);
--> statement-breakpoint
ALTER TABLE dispute ADD CONSTRAINT dispute_shape CHECK (
  (closed_at IS NULL) = (outcome IS NULL)
  AND (outcome IS DISTINCT FROM 'ruled' OR closed_by <> person_id AND closed_by IS NOT NULL)
  AND (outcome IS DISTINCT FROM 'withdrawn' OR closed_by = person_id AND closed_by IS NOT NULL)
  AND (NOT single_examiner OR outcome IS NOT DISTINCT FROM 'ruled'));
--> statement-breakpoint
ALTER TABLE dispute_item ADD CONSTRAINT dispute_item_reason CHECK (length(trim(reason)) BETWEEN 10 AND 1000);
--> statement-breakpoint
ALTER TABLE ruled_item ADD CONSTRAINT ruled_item_shape CHECK ((grade IS NULL OR grade BETWEEN 0 AND 4) AND length(trim(reason)) BETWEEN 10 AND 1000);
--> statement-breakpoint
CREATE TRIGGER dispute_frozen BEFORE UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
-- Disputed is what counts of an attempt of that very person, and nothing that waits for its second grading.
CREATE FUNCTION check_dispute() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM checklist_result c
    WHERE c.id = NEW.result_id AND c.person_id = NEW.person_id AND c.first_grading_id = NEW.first_grading_id AND NOT second_waits(c.first_grading_id)
      AND NOT EXISTS (SELECT FROM checklist_result n WHERE n.first_grading_id = c.first_grading_id AND n.number > c.number)
  ) THEN
    RAISE EXCEPTION 'dispute % is of no result that counts', NEW.id USING ERRCODE = 'DR050';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dispute_guard BEFORE INSERT ON dispute FOR EACH ROW EXECUTE FUNCTION check_dispute();
--> statement-breakpoint
-- Items and rulings belong to a dispute that is open.
CREATE FUNCTION check_disputed_item() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM dispute d WHERE d.id = NEW.dispute_id AND d.closed_at IS NULL) THEN
    RAISE EXCEPTION 'dispute % is closed', NEW.dispute_id USING ERRCODE = 'DR035';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dispute_item_guard BEFORE INSERT ON dispute_item FOR EACH ROW EXECUTE FUNCTION check_disputed_item();
--> statement-breakpoint
CREATE TRIGGER ruled_item_guard BEFORE INSERT ON ruled_item FOR EACH ROW EXECUTE FUNCTION check_disputed_item();
--> statement-breakpoint
-- A ruling is on every item, and by nobody who graded or settled, unless it says that there was nobody else.
CREATE FUNCTION check_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.outcome IS NOT DISTINCT FROM 'ruled' THEN
    IF NOT EXISTS (SELECT FROM dispute_item i WHERE i.dispute_id = NEW.id) OR EXISTS (
      SELECT FROM dispute_item i WHERE i.dispute_id = NEW.id
        AND NOT EXISTS (SELECT FROM ruled_item r WHERE r.dispute_id = i.dispute_id AND r.item = i.item)
    ) THEN
      RAISE EXCEPTION 'dispute % is not ruled on whole', NEW.id USING ERRCODE = 'DR051';
    END IF;
    IF NOT NEW.single_examiner AND EXISTS (
      SELECT FROM checklist_result c LEFT JOIN reconciliation s ON s.id = c.reconciliation_id
      WHERE c.id = NEW.result_id AND NEW.closed_by IN (c.grader_id, c.second_grader_id, s.submitted_by)
    ) THEN
      RAISE EXCEPTION 'a grader rules on dispute %', NEW.id USING ERRCODE = 'DR052';
    END IF;
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER dispute_ruling BEFORE UPDATE ON dispute FOR EACH ROW EXECUTE FUNCTION check_ruling();
--> statement-breakpoint
-- A further result of the same gradings comes of a ruling only, and differs from the one before in nothing that was not ruled.
CREATE FUNCTION check_ruled_result() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before checklist_result%ROWTYPE;
BEGIN
  SELECT * INTO before FROM checklist_result WHERE first_grading_id = NEW.first_grading_id AND number < NEW.number ORDER BY number DESC LIMIT 1;
  IF before.id IS NULL OR before.second_grading_id IS DISTINCT FROM NEW.second_grading_id THEN
    RETURN NEW;
  END IF;
  IF before.reconciliation_id IS DISTINCT FROM NEW.reconciliation_id OR NOT EXISTS (
    SELECT FROM dispute d WHERE d.result_id = before.id AND d.outcome = 'ruled'
  ) AND NOT NEW.single_examiner OR EXISTS (
    SELECT FROM jsonb_each_text(NEW.grades) g
    WHERE g.value::numeric IS DISTINCT FROM coalesce(
      (SELECT r.grade::numeric FROM ruled_item r JOIN dispute d ON d.id = r.dispute_id WHERE d.result_id = before.id AND d.outcome = 'ruled' AND r.item = g.key),
      (before.grades ->> g.key)::numeric)
  ) THEN
    RAISE EXCEPTION 'checklist result % rests on no ruling', NEW.id USING ERRCODE = 'DR053';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER checklist_result_ruled BEFORE INSERT ON checklist_result FOR EACH ROW EXECUTE FUNCTION check_ruled_result();
--> statement-breakpoint
CREATE OR REPLACE FUNCTION gate_evidence_holds(p_requirement text, p_kind text, p_evidence uuid, p_person uuid, p_at timestamptz, p_params jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_requirement = 'activities' AND p_kind = 'enrolment' THEN
      EXISTS (SELECT FROM enrolment e WHERE e.id = p_evidence AND e.person_id = p_person)
      AND EXISTS (SELECT FROM activity_state a WHERE a.enrolment_id = p_evidence AND a.mandatory)
      AND NOT EXISTS (SELECT FROM activity_state a WHERE a.enrolment_id = p_evidence AND a.mandatory AND a.status <> 'done')
    WHEN p_requirement = 'signoffs' AND p_kind = 'signoff' THEN
      EXISTS (
        SELECT FROM signoff s JOIN practical_submission p ON p.id = s.submission_id
        WHERE s.id = p_evidence AND s.person_id = p_person AND p.person_id = p_person AND s.decision = 'accepted'
          AND NOT EXISTS (
            SELECT FROM activity_state a
            WHERE a.enrolment_id = p.enrolment_id AND a.mandatory AND a.kind = 'practical'
              AND NOT EXISTS (
                SELECT FROM practical_submission q JOIN signoff t ON t.submission_id = q.id
                WHERE q.enrolment_id = a.enrolment_id AND q.slug = a.slug AND t.decision = 'accepted')))
    WHEN p_requirement IN ('rules_exam', 'desk_exam') AND p_kind = 'sitting_result' THEN
      EXISTS (
        SELECT FROM sitting_result r JOIN sitting s ON s.id = r.sitting_id
        WHERE r.id = p_evidence AND r.person_id = p_person AND s.person_id = p_person AND s.role = p_requirement AND r.passed
          AND NOT EXISTS (SELECT FROM sitting_result n WHERE n.sitting_id = r.sitting_id AND n.number > r.number)
          AND (p_requirement <> 'desk_exam' OR EXISTS (SELECT FROM exam_code c WHERE c.id = s.exam_code_id AND c.person_id = p_person AND c.issued_by <> p_person)))
    WHEN p_requirement = 'acknowledgement' AND p_kind = 'acknowledgement' THEN
      EXISTS (SELECT FROM acknowledgement_signature k WHERE k.id = p_evidence AND k.person_id = p_person)
    WHEN p_requirement = 'bank_certificate' AND p_kind = 'bank_certificate' THEN
      EXISTS (
        SELECT FROM bank_certificate b
        WHERE b.id = p_evidence AND b.person_id = p_person AND b.issued_at <= p_at
          AND b.enrolment_id = (
            SELECT e.id FROM enrolment e JOIN person p ON p.id = e.person_id
            WHERE e.person_id = p_person AND e.created_at >= p.employed_since ORDER BY e.created_at DESC LIMIT 1)
          AND training_days_between(b.enrolment_id, b.issued_at, p_at) <= coalesce((p_params ->> 'trainingDays')::integer, 10))
    WHEN p_requirement = 'checklist' AND p_kind = 'checklist_result' THEN
      EXISTS (
        SELECT FROM checklist_result c
        WHERE c.id = p_evidence AND c.person_id = p_person AND c.passed AND NOT second_waits(c.first_grading_id)
          AND NOT EXISTS (SELECT FROM checklist_result n WHERE n.first_grading_id = c.first_grading_id AND n.number > c.number))
    WHEN p_requirement = 'no_open_dispute' AND p_kind = 'checklist_result' THEN
      EXISTS (
        SELECT FROM checklist_result c
        WHERE c.id = p_evidence AND c.person_id = p_person AND NOT second_waits(c.first_grading_id)
          AND NOT EXISTS (SELECT FROM checklist_result n WHERE n.first_grading_id = c.first_grading_id AND n.number > c.number))
      AND NOT EXISTS (
        SELECT FROM dispute d JOIN person p ON p.id = d.person_id
        WHERE d.person_id = p_person AND d.closed_at IS NULL AND d.opened_at >= p.employed_since)
    WHEN p_requirement = 'probation_days' AND p_kind = 'gate_decision' THEN
      EXISTS (
        SELECT FROM gate_decision d WHERE d.id = p_evidence AND d.person_id = p_person AND d.gate = 'desk'
          AND d.decided_at + make_interval(days => coalesce((p_params ->> 'workingDays')::integer, 10) - 1) <= p_at)
    WHEN p_requirement = 'scripts' AND p_kind = 'script_review' THEN
      EXISTS (SELECT FROM script_review r WHERE r.id = p_evidence AND r.person_id = p_person AND r.decision = 'approved' AND r.at <= p_at)
      AND (
        SELECT count(DISTINCT r.draft_id) FROM script_review r JOIN person p ON p.id = r.person_id
        WHERE r.person_id = p_person AND r.decision = 'approved' AND r.at BETWEEN p.employed_since AND p_at
      ) >= coalesce((p_params ->> 'approved')::integer, 5)
      AND (
        SELECT count(DISTINCT d.prepared) FROM script_draft d JOIN person p ON p.id = d.author_id
        WHERE d.author_id = p_person AND d.state <> 'withdrawn' AND EXISTS (
          SELECT FROM script_draft_version v WHERE v.draft_id = d.id AND v.submitted_at BETWEEN p.employed_since AND p_at)
      ) >= coalesce((p_params ->> 'prepared')::integer, 10)
    WHEN p_requirement = 'simulations' AND p_kind = 'simulation_result' THEN
      simulation_result_holds(p_evidence, p_person, p_at)
      AND NOT EXISTS (
        SELECT FROM content_item i JOIN content_version v ON v.id = i.current_version_id
        WHERE i.kind = 'simulation' AND i.archived_at IS NULL AND (v.body ->> 'required')::boolean
          AND NOT EXISTS (
            SELECT FROM simulation_result r WHERE r.item_id = i.id AND r.person_id = p_person AND simulation_result_holds(r.id, p_person, p_at)))
    ELSE false
  END
$$;
