CREATE TABLE "renewal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" text,
	"evidence_id" uuid
);
--> statement-breakpoint
CREATE TABLE "lapse_warning" (
	"person_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"cause_id" uuid NOT NULL,
	"lapses_at" timestamp with time zone NOT NULL,
	"days" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "lapse_warning_person_id_reason_cause_id_lapses_at_days_pk" PRIMARY KEY("person_id","reason","cause_id","lapses_at","days")
);
--> statement-breakpoint
CREATE TABLE "retest" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" text
);
--> statement-breakpoint
ALTER TABLE "content_retest" ADD COLUMN "lapses" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "renewal" ADD CONSTRAINT "renewal_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "renewal" ADD CONSTRAINT "renewal_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "lapse_warning" ADD CONSTRAINT "lapse_warning_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retest" ADD CONSTRAINT "retest_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "retest" ADD CONSTRAINT "retest_material_id_content_material_id_fk" FOREIGN KEY ("material_id") REFERENCES "public"."content_material"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "renewal_open" ON "renewal" USING btree ("enrolment_id","slug") WHERE "renewal"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "renewal_person" ON "renewal" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "retest_open" ON "retest" USING btree ("person_id","material_id") WHERE "retest"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "retest_material" ON "retest" USING btree ("material_id");--> statement-breakpoint
ALTER TABLE renewal ADD CONSTRAINT renewal_shape CHECK (
  (closed_at IS NULL) = (outcome IS NULL) AND (outcome IS NOT DISTINCT FROM 'done') = (evidence_id IS NOT NULL));
--> statement-breakpoint
ALTER TABLE retest ADD CONSTRAINT retest_shape CHECK ((closed_at IS NULL) = (outcome IS NULL));
--> statement-breakpoint
-- Closed once: what came of it is evidence.
CREATE FUNCTION refuse_after_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.closed_at IS NOT NULL THEN
    RAISE EXCEPTION '% % is closed', TG_TABLE_NAME, OLD.id USING ERRCODE = 'DR035';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER renewal_frozen BEFORE UPDATE ON renewal FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
--> statement-breakpoint
CREATE TRIGGER retest_frozen BEFORE UPDATE ON retest FOR EACH ROW EXECUTE FUNCTION refuse_after_closing();
