CREATE TABLE "content_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"item_id" uuid,
	"base_version_id" uuid,
	"offer_id" uuid,
	"body" jsonb NOT NULL,
	"made_from" text,
	"editor_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_material" (
	"id" uuid PRIMARY KEY NOT NULL,
	"version_ids" uuid[] NOT NULL,
	"rests" jsonb NOT NULL,
	"proposed_on" date NOT NULL,
	"published_at" timestamp with time zone NOT NULL,
	"published_by" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_offer" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"pack_version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"digest" text NOT NULL,
	"offered_at" timestamp with time zone NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"decision" text
);
--> statement-breakpoint
CREATE TABLE "content_retest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"material_id" uuid NOT NULL,
	"due_on" date,
	"reason" text DEFAULT '' NOT NULL,
	"decided_by" uuid NOT NULL,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "content_item" ADD COLUMN "archived_by" uuid;--> statement-breakpoint
ALTER TABLE "content_version" ADD COLUMN "undoes" uuid;--> statement-breakpoint
ALTER TABLE "content_version" ADD COLUMN "made_from" text;--> statement-breakpoint
ALTER TABLE "content_draft" ADD CONSTRAINT "content_draft_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_draft" ADD CONSTRAINT "content_draft_base_version_id_content_version_id_fk" FOREIGN KEY ("base_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_offer" ADD CONSTRAINT "content_offer_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_retest" ADD CONSTRAINT "content_retest_material_id_content_material_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."content_material"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "content_draft_slug" ON "content_draft" USING btree ("kind","slug");--> statement-breakpoint
CREATE INDEX "content_material_versions" ON "content_material" USING gin ("version_ids");--> statement-breakpoint
CREATE INDEX "content_material_rests" ON "content_material" USING gin ("rests");--> statement-breakpoint
CREATE UNIQUE INDEX "content_offer_open" ON "content_offer" USING btree ("item_id") WHERE "content_offer"."decided_at" is null;--> statement-breakpoint
CREATE INDEX "content_offer_item" ON "content_offer" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "content_retest_material" ON "content_retest" USING btree ("material_id");