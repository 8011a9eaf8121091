ALTER TABLE "gate_decision" ADD COLUMN "number" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
UPDATE gate_decision d SET number = n.number
  FROM (SELECT id, row_number() OVER (PARTITION BY person_id ORDER BY decided_at, id) AS number FROM gate_decision) n WHERE n.id = d.id;--> statement-breakpoint
CREATE UNIQUE INDEX "gate_decision_number" ON "gate_decision" USING btree ("person_id","number");--> statement-breakpoint
-- The decisions of a person are counted without a gap.
CREATE FUNCTION number_gate_decision() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  next integer;
BEGIN
  SELECT coalesce(max(number), 0) + 1 INTO next FROM gate_decision WHERE person_id = NEW.person_id;
  IF NEW.number = 0 THEN
    NEW.number := next;
  ELSIF NEW.number <> next THEN
    RAISE EXCEPTION 'the next decision of person % is number %', NEW.person_id, next USING ERRCODE = 'DR004';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER gate_decision_counted BEFORE INSERT ON gate_decision FOR EACH ROW EXECUTE FUNCTION number_gate_decision();
