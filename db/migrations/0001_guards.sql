-- What drizzle-kit cannot say: partitions by month, exclusion constraints, and the triggers by which the database itself
-- refuses a state or a clearance that no evidence carries.

CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- The smallest UUIDv7 of an instant: its milliseconds, then zeros.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
  SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '00000000000000000000')::uuid
$$;
--> statement-breakpoint
-- Make the partitions of audit and attempt for this month and the months ahead. Safe to call again.
CREATE FUNCTION make_partitions(months integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  parent text;
  first timestamptz;
  name text;
BEGIN
  FOR i IN 0..months LOOP
    first := date_trunc('month', now() AT TIME ZONE 'UTC') AT TIME ZONE 'UTC' + make_interval(months => i);
    FOREACH parent IN ARRAY ARRAY['audit', 'attempt'] LOOP
      name := parent || '_' || to_char(first AT TIME ZONE 'UTC', 'YYYY_MM');
      IF to_regclass('public.' || name) IS NULL THEN
        EXECUTE format('CREATE TABLE public.%I PARTITION OF public.%I FOR VALUES FROM (%L) TO (%L)', name, parent,
          uuid_floor(first), uuid_floor(first + interval '1 month'));
      END IF;
    END LOOP;
  END LOOP;
END $$;
--> statement-breakpoint
CREATE TABLE audit_default PARTITION OF audit DEFAULT;
--> statement-breakpoint
CREATE TABLE attempt_default PARTITION OF attempt DEFAULT;
--> statement-breakpoint
SELECT make_partitions(2);
--> statement-breakpoint
ALTER TABLE team_membership ADD CONSTRAINT team_membership_no_overlap
  EXCLUDE USING gist (person_id WITH =, daterange(from_day, to_day) WITH &&);
--> statement-breakpoint
ALTER TABLE store_set ADD CONSTRAINT store_set_no_overlap
  EXCLUDE USING gist (person_id WITH =, daterange(from_day, to_day) WITH &&);
--> statement-breakpoint
ALTER TABLE platform_account ADD CONSTRAINT platform_account_no_overlap
  EXCLUDE USING gist (store_id WITH =, nick WITH =, daterange(from_day, to_day) WITH &&);
--> statement-breakpoint
-- The shares of one set of stores sum to 100 over one to three stores; the third needs a reason. Checked at commit.
CREATE FUNCTION check_store_set() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  target uuid := CASE WHEN TG_TABLE_NAME = 'store_set' THEN NEW.id ELSE NEW.store_set_id END;
  n integer;
  total integer;
BEGIN
  SELECT count(*), coalesce(sum(share), 0) INTO n, total FROM store_share WHERE store_set_id = target;
  IF total <> 100 OR n > 3 THEN
    RAISE EXCEPTION 'store shares of set % are % over % stores', target, total, n USING ERRCODE = 'DR010';
  END IF;
  IF n = 3 AND NOT EXISTS (SELECT FROM store_set WHERE id = target AND length(trim(coalesce(reason, ''))) > 0) THEN
    RAISE EXCEPTION 'a third store needs a reason' USING ERRCODE = 'DR011';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER store_set_shares AFTER INSERT ON store_set DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_store_set();
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER store_share_sum AFTER INSERT OR UPDATE ON store_share DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_store_set();
--> statement-breakpoint
-- What was submitted no longer changes.
CREATE FUNCTION refuse_after_submission() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.submitted_at IS NOT NULL THEN
    RAISE EXCEPTION '% % was submitted', TG_TABLE_NAME, OLD.id USING ERRCODE = 'DR020';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER sitting_frozen BEFORE UPDATE ON sitting FOR EACH ROW EXECUTE FUNCTION refuse_after_submission();
--> statement-breakpoint
CREATE TRIGGER grading_frozen BEFORE UPDATE ON grading FOR EACH ROW EXECUTE FUNCTION refuse_after_submission();
--> statement-breakpoint
-- A grader is never the graded person; a sign-off is never one's own.
ALTER TABLE grading ADD CONSTRAINT grading_not_self CHECK (grader_id <> person_id);
--> statement-breakpoint
ALTER TABLE grading_result ADD CONSTRAINT grading_result_not_self CHECK (grader_id <> person_id);
--> statement-breakpoint
ALTER TABLE signoff ADD CONSTRAINT signoff_not_self CHECK (decided_by <> person_id);
--> statement-breakpoint
ALTER TABLE gate_decision ADD CONSTRAINT gate_decision_not_self CHECK (decided_by <> person_id);
--> statement-breakpoint
ALTER TABLE gate_override ADD CONSTRAINT gate_override_shape CHECK (
  given_by <> person_id
  AND requirement NOT IN ('checklist', 'desk_exam', 'acknowledgement')
  AND expires_at > given_at AND expires_at <= given_at + interval '30 days'
  AND length(trim(reason)) > 0);
--> statement-breakpoint
ALTER TABLE grading_item ADD CONSTRAINT grading_item_range CHECK (grade BETWEEN 0 AND 4);
--> statement-breakpoint
-- Whether one row of evidence carries one requirement of one person's gate at one instant.
CREATE FUNCTION gate_evidence_holds(p_requirement text, p_kind text, p_evidence uuid, p_person uuid, p_at timestamptz, p_params jsonb)
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
          AND (p_requirement <> 'desk_exam' OR EXISTS (SELECT FROM exam_code c WHERE c.id = s.exam_code_id AND c.person_id = p_person AND c.issued_by <> p_person)))
    WHEN p_requirement = 'acknowledgement' AND p_kind = 'acknowledgement' THEN
      EXISTS (SELECT FROM acknowledgement_signature k WHERE k.id = p_evidence AND k.person_id = p_person)
    WHEN p_requirement = 'checklist' AND p_kind = 'grading_result' THEN
      EXISTS (SELECT FROM grading_result g WHERE g.id = p_evidence AND g.person_id = p_person AND g.passed)
    WHEN p_requirement = 'probation_days' AND p_kind = 'gate_decision' THEN
      EXISTS (
        SELECT FROM gate_decision d WHERE d.id = p_evidence AND d.person_id = p_person AND d.gate = 'desk'
          AND d.decided_at + make_interval(days => coalesce((p_params ->> 'workingDays')::integer, 10) - 1) <= p_at)
    ELSE false
  END
