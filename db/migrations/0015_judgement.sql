CREATE TABLE "appeal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"question_version_id" uuid NOT NULL,
	"sitting_id" uuid,
	"reason" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"ruling" text,
	"ruling_reason" text,
	CONSTRAINT "appeal_not_self" CHECK ("appeal"."decided_by" is null or "appeal"."decided_by" <> "appeal"."person_id")
);
--> statement-breakpoint
CREATE TABLE "attempt_grading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"cause" text NOT NULL,
	"grade" integer,
	"share" numeric NOT NULL,
	"correct" boolean NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"graded_by" uuid NOT NULL,
	"blind" boolean DEFAULT false NOT NULL,
	"appeal_id" uuid,
	"graded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempt_grading_range" CHECK ("attempt_grading"."grade" is null or "attempt_grading"."grade" between 0 and 4),
	CONSTRAINT "attempt_grading_not_self" CHECK ("attempt_grading"."graded_by" <> "attempt_grading"."person_id")
);
--> statement-breakpoint
CREATE TABLE "attempt_waiting" (
	"person_id" uuid NOT NULL,
	"attempt_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"question_version_id" uuid NOT NULL,
	"context" text NOT NULL,
	"context_id" uuid NOT NULL,
	"team_id" uuid,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	CONSTRAINT "attempt_waiting_person_id_attempt_id_pk" PRIMARY KEY("person_id","attempt_id")
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "undecided" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "stored_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "sitting_result" ADD COLUMN "cause" text DEFAULT 'submission' NOT NULL;--> statement-breakpoint
ALTER TABLE "sitting_result" ADD COLUMN "appeal_id" uuid;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "appeal" ADD CONSTRAINT "appeal_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_grading" ADD CONSTRAINT "attempt_grading_graded_by_person_id_fk" FOREIGN KEY ("graded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_grading" ADD CONSTRAINT "attempt_grading_appeal_id_appeal_id_fk" FOREIGN KEY ("appeal_id") REFERENCES "public"."appeal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "attempt_waiting" ADD CONSTRAINT "attempt_waiting_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "appeal_once" ON "appeal" USING btree ("person_id","attempt_id");--> statement-breakpoint
CREATE INDEX "appeal_open" ON "appeal" USING btree ("opened_at") WHERE "appeal"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "appeal_item" ON "appeal" USING btree ("item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attempt_grading_number" ON "attempt_grading" USING btree ("person_id","attempt_id","number");--> statement-breakpoint
CREATE INDEX "attempt_grading_appeal" ON "attempt_grading" USING btree ("appeal_id");--> statement-breakpoint
CREATE INDEX "attempt_waiting_open" ON "attempt_waiting" USING btree ("item_id","opened_at") WHERE "attempt_waiting"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "attempt_waiting_context" ON "attempt_waiting" USING btree ("context_id") WHERE "attempt_waiting"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "attempt_stored" ON "attempt" USING brin ("stored_at");--> statement-breakpoint
CREATE INDEX "attempt_question" ON "attempt" USING btree ("question_version_id") WHERE "attempt"."context" <> 'drill';