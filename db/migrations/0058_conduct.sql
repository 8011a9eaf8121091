CREATE TABLE "conduct_appeal" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"said" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"changed_rule" text,
	"ruling" text DEFAULT '' NOT NULL,
	"single_examiner" boolean DEFAULT false NOT NULL,
	CONSTRAINT "conduct_appeal_closed" CHECK (("conduct_appeal"."closed_at" is null) = ("conduct_appeal"."outcome" is null)),
	CONSTRAINT "conduct_appeal_changed" CHECK (("conduct_appeal"."changed_rule" is not null) = ("conduct_appeal"."outcome" is not null and "conduct_appeal"."outcome" = 'changed'))
);
--> statement-breakpoint
CREATE TABLE "conduct_entry" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid,
	"day" date NOT NULL,
	"rule" text NOT NULL,
	"version_id" uuid NOT NULL,
	"suspends" boolean DEFAULT false NOT NULL,
	"note" text NOT NULL,
	"evidence" text NOT NULL,
	"file_id" uuid,
	"chat_id" uuid,
	"entered_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "conduct_entry_not_oneself" CHECK ("conduct_entry"."entered_by" <> "conduct_entry"."person_id"),
	CONSTRAINT "conduct_entry_shape" CHECK (length(trim("conduct_entry"."note")) >= 10 and length(trim("conduct_entry"."evidence")) >= 10)
);
--> statement-breakpoint
CREATE TABLE "conduct_month" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version_id" uuid NOT NULL,
	"balance" numeric NOT NULL,
	"entries" integer NOT NULL,
	"reached" text[] DEFAULT '{}' NOT NULL,
	"serious" boolean DEFAULT false NOT NULL,
	CONSTRAINT "conduct_month_once" UNIQUE("person_id","month"),
	CONSTRAINT "conduct_month_shape" CHECK (extract(day from "conduct_month"."month") = 1 and "conduct_month"."balance" >= 0 and "conduct_month"."entries" >= 0)
);
--> statement-breakpoint
CREATE TABLE "conduct_threshold" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"threshold" text NOT NULL,
	"reached_at" timestamp with time zone NOT NULL,
	"lifted_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"settled_by" uuid,
	"heard" text DEFAULT '' NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "conduct_threshold_settled" CHECK (("conduct_threshold"."settled_at" is null) = ("conduct_threshold"."settled_by" is null) and "conduct_threshold"."settled_by" <> "conduct_threshold"."person_id")
);
--> statement-breakpoint
CREATE TABLE "conduct_withdrawal" (
	"entry_id" uuid PRIMARY KEY NOT NULL,
	"withdrawn_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conduct_appeal" ADD CONSTRAINT "conduct_appeal_entry_id_conduct_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."conduct_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_appeal" ADD CONSTRAINT "conduct_appeal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_appeal" ADD CONSTRAINT "conduct_appeal_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_version_id_content_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_file_id_file_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."file"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_entry" ADD CONSTRAINT "conduct_entry_entered_by_person_id_fk" FOREIGN KEY ("entered_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_month" ADD CONSTRAINT "conduct_month_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_month" ADD CONSTRAINT "conduct_month_version_id_content_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_threshold" ADD CONSTRAINT "conduct_threshold_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_threshold" ADD CONSTRAINT "conduct_threshold_settled_by_person_id_fk" FOREIGN KEY ("settled_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_withdrawal" ADD CONSTRAINT "conduct_withdrawal_entry_id_conduct_entry_id_fk" FOREIGN KEY ("entry_id") REFERENCES "public"."conduct_entry"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conduct_withdrawal" ADD CONSTRAINT "conduct_withdrawal_withdrawn_by_person_id_fk" FOREIGN KEY ("withdrawn_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "conduct_appeal_person" ON "conduct_appeal" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "conduct_appeal_open" ON "conduct_appeal" USING btree ("at") WHERE "conduct_appeal"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "conduct_entry_person" ON "conduct_entry" USING btree ("person_id","day");--> statement-breakpoint
CREATE INDEX "conduct_month_month" ON "conduct_month" USING btree ("month");--> statement-breakpoint
CREATE UNIQUE INDEX "conduct_threshold_reached" ON "conduct_threshold" USING btree ("person_id","month","threshold") WHERE "conduct_threshold"."lifted_at" is null;--> statement-breakpoint
-- by hand
-- What was ruled on or settled is not ruled on or settled again.
CREATE TRIGGER conduct_appeal_frozen BEFORE UPDATE ON conduct_appeal FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE FUNCTION refuse_after_settling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.settled_at IS NOT NULL AND (NEW.settled_at, NEW.settled_by, NEW.heard, NEW.note) IS DISTINCT FROM (OLD.settled_at, OLD.settled_by, OLD.heard, OLD.note) THEN
    RAISE EXCEPTION 'threshold % is settled', OLD.id USING ERRCODE = 'DR039';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER conduct_threshold_frozen BEFORE UPDATE ON conduct_threshold FOR EACH ROW EXECUTE FUNCTION refuse_after_settling();
--> statement-breakpoint
-- Nobody takes back or rules on what is in their own ledger; who made an entry rules on it only where there is nobody else; an appeal is that of the entry's person.
CREATE FUNCTION check_conduct_appeal() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry conduct_entry%ROWTYPE;
BEGIN
  SELECT * INTO entry FROM conduct_entry WHERE id = NEW.entry_id;
  IF entry.person_id IS DISTINCT FROM NEW.person_id THEN
    RAISE EXCEPTION 'the appeal is not that of the person' USING ERRCODE = 'DR039';
  END IF;
  IF NEW.closed_by = entry.person_id OR (NEW.closed_by = entry.entered_by AND NEW.outcome <> 'entry_withdrawn' AND NOT NEW.single_examiner) THEN
    RAISE EXCEPTION 'who made the entry rules on it' USING ERRCODE = 'DR039';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER conduct_appeal_ruler BEFORE INSERT OR UPDATE ON conduct_appeal FOR EACH ROW EXECUTE FUNCTION check_conduct_appeal();
--> statement-breakpoint
CREATE FUNCTION check_conduct_withdrawal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM conduct_entry e WHERE e.id = NEW.entry_id AND e.person_id = NEW.withdrawn_by) THEN
    RAISE EXCEPTION 'an entry is taken back by whom it is about' USING ERRCODE = 'DR039';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER conduct_withdrawal_by BEFORE INSERT ON conduct_withdrawal FOR EACH ROW EXECUTE FUNCTION check_conduct_withdrawal();
--> statement-breakpoint
-- The first month of the probation: that in which the desk gate of this employment was decided, in the zone of the team. Null: it was not.
CREATE FUNCTION probation_month(p_person uuid) RETURNS date LANGUAGE sql STABLE AS $$
  SELECT date_trunc('month', min(d.decided_at) AT TIME ZONE coalesce(
      (SELECT t.zone FROM enrolment e JOIN team t ON t.id = e.team_id
        WHERE e.person_id = p_person AND e.created_at >= (SELECT p.employed_since FROM person p WHERE p.id = p_person) ORDER BY e.created_at DESC LIMIT 1),
      'Asia/Shanghai'))::date
  FROM gate_decision d JOIN person p ON p.id = d.person_id
  WHERE d.person_id = p_person AND d.gate = 'desk' AND d.decided_at >= p.employed_since
$$;
--> statement-breakpoint
-- More points than so many are left of every month of the probation. A month without a row has lost none.
CREATE FUNCTION conduct_holds(p_person uuid, p_at timestamptz, p_above integer) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT probation_month(p_person) IS NOT NULL AND NOT EXISTS (
    SELECT FROM conduct_month m
    WHERE m.person_id = p_person AND m.month >= probation_month(p_person) AND m.month <= (p_at + interval '1 day')::date AND m.balance <= p_above)
$$;
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
    WHEN p_requirement = 'conduct' AND p_kind = 'gate_decision' THEN
      EXISTS (SELECT FROM gate_decision d WHERE d.id = p_evidence AND d.person_id = p_person AND d.gate = 'desk' AND d.decided_at <= p_at)
      AND conduct_holds(p_person, p_at, coalesce((p_params ->> 'above')::integer, 5))
    WHEN p_requirement = 'conduct' AND p_kind = 'conduct_month' THEN
      EXISTS (SELECT FROM conduct_month m WHERE m.id = p_evidence AND m.person_id = p_person)
      AND conduct_holds(p_person, p_at, coalesce((p_params ->> 'above')::integer, 5))
    ELSE false
  END
$$;
