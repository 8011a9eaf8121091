CREATE TABLE "case_action" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"due" date NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"people" uuid[] NOT NULL,
	"target" text,
	"script_draft_id" uuid,
	"told_to" text,
	"told_on" date,
	"opened_by" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"evidence" jsonb,
	"cancel_reason" text,
	CONSTRAINT "case_action_closed" CHECK (("case_action"."closed_at" is null) = ("case_action"."outcome" is null)),
	CONSTRAINT "case_action_evidence" CHECK (("case_action"."outcome" is not distinct from 'done') = ("case_action"."evidence" is not null)),
	CONSTRAINT "case_action_cancelled" CHECK (("case_action"."outcome" is not distinct from 'cancelled') = ("case_action"."cancel_reason" is not null))
);
--> statement-breakpoint
CREATE TABLE "case_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"what" text NOT NULL,
	"by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"before" jsonb,
	"reason" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"chat_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"day" date NOT NULL,
	"source" text NOT NULL,
	"title" text NOT NULL,
	"reasons" text[] NOT NULL,
	"products" text[] NOT NULL,
	"worth_fen" bigint,
	"lines" jsonb NOT NULL,
	"marked" integer[] NOT NULL,
	"better" text DEFAULT '' NOT NULL,
	"why" text DEFAULT '' NOT NULL,
	"words" text NOT NULL,
	"tokens" text[] NOT NULL,
	"merged_into" uuid,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "chat_case_number_unique" UNIQUE("number"),
	CONSTRAINT "chat_case_chatId_unique" UNIQUE("chat_id"),
	CONSTRAINT "chat_case_merged_state" CHECK (("chat_case"."state" = 'merged') = ("chat_case"."merged_into" is not null)),
	CONSTRAINT "chat_case_not_into_itself" CHECK ("chat_case"."merged_into" <> "chat_case"."id"),
	CONSTRAINT "chat_case_worth" CHECK ("chat_case"."worth_fen" >= 0)
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid NOT NULL,
	"week" date NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	"opened_by" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"news" jsonb,
	CONSTRAINT "meeting_once" UNIQUE("team_id","week"),
	CONSTRAINT "meeting_closed" CHECK (("meeting"."closed_at" is null) = ("meeting"."closed_by" is null) and ("meeting"."closed_at" is null) = ("meeting"."news" is null))
);
--> statement-breakpoint
CREATE TABLE "meeting_attendance" (
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"present" boolean NOT NULL,
	CONSTRAINT "meeting_attendance_meeting_id_person_id_pk" PRIMARY KEY("meeting_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "meeting_case" (
	"meeting_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"with_case" uuid,
	"decision" text DEFAULT '' NOT NULL,
	"decided_by" uuid,
	"decided_at" timestamp with time zone,
	CONSTRAINT "meeting_case_meeting_id_case_id_pk" PRIMARY KEY("meeting_id","case_id"),
	CONSTRAINT "meeting_case_decided" CHECK (("meeting_case"."decided_at" is null) = ("meeting_case"."decided_by" is null))
);
--> statement-breakpoint
CREATE TABLE "meeting_time" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"weekday" smallint NOT NULL,
	"hour" smallint NOT NULL,
	"cases" smallint NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "meeting_time_range" CHECK ("meeting_time"."weekday" between 1 and 7 and "meeting_time"."hour" between 0 and 23 and "meeting_time"."cases" between 1 and 30)
);
--> statement-breakpoint
ALTER TABLE "case_action" ADD CONSTRAINT "case_action_case_id_chat_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_action" ADD CONSTRAINT "case_action_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_action" ADD CONSTRAINT "case_action_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_action" ADD CONSTRAINT "case_action_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_action" ADD CONSTRAINT "case_action_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_change" ADD CONSTRAINT "case_change_case_id_chat_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_change" ADD CONSTRAINT "case_change_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_case" ADD CONSTRAINT "chat_case_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_case" ADD CONSTRAINT "chat_case_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_case" ADD CONSTRAINT "chat_case_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_case" ADD CONSTRAINT "chat_case_merged_into_chat_case_id_fk" FOREIGN KEY ("merged_into") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_case" ADD CONSTRAINT "chat_case_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_opened_by_person_id_fk" FOREIGN KEY ("opened_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_attendance" ADD CONSTRAINT "meeting_attendance_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_case" ADD CONSTRAINT "meeting_case_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_case" ADD CONSTRAINT "meeting_case_case_id_chat_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_case" ADD CONSTRAINT "meeting_case_with_case_chat_case_id_fk" FOREIGN KEY ("with_case") REFERENCES "public"."chat_case"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_case" ADD CONSTRAINT "meeting_case_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_time" ADD CONSTRAINT "meeting_time_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_time" ADD CONSTRAINT "meeting_time_set_by_person_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_action_case" ON "case_action" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_action_meeting" ON "case_action" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "case_action_open" ON "case_action" USING btree ("due") WHERE "case_action"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "case_change_case" ON "case_change" USING btree ("case_id","id");--> statement-breakpoint
CREATE INDEX "chat_case_team" ON "chat_case" USING btree ("team_id","id");--> statement-breakpoint
CREATE INDEX "chat_case_open" ON "chat_case" USING btree ("team_id","id") WHERE "chat_case"."state" in ('open', 'agenda');--> statement-breakpoint
CREATE INDEX "chat_case_person" ON "chat_case" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "chat_case_merged" ON "chat_case" USING btree ("merged_into");--> statement-breakpoint
CREATE INDEX "chat_case_words" ON "chat_case" USING gin ("words" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "meeting_open" ON "meeting" USING btree ("planned_at") WHERE "meeting"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_case_case" ON "meeting_case" USING btree ("case_id");--> statement-breakpoint
-- by hand
ALTER TABLE chat_case ADD CONSTRAINT chat_case_shape CHECK (
  cardinality(marked) <= 40 AND jsonb_typeof(lines) = 'array' AND length(trim(title)) BETWEEN 1 AND 120 AND length(better) <= 1000 AND length(why) <= 1000
  AND (kind = 'lost' OR cardinality(reasons) = 0));
--> statement-breakpoint
-- Of a meeting that is closed, and of an action that is, nothing changes any more.
CREATE TRIGGER meeting_frozen BEFORE UPDATE ON meeting FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE TRIGGER case_action_frozen BEFORE UPDATE ON case_action FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE FUNCTION check_open_meeting() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  of uuid := CASE WHEN TG_OP = 'DELETE' THEN OLD.meeting_id ELSE NEW.meeting_id END;
BEGIN
  IF EXISTS (SELECT FROM meeting m WHERE m.id = of AND m.closed_at IS NOT NULL) THEN
    RAISE EXCEPTION 'meeting % is closed', of USING ERRCODE = 'DR035';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
--> statement-breakpoint
CREATE TRIGGER meeting_case_open BEFORE INSERT OR UPDATE OR DELETE ON meeting_case FOR EACH ROW EXECUTE FUNCTION check_open_meeting();
--> statement-breakpoint
CREATE TRIGGER meeting_attendance_open BEFORE INSERT OR UPDATE OR DELETE ON meeting_attendance FOR EACH ROW EXECUTE FUNCTION check_open_meeting();
--> statement-breakpoint
CREATE TRIGGER case_action_meeting BEFORE INSERT ON case_action FOR EACH ROW EXECUTE FUNCTION check_open_meeting();
--> statement-breakpoint
-- An action is about a case of its meeting.
ALTER TABLE case_action ADD CONSTRAINT case_action_of_agenda FOREIGN KEY (meeting_id, case_id) REFERENCES meeting_case (meeting_id, case_id);
