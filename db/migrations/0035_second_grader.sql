CREATE TABLE "checklist_result" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"first_grading_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"grader_id" uuid NOT NULL,
	"second_grading_id" uuid,
	"second_grader_id" uuid,
	"reconciliation_id" uuid,
	"grades" jsonb NOT NULL,
	"total" numeric NOT NULL,
	"areas" jsonb NOT NULL,
	"failed" jsonb NOT NULL,
	"passed" boolean NOT NULL,
	"single_examiner" boolean DEFAULT false NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "checklist_result_number" UNIQUE("first_grading_id","number")
);
--> statement-breakpoint
CREATE TABLE "reconciled_item" (
	"reconciliation_id" uuid NOT NULL,
	"item" text NOT NULL,
	"grade" integer NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "reconciled_item_reconciliation_id_item_pk" PRIMARY KEY("reconciliation_id","item")
);
--> statement-breakpoint
CREATE TABLE "reconciliation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"first_grading_id" uuid NOT NULL,
	"second_grading_id" uuid NOT NULL,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"draft_revision" integer DEFAULT 0 NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"submitted_by" uuid,
	CONSTRAINT "reconciliation_secondGradingId_unique" UNIQUE("second_grading_id")
);
--> statement-breakpoint
CREATE TABLE "second_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"grading_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"reason" text,
	"asked_at" timestamp with time zone NOT NULL,
	CONSTRAINT "second_request_gradingId_unique" UNIQUE("grading_id")
);
--> statement-breakpoint
ALTER TABLE "work_item" ADD COLUMN "not_for" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "grading" ADD COLUMN "first_grading_id" uuid;--> statement-breakpoint
ALTER TABLE "checklist_result" ADD CONSTRAINT "checklist_result_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_result" ADD CONSTRAINT "checklist_result_first_grading_id_grading_id_fk" FOREIGN KEY ("first_grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_result" ADD CONSTRAINT "checklist_result_grader_id_person_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_result" ADD CONSTRAINT "checklist_result_second_grading_id_grading_id_fk" FOREIGN KEY ("second_grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_result" ADD CONSTRAINT "checklist_result_second_grader_id_person_id_fk" FOREIGN KEY ("second_grader_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_result" ADD CONSTRAINT "checklist_result_reconciliation_id_reconciliation_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciled_item" ADD CONSTRAINT "reconciled_item_reconciliation_id_reconciliation_id_fk" FOREIGN KEY ("reconciliation_id") REFERENCES "public"."reconciliation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_first_grading_id_grading_id_fk" FOREIGN KEY ("first_grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_second_grading_id_grading_id_fk" FOREIGN KEY ("second_grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reconciliation" ADD CONSTRAINT "reconciliation_submitted_by_person_id_fk" FOREIGN KEY ("submitted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_request" ADD CONSTRAINT "second_request_grading_id_grading_id_fk" FOREIGN KEY ("grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "second_request" ADD CONSTRAINT "second_request_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "checklist_result_person" ON "checklist_result" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "reconciliation_person" ON "reconciliation" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "second_request_person" ON "second_request" USING btree ("person_id");--> statement-breakpoint
ALTER TABLE "grading" ADD CONSTRAINT "grading_first_grading_id_grading_id_fk" FOREIGN KEY ("first_grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "grading_second" ON "grading" USING btree ("first_grading_id") WHERE "grading"."abandoned_at" is null;--> statement-breakpoint
CREATE INDEX "grading_second_submitted" ON "grading" USING btree ("submitted_at") WHERE "grading"."first_grading_id" is not null;--> statement-breakpoint
-- Until now one grading was the result: each keeps its id, so that what was decided on it goes on resting on it.
INSERT INTO checklist_result (id, person_id, first_grading_id, number, grader_id, grades, total, areas, failed, passed, single_examiner, decided_at)
SELECT r.id, r.person_id, r.grading_id, 1, r.grader_id,
  coalesce((SELECT jsonb_object_agg(i.item, i.grade::text) FROM grading_item i WHERE i.grading_id = r.grading_id), '{}'),
  r.total, r.areas, r.failed, r.passed, r.single_examiner, r.graded_at
FROM grading_result r;
--> statement-breakpoint
CREATE TRIGGER reconciliation_frozen BEFORE UPDATE ON reconciliation FOR EACH ROW EXECUTE FUNCTION refuse_after_submission();
--> statement-breakpoint
ALTER TABLE second_request ADD CONSTRAINT second_request_reason CHECK (cause <> 'agent' OR length(trim(coalesce(reason, ''))) > 0);
--> statement-breakpoint
ALTER TABLE reconciled_item ADD CONSTRAINT reconciled_item_shape CHECK (grade BETWEEN 0 AND 4 AND length(trim(reason)) > 0);
--> statement-breakpoint
ALTER TABLE reconciliation ADD CONSTRAINT reconciliation_shape CHECK (
  submitted_by <> person_id AND first_grading_id <> second_grading_id AND (submitted_at IS NULL) = (submitted_by IS NULL));
--> statement-breakpoint
ALTER TABLE checklist_result ADD CONSTRAINT checklist_result_shape CHECK (
  grader_id <> person_id AND second_grader_id <> person_id AND second_grader_id <> grader_id
  AND (second_grading_id IS NULL) = (second_grader_id IS NULL)
  AND (reconciliation_id IS NULL OR second_grading_id IS NOT NULL)
  AND NOT (single_examiner AND second_grading_id IS NOT NULL));
--> statement-breakpoint
-- A second grading is of the same person by the same checklist, by somebody else, and only where one was asked for.
CREATE FUNCTION check_second_grading() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.first_grading_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM grading f JOIN second_request q ON q.grading_id = f.id
    WHERE f.id = NEW.first_grading_id AND f.person_id = NEW.person_id AND f.grader_id <> NEW.grader_id
      AND f.checklist_version_id = NEW.checklist_version_id AND f.submitted_at IS NOT NULL AND f.first_grading_id IS NULL
  ) THEN
    RAISE EXCEPTION 'grading % is no second of %', NEW.id, NEW.first_grading_id USING ERRCODE = 'DR040';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER grading_second BEFORE INSERT ON grading FOR EACH ROW EXECUTE FUNCTION check_second_grading();
--> statement-breakpoint
-- Whether a second grading was asked for and nothing is decided yet: until then the first is shown to nobody and carries nothing.
CREATE FUNCTION second_waits(p_first uuid) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM second_request q WHERE q.grading_id = p_first)
    AND NOT EXISTS (SELECT FROM checklist_result c WHERE c.first_grading_id = p_first AND (c.second_grading_id IS NOT NULL OR c.single_examiner))
$$;
--> statement-breakpoint
-- What counts rests on submitted gradings of that person by those graders; where a second was asked for it needs the second, or says that there was nobody else.
CREATE FUNCTION check_checklist_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM grading_result r JOIN grading f ON f.id = r.grading_id
    WHERE r.grading_id = NEW.first_grading_id AND r.person_id = NEW.person_id AND r.grader_id = NEW.grader_id AND f.first_grading_id IS NULL
  ) OR NEW.second_grading_id IS NOT NULL AND NOT EXISTS (
    SELECT FROM grading_result r JOIN grading s ON s.id = r.grading_id
    WHERE r.grading_id = NEW.second_grading_id AND r.grader_id = NEW.second_grader_id AND s.first_grading_id = NEW.first_grading_id
  ) THEN
    RAISE EXCEPTION 'checklist result % does not rest on its gradings', NEW.id USING ERRCODE = 'DR041';
  END IF;
  IF NEW.second_grading_id IS NULL AND NOT NEW.single_examiner AND EXISTS (SELECT FROM second_request q WHERE q.grading_id = NEW.first_grading_id) THEN
    RAISE EXCEPTION 'a second grading of % was asked for', NEW.first_grading_id USING ERRCODE = 'DR042';
  END IF;
  IF NEW.second_grading_id IS NOT NULL AND EXISTS (
    SELECT FROM grading_item a JOIN grading_item b ON b.item = a.item AND b.grading_id = NEW.second_grading_id
    WHERE a.grading_id = NEW.first_grading_id AND abs(a.grade - b.grade) > 1
      AND NOT EXISTS (SELECT FROM reconciled_item i JOIN reconciliation c ON c.id = i.reconciliation_id
        WHERE c.id = NEW.reconciliation_id AND c.second_grading_id = NEW.second_grading_id AND i.item = a.item)
  ) THEN
    RAISE EXCEPTION 'gradings of checklist result % differ and are not reconciled', NEW.id USING ERRCODE = 'DR043';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER checklist_result_guard BEFORE INSERT ON checklist_result FOR EACH ROW EXECUTE FUNCTION check_checklist_result();
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
--> statement-breakpoint
CREATE OR REPLACE FUNCTION check_gate_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  policy gate_policy%ROWTYPE;
  employed timestamptz;
  required jsonb;
  overrides integer;
BEGIN
  SELECT * INTO policy FROM gate_policy WHERE id = NEW.policy_id;
  IF policy.gate IS DISTINCT FROM NEW.gate OR jsonb_array_length(policy.requirements) = 0 THEN
    RAISE EXCEPTION 'the policy is not one of the % gate', NEW.gate USING ERRCODE = 'DR001';
  END IF;
  SELECT employed_since INTO employed FROM person WHERE id = NEW.person_id;
  IF NEW.decided_at < employed THEN
    RAISE EXCEPTION 'the decision is older than the employment' USING ERRCODE = 'DR001';
  END IF;
  SELECT count(*) INTO overrides FROM gate_evidence WHERE decision_id = NEW.id AND kind = 'override';
  IF overrides > 1 THEN
    RAISE EXCEPTION 'more than one override' USING ERRCODE = 'DR001';
  END IF;
  FOR required IN SELECT * FROM jsonb_array_elements(policy.requirements) LOOP
    IF NOT EXISTS (
      SELECT FROM gate_evidence e
      WHERE e.decision_id = NEW.id AND e.requirement = required ->> 'id'
        AND CASE WHEN e.kind = 'override' THEN
          EXISTS (
            SELECT FROM gate_override o
            WHERE o.id = e.evidence_id AND o.person_id = NEW.person_id AND o.gate = NEW.gate AND o.requirement = e.requirement
              AND o.given_at <= NEW.decided_at AND o.expires_at > NEW.decided_at AND o.given_by <> NEW.decided_by)
        ELSE gate_evidence_holds(e.requirement, e.kind, e.evidence_id, NEW.person_id, NEW.decided_at, required) END
    ) THEN
      RAISE EXCEPTION 'requirement % of the % gate is unmet', required ->> 'id', NEW.gate USING ERRCODE = 'DR001';
    END IF;
  END LOOP;
  IF NEW.gate = 'activation' AND NOT NEW.single_examiner AND NOT EXISTS (
    SELECT FROM gate_evidence e JOIN checklist_result c ON c.id = e.evidence_id
    WHERE e.decision_id = NEW.id AND e.kind = 'checklist_result' AND (c.grader_id <> NEW.decided_by OR c.second_grader_id <> NEW.decided_by)
  ) THEN
    RAISE EXCEPTION 'the only grader confirms' USING ERRCODE = 'DR002';
  END IF;
  RETURN NULL;
END $$;
