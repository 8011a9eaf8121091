CREATE TABLE "clearance_lapse" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"begun_by" uuid,
	"note" text DEFAULT '' NOT NULL,
	"evidence" text,
	"ended_at" timestamp with time zone,
	"ended_by" uuid,
	"outcome" text,
	"end_note" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
ALTER TABLE "clearance_lapse" ADD CONSTRAINT "clearance_lapse_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearance_lapse" ADD CONSTRAINT "clearance_lapse_begun_by_person_id_fk" FOREIGN KEY ("begun_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearance_lapse" ADD CONSTRAINT "clearance_lapse_ended_by_person_id_fk" FOREIGN KEY ("ended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "clearance_lapse_live" ON "clearance_lapse" USING btree ("person_id","reason","cause_id") WHERE "clearance_lapse"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "clearance_lapse_person" ON "clearance_lapse" USING btree ("person_id","begun_at");--> statement-breakpoint
ALTER TABLE clearance_lapse ADD CONSTRAINT clearance_lapse_shape CHECK (
  (ended_at IS NULL) = (outcome IS NULL) AND (ended_at IS NULL OR ended_at >= begun_at) AND begun_at >= at
  AND begun_by IS DISTINCT FROM person_id AND ended_by IS DISTINCT FROM person_id
  AND (reason = 'conduct') = (begun_by IS NOT NULL)
  AND (reason <> 'conduct' OR length(trim(note)) > 0)
  AND (outcome IS DISTINCT FROM 'given_back' OR ended_by IS NOT NULL AND length(trim(end_note)) > 0));
--> statement-breakpoint
-- The person's row is the lock of their clearance, also for who writes by hand.
CREATE FUNCTION lock_person_of_lapse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM person WHERE id = NEW.person_id FOR UPDATE;
  IF TG_OP = 'UPDATE' AND OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'lapse % has ended', OLD.id USING ERRCODE = 'DR004';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER clearance_lapse_lock BEFORE INSERT OR UPDATE ON clearance_lapse FOR EACH ROW EXECUTE FUNCTION lock_person_of_lapse();
--> statement-breakpoint
-- No clearance above none while a lapse is live: neither by giving one, nor by writing a lapse and leaving the clearance.
CREATE FUNCTION refuse_lapsed_clearance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.clearance <> 'none' AND EXISTS (SELECT FROM clearance_lapse WHERE person_id = NEW.id AND ended_at IS NULL) THEN
    RAISE EXCEPTION 'clearance % while a lapse is live', NEW.clearance USING ERRCODE = 'DR004';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER person_lapsed BEFORE UPDATE OF clearance ON person FOR EACH ROW EXECUTE FUNCTION refuse_lapsed_clearance();
--> statement-breakpoint
CREATE FUNCTION check_lapse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM clearance_lapse l JOIN person p ON p.id = l.person_id WHERE l.id = NEW.id AND l.ended_at IS NULL AND p.clearance <> 'none'
  ) THEN
    RAISE EXCEPTION 'lapse % leaves the clearance of person %', NEW.id, NEW.person_id USING ERRCODE = 'DR004';
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE CONSTRAINT TRIGGER clearance_lapse_holds AFTER INSERT ON clearance_lapse DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION check_lapse();
