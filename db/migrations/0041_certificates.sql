CREATE TABLE "activation_certificate" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"person_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"name_shown" text DEFAULT 'full' NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	CONSTRAINT "activation_certificate_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "certificate_revocation" (
	"certificate_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"revoked_by" uuid NOT NULL,
	"revoked_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "activation_certificate" ADD CONSTRAINT "activation_certificate_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activation_certificate" ADD CONSTRAINT "activation_certificate_decision_id_gate_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."gate_decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_revocation" ADD CONSTRAINT "certificate_revocation_certificate_id_activation_certificate_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."activation_certificate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_revocation" ADD CONSTRAINT "certificate_revocation_revoked_by_person_id_fk" FOREIGN KEY ("revoked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "activation_certificate_person" ON "activation_certificate" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "activation_certificate_decision" ON "activation_certificate" USING btree ("decision_id");--> statement-breakpoint
-- by hand
-- A certificate tells of an activation, and of that very person's.
CREATE FUNCTION certificate_of_activation() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM gate_decision d WHERE d.id = NEW.decision_id AND d.person_id = NEW.person_id AND d.gate = 'activation') THEN
    RAISE EXCEPTION 'certificate %: decision % is no activation of this person', NEW.id, NEW.decision_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER certificate_of_activation BEFORE INSERT OR UPDATE ON activation_certificate FOR EACH ROW EXECUTE FUNCTION certificate_of_activation();
