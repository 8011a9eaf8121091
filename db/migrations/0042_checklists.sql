CREATE TABLE "team_checklist" (
	"team_id" uuid NOT NULL,
	"role" text NOT NULL,
	"slug" text NOT NULL,
	"chosen_by" uuid NOT NULL,
	"chosen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "team_checklist_team_id_role_pk" PRIMARY KEY("team_id","role")
);
--> statement-breakpoint
ALTER TABLE "team_checklist" ADD CONSTRAINT "team_checklist_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_checklist" ADD CONSTRAINT "team_checklist_chosen_by_person_id_fk" FOREIGN KEY ("chosen_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;