-- Searching by parts of words: a trusted extension, which the owner of a database may add.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "content_pack" (
	"slug" text PRIMARY KEY NOT NULL,
	"version" integer NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb NOT NULL,
	"loaded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "content_search" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"version_id" uuid NOT NULL,
	"format" integer NOT NULL,
	"kind" text NOT NULL,
	"parent" text,
	"topics" text[] NOT NULL,
	"title" text NOT NULL,
	"title_pinyin" text NOT NULL,
	"words" text NOT NULL,
	"pinyin" text NOT NULL
);
--> statement-breakpoint
ALTER TABLE "content_search" ADD CONSTRAINT "content_search_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "content_search_words" ON "content_search" USING gin ("words" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "content_search_pinyin" ON "content_search" USING gin ("pinyin" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "content_search_parent" ON "content_search" USING btree ("kind","parent");