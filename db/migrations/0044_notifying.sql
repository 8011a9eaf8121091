CREATE TABLE "notice_address" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"confirmed_at" timestamp with time zone,
	"off_at" timestamp with time zone,
	"digest_day" date
);
--> statement-breakpoint
CREATE TABLE "notice_preference" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"modes" jsonb NOT NULL,
	"muted" text[] NOT NULL,
	"digest_at" text NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"urgent_breaks" boolean NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_delivery" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"robot_id" uuid,
	"what" text NOT NULL,
	"key" text NOT NULL,
	"source_id" uuid,
	"urgent" boolean DEFAULT false NOT NULL,
	"in_digest" boolean DEFAULT false NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"give_up_at" timestamp with time zone NOT NULL,
	"busy_until" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"settled_at" timestamp with time zone,
	"fault" text,
	"answer" text,
	CONSTRAINT "notification_delivery_target" CHECK (("notification_delivery"."person_id" is null) <> ("notification_delivery"."robot_id" is null))
);
--> statement-breakpoint
CREATE TABLE "notification_robot" (
	"id" uuid PRIMARY KEY NOT NULL,
	"vendor" text NOT NULL,
	"name" text NOT NULL,
	"host" text NOT NULL,
	"address" text NOT NULL,
	"secret" text,
	"team_id" uuid,
	"roles" text[] NOT NULL,
	"locale" text NOT NULL,
	"rhythm" text NOT NULL,
	"digest_at" text NOT NULL,
	"quiet_from" text,
	"quiet_to" text,
	"digest_day" date,
	"state" text DEFAULT 'active' NOT NULL,
	"last_success_at" timestamp with time zone,
	"last_failure_at" timestamp with time zone,
	"last_fault" text,
	"failing_since" timestamp with time zone,
	"free_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notified" (
	"source_id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "notice_address" ADD CONSTRAINT "notice_address_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_preference" ADD CONSTRAINT "notice_preference_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_robot_id_notification_robot_id_fk" FOREIGN KEY ("robot_id") REFERENCES "public"."notification_robot"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_robot" ADD CONSTRAINT "notification_robot_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_robot" ADD CONSTRAINT "notification_robot_created_by_person_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notification_delivery_person" ON "notification_delivery" USING btree ("person_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "notification_delivery_robot" ON "notification_delivery" USING btree ("robot_id","key");--> statement-breakpoint
CREATE INDEX "notification_delivery_due" ON "notification_delivery" USING btree ("next_at") WHERE "notification_delivery"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "notification_delivery_age" ON "notification_delivery" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "notified_at" ON "notified" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notice_unseen" ON "notice" USING btree ("created_at") WHERE "notice"."seen_at" is null;--> statement-breakpoint
CREATE INDEX "work_item_opened" ON "work_item" USING btree ("opened_at") WHERE "work_item"."closed_at" is null;--> statement-breakpoint
-- by hand
-- What was there before anybody could be told of it outside the app is told to nobody now.
INSERT INTO "notified" ("source_id", "at") SELECT "id", "created_at" FROM "notice" UNION ALL SELECT "id", "opened_at" FROM "work_item";
--> statement-breakpoint
ALTER TABLE "notification_delivery" ADD CONSTRAINT "notification_delivery_settled" CHECK (("state" = 'waiting') = ("settled_at" IS NULL));
