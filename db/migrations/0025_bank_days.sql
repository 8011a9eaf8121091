CREATE TABLE "bank_day" (
	"person_id" uuid NOT NULL,
	"day" date NOT NULL,
	"required" integer NOT NULL,
	"fluent" integer NOT NULL,
	"answered" integer NOT NULL,
	CONSTRAINT "bank_day_person_id_day_pk" PRIMARY KEY("person_id","day")
);
--> statement-breakpoint
ALTER TABLE "bank_day" ADD CONSTRAINT "bank_day_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;