CREATE TABLE "audit" (
	"id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_id" uuid,
	"action" text NOT NULL,
	"subject_type" text NOT NULL,
	"subject_id" text NOT NULL,
	"person_id" uuid,
	"before" jsonb,
	"after" jsonb,
	"reason" text,
	"request_id" text,
	CONSTRAINT "audit_id_pk" PRIMARY KEY("id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "due_date" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"person_id" uuid,
	"at" timestamp with time zone NOT NULL,
	"handled_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"bytes" integer NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"payload" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "setting" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"updated_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "submission" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid,
	"result" jsonb,
	"created_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"kind" text NOT NULL,
	"person_id" uuid,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "account_link_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "holiday" (
	"id" uuid PRIMARY KEY NOT NULL,
	"team_id" uuid,
	"day" date NOT NULL,
	"kind" text NOT NULL,
	"name" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "leave" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"reason" text NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"cancelled_at" timestamp with time zone,
	CONSTRAINT "leave_order" CHECK ("leave"."from_day" <= "leave"."to_day")
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"data" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone,
	"important" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text,
	"name" text NOT NULL,
	"pinyin" text DEFAULT '' NOT NULL,
	"login" text,
	"email" text,
	"password_hash" text,
	"locale" text,
	"theme" text,
	"state" text,
	"state_before" text,
	"state_since" timestamp with time zone,
	"employed_since" timestamp with time zone NOT NULL,
	"state_decision_id" uuid,
	"clearance" text DEFAULT 'none' NOT NULL,
	"clearance_since" timestamp with time zone,
	"hire_date" date,
	"contract_term" text,
	"probation_end" date,
	"disabled_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "person_externalId_unique" UNIQUE("external_id"),
	CONSTRAINT "person_login_unique" UNIQUE("login"),
	CONSTRAINT "person_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "platform_account" (
	"id" uuid PRIMARY KEY NOT NULL,
	"store_id" uuid NOT NULL,
	"nick" text NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date
);
--> statement-breakpoint
CREATE TABLE "role_grant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"team_id" uuid,
	"from_at" timestamp with time zone NOT NULL,
	"to_at" timestamp with time zone,
	"granted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"user_agent" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "store" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"platform" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "store_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "store_set" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date,
	"reason" text,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "store_share" (
	"store_set_id" uuid NOT NULL,
	"store_id" uuid NOT NULL,
	"share" integer NOT NULL,
	CONSTRAINT "store_share_store_set_id_store_id_pk" PRIMARY KEY("store_set_id","store_id"),
	CONSTRAINT "store_share_range" CHECK ("store_share"."share" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "team" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text DEFAULT 'Asia/Shanghai' NOT NULL,
	"working_week" integer[] NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "team_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "team_membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"from_day" date NOT NULL,
	"to_day" date
);
--> statement-breakpoint
CREATE TABLE "throttle" (
	"key" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"window_start" timestamp with time zone DEFAULT now() NOT NULL,
	"last_failure" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "work_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"team_id" uuid,
	"role" text NOT NULL,
	"person_id" uuid,
	"subject_id" uuid NOT NULL,
	"data" jsonb NOT NULL,
	"urgent" text DEFAULT 'no' NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"outcome" text
);
--> statement-breakpoint
CREATE TABLE "content_item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"pack" text NOT NULL,
	"current_version_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"archived_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "content_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"digest" text NOT NULL,
	"origin" text NOT NULL,
	"pack_version" integer,
	"material" boolean DEFAULT false NOT NULL,
	"note" text,
	"published_by" uuid,
	"published_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "acknowledgement_signature" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"content_version_id" uuid NOT NULL,
	"typed_name" text NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "activity_state" (
	"enrolment_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"day" integer NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"ref" text NOT NULL,
	"content_version_id" uuid,
	"minutes" integer NOT NULL,
	"mandatory" boolean NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"started_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"done_at" timestamp with time zone,
	"score" numeric,
	"attempts" integer DEFAULT 0 NOT NULL,
	"draft" jsonb,
	"draft_revision" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "activity_state_enrolment_id_slug_pk" PRIMARY KEY("enrolment_id","slug")
);
--> statement-breakpoint
CREATE TABLE "enrolment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"team_id" uuid NOT NULL,
	"plan_version_id" uuid NOT NULL,
	"start_date" date NOT NULL,
	"created_by" uuid,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "practical_submission" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"content_version_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"file_ids" uuid[] NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signoff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"submission_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"decided_by" uuid NOT NULL,
	"decision" text NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	CONSTRAINT "signoff_submissionId_unique" UNIQUE("submission_id")
);
--> statement-breakpoint
CREATE TABLE "attempt" (
	"person_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"question_version_id" uuid NOT NULL,
	"context" text NOT NULL,
	"context_id" uuid NOT NULL,
	"answer" jsonb NOT NULL,
	"correct" boolean NOT NULL,
	"share" numeric NOT NULL,
	"answer_ms" integer NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "attempt_person_id_id_pk" PRIMARY KEY("person_id","id")
) PARTITION BY RANGE ("id");
--> statement-breakpoint
CREATE TABLE "exam_code" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"code_hash" text NOT NULL,
	"issued_by" uuid NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"used_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "extra_attempt" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"granted_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"granted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sitting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"role" text NOT NULL,
	"content_version_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"seed" text NOT NULL,
	"drawn" uuid[] NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"answers_revision" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"deadline_at" timestamp with time zone,
	"submitted_at" timestamp with time zone,
	"focus_losses" integer DEFAULT 0 NOT NULL,
	"exam_code_id" uuid
);
--> statement-breakpoint
CREATE TABLE "sitting_result" (
	"id" uuid PRIMARY KEY NOT NULL,
	"sitting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"score" numeric NOT NULL,
	"critical_wrong" integer NOT NULL,
	"passed" boolean NOT NULL,
	"graded_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "grading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"checklist_version_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"attempt" integer NOT NULL,
	"seed" text NOT NULL,
	"drawn" jsonb NOT NULL,
	"draft" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"draft_revision" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"abandoned_at" timestamp with time zone,
	"abandon_reason" text
);
--> statement-breakpoint
CREATE TABLE "grading_item" (
	"grading_id" uuid NOT NULL,
	"item" text NOT NULL,
	"area" text NOT NULL,
	"grade" integer NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"file_ids" uuid[] NOT NULL,
	CONSTRAINT "grading_item_grading_id_item_pk" PRIMARY KEY("grading_id","item")
);
--> statement-breakpoint
CREATE TABLE "grading_result" (
	"id" uuid PRIMARY KEY NOT NULL,
	"grading_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"grader_id" uuid NOT NULL,
	"total" numeric NOT NULL,
	"areas" jsonb NOT NULL,
	"failed" jsonb NOT NULL,
	"passed" boolean NOT NULL,
	"single_examiner" boolean DEFAULT false NOT NULL,
	"graded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "grading_result_gradingId_unique" UNIQUE("grading_id")
);
--> statement-breakpoint
CREATE TABLE "clearance_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"sequence" integer NOT NULL,
	"from_level" text NOT NULL,
	"to_level" text NOT NULL,
	"cause" text NOT NULL,
	"cause_id" uuid,
	"changed_by" uuid,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_decision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"gate" text NOT NULL,
	"policy_id" uuid NOT NULL,
	"decided_by" uuid NOT NULL,
	"single_examiner" boolean DEFAULT false NOT NULL,
	"dossier" jsonb NOT NULL,
	"seal" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_evidence" (
	"decision_id" uuid NOT NULL,
	"requirement" text NOT NULL,
	"kind" text NOT NULL,
	"evidence_id" uuid NOT NULL,
	CONSTRAINT "gate_evidence_decision_id_requirement_kind_evidence_id_pk" PRIMARY KEY("decision_id","requirement","kind","evidence_id")
);
--> statement-breakpoint
CREATE TABLE "gate_override" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"gate" text NOT NULL,
	"requirement" text NOT NULL,
	"reason" text NOT NULL,
	"given_by" uuid NOT NULL,
	"given_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "gate_policy" (
	"id" uuid PRIMARY KEY NOT NULL,
	"gate" text NOT NULL,
	"team_id" uuid,
	"version" integer NOT NULL,
	"requirements" jsonb NOT NULL,
	"published_by" uuid,
	"published_at" timestamp with time zone NOT NULL,
	CONSTRAINT "gate_policy_version" UNIQUE NULLS NOT DISTINCT("gate","team_id","version")
);
--> statement-breakpoint
ALTER TABLE "account_link" ADD CONSTRAINT "account_link_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "holiday" ADD CONSTRAINT "holiday_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "leave" ADD CONSTRAINT "leave_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice" ADD CONSTRAINT "notice_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_account" ADD CONSTRAINT "platform_account_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "platform_account" ADD CONSTRAINT "platform_account_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_grant" ADD CONSTRAINT "role_grant_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store_set" ADD CONSTRAINT "store_set_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store_share" ADD CONSTRAINT "store_share_store_set_id_store_set_id_fk" FOREIGN KEY ("store_set_id") REFERENCES "public"."store_set"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "store_share" ADD CONSTRAINT "store_share_store_id_store_id_fk" FOREIGN KEY ("store_id") REFERENCES "public"."store"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team_membership" ADD CONSTRAINT "team_membership_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_version" ADD CONSTRAINT "content_version_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_signature" ADD CONSTRAINT "acknowledgement_signature_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_signature" ADD CONSTRAINT "acknowledgement_signature_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "acknowledgement_signature" ADD CONSTRAINT "acknowledgement_signature_content_version_id_content_version_id_fk" FOREIGN KEY ("content_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_state" ADD CONSTRAINT "activity_state_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_state" ADD CONSTRAINT "activity_state_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "activity_state" ADD CONSTRAINT "activity_state_content_version_id_content_version_id_fk" FOREIGN KEY ("content_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_plan_version_id_content_version_id_fk" FOREIGN KEY ("plan_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_submission" ADD CONSTRAINT "practical_submission_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_submission" ADD CONSTRAINT "practical_submission_enrolment_id_enrolment_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "practical_submission" ADD CONSTRAINT "practical_submission_content_version_id_content_version_id_fk" FOREIGN KEY ("content_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_submission_id_practical_submission_id_fk" FOREIGN KEY ("submission_id") REFERENCES "public"."practical_submission"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signoff" ADD CONSTRAINT "signoff_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_code" ADD CONSTRAINT "exam_code_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exam_code" ADD CONSTRAINT "exam_code_issued_by_person_id_fk" FOREIGN KEY ("issued_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_attempt" ADD CONSTRAINT "extra_attempt_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "extra_attempt" ADD CONSTRAINT "extra_attempt_granted_by_person_id_fk" FOREIGN KEY ("granted_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting" ADD CONSTRAINT "sitting_content_version_id_content_version_id_fk" FOREIGN KEY ("content_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_result" ADD CONSTRAINT "sitting_result_sitting_id_sitting_id_fk" FOREIGN KEY ("sitting_id") REFERENCES "public"."sitting"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sitting_result" ADD CONSTRAINT "sitting_result_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading" ADD CONSTRAINT "grading_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading" ADD CONSTRAINT "grading_checklist_version_id_content_version_id_fk" FOREIGN KEY ("checklist_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading" ADD CONSTRAINT "grading_grader_id_person_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading_item" ADD CONSTRAINT "grading_item_grading_id_grading_id_fk" FOREIGN KEY ("grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading_result" ADD CONSTRAINT "grading_result_grading_id_grading_id_fk" FOREIGN KEY ("grading_id") REFERENCES "public"."grading"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading_result" ADD CONSTRAINT "grading_result_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "grading_result" ADD CONSTRAINT "grading_result_grader_id_person_id_fk" FOREIGN KEY ("grader_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearance_change" ADD CONSTRAINT "clearance_change_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_policy_id_gate_policy_id_fk" FOREIGN KEY ("policy_id") REFERENCES "public"."gate_policy"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_decision" ADD CONSTRAINT "gate_decision_decided_by_person_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_evidence" ADD CONSTRAINT "gate_evidence_decision_id_gate_decision_id_fk" FOREIGN KEY ("decision_id") REFERENCES "public"."gate_decision"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_override" ADD CONSTRAINT "gate_override_given_by_person_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "gate_policy" ADD CONSTRAINT "gate_policy_team_id_team_id_fk" FOREIGN KEY ("team_id") REFERENCES "public"."team"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_person" ON "audit" USING btree ("person_id","id");--> statement-breakpoint
CREATE INDEX "audit_subject" ON "audit" USING btree ("subject_type","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "due_date_subject" ON "due_date" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "due_date_open" ON "due_date" USING btree ("at");--> statement-breakpoint
CREATE INDEX "file_owner" ON "file" USING btree ("owner_id");--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_order" ON "outbox" USING btree ("subject_id","sequence");--> statement-breakpoint
CREATE INDEX "account_link_person" ON "account_link" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "holiday_day" ON "holiday" USING btree (coalesce("team_id", '00000000-0000-0000-0000-000000000000'::uuid),"day");--> statement-breakpoint
CREATE INDEX "leave_person" ON "leave" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "notice_person" ON "notice" USING btree ("person_id","seen_at");--> statement-breakpoint
CREATE INDEX "person_state" ON "person" USING btree ("state");--> statement-breakpoint
CREATE INDEX "person_name" ON "person" USING btree ("name");--> statement-breakpoint
CREATE INDEX "platform_account_person" ON "platform_account" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_grant_person" ON "role_grant" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "role_grant_team" ON "role_grant" USING btree ("team_id");--> statement-breakpoint
CREATE INDEX "session_person" ON "session" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "store_set_person" ON "store_set" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_membership_person" ON "team_membership" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "team_membership_team" ON "team_membership" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "work_item_open_subject" ON "work_item" USING btree ("kind","subject_id") WHERE "work_item"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "work_item_open" ON "work_item" USING btree ("team_id","opened_at") WHERE "work_item"."closed_at" is null;--> statement-breakpoint
CREATE INDEX "work_item_person" ON "work_item" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "content_item_slug" ON "content_item" USING btree ("kind","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "content_version_number" ON "content_version" USING btree ("item_id","version");--> statement-breakpoint
CREATE INDEX "content_version_digest" ON "content_version" USING btree ("digest");--> statement-breakpoint
CREATE UNIQUE INDEX "acknowledgement_once" ON "acknowledgement_signature" USING btree ("enrolment_id","slug","content_version_id");--> statement-breakpoint
CREATE INDEX "activity_state_person" ON "activity_state" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolment_open" ON "enrolment" USING btree ("person_id") WHERE "enrolment"."ended_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "practical_submission_attempt" ON "practical_submission" USING btree ("enrolment_id","slug","attempt");--> statement-breakpoint
CREATE INDEX "practical_submission_person" ON "practical_submission" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "signoff_person" ON "signoff" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "attempt_context" ON "attempt" USING btree ("context_id");--> statement-breakpoint
CREATE INDEX "exam_code_person" ON "exam_code" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "extra_attempt_enrolment" ON "extra_attempt" USING btree ("enrolment_id","slug");--> statement-breakpoint
CREATE UNIQUE INDEX "sitting_attempt" ON "sitting" USING btree ("enrolment_id","slug","attempt");--> statement-breakpoint
CREATE UNIQUE INDEX "sitting_open" ON "sitting" USING btree ("enrolment_id","slug") WHERE "sitting"."submitted_at" is null;--> statement-breakpoint
CREATE INDEX "sitting_person" ON "sitting" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sitting_result_number" ON "sitting_result" USING btree ("sitting_id","number");--> statement-breakpoint
CREATE INDEX "sitting_result_person" ON "sitting_result" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "grading_open" ON "grading" USING btree ("person_id","grader_id") WHERE "grading"."submitted_at" is null and "grading"."abandoned_at" is null;--> statement-breakpoint
CREATE INDEX "grading_person" ON "grading" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "grading_result_person" ON "grading_result" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clearance_change_order" ON "clearance_change" USING btree ("person_id","sequence");--> statement-breakpoint
CREATE INDEX "gate_decision_person" ON "gate_decision" USING btree ("person_id","gate");--> statement-breakpoint
CREATE INDEX "gate_override_person" ON "gate_override" USING btree ("person_id");