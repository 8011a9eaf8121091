-- by hand
-- A clearance is that of the state: full of who is active, supervised of who is in probation, none of everybody else. A decision alone gives nobody who was suspended or has left a seat.
CREATE FUNCTION refuse_clearance_without_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.clearance IS DISTINCT FROM OLD.clearance AND (
    NEW.clearance = 'full' AND NEW.state IS DISTINCT FROM 'active' OR NEW.clearance = 'supervised' AND NEW.state IS DISTINCT FROM 'probation'
  ) THEN
    RAISE EXCEPTION 'clearance % of who is %', NEW.clearance, NEW.state USING ERRCODE = 'DR003';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_clearance_state BEFORE UPDATE OF clearance ON person FOR EACH ROW EXECUTE FUNCTION refuse_clearance_without_state();
