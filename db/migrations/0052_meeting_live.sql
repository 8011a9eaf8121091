CREATE TABLE "meeting_ballot" (
	"vote_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_ballot_vote_id_person_id_pk" PRIMARY KEY("vote_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_follower" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"left_at" timestamp with time zone,
	CONSTRAINT "meeting_follower_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_live" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"presenter_id" uuid NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"case_id" uuid,
	"shown" smallint DEFAULT 0 NOT NULL,
	"minutes" smallint NOT NULL,
	"extra" smallint DEFAULT 0 NOT NULL,
	"running_since" timestamp with time zone,
	"ran_ms" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "meeting_live_range" CHECK ("meeting_live"."shown" >= 0 and "meeting_live"."minutes" between 1 and 60 and "meeting_live"."extra" >= 0 and "meeting_live"."ran_ms" >= 0)
);
--> statement-breakpoint
CREATE TABLE "meeting_vote" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"round" smallint NOT NULL,
	"options" jsonb NOT NULL,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"counts" jsonb,
	CONSTRAINT "meeting_vote_round" UNIQUE("meeting_id","case_id","round"),
	CONSTRAINT "meeting_vote_closed" CHECK (("meeting_vote"."closed_at" is null) = ("meeting_vote"."counts" is null))
);
--> statement-breakpoint
ALTER TABLE "meeting_ballot" ADD CONSTRAINT "meeting_ballot_vote_id_meeting_vote_id_fk" FOREIGN KEY ("vote_id") REFERENCES "public"."meeting_vote"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_ballot" ADD CONSTRAINT "meeting_ballot_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_follower" ADD CONSTRAINT "meeting_follower_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_follower" ADD CONSTRAINT "meeting_follower_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_live" ADD CONSTRAINT "meeting_live_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_live" ADD CONSTRAINT "meeting_live_presenter_id_person_id_fk" FOREIGN KEY ("presenter_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_live" ADD CONSTRAINT "meeting_live_case_id_chat_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_vote" ADD CONSTRAINT "meeting_vote_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_vote" ADD CONSTRAINT "meeting_vote_case_id_chat_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_vote" ADD CONSTRAINT "meeting_vote_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "meeting_follower_person" ON "meeting_follower" USING btree ("person_id");--> statement-breakpoint
-- by hand
-- What is on the screen of a meeting changes only while it is held, a vote only while it is open, and so does who chose what.
CREATE TRIGGER meeting_live_open BEFORE INSERT OR UPDATE ON meeting_live FOR EACH ROW EXECUTE FUNCTION check_open_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_vote_open BEFORE INSERT OR UPDATE ON meeting_vote FOR EACH ROW EXECUTE FUNCTION check_open_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_vote_frozen BEFORE UPDATE ON meeting_vote FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE UNIQUE INDEX meeting_vote_one_open ON meeting_vote (meeting_id) WHERE closed_at IS NULL;
--> statement-breakpoint
ALTER TABLE meeting_vote ADD CONSTRAINT meeting_vote_options CHECK (jsonb_typeof(options) = 'array' AND jsonb_array_length(options) BETWEEN 2 AND 4);
--> statement-breakpoint
CREATE FUNCTION check_ballot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  vote meeting_vote;
BEGIN
  SELECT * INTO vote FROM meeting_vote v WHERE v.id = NEW.vote_id;
  IF vote.closed_at IS NOT NULL THEN
    RAISE EXCEPTION 'vote % is closed', NEW.vote_id USING ERRCODE = 'DR035';
  END IF;
  IF NOT vote.options @> jsonb_build_array(jsonb_build_object('key', NEW.choice)) THEN
    RAISE EXCEPTION 'vote % has no line %', NEW.vote_id, NEW.choice USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER meeting_ballot_open BEFORE INSERT OR UPDATE ON meeting_ballot FOR EACH ROW EXECUTE FUNCTION check_ballot();
--> statement-breakpoint
-- Whoever changes what is seen of a meeting tells those who follow it, whether they think of it or not. Told is the meeting, nothing of it.
CREATE FUNCTION tell_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('meeting_live', CASE WHEN TG_OP = 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tell_closed_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('meeting_live', NEW.id::text);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER meeting_live_told AFTER INSERT OR UPDATE ON meeting_live FOR EACH ROW EXECUTE FUNCTION tell_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_case_told AFTER INSERT OR UPDATE OR DELETE ON meeting_case FOR EACH ROW EXECUTE FUNCTION tell_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_attendance_told AFTER INSERT OR UPDATE OR DELETE ON meeting_attendance FOR EACH ROW EXECUTE FUNCTION tell_meeting();
--> statement-breakpoint
CREATE TRIGGER case_action_told AFTER INSERT OR UPDATE OF outcome ON case_action FOR EACH ROW EXECUTE FUNCTION tell_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_told AFTER UPDATE OF closed_at ON meeting FOR EACH ROW EXECUTE FUNCTION tell_closed_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_follower_come AFTER INSERT ON meeting_follower FOR EACH ROW EXECUTE FUNCTION tell_meeting();
--> statement-breakpoint
-- That somebody still follows is no news.
CREATE TRIGGER meeting_follower_told AFTER UPDATE ON meeting_follower FOR EACH ROW
  WHEN (OLD.left_at IS DISTINCT FROM NEW.left_at OR OLD.seen_at < NEW.seen_at - interval '50 seconds') EXECUTE FUNCTION tell_meeting();
