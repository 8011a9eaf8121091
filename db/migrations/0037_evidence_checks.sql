CREATE TABLE "evidence_check" (
	"person_id" uuid PRIMARY KEY NOT NULL,
	"due_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "evidence_check" ADD CONSTRAINT "evidence_check_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "evidence_check_due" ON "evidence_check" USING btree ("due_at");--> statement-breakpoint
INSERT INTO evidence_check (person_id, due_at) SELECT DISTINCT person_id, now() FROM gate_decision;
