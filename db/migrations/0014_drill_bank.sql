CREATE TABLE "bank_card" (
	"person_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"required" boolean NOT NULL,
	"entered_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"stability" double precision,
	"difficulty" double precision,
	"stage" text,
	"step" integer,
	"reps" integer DEFAULT 0 NOT NULL,
	"lapses" integer DEFAULT 0 NOT NULL,
	"reviewed_at" timestamp with time zone,
	"plain_due_at" timestamp with time zone,
	"first_right_at" timestamp with time zone,
	"first_right_ms" integer,
	"second_right_at" timestamp with time zone,
	"second_right_ms" integer,
	"fluent_until" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "bank_card_person_id_item_id_pk" PRIMARY KEY("person_id","item_id")
);
--> statement-breakpoint
CREATE TABLE "bank_certificate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"questions" integer NOT NULL,
	"issued_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "item_id" uuid;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "rating" text;--> statement-breakpoint
ALTER TABLE "attempt" ADD COLUMN "offline" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "bank_card" ADD CONSTRAINT "bank_card_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_certificate" ADD CONSTRAINT "bank_certificate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bank_card_due" ON "bank_card" USING btree ("person_id","due_at");--> statement-breakpoint
CREATE INDEX "bank_certificate_person" ON "bank_certificate" USING btree ("person_id","issued_at" desc);