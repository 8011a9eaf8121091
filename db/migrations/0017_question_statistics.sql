CREATE TABLE "question_health" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"version_id" uuid NOT NULL,
	"rules_id" uuid,
	"answers" integer NOT NULL,
	"firsts" integer NOT NULL,
	"firsts_correct" integer NOT NULL,
	"discrimination" real,
	"median_ms" integer,
	"flags" text[] NOT NULL,
	"trouble" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_pick" (
	"version_id" uuid NOT NULL,
	"context" text NOT NULL,
	"first" boolean NOT NULL,
	"pick" text NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "question_pick_version_id_context_first_pick_pk" PRIMARY KEY("version_id","context","first","pick")
);
--> statement-breakpoint
CREATE TABLE "question_rest" (
	"version_id" uuid PRIMARY KEY NOT NULL,
	"n" integer NOT NULL,
	"x" bigint NOT NULL,
	"y" bigint NOT NULL,
	"yy" bigint NOT NULL,
	"xy" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "question_stat" (
	"version_id" uuid NOT NULL,
	"context" text NOT NULL,
	"first" boolean NOT NULL,
	"n" integer NOT NULL,
	"correct" integer NOT NULL,
	"shares" bigint NOT NULL,
	"waiting" integer NOT NULL,
	CONSTRAINT "question_stat_version_id_context_first_pk" PRIMARY KEY("version_id","context","first")
);
--> statement-breakpoint
CREATE TABLE "question_time" (
	"version_id" uuid NOT NULL,
	"context" text NOT NULL,
	"first" boolean NOT NULL,
	"step" smallint NOT NULL,
	"n" integer NOT NULL,
	CONSTRAINT "question_time_version_id_context_first_step_pk" PRIMARY KEY("version_id","context","first","step")
);
--> statement-breakpoint
CREATE TABLE "statistics_mark" (
	"name" text PRIMARY KEY NOT NULL,
	"counted_to" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempt_grading" ADD COLUMN "stored_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "question_health" ADD CONSTRAINT "question_health_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "attempt_grading_stored" ON "attempt_grading" USING brin ("stored_at");