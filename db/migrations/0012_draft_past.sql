CREATE TABLE "content_draft_past" (
	"draft_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"body" jsonb NOT NULL,
	"made_from" text,
	"saved_at" timestamp with time zone NOT NULL,
	CONSTRAINT "content_draft_past_draft_id_revision_pk" PRIMARY KEY("draft_id","revision")
);
--> statement-breakpoint
CREATE INDEX "content_draft_past_saved" ON "content_draft_past" USING btree ("saved_at");