CREATE TABLE "chat_day_count" (
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"exposure" text NOT NULL,
	"product" text NOT NULL,
	"team_id" uuid,
	"inquiries" integer NOT NULL,
	"paid" integer NOT NULL,
	CONSTRAINT "chat_day_count_person_id_day_exposure_product_pk" PRIMARY KEY("person_id","day","exposure","product"),
	CONSTRAINT "chat_day_count_part" CHECK ("chat_day_count"."paid" between 0 and "chat_day_count"."inquiries")
);
--> statement-breakpoint
ALTER TABLE "chat_day_count" ADD CONSTRAINT "chat_day_count_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_day_count" ADD CONSTRAINT "chat_day_count_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "chat_day_count_team" ON "chat_day_count" USING btree ("exposure","product","team_id","day");