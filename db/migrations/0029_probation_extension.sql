CREATE TABLE "probation_extension" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_end" date NOT NULL,
	"to_end" date NOT NULL,
	"limit_day" date NOT NULL,
	"reason" text NOT NULL,
	"consent_on" date NOT NULL,
	"extended_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "probation_extension_shape" CHECK ("probation_extension"."from_end" < "probation_extension"."to_end" and "probation_extension"."to_end" <= "probation_extension"."limit_day" and "probation_extension"."extended_by" <> "probation_extension"."person_id")
);
--> statement-breakpoint
CREATE TABLE "probation_warning" (
	"person_id" uuid NOT NULL,
	"probation_end" date NOT NULL,
	"stage" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "probation_warning_person_id_probation_end_stage_pk" PRIMARY KEY("person_id","probation_end","stage")
);
--> statement-breakpoint
ALTER TABLE "person" ADD COLUMN "rehired_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "probation_extension" ADD CONSTRAINT "probation_extension_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "probation_extension" ADD CONSTRAINT "probation_extension_extended_by_person_id_fk" FOREIGN KEY ("extended_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "probation_warning" ADD CONSTRAINT "probation_warning_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "probation_extension_person" ON "probation_extension" USING btree ("person_id");--> statement-breakpoint
-- Who was taken back before this was kept.
UPDATE person SET rehired_at = (SELECT max(a.at) FROM audit a WHERE a.person_id = person.id AND a.action = 'people.rehire')
WHERE EXISTS (SELECT FROM audit a WHERE a.person_id = person.id AND a.action = 'people.rehire');
--> statement-breakpoint
UPDATE person SET probation_end = NULL WHERE rehired_at IS NOT NULL;
--> statement-breakpoint
-- The same employer agrees a probation only once (PRC Labour Contract Law, art. 19).
ALTER TABLE person ADD CONSTRAINT person_one_probation CHECK (rehired_at IS NULL OR probation_end IS NULL);
--> statement-breakpoint
ALTER TABLE probation_extension ADD CONSTRAINT probation_extension_reason CHECK (length(trim(reason)) > 0);
