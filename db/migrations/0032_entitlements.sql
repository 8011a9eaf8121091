CREATE TABLE "entitlement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"decision_id" uuid NOT NULL,
	"kind_id" uuid NOT NULL,
	"team_id" uuid,
	"name" jsonb NOT NULL,
	"owner_role" text,
	"owner_id" uuid,
	"taken_back" boolean NOT NULL,
	"due_on" date NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"said_by" uuid,
	"said_at" timestamp with time zone,
	"said_on" date,
	"note" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "entitlement_owner" CHECK (("entitlement"."owner_role" is null) <> ("entitlement"."owner_id" is null)),
	CONSTRAINT "entitlement_said_by" CHECK ("entitlement"."said_by" is null or "entitlement"."said_by" <> "entitlement"."person_id"),
	CONSTRAINT "entitlement_reason" CHECK ("entitlement"."state" not in ('not_needed', 'not_returned') or length(trim("entitlement"."note")) > 0)
);
--> statement-breakpoint
CREATE TABLE "entitlement_kind" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid,
	"name" jsonb NOT NULL,
	"owner_role" text,
	"owner_id" uuid,
	"due_days" integer NOT NULL,
	"taken_back" boolean NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "entitlement_kind_owner" CHECK (("entitlement_kind"."owner_role" is null) <> ("entitlement_kind"."owner_id" is null)),
	CONSTRAINT "entitlement_kind_days" CHECK ("entitlement_kind"."due_days" between 0 and 365)
);
--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_decision_id_gate_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."gate_decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_kind_id_entitlement_kind_id_fk" FOREIGN KEY ("kind_id") REFERENCES "public"."entitlement_kind"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_said_by_person_id_fk" FOREIGN KEY ("said_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_kind" ADD CONSTRAINT "entitlement_kind_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_kind" ADD CONSTRAINT "entitlement_kind_owner_id_person_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "entitlement_once" ON "entitlement" USING btree ("decision_id","kind_id");--> statement-breakpoint
CREATE INDEX "entitlement_person" ON "entitlement" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "entitlement_open" ON "entitlement" USING btree ("due_on") WHERE "entitlement"."state" = 'open';