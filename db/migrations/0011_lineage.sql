ALTER TABLE "content_material" ALTER COLUMN "proposed_on" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "content_item" ADD COLUMN "superseded_by" text;--> statement-breakpoint
ALTER TABLE "content_pack" ADD COLUMN "retest_days" integer;--> statement-breakpoint
CREATE INDEX "content_version_made_from" ON "content_version" USING btree ("made_from");