CREATE TABLE "script_store" (
	"item_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"set_by" uuid NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "script_store_item_id_store_id_pk" PRIMARY KEY("item_id","store_id")
);
--> statement-breakpoint
ALTER TABLE "script_store" ADD CONSTRAINT "script_store_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_store" ADD CONSTRAINT "script_store_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_store" ADD CONSTRAINT "script_store_set_by_person_id_fk" FOREIGN KEY ("set_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;