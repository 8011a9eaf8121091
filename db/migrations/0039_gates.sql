ALTER TABLE "gate_policy" ADD COLUMN "follows_default" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "gate_policy" ADD COLUMN "terms" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "gate_policy" ADD COLUMN "vocabulary" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "gate_policy" ADD COLUMN "repeats" integer;--> statement-breakpoint
ALTER TABLE "gate_policy" ADD COLUMN "reason" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- by hand
-- What nobody published by hand follows the house.
UPDATE gate_policy SET follows_default = true WHERE published_by IS NULL AND team_id IS NULL;
--> statement-breakpoint
UPDATE gate_policy g SET vocabulary = array(SELECT e ->> 'id' FROM jsonb_array_elements(g.requirements) e);
--> statement-breakpoint
-- The team by whose policy somebody's gates go: the one that they are in on that day, else that of their plan.
CREATE FUNCTION gate_team(p_person uuid, p_at timestamptz) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT m.team_id FROM team_membership m JOIN team t ON t.id = m.team_id
      WHERE m.person_id = p_person AND daterange(m.from_day, m.to_day) @> (p_at AT TIME ZONE t.zone)::date
      ORDER BY m.from_day DESC LIMIT 1),
    (SELECT e.team_id FROM enrolment e JOIN person p ON p.id = e.person_id
      WHERE e.person_id = p_person AND e.created_at >= p.employed_since ORDER BY e.created_at DESC LIMIT 1))
$$;
--> statement-breakpoint
-- The newest version of the team, unless it follows the shop or has none: then the shop's newest.
CREATE FUNCTION gate_policy_in_force(p_gate text, p_team uuid) RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    (SELECT CASE WHEN g.follows_default THEN NULL ELSE g.id END FROM gate_policy g
      WHERE g.gate = p_gate AND g.team_id = p_team ORDER BY g.version DESC LIMIT 1),
    (SELECT g.id FROM gate_policy g WHERE g.gate = p_gate AND g.team_id IS NULL ORDER BY g.version DESC LIMIT 1))
$$;
--> statement-breakpoint
-- A version comes after those before it, keeps what can never be left out, and its numbers are numbers of something.
CREATE FUNCTION check_gate_policy() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  entry jsonb;
  part record;
  ids text[];
BEGIN
  IF NEW.version <= coalesce((SELECT max(version) FROM gate_policy WHERE gate = NEW.gate AND team_id IS NOT DISTINCT FROM NEW.team_id), 0) THEN
    RAISE EXCEPTION 'version % of the % gate does not come after the last', NEW.version, NEW.gate USING ERRCODE = 'DR006';
  END IF;
  IF NEW.team_id IS NOT NULL AND NEW.follows_default THEN
    IF NEW.requirements <> '[]'::jsonb OR NEW.terms <> '{}'::jsonb THEN
      RAISE EXCEPTION 'a team that follows the shop has no requirements of its own' USING ERRCODE = 'DR006';
    END IF;
    RETURN NEW;
  END IF;
  FOR entry IN SELECT * FROM jsonb_array_elements(NEW.requirements) LOOP
    IF jsonb_typeof(entry -> 'id') IS DISTINCT FROM 'string' OR entry ->> 'id' = ANY (ids) THEN
      RAISE EXCEPTION 'a requirement without a name, or named twice' USING ERRCODE = 'DR006';
    END IF;
    ids := ids || (entry ->> 'id');
    FOR part IN SELECT * FROM jsonb_each(entry - 'id') LOOP
      IF part.value::text !~ '^[1-9]\d{0,2}$' AND NOT (part.key = 'prepared' AND part.value::text = '0') THEN
        RAISE EXCEPTION '% of % is not to be %', part.key, entry ->> 'id', part.value USING ERRCODE = 'DR006';
      END IF;
    END LOOP;
  END LOOP;
  IF NOT coalesce(ids, '{}') @> (CASE NEW.gate WHEN 'desk' THEN ARRAY['activities', 'acknowledgement', 'desk_exam'] ELSE ARRAY['checklist', 'probation_days'] END) THEN
    RAISE EXCEPTION 'the % gate lacks what can never be left out', NEW.gate USING ERRCODE = 'DR006';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER gate_policy_shape BEFORE INSERT ON gate_policy FOR EACH ROW EXECUTE FUNCTION check_gate_policy();
--> statement-breakpoint
-- A gate is decided under the version in force for the team that the person is in then, and under no other.
CREATE FUNCTION check_policy_of_decision() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.policy_id IS DISTINCT FROM gate_policy_in_force(NEW.gate, gate_team(NEW.person_id, NEW.decided_at)) THEN
    RAISE EXCEPTION 'the policy is not the one in force for the % gate of person %', NEW.gate, NEW.person_id USING ERRCODE = 'DR001';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER gate_decision_policy BEFORE INSERT ON gate_decision FOR EACH ROW EXECUTE FUNCTION check_policy_of_decision();
