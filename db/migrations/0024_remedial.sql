CREATE TABLE "remedial" (
	"id" uuid PRIMARY KEY NOT NULL,
	"title" jsonb NOT NULL,
	"reason" text NOT NULL,
	"items" uuid[] NOT NULL,
	"due" date NOT NULL,
	"assigned_by" uuid NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"cause" text NOT NULL,
	"cause_id" uuid,
	"cancelled_at" timestamp with time zone,
	"cancelled_by" uuid,
	"cancel_reason" text
);
--> statement-breakpoint
CREATE TABLE "remedial_person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"remedial_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"assigned_by" uuid NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "remedial_question" (
	"remedial_person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"mended_by" uuid,
	"mended_at" timestamp with time zone,
	"last" text,
	"last_at" timestamp with time zone,
	"dropped_at" timestamp with time zone,
	CONSTRAINT "remedial_question_remedial_person_id_item_id_pk" PRIMARY KEY("remedial_person_id","item_id")
);
--> statement-breakpoint
ALTER TABLE "bank_card" ADD COLUMN "mending" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "remedial" ADD CONSTRAINT "remedial_assigned_by_person_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial" ADD CONSTRAINT "remedial_cancelled_by_person_id_fk" FOREIGN KEY ("cancelled_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_person" ADD CONSTRAINT "remedial_person_remedial_id_remedial_id_fk" FOREIGN KEY ("remedial_id") REFERENCES "public"."remedial"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_person" ADD CONSTRAINT "remedial_person_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_person" ADD CONSTRAINT "remedial_person_assigned_by_person_id_fk" FOREIGN KEY ("assigned_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_question" ADD CONSTRAINT "remedial_question_remedial_person_id_remedial_person_id_fk" FOREIGN KEY ("remedial_person_id") REFERENCES "public"."remedial_person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_question" ADD CONSTRAINT "remedial_question_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "remedial_assigned" ON "remedial" USING btree ("assigned_at" desc);--> statement-breakpoint
CREATE UNIQUE INDEX "remedial_person_once" ON "remedial_person" USING btree ("remedial_id","person_id");--> statement-breakpoint
CREATE INDEX "remedial_person_open" ON "remedial_person" USING btree ("person_id") WHERE "remedial_person"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "bank_card_mending" ON "bank_card" USING btree ("person_id") WHERE "bank_card"."mending";--> statement-breakpoint
ALTER TABLE remedial ADD CONSTRAINT remedial_shape CHECK (
  cardinality(items) > 0 AND length(trim(reason)) > 0
  AND (cancelled_at IS NULL) = (cancelled_by IS NULL)
  AND (cancelled_at IS NULL OR length(trim(coalesce(cancel_reason, ''))) > 0));
--> statement-breakpoint
ALTER TABLE remedial_person ADD CONSTRAINT remedial_person_shape CHECK (
  assigned_by <> person_id AND (closed_at IS NULL) = (outcome IS NULL));
--> statement-breakpoint
ALTER TABLE remedial_question ADD CONSTRAINT remedial_question_mended CHECK ((mended_by IS NULL) = (mended_at IS NULL));
--> statement-breakpoint
-- Cancelled once; closed once; and what came of a closed part is evidence.
CREATE FUNCTION refuse_after_remedial() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  closed boolean := CASE TG_TABLE_NAME
    WHEN 'remedial' THEN (to_jsonb(OLD) ->> 'cancelled_at') IS NOT NULL
    WHEN 'remedial_person' THEN (to_jsonb(OLD) ->> 'closed_at') IS NOT NULL
    ELSE EXISTS (SELECT FROM remedial_person p WHERE p.id = (to_jsonb(OLD) ->> 'remedial_person_id')::uuid AND p.closed_at IS NOT NULL)
  END;
BEGIN
  IF closed THEN
    RAISE EXCEPTION '% is closed: %', TG_TABLE_NAME, to_jsonb(OLD) USING ERRCODE = 'DR030';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER remedial_frozen BEFORE UPDATE ON remedial FOR EACH ROW EXECUTE FUNCTION refuse_after_remedial();
--> statement-breakpoint
CREATE TRIGGER remedial_person_frozen BEFORE UPDATE ON remedial_person FOR EACH ROW EXECUTE FUNCTION refuse_after_remedial();
--> statement-breakpoint
CREATE TRIGGER remedial_question_frozen BEFORE UPDATE ON remedial_question FOR EACH ROW EXECUTE FUNCTION refuse_after_remedial();
