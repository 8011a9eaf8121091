CREATE TABLE "meeting_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vote_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"key" text,
	CONSTRAINT "meeting_line_once" UNIQUE("vote_id","person_id"),
	CONSTRAINT "meeting_line_length" CHECK (length("meeting_line"."text") <= 300)
);
--> statement-breakpoint
ALTER TABLE "meeting_line" ADD CONSTRAINT "meeting_line_vote_id_meeting_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."meeting_vote"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_line" ADD CONSTRAINT "meeting_line_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;
--> statement-breakpoint
-- by hand
-- A place of a day's draw only ever turns random: when a random chat that was passed over gives way to it.
CREATE FUNCTION check_place_turn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.kind = 'random' OR NEW.kind <> 'random' THEN
    RAISE EXCEPTION 'place % of draw % does not turn %', OLD.place, OLD.draw_id, NEW.kind USING ERRCODE = 'DR048';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER check_place_turns_random BEFORE UPDATE ON check_place FOR EACH ROW EXECUTE FUNCTION check_place_turn();
--> statement-breakpoint
-- What is voted on stays as it is; lines that were typed come after it, up to eight in all.
ALTER TABLE meeting_vote DROP CONSTRAINT meeting_vote_options;
--> statement-breakpoint
ALTER TABLE meeting_vote ADD CONSTRAINT meeting_vote_options CHECK (jsonb_typeof(options) = 'array' AND jsonb_array_length(options) BETWEEN 2 AND 8);
--> statement-breakpoint
CREATE FUNCTION check_vote_options() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.options IS DISTINCT FROM (
    SELECT jsonb_agg(o.line ORDER BY o.nth) FROM jsonb_array_elements(NEW.options) WITH ORDINALITY AS o (line, nth) WHERE o.nth <= jsonb_array_length(OLD.options)
  ) THEN
    RAISE EXCEPTION 'the lines of vote % stay as they are', OLD.id USING ERRCODE = 'DR035';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER meeting_vote_lines_stay BEFORE UPDATE OF options ON meeting_vote FOR EACH ROW EXECUTE FUNCTION check_vote_options();
--> statement-breakpoint
CREATE FUNCTION check_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vote meeting_vote;
BEGIN
  SELECT * INTO vote FROM meeting_vote v WHERE v.id = NEW.vote_id;
  IF vote.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'vote % is closed', NEW.vote_id USING ERRCODE = 'DR035';
  END IF;
  IF TG_OP = 'UPDATE' AND OLD.key IS NOT NULL THEN
    RAISE EXCEPTION 'line % is voted on', OLD.id USING ERRCODE = 'DR035';
  END IF;
  IF NEW.key IS NOT NULL AND NOT vote.options @> jsonb_build_array(jsonb_build_object('key', NEW.key, 'text', NEW.text, 'from', 'typed')) THEN
    RAISE EXCEPTION 'vote % has no such line %', NEW.vote_id, NEW.key USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER meeting_line_open BEFORE INSERT OR UPDATE ON meeting_line FOR EACH ROW EXECUTE FUNCTION check_line();
