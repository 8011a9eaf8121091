CREATE TABLE "agent_level" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"level" text NOT NULL,
	"track" text DEFAULT 'agent' NOT NULL,
	"counts_from" date NOT NULL,
	"since" timestamp with time zone NOT NULL,
	CONSTRAINT "agent_level_month" CHECK (extract(day from "agent_level"."counts_from") = 1)
);
--> statement-breakpoint
CREATE TABLE "level_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"cause" text NOT NULL,
	"from_level" text,
	"to_level" text NOT NULL,
	"track" text NOT NULL,
	"counts_from" date NOT NULL,
	"proposal_id" uuid,
	"reason" text DEFAULT '' NOT NULL,
	"by" uuid,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "level_change_by" CHECK (("level_change"."cause" = 'first') = ("level_change"."by" is null) and "level_change"."by" is distinct from "level_change"."person_id"),
	CONSTRAINT "level_change_cause" CHECK (("level_change"."cause" = 'proposal') = ("level_change"."proposal_id" is not null)),
	CONSTRAINT "level_change_reason" CHECK ("level_change"."cause" <> 'manual' or "level_change"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "level_proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid,
	"month" date NOT NULL,
	"kind" text NOT NULL,
	"from_level" text NOT NULL,
	"to_level" text NOT NULL,
	"finding" jsonb NOT NULL,
	"rules_version_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "level_proposal_closed" CHECK (("level_proposal"."closed_at" is null) = ("level_proposal"."outcome" is null)),
	CONSTRAINT "level_proposal_decided" CHECK (coalesce("level_proposal"."outcome", 'lapsed') = 'lapsed' or ("level_proposal"."closed_by" is not null and "level_proposal"."closed_by" <> "level_proposal"."person_id")),
	CONSTRAINT "level_proposal_reason" CHECK ("level_proposal"."outcome" is distinct from 'declined' or "level_proposal"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "level_review" (
	"person_id" uuid NOT NULL,
	"month" date NOT NULL,
	"version" integer NOT NULL,
	"level" text NOT NULL,
	"finding" jsonb NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "level_review_person_id_month_pk" PRIMARY KEY("person_id","month")
);
--> statement-breakpoint
CREATE TABLE "mentorship" (
	"id" uuid PRIMARY KEY NOT NULL,
	"trainee_id" uuid NOT NULL,
	"mentor_id" uuid NOT NULL,
	"named_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "mentorship_others" CHECK ("mentorship"."trainee_id" <> "mentorship"."mentor_id")
);
--> statement-breakpoint
CREATE TABLE "quota_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid,
	"month" date NOT NULL,
	"months" jsonb NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text,
	"note" text DEFAULT '' NOT NULL,
	CONSTRAINT "quota_review_closed" CHECK (("quota_review"."closed_at" is null) = ("quota_review"."outcome" is null) and ("quota_review"."closed_at" is null) = ("quota_review"."closed_by" is null)),
	CONSTRAINT "quota_review_others" CHECK ("quota_review"."closed_by" is distinct from "quota_review"."person_id")
);
--> statement-breakpoint
ALTER TABLE "agent_level" ADD CONSTRAINT "agent_level_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_change" ADD CONSTRAINT "level_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_change" ADD CONSTRAINT "level_change_proposal_id_level_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."level_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_change" ADD CONSTRAINT "level_change_by_person_id_fk" FOREIGN KEY ("by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_proposal" ADD CONSTRAINT "level_proposal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_proposal" ADD CONSTRAINT "level_proposal_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_proposal" ADD CONSTRAINT "level_proposal_rules_version_id_content_version_id_fk" FOREIGN KEY ("rules_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_proposal" ADD CONSTRAINT "level_proposal_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "level_review" ADD CONSTRAINT "level_review_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentorship" ADD CONSTRAINT "mentorship_trainee_id_person_id_fk" FOREIGN KEY ("trainee_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentorship" ADD CONSTRAINT "mentorship_mentor_id_person_id_fk" FOREIGN KEY ("mentor_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mentorship" ADD CONSTRAINT "mentorship_named_by_person_id_fk" FOREIGN KEY ("named_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_review" ADD CONSTRAINT "quota_review_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_review" ADD CONSTRAINT "quota_review_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "quota_review" ADD CONSTRAINT "quota_review_closed_by_person_id_fk" FOREIGN KEY ("closed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "level_change_person" ON "level_change" USING btree ("person_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "level_proposal_open" ON "level_proposal" USING btree ("person_id") WHERE "level_proposal"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "level_proposal_team" ON "level_proposal" USING btree ("team_id","opened_at");--> statement-breakpoint
CREATE INDEX "level_proposal_person" ON "level_proposal" USING btree ("person_id","opened_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mentorship_running" ON "mentorship" USING btree ("trainee_id") WHERE "mentorship"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "mentorship_mentor" ON "mentorship" USING btree ("mentor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "quota_review_once" ON "quota_review" USING btree ("person_id","month");--> statement-breakpoint
CREATE INDEX "quota_review_team" ON "quota_review" USING btree ("team_id","opened_at");--> statement-breakpoint
-- by hand
CREATE TRIGGER level_proposal_frozen BEFORE UPDATE ON level_proposal FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE TRIGGER quota_review_frozen BEFORE UPDATE ON quota_review FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
-- A level is what the newest change says: whoever writes one writes the other.
CREATE FUNCTION check_agent_level() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM level_change c WHERE c.person_id = NEW.person_id AND c.to_level = NEW.level AND c.track = NEW.track AND c.counts_from = NEW.counts_from AND c.at = NEW.since
  ) THEN
    RAISE EXCEPTION 'the level of % has no change that leads to it', NEW.person_id USING ERRCODE = 'DR060';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER agent_level_changed BEFORE INSERT OR UPDATE ON agent_level FOR EACH ROW EXECUTE FUNCTION check_agent_level();
