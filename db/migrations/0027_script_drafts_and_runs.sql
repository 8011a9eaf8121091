CREATE TABLE "script_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"parent_id" uuid,
	"author_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"from_at" integer,
	"to_at" integer,
	"quote" text DEFAULT '' NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" uuid,
	CONSTRAINT "script_comment_place" CHECK (("script_comment"."parent_id" is null) = ("script_comment"."from_at" is not null and "script_comment"."to_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "script_draft" (
	"id" uuid PRIMARY KEY NOT NULL,
	"author_id" uuid NOT NULL,
	"item_id" uuid,
	"base_version_id" uuid,
	"variant" text,
	"prepared" integer,
	"state" text DEFAULT 'draft' NOT NULL,
	"body" jsonb NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"versions" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "script_draft_prepared" CHECK ("script_draft"."prepared" is null or "script_draft"."prepared" between 1 and 10),
	CONSTRAINT "script_draft_base" CHECK (("script_draft"."item_id" is null) = ("script_draft"."base_version_id" is null))
);
--> statement-breakpoint
CREATE TABLE "script_draft_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"body" jsonb NOT NULL,
	"findings" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"submitted_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "script_publication" (
	"draft_id" uuid PRIMARY KEY NOT NULL,
	"item_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"variant" text NOT NULL,
	"published_by" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "script_review" (
	"id" uuid PRIMARY KEY NOT NULL,
	"draft_id" uuid NOT NULL,
	"version_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"reviewer_id" uuid NOT NULL,
	"decision" text NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "script_review_versionId_unique" UNIQUE("version_id"),
	CONSTRAINT "script_review_not_self" CHECK ("script_review"."reviewer_id" <> "script_review"."person_id")
);
--> statement-breakpoint
CREATE TABLE "simulation_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"line" integer NOT NULL,
	"author_id" uuid NOT NULL,
	"text" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "simulation_example" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"marked_by" uuid NOT NULL,
	"reason" text NOT NULL,
	"marked_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone,
	"removed_by" uuid
);
--> statement-breakpoint
CREATE TABLE "simulation_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"customer" text NOT NULL,
	"at_ms" integer NOT NULL,
	"text" text NOT NULL,
	"taken" boolean DEFAULT false NOT NULL,
	CONSTRAINT "simulation_message_text" CHECK (length("simulation_message"."text") between 1 and 1000)
);
--> statement-breakpoint
CREATE TABLE "simulation_result" (
	"id" uuid PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"item_id" uuid,
	"number" integer NOT NULL,
	"cause" text NOT NULL,
	"total" numeric NOT NULL,
	"passed" boolean NOT NULL,
	"has_prohibited" boolean NOT NULL,
	"undecided" boolean NOT NULL,
	"grade" jsonb NOT NULL,
	"chats" jsonb NOT NULL,
	"granted" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"remark" text DEFAULT '' NOT NULL,
	"graded_by" uuid,
	"graded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "simulation_result_by" CHECK (("simulation_result"."cause" = 'person') = ("simulation_result"."graded_by" is not null) and "simulation_result"."graded_by" is distinct from "simulation_result"."person_id"),
	CONSTRAINT "simulation_result_passed" CHECK (not ("simulation_result"."passed" and ("simulation_result"."has_prohibited" or "simulation_result"."undecided")))
);
--> statement-breakpoint
CREATE TABLE "simulation_run" (
	"id" uuid PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"item_id" uuid,
	"version_id" uuid,
	"recording" jsonb,
	"locale" text NOT NULL,
	"counts" boolean NOT NULL,
	"from_run_id" uuid,
	"from_ms" integer,
	"started_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_as" text,
	CONSTRAINT "simulation_run_of" CHECK (("simulation_run"."item_id" is null) = ("simulation_run"."version_id" is null) and ("simulation_run"."item_id" is null) = ("simulation_run"."recording" is not null)),
	CONSTRAINT "simulation_run_end" CHECK (("simulation_run"."ended_at" is null) = ("simulation_run"."ended_as" is null))
);
--> statement-breakpoint
ALTER TABLE "script_comment" ADD CONSTRAINT "script_comment_draft_id_script_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."script_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_comment" ADD CONSTRAINT "script_comment_version_id_script_draft_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."script_draft_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_comment" ADD CONSTRAINT "script_comment_parent_id_script_comment_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."script_comment"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_comment" ADD CONSTRAINT "script_comment_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_comment" ADD CONSTRAINT "script_comment_resolved_by_person_id_fk" FOREIGN KEY ("resolved_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_draft" ADD CONSTRAINT "script_draft_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_draft" ADD CONSTRAINT "script_draft_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_draft" ADD CONSTRAINT "script_draft_base_version_id_content_version_id_fk" FOREIGN KEY ("base_version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_draft_version" ADD CONSTRAINT "script_draft_version_draft_id_script_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."script_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_publication" ADD CONSTRAINT "script_publication_draft_id_script_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."script_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_publication" ADD CONSTRAINT "script_publication_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_publication" ADD CONSTRAINT "script_publication_version_id_content_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_publication" ADD CONSTRAINT "script_publication_published_by_person_id_fk" FOREIGN KEY ("published_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_review" ADD CONSTRAINT "script_review_draft_id_script_draft_id_fk" FOREIGN KEY ("draft_id") REFERENCES "public"."script_draft"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_review" ADD CONSTRAINT "script_review_version_id_script_draft_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."script_draft_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_review" ADD CONSTRAINT "script_review_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "script_review" ADD CONSTRAINT "script_review_reviewer_id_person_id_fk" FOREIGN KEY ("reviewer_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_comment" ADD CONSTRAINT "simulation_comment_run_id_simulation_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."simulation_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_comment" ADD CONSTRAINT "simulation_comment_author_id_person_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_example" ADD CONSTRAINT "simulation_example_run_id_simulation_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."simulation_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_example" ADD CONSTRAINT "simulation_example_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_example" ADD CONSTRAINT "simulation_example_marked_by_person_id_fk" FOREIGN KEY ("marked_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_example" ADD CONSTRAINT "simulation_example_removed_by_person_id_fk" FOREIGN KEY ("removed_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_message" ADD CONSTRAINT "simulation_message_run_id_simulation_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."simulation_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_result" ADD CONSTRAINT "simulation_result_run_id_simulation_run_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."simulation_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_result" ADD CONSTRAINT "simulation_result_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_result" ADD CONSTRAINT "simulation_result_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_result" ADD CONSTRAINT "simulation_result_graded_by_person_id_fk" FOREIGN KEY ("graded_by") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_run" ADD CONSTRAINT "simulation_run_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_run" ADD CONSTRAINT "simulation_run_item_id_content_item_id_fk" FOREIGN KEY ("item_id") REFERENCES "public"."content_item"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_run" ADD CONSTRAINT "simulation_run_version_id_content_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."content_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "simulation_run" ADD CONSTRAINT "simulation_run_from_run_id_simulation_run_id_fk" FOREIGN KEY ("from_run_id") REFERENCES "public"."simulation_run"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "script_comment_draft" ON "script_comment" USING btree ("draft_id","at");--> statement-breakpoint
CREATE INDEX "script_draft_author" ON "script_draft" USING btree ("author_id","updated_at" desc);--> statement-breakpoint
CREATE INDEX "script_draft_waiting" ON "script_draft" USING btree ("updated_at") WHERE "script_draft"."state" in ('submitted', 'approved');--> statement-breakpoint
CREATE UNIQUE INDEX "script_draft_version_number" ON "script_draft_version" USING btree ("draft_id","number");--> statement-breakpoint
CREATE INDEX "script_review_person" ON "script_review" USING btree ("person_id","at");--> statement-breakpoint
CREATE INDEX "script_review_draft" ON "script_review" USING btree ("draft_id");--> statement-breakpoint
CREATE INDEX "simulation_comment_run" ON "simulation_comment" USING btree ("run_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "simulation_example_once" ON "simulation_example" USING btree ("run_id") WHERE "simulation_example"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "simulation_example_item" ON "simulation_example" USING btree ("item_id") WHERE "simulation_example"."removed_at" is null;--> statement-breakpoint
CREATE INDEX "simulation_message_run" ON "simulation_message" USING btree ("run_id","at_ms");--> statement-breakpoint
CREATE UNIQUE INDEX "simulation_result_number" ON "simulation_result" USING btree ("run_id","number");--> statement-breakpoint
CREATE INDEX "simulation_result_person" ON "simulation_result" USING btree ("person_id","item_id","graded_at" desc);--> statement-breakpoint
CREATE UNIQUE INDEX "simulation_run_open" ON "simulation_run" USING btree ("person_id") WHERE "simulation_run"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "simulation_run_person" ON "simulation_run" USING btree ("person_id","item_id","started_at" desc);--> statement-breakpoint
CREATE INDEX "simulation_run_ended" ON "simulation_run" USING btree ("ended_at" desc);
--> statement-breakpoint
-- A draft goes its way, and what stands for decided has its decision behind it. What was handed in does not change while somebody reads it.
CREATE FUNCTION guard_script_draft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'draft' OR NEW.versions <> 0 THEN
      RAISE EXCEPTION 'script_draft % begins as a draft', NEW.id USING ERRCODE = 'DR032';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.state <> OLD.state AND NOT (
    (OLD.state, NEW.state) IN (('draft', 'submitted'), ('draft', 'withdrawn'), ('returned', 'submitted'), ('returned', 'withdrawn'),
      ('submitted', 'draft'), ('submitted', 'returned'), ('submitted', 'approved'), ('approved', 'published'), ('withdrawn', 'draft'))
  ) THEN
    RAISE EXCEPTION 'script_draft % does not go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'DR032';
  END IF;
  IF NEW.body <> OLD.body AND OLD.state NOT IN ('draft', 'returned') THEN
    RAISE EXCEPTION 'script_draft % is %', OLD.id, OLD.state USING ERRCODE = 'DR032';
  END IF;
  IF NEW.state IN ('returned', 'approved') AND NEW.state <> OLD.state AND NOT EXISTS (
    SELECT FROM script_review r JOIN script_draft_version v ON v.id = r.version_id
    WHERE v.draft_id = NEW.id AND v.number = NEW.versions AND r.decision = NEW.state AND r.person_id = NEW.author_id
  ) THEN
    RAISE EXCEPTION 'script_draft %: nobody decided so on its version %', NEW.id, NEW.versions USING ERRCODE = 'DR032';
  END IF;
  IF NEW.state = 'published' AND OLD.state <> 'published' AND NOT EXISTS (SELECT FROM script_publication p WHERE p.draft_id = NEW.id) THEN
    RAISE EXCEPTION 'script_draft % was not published', NEW.id USING ERRCODE = 'DR032';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER script_draft_guard BEFORE INSERT OR UPDATE ON script_draft FOR EACH ROW EXECUTE FUNCTION guard_script_draft();--> statement-breakpoint
-- A review is about a version of that very draft, by that very author; a publication is of what was approved.
CREATE FUNCTION guard_script_review() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'script_review % was written once', OLD.id USING ERRCODE = 'DR032';
  END IF;
  IF NOT EXISTS (
    SELECT FROM script_draft d JOIN script_draft_version v ON v.draft_id = d.id
    WHERE d.id = NEW.draft_id AND v.id = NEW.version_id AND d.author_id = NEW.person_id AND d.state = 'submitted' AND v.number = d.versions
  ) THEN
    RAISE EXCEPTION 'script_review: version % is not the one that waits', NEW.version_id USING ERRCODE = 'DR032';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER script_review_guard BEFORE INSERT OR UPDATE ON script_review FOR EACH ROW EXECUTE FUNCTION guard_script_review();--> statement-breakpoint
CREATE FUNCTION guard_script_publication() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'script_publication of % was written once', OLD.draft_id USING ERRCODE = 'DR032';
  END IF;
  IF NOT EXISTS (SELECT FROM script_draft d WHERE d.id = NEW.draft_id AND d.state = 'approved')
    OR NOT EXISTS (SELECT FROM content_version v JOIN content_item i ON i.id = v.item_id WHERE v.id = NEW.version_id AND i.id = NEW.item_id AND i.kind = 'script') THEN
    RAISE EXCEPTION 'script_publication: draft % is not approved, or went into no script', NEW.draft_id USING ERRCODE = 'DR032';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER script_publication_guard BEFORE INSERT OR UPDATE ON script_publication FOR EACH ROW EXECUTE FUNCTION guard_script_publication();--> statement-breakpoint
-- A run ends once; what was sent belongs to a run that goes on, and a result to one that has ended.
CREATE FUNCTION guard_simulation_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL THEN
    RAISE EXCEPTION 'simulation_run % has ended', OLD.id USING ERRCODE = 'DR033';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER simulation_run_guard BEFORE UPDATE ON simulation_run FOR EACH ROW EXECUTE FUNCTION guard_simulation_run();--> statement-breakpoint
CREATE FUNCTION guard_simulation_message() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'simulation_message % was written once', OLD.id USING ERRCODE = 'DR033';
  END IF;
  IF NOT EXISTS (SELECT FROM simulation_run r WHERE r.id = NEW.run_id AND r.ended_at IS NULL) THEN
    RAISE EXCEPTION 'simulation_message: run % has ended', NEW.run_id USING ERRCODE = 'DR033';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER simulation_message_guard BEFORE INSERT OR UPDATE ON simulation_message FOR EACH ROW EXECUTE FUNCTION guard_simulation_message();--> statement-breakpoint
CREATE FUNCTION guard_simulation_result() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    RAISE EXCEPTION 'simulation_result % was written once', OLD.id USING ERRCODE = 'DR033';
  END IF;
  IF NOT EXISTS (
    SELECT FROM simulation_run r
    WHERE r.id = NEW.run_id AND r.person_id = NEW.person_id AND r.item_id IS NOT DISTINCT FROM NEW.item_id AND r.ended_at IS NOT NULL
  ) OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM simulation_result WHERE run_id = NEW.run_id) THEN
    RAISE EXCEPTION 'simulation_result: run % goes on, is not of that person, or has such a result', NEW.run_id USING ERRCODE = 'DR033';
  END IF;
  RETURN NEW;
END $$;
--> statement-breakpoint
CREATE TRIGGER simulation_result_guard BEFORE INSERT OR UPDATE ON simulation_result FOR EACH ROW EXECUTE FUNCTION guard_simulation_result();--> statement-breakpoint
-- Whether a result says that a run that counts was passed, in the present employment: it is the last of its run by then.
CREATE FUNCTION simulation_result_holds(p_result uuid, p_person uuid, p_at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (
    SELECT FROM simulation_result r JOIN simulation_run n ON n.id = r.run_id JOIN person p ON p.id = r.person_id
    WHERE r.id = p_result AND r.person_id = p_person AND r.passed AND n.counts AND r.item_id IS NOT NULL
      AND n.started_at >= p.employed_since AND r.graded_at <= p_at
      AND NOT EXISTS (SELECT FROM simulation_result o WHERE o.run_id = r.run_id AND o.number > r.number))
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION gate_evidence_holds(p_requirement text, p_kind text, p_evidence uuid, p_person uuid, p_at timestamptz, p_params jsonb)
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT CASE
    WHEN p_requirement = 'activities' AND p_kind = 'enrolment' THEN
      EXISTS (SELECT FROM enrolment e WHERE e.id = p_evidence AND e.person_id = p_person)
      AND EXISTS (SELECT FROM activity_state a WHERE a.enrolment_id = p_evidence AND a.mandatory)
      AND NOT EXISTS (SELECT FROM activity_state a WHERE a.enrolment_id = p_evidence AND a.mandatory AND a.status <> 'done')
    WHEN p_requirement = 'signoffs' AND p_kind = 'signoff' THEN
      EXISTS (
        SELECT FROM signoff s JOIN practical_submission p ON p.id = s.submission_id
        WHERE s.id = p_evidence AND s.person_id = p_person AND p.person_id = p_person AND s.decision = 'accepted'
          AND NOT EXISTS (
            SELECT FROM activity_state a
            WHERE a.enrolment_id = p.enrolment_id AND a.mandatory AND a.kind = 'practical'
              AND NOT EXISTS (
                SELECT FROM practical_submission q JOIN signoff t ON t.submission_id = q.id
                WHERE q.enrolment_id = a.enrolment_id AND q.slug = a.slug AND t.decision = 'accepted')))
    WHEN p_requirement IN ('rules_exam', 'desk_exam') AND p_kind = 'sitting_result' THEN
      EXISTS (
        SELECT FROM sitting_result r JOIN sitting s ON s.id = r.sitting_id
        WHERE r.id = p_evidence AND r.person_id = p_person AND s.person_id = p_person AND s.role = p_requirement AND r.passed
          AND NOT EXISTS (SELECT FROM sitting_result n WHERE n.sitting_id = r.sitting_id AND n.number > r.number)
          AND (p_requirement <> 'desk_exam' OR EXISTS (SELECT FROM exam_code c WHERE c.id = s.exam_code_id AND c.person_id = p_person AND c.issued_by <> p_person)))
    WHEN p_requirement = 'acknowledgement' AND p_kind = 'acknowledgement' THEN
      EXISTS (SELECT FROM acknowledgement_signature k WHERE k.id = p_evidence AND k.person_id = p_person)
    WHEN p_requirement = 'bank_certificate' AND p_kind = 'bank_certificate' THEN
      EXISTS (
        SELECT FROM bank_certificate b
        WHERE b.id = p_evidence AND b.person_id = p_person AND b.issued_at <= p_at
          AND b.enrolment_id = (
            SELECT e.id FROM enrolment e JOIN person p ON p.id = e.person_id
            WHERE e.person_id = p_person AND e.created_at >= p.employed_since ORDER BY e.created_at DESC LIMIT 1)
          AND training_days_between(b.enrolment_id, b.issued_at, p_at) <= coalesce((p_params ->> 'trainingDays')::integer, 10))
    WHEN p_requirement = 'checklist' AND p_kind = 'grading_result' THEN
      EXISTS (SELECT FROM grading_result g WHERE g.id = p_evidence AND g.person_id = p_person AND g.passed)
    WHEN p_requirement = 'probation_days' AND p_kind = 'gate_decision' THEN
      EXISTS (
        SELECT FROM gate_decision d WHERE d.id = p_evidence AND d.person_id = p_person AND d.gate = 'desk'
          AND d.decided_at + make_interval(days => coalesce((p_params ->> 'workingDays')::integer, 10) - 1) <= p_at)
    WHEN p_requirement = 'scripts' AND p_kind = 'script_review' THEN
      EXISTS (SELECT FROM script_review r WHERE r.id = p_evidence AND r.person_id = p_person AND r.decision = 'approved' AND r.at <= p_at)
      AND (
        SELECT count(DISTINCT r.draft_id) FROM script_review r JOIN person p ON p.id = r.person_id
        WHERE r.person_id = p_person AND r.decision = 'approved' AND r.at BETWEEN p.employed_since AND p_at
      ) >= coalesce((p_params ->> 'approved')::integer, 5)
      AND (
        SELECT count(DISTINCT d.prepared) FROM script_draft d JOIN person p ON p.id = d.author_id
        WHERE d.author_id = p_person AND d.state <> 'withdrawn' AND EXISTS (
          SELECT FROM script_draft_version v WHERE v.draft_id = d.id AND v.submitted_at BETWEEN p.employed_since AND p_at)
      ) >= coalesce((p_params ->> 'prepared')::integer, 10)
    WHEN p_requirement = 'simulations' AND p_kind = 'simulation_result' THEN
      simulation_result_holds(p_evidence, p_person, p_at)
      AND NOT EXISTS (
        SELECT FROM content_item i JOIN content_version v ON v.id = i.current_version_id
        WHERE i.kind = 'simulation' AND i.archived_at IS NULL AND (v.body ->> 'required')::boolean
          AND NOT EXISTS (
            SELECT FROM simulation_result r WHERE r.item_id = i.id AND r.person_id = p_person AND simulation_result_holds(r.id, p_person, p_at)))
    ELSE false
  END
$$;
