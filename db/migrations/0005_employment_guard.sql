-- Decisions count in the employment that they were made in: setting its beginning back would make those of an earlier one count again.
CREATE OR REPLACE FUNCTION guard_person() RETURNS trigger LANGUAGE plpgsql AS $$
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
  IF NEW.employed_since < OLD.employed_since THEN
    RAISE EXCEPTION 'an employment does not begin earlier than it did' USING ERRCODE = 'DR003';
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
DROP TRIGGER person_guard ON person;
--> statement-breakpoint
CREATE TRIGGER person_guard BEFORE INSERT OR UPDATE OF state, state_before, clearance, employed_since ON person FOR EACH ROW EXECUTE FUNCTION guard_person();
