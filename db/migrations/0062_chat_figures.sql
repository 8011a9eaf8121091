CREATE TABLE "order_flag" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"platform" text NOT NULL,
	"order_key" text NOT NULL,
	"reason" text NOT NULL,
	"flagged_by" uuid NOT NULL,
	"flagged_at" timestamp with time zone NOT NULL,
	"lifted_by" uuid,
	"lifted_at" timestamp with time zone,
	CONSTRAINT "order_flag_lifted" CHECK (("order_flag"."lifted_by" is null) = ("order_flag"."lifted_at" is null))
);
--> statement-breakpoint
CREATE TABLE "chat_figure_due" (
	"sequence" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "chat_figure_due_sequence_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"store_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"day" date NOT NULL
);
--> statement-breakpoint
ALTER TABLE "chat" ADD COLUMN "robot_lines" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "chat" ADD COLUMN "invited" boolean;--> statement-breakpoint
ALTER TABLE "order_flag" ADD CONSTRAINT "order_flag_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_flag" ADD CONSTRAINT "order_flag_flagged_by_person_id_fk" FOREIGN KEY ("flagged_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_flag" ADD CONSTRAINT "order_flag_lifted_by_person_id_fk" FOREIGN KEY ("lifted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_figure_due" ADD CONSTRAINT "chat_figure_due_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_figure_due" ADD CONSTRAINT "chat_figure_due_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "order_flag_once" ON "order_flag" USING btree ("platform","order_key") WHERE "order_flag"."lifted_at" is null;--> statement-breakpoint
CREATE INDEX "order_flag_store" ON "order_flag" USING btree ("store_id","flagged_at");--> statement-breakpoint
CREATE INDEX "chat_figure_due_day" ON "chat_figure_due" USING btree ("store_id","person_id","day");--> statement-breakpoint
CREATE INDEX "shop_order_store" ON "shop_order" USING btree ("store_id","placed_at");