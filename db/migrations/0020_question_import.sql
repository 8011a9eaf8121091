CREATE TABLE "question_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"language" text NOT NULL,
	"rows" jsonb NOT NULL,
	"faults" jsonb NOT NULL,
	"examples" integer NOT NULL,
	"places" jsonb NOT NULL,
	"left_out" integer[] NOT NULL,
	"state" text NOT NULL,
	"drafts" jsonb NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"drafted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "question_import_created" ON "question_import" USING btree ("created_at");