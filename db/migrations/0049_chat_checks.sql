CREATE TABLE "chat_calibration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"scorecard_version_id" uuid NOT NULL,
	"team_id" uuid,
	"chat_ids" uuid[] NOT NULL,
	"due_on" date NOT NULL,
	"made_by" uuid NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "chat_calibration_grader" (
	"id" uuid PRIMARY KEY NOT NULL,
	"calibration_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"done_at" timestamp with time zone,
	CONSTRAINT "chat_calibration_grader_once" UNIQUE("calibration_id","grader_id")
);
--> statement-breakpoint
CREATE TABLE "chat_calibration_score" (
	"grader_row_id" uuid NOT NULL,
	"chat_id" uuid NOT NULL,
	"marks" jsonb NOT NULL,
	"score" numeric(15, 12) NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_calibration_score_grader_row_id_chat_id_pk" PRIMARY KEY("grader_row_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "chat_check" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" uuid NOT NULL,
	"number" smallint NOT NULL,
	"cause" text NOT NULL,
	"person_id" uuid NOT NULL,
	"supervisor_id" uuid NOT NULL,
	"saved_by" uuid NOT NULL,
	"draw_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"scorecard_version_id" uuid NOT NULL,
	"marks" jsonb NOT NULL,
	"score" numeric(15, 12) NOT NULL,
	"critical_failed" boolean NOT NULL,
	"comment" text NOT NULL,
	"lines" smallint[] NOT NULL,
	"on_screen_ms" integer NOT NULL,
	"needed_ms" integer NOT NULL,
	"counts" boolean NOT NULL,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_check_number" UNIQUE("chat_id","number"),
	CONSTRAINT "chat_check_score" CHECK ("chat_check"."score" between 0 and 100 and (not "chat_check"."critical_failed" or "chat_check"."score" = 0)),
	CONSTRAINT "chat_check_others" CHECK ("chat_check"."supervisor_id" <> "chat_check"."person_id" and "chat_check"."saved_by" <> "chat_check"."person_id"),
	CONSTRAINT "chat_check_cause" CHECK (("chat_check"."number" = 1) = ("chat_check"."cause" = 'check') and ("chat_check"."cause" = 'ruling') = ("chat_check"."saved_by" <> "chat_check"."supervisor_id"))
);
--> statement-breakpoint
CREATE TABLE "check_dispute" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"check_id" uuid NOT NULL,
	"criteria" text[] NOT NULL,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"ruling" text,
	CONSTRAINT "check_dispute_closed" CHECK (("check_dispute"."closed_at" is null) = ("check_dispute"."outcome" is null) and ("check_dispute"."ruling" is not null) = (coalesce("check_dispute"."outcome", 'withdrawn') <> 'withdrawn'))
);
--> statement-breakpoint
CREATE TABLE "check_draw" (
	"id" uuid PRIMARY KEY NOT NULL,
	"supervisor_id" uuid NOT NULL,
	"day" date NOT NULL,
	"chats_from" date NOT NULL,
	"chats_to" date NOT NULL,
	"team_ids" uuid[] NOT NULL,
	"seed" text NOT NULL,
	"pool" uuid[] NOT NULL,
	"asked" integer NOT NULL,
	"quota" integer NOT NULL,
	"drawn_at" timestamp with time zone NOT NULL,
	"counted" integer DEFAULT 0 NOT NULL,
	"quick" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "check_draw_day" UNIQUE("supervisor_id","day"),
	CONSTRAINT "check_draw_counts" CHECK ("check_draw"."quota" >= 0 and "check_draw"."counted" >= 0 and "check_draw"."quick" >= 0 and "check_draw"."skipped" >= 0)
);
--> statement-breakpoint
CREATE TABLE "check_opening" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draw_id" uuid NOT NULL,
	"chat_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_place" (
	"draw_id" uuid NOT NULL,
	"place" smallint NOT NULL,
	"chat_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"risks" text[] NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "check_place_draw_id_place_pk" PRIMARY KEY("draw_id","place"),
	CONSTRAINT "check_place_once" UNIQUE("draw_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "check_reply" (
	"id" uuid PRIMARY KEY NOT NULL,
	"chat_id" uuid NOT NULL,
	"by_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_skip" (
	"draw_id" uuid NOT NULL,
	"chat_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "check_skip_draw_id_chat_id_pk" PRIMARY KEY("draw_id","chat_id")
);
--> statement-breakpoint
CREATE TABLE "scorecard" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"archived_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "scorecard_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"scorecard_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"body" jsonb NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid,
	CONSTRAINT "scorecard_version_number" UNIQUE("scorecard_id","number")
);
--> statement-breakpoint
CREATE TABLE "team_scorecard" (
	"team_id" uuid PRIMARY KEY NOT NULL,
	"scorecard_id" uuid NOT NULL
);
--> statement-breakpoint
ALTER TABLE "chat_calibration" ADD CONSTRAINT "chat_calibration_scorecard_version_id_scorecard_version_id_fk" FOREIGN KEY ("scorecard_version_id") REFERENCES "public"."scorecard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration" ADD CONSTRAINT "chat_calibration_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration" ADD CONSTRAINT "chat_calibration_made_by_person_id_fk" FOREIGN KEY ("made_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration" ADD CONSTRAINT "chat_calibration_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration_grader" ADD CONSTRAINT "chat_calibration_grader_calibration_id_chat_calibration_id_fk" FOREIGN KEY ("calibration_id") REFERENCES "public"."chat_calibration"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration_grader" ADD CONSTRAINT "chat_calibration_grader_grader_id_person_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration_score" ADD CONSTRAINT "chat_calibration_score_grader_row_id_chat_calibration_grader_id_fk" FOREIGN KEY ("grader_row_id") REFERENCES "public"."chat_calibration_grader"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_calibration_score" ADD CONSTRAINT "chat_calibration_score_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_check" ADD CONSTRAINT "chat_check_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_check" ADD CONSTRAINT "chat_check_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_check" ADD CONSTRAINT "chat_check_supervisor_id_person_id_fk" FOREIGN KEY ("supervisor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_check" ADD CONSTRAINT "chat_check_saved_by_person_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_check" ADD CONSTRAINT "chat_check_draw_id_check_draw_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."check_draw"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_check" ADD CONSTRAINT "chat_check_scorecard_version_id_scorecard_version_id_fk" FOREIGN KEY ("scorecard_version_id") REFERENCES "public"."scorecard_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_dispute" ADD CONSTRAINT "check_dispute_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_dispute" ADD CONSTRAINT "check_dispute_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_dispute" ADD CONSTRAINT "check_dispute_check_id_chat_check_id_fk" FOREIGN KEY ("check_id") REFERENCES "public"."chat_check"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_dispute" ADD CONSTRAINT "check_dispute_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_draw" ADD CONSTRAINT "check_draw_supervisor_id_person_id_fk" FOREIGN KEY ("supervisor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_opening" ADD CONSTRAINT "check_opening_draw_id_check_draw_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."check_draw"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_opening" ADD CONSTRAINT "check_opening_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_place" ADD CONSTRAINT "check_place_draw_id_check_draw_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."check_draw"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_place" ADD CONSTRAINT "check_place_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_reply" ADD CONSTRAINT "check_reply_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_reply" ADD CONSTRAINT "check_reply_by_id_person_id_fk" FOREIGN KEY ("by_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_skip" ADD CONSTRAINT "check_skip_draw_id_check_draw_id_fk" FOREIGN KEY ("draw_id") REFERENCES "public"."check_draw"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_skip" ADD CONSTRAINT "check_skip_chat_id_chat_id_fk" FOREIGN KEY ("chat_id") REFERENCES "public"."chat"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard" ADD CONSTRAINT "scorecard_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_version" ADD CONSTRAINT "scorecard_version_scorecard_id_scorecard_id_fk" FOREIGN KEY ("scorecard_id") REFERENCES "public"."scorecard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scorecard_version" ADD CONSTRAINT "scorecard_version_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_scorecard" ADD CONSTRAINT "team_scorecard_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_scorecard" ADD CONSTRAINT "team_scorecard_scorecard_id_scorecard_id_fk" FOREIGN KEY ("scorecard_id") REFERENCES "public"."scorecard"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_check_person" ON "chat_check" USING btree ("person_id","saved_at");--> statement-breakpoint
CREATE INDEX "chat_check_draw" ON "chat_check" USING btree ("draw_id");--> statement-breakpoint
CREATE UNIQUE INDEX "check_dispute_once" ON "check_dispute" USING btree ("chat_id") WHERE "check_dispute"."outcome" is distinct from 'withdrawn';--> statement-breakpoint
CREATE INDEX "check_dispute_person" ON "check_dispute" USING btree ("person_id","opened_at");--> statement-breakpoint
CREATE INDEX "check_draw_of_day" ON "check_draw" USING btree ("day");--> statement-breakpoint
CREATE INDEX "check_opening_draw" ON "check_opening" USING btree ("draw_id","at");--> statement-breakpoint
CREATE INDEX "check_place_chat" ON "check_place" USING btree ("chat_id");--> statement-breakpoint
CREATE INDEX "check_reply_chat" ON "check_reply" USING btree ("chat_id","at");--> statement-breakpoint
-- by hand
CREATE TRIGGER check_dispute_frozen BEFORE UPDATE ON check_dispute FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE TRIGGER chat_calibration_frozen BEFORE UPDATE ON chat_calibration FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
-- Nobody scores a chat of their own, nor one that they were not given; what a check says of the agent is what the chat says.
CREATE FUNCTION check_is_of_its_chat() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.person_id IS DISTINCT FROM (SELECT person_id FROM chat WHERE id = NEW.chat_id) THEN
    RAISE EXCEPTION 'chat % is not of %', NEW.chat_id, NEW.person_id USING ERRCODE = 'DR048';
  END IF;
  IF NOT EXISTS (SELECT FROM check_place p JOIN check_draw d ON d.id = p.draw_id
    WHERE p.draw_id = NEW.draw_id AND p.chat_id = NEW.chat_id AND d.supervisor_id = NEW.supervisor_id) THEN
    RAISE EXCEPTION 'chat % was not drawn for %', NEW.chat_id, NEW.supervisor_id USING ERRCODE = 'DR048';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER chat_check_of_its_chat BEFORE INSERT ON chat_check FOR EACH ROW EXECUTE FUNCTION check_is_of_its_chat();
