CREATE TABLE "remedial_plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"grading_id" uuid NOT NULL,
	"missed" text[] NOT NULL,
	"remedial_id" uuid,
	"practicals" text[] NOT NULL,
	"simulations" text[] NOT NULL,
	"due" date NOT NULL,
	"planned_by" uuid NOT NULL,
	"planned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "remedial_plan_gradingId_unique" UNIQUE("grading_id")
);
--> statement-breakpoint
CREATE TABLE "remedial_practical" (
	"plan_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"seen_by" uuid NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "remedial_practical_plan_id_slug_pk" PRIMARY KEY("plan_id","slug")
);
--> statement-breakpoint
ALTER TABLE "grading" ADD COLUMN "areas" text[];--> statement-breakpoint
ALTER TABLE "grading" ADD COLUMN "carried_from" uuid;--> statement-breakpoint
ALTER TABLE "grading_item" ADD COLUMN "carried_from" uuid;--> statement-breakpoint
ALTER TABLE "remedial_plan" ADD CONSTRAINT "remedial_plan_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_plan" ADD CONSTRAINT "remedial_plan_grading_id_grading_id_fk" FOREIGN KEY ("grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_plan" ADD CONSTRAINT "remedial_plan_remedial_id_remedial_id_fk" FOREIGN KEY ("remedial_id") REFERENCES "public"."remedial"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_plan" ADD CONSTRAINT "remedial_plan_planned_by_person_id_fk" FOREIGN KEY ("planned_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_practical" ADD CONSTRAINT "remedial_practical_plan_id_remedial_plan_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."remedial_plan"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "remedial_practical" ADD CONSTRAINT "remedial_practical_seen_by_person_id_fk" FOREIGN KEY ("seen_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "remedial_plan_person" ON "remedial_plan" USING btree ("person_id","planned_at");--> statement-breakpoint
ALTER TABLE "grading" ADD CONSTRAINT "grading_carried_from_grading_id_fk" FOREIGN KEY ("carried_from") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading_item" ADD CONSTRAINT "grading_item_carried_from_grading_id_fk" FOREIGN KEY ("carried_from") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading" ADD CONSTRAINT "grading_carried" CHECK (("grading"."areas" is null) = ("grading"."carried_from" is null));