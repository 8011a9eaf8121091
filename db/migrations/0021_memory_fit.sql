CREATE TABLE "memory_fit" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"outcome" text NOT NULL,
	"reviews" integer NOT NULL,
	"people" integer NOT NULL,
	"forecast" integer NOT NULL,
	"loss_before" real,
	"loss_after" real,
	"weights" double precision[],
	"requested_by" uuid
);
--> statement-breakpoint
CREATE TABLE "memory_fit_run" (
	"name" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"requested_by" uuid,
	"requested_at" timestamp with time zone NOT NULL,
	"progress" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "memory_fit" ADD CONSTRAINT "memory_fit_requested_by_person_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "memory_fit_run" ADD CONSTRAINT "memory_fit_run_requested_by_person_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "memory_fit_at" ON "memory_fit" USING btree ("at");