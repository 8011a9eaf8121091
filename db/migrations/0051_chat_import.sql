CREATE TABLE "chat_import" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"store_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"bytes" bigint NOT NULL,
	"digest" text NOT NULL,
	"format" text NOT NULL,
	"encoding" text NOT NULL,
	"headings" text[] NOT NULL,
	"has_heading" boolean NOT NULL,
	"mapping" jsonb NOT NULL,
	"day" date,
	"state" text NOT NULL,
	"failure" text,
	"created_by" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ordered_by" uuid,
	"finished_at" timestamp with time zone,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"records" integer DEFAULT 0 NOT NULL,
	"lines" integer DEFAULT 0 NOT NULL,
	"added" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"parked" integer DEFAULT 0 NOT NULL,
	"fault_count" integer DEFAULT 0 NOT NULL,
	"faults" jsonb DEFAULT '[]'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_import_part" (
	"import_id" uuid NOT NULL,
	"key" text NOT NULL,
	"record" integer NOT NULL,
	"body" jsonb NOT NULL,
	CONSTRAINT "chat_import_part_import_id_key_record_pk" PRIMARY KEY("import_id","key","record")
);
--> statement-breakpoint
CREATE TABLE "chat_import_row" (
	"import_id" uuid NOT NULL,
	"key" text NOT NULL,
	"row" jsonb NOT NULL,
	"lines" jsonb NOT NULL,
	"words" text NOT NULL,
	CONSTRAINT "chat_import_row_import_id_key_pk" PRIMARY KEY("import_id","key")
);
--> statement-breakpoint
CREATE TABLE "chat_robot" (
	"store_id" uuid NOT NULL,
	"account" text NOT NULL,
	"said_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "chat_robot_store_id_account_pk" PRIMARY KEY("store_id","account")
);
--> statement-breakpoint
ALTER TABLE "chat_import" ADD CONSTRAINT "chat_import_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_robot" ADD CONSTRAINT "chat_robot_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_import_created" ON "chat_import" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "chat_import_digest" ON "chat_import" USING btree ("digest");