$$;
--> statement-breakpoint
-- At commit: every requirement of the policy has evidence of that very person, passing, or the one live override.
CREATE FUNCTION check_gate_decision() RETURNS trigger LANGUAGE plpgsql AS $$
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
    SELECT FROM gate_evidence e JOIN grading_result g ON g.id = e.evidence_id
    WHERE e.decision_id = NEW.id AND e.kind = 'grading_result' AND g.grader_id <> NEW.decided_by
  ) THEN
    RAISE EXCEPTION 'the only grader confirms' USING ERRCODE = 'DR002';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER gate_decision_evidence AFTER INSERT ON gate_decision DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_gate_decision();
--> statement-breakpoint
-- A state or a clearance beyond training exists only on a decision of this person, in this employment.
CREATE FUNCTION guard_person() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  desk boolean;
  activation boolean;
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF coalesce(NEW.state, 'invited') <> 'invited' OR NEW.clearance <> 'none' THEN
      RAISE EXCEPTION 'a person starts as invited and without clearance' USING ERRCODE = 'DR003';
    END IF;
    RETURN NEW;
  END IF;
  SELECT coalesce(bool_or(gate = 'desk'), false), coalesce(bool_or(gate = 'activation'), false) INTO desk, activation
    FROM gate_decision WHERE person_id = NEW.id AND decided_at >= NEW.employed_since;
  IF NEW.state IS DISTINCT FROM OLD.state THEN
    IF NEW.state = 'suspended' AND NEW.state_before IS DISTINCT FROM OLD.state THEN
      RAISE EXCEPTION 'a suspension keeps the state before it' USING ERRCODE = 'DR003';
    ELSIF NEW.state = 'probation' AND NOT (desk AND (OLD.state = 'training' OR OLD.state = 'suspended' AND OLD.state_before = 'probation')) THEN
      RAISE EXCEPTION 'probation without a decision of the desk gate' USING ERRCODE = 'DR003';
    ELSIF NEW.state = 'active' AND NOT (activation AND (OLD.state = 'probation' OR OLD.state = 'suspended' AND OLD.state_before = 'active')) THEN
      RAISE EXCEPTION 'active without a decision of the activation gate' USING ERRCODE = 'DR003';
    END IF;
  ELSIF NEW.state_before IS DISTINCT FROM OLD.state_before AND OLD.state = 'suspended' THEN
    RAISE EXCEPTION 'the state before a suspension does not change during it' USING ERRCODE = 'DR003';
  END IF;
  IF NEW.clearance IS DISTINCT FROM OLD.clearance AND (NEW.clearance = 'supervised' AND NOT desk OR NEW.clearance = 'full' AND NOT activation) THEN
    RAISE EXCEPTION 'clearance % without a decision', NEW.clearance USING ERRCODE = 'DR003';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_guard BEFORE INSERT OR UPDATE OF state, state_before, clearance ON person FOR EACH ROW EXECUTE FUNCTION guard_person();
