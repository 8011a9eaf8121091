-- What the app's role may do. Run after every migration; the role owns nothing.
GRANT USAGE ON SCHEMA public TO deskready_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO deskready_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO deskready_app;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;

-- Evidence and audit are append-only.
DO $$
DECLARE
  t text;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND (
      c.relname IN ('practical_submission', 'signoff', 'acknowledgement_signature', 'sitting_result', 'extra_attempt', 'grading_item',
        'grading_result', 'bank_certificate', 'bank_day', 'attempt_grading', 'memory_fit', 'gate_policy', 'gate_override', 'gate_decision', 'gate_evidence', 'clearance_change', 'content_version', 'content_material', 'content_retest', 'script_use', 'script_draft_version', 'script_review',
        'script_publication', 'simulation_message', 'simulation_result', 'outbox', 'second_request', 'reconciled_item', 'checklist_result', 'result_reading', 'dispute_item', 'ruled_item', 'probation_extension', 'probation_warning', 'remedial_plan', 'remedial_practical', 'calibration_reference', 'case_change')
      OR c.relname ~ '^(audit|attempt)(_default|_\d{4}_\d{2})?$')
  LOOP
    EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %I FROM deskready_app', t);
  END LOOP;
END $$;

REVOKE UPDATE, DELETE, TRUNCATE ON lapse_warning, retest, renewal FROM deskready_app;


-- Of these, only the working columns change.
REVOKE UPDATE, DELETE ON clearance_lapse, sitting, exam_code, grading, file, enrolment, content_offer, appeal, attempt_waiting,
  reconciliation, self_assessment, dispute, calibration_set, calibration_grading, remedial, remedial_person, remedial_question, script_draft, script_comment, simulation_run, simulation_comment, simulation_example FROM deskready_app;
GRANT UPDATE (answers, answers_revision, submitted_at, focus_losses, focus_lost_at) ON sitting TO deskready_app;
GRANT UPDATE (closed_at, outcome) ON retest TO deskready_app;
GRANT UPDATE (since, closed_at, outcome, evidence_id) ON renewal TO deskready_app;
GRANT UPDATE (ended_at, ended_by, outcome, end_note) ON clearance_lapse TO deskready_app;
GRANT UPDATE (expires_at, used_at, failures) ON exam_code TO deskready_app;
GRANT UPDATE (draft, draft_revision, submitted_at, abandoned_at, abandon_reason) ON grading TO deskready_app;
GRANT UPDATE (draft, draft_revision, submitted_at, submitted_by) ON reconciliation TO deskready_app;
GRANT UPDATE (draft, draft_revision, submitted_at, closed_at, grading_id) ON self_assessment TO deskready_app;
GRANT UPDATE (closed_at, closed_by) ON calibration_set TO deskready_app;
GRANT UPDATE (draft, draft_revision, submitted_at) ON calibration_grading TO deskready_app;
GRANT UPDATE (closed_at, closed_by, outcome, single_examiner) ON dispute TO deskready_app;
REVOKE UPDATE, DELETE ON chat_case, meeting, case_action, meeting_vote FROM deskready_app;
REVOKE DELETE ON meeting_live, meeting_ballot, meeting_follower FROM deskready_app;
REVOKE UPDATE, DELETE ON meeting_line FROM deskready_app;
GRANT UPDATE (text, at, key) ON meeting_line TO deskready_app;
GRANT UPDATE (options, closed_at, counts) ON meeting_vote TO deskready_app;
GRANT UPDATE (kind, state, title, reasons, products, worth_fen, marked, better, why, words, tokens, merged_into, decided_at, revision) ON chat_case TO deskready_app;
GRANT UPDATE (remark, closed_at, closed_by, news) ON meeting TO deskready_app;
GRANT UPDATE (target, script_draft_id, told_to, told_on, closed_at, closed_by, outcome, evidence, cancel_reason) ON case_action TO deskready_app;
GRANT UPDATE (erased_at) ON file TO deskready_app;
GRANT UPDATE (ended_at, plan_version_id) ON enrolment TO deskready_app;
GRANT UPDATE (decided_at, decided_by, decision) ON content_offer TO deskready_app;
GRANT UPDATE (decided_at, decided_by, ruling, ruling_reason) ON appeal TO deskready_app;
GRANT UPDATE (closed_at, agreed) ON attempt_waiting TO deskready_app;
GRANT UPDATE (due, cancelled_at, cancelled_by, cancel_reason) ON remedial TO deskready_app;
GRANT UPDATE (closed_at, outcome) ON remedial_person TO deskready_app;
GRANT UPDATE (state, body, revision, versions, updated_at) ON script_draft TO deskready_app;
GRANT UPDATE (resolved_at, resolved_by) ON script_comment TO deskready_app;
GRANT UPDATE (ended_at, ended_as) ON simulation_run TO deskready_app;
GRANT UPDATE (removed_at) ON simulation_comment TO deskready_app;
GRANT UPDATE (removed_at, removed_by) ON simulation_example TO deskready_app;
REVOKE UPDATE, DELETE, TRUNCATE ON certificate_revocation FROM deskready_app;
REVOKE UPDATE, DELETE ON activation_certificate FROM deskready_app;
GRANT UPDATE (name_shown) ON activation_certificate TO deskready_app;
REVOKE UPDATE, DELETE ON entitlement FROM deskready_app;
GRANT UPDATE (state, said_by, said_at, said_on, note) ON entitlement TO deskready_app;
GRANT UPDATE (mended_by, mended_at, last, last_at, dropped_at) ON remedial_question TO deskready_app;

-- Of what other systems are told, only the working columns change.
REVOKE UPDATE, DELETE ON api_key, webhook_delivery, webhook_attempt FROM deskready_app;
GRANT UPDATE (told_at) ON outbox TO deskready_app;
GRANT UPDATE (state, attempts, next_at, give_up_at, settled_at) ON webhook_delivery TO deskready_app;
GRANT DELETE ON webhook_delivery TO deskready_app;
GRANT UPDATE (revoked_at, revoked_by, last_used_at) ON api_key TO deskready_app;

-- Checks of chats are evidence of how an agent and a supervisor work.
REVOKE UPDATE, DELETE, TRUNCATE ON scorecard_version, check_place, check_opening, check_skip, chat_check, check_reply, chat_calibration_score FROM deskready_app;
REVOKE UPDATE, DELETE ON check_draw, check_dispute, chat_calibration, chat_calibration_grader FROM deskready_app;
GRANT UPDATE (quota, counted, quick, skipped) ON check_draw TO deskready_app;
GRANT UPDATE (kind) ON check_place TO deskready_app;
GRANT UPDATE (closed_at, closed_by, outcome, ruling) ON check_dispute TO deskready_app;
GRANT UPDATE (closed_at, closed_by) ON chat_calibration TO deskready_app;
GRANT UPDATE (done_at) ON chat_calibration_grader TO deskready_app;

-- What a month was said to be stays; of a dispute only its end changes. States are told by whoever changes a person.
REVOKE UPDATE, DELETE, TRUNCATE ON kpi_statement FROM deskready_app;
REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON state_span FROM deskready_app;
REVOKE UPDATE, DELETE ON kpi_dispute FROM deskready_app;
GRANT UPDATE (closed_at, closed_by, outcome, answer, effect_id) ON kpi_dispute TO deskready_app;
-- Figures decide pay: what they said before stays, and which agent, store, part and days one tells of never changes.
REVOKE UPDATE, DELETE, TRUNCATE ON figure_past FROM deskready_app;
REVOKE UPDATE ON figure FROM deskready_app;
GRANT UPDATE (measures, import_id, import_row, entered_by, at) ON figure TO deskready_app;
REVOKE DELETE ON figure_import FROM deskready_app;
-- That an order is irregular, and who said so, stays; it is lifted once.
REVOKE UPDATE, DELETE, TRUNCATE ON order_flag FROM deskready_app;
GRANT UPDATE (lifted_by, lifted_at) ON order_flag TO deskready_app;
-- The ledger of conduct counts for pay, levels and the desk.
REVOKE UPDATE, DELETE, TRUNCATE ON conduct_entry, conduct_withdrawal FROM deskready_app;
REVOKE UPDATE, DELETE ON conduct_appeal, conduct_month, conduct_threshold FROM deskready_app;
GRANT UPDATE (closed_at, closed_by, outcome, changed_rule, ruling, single_examiner) ON conduct_appeal TO deskready_app;
GRANT UPDATE (balance, entries, reached, serious) ON conduct_month TO deskready_app;
GRANT UPDATE (lifted_at, settled_at, settled_by, heard, note) ON conduct_threshold TO deskready_app;

-- How somebody rose stays; of a proposal and a review only their end changes.
REVOKE UPDATE, DELETE, TRUNCATE ON level_change FROM deskready_app;
REVOKE UPDATE, DELETE ON level_proposal, mentorship, quota_review FROM deskready_app;
GRANT UPDATE (month, finding, closed_at, closed_by, outcome, reason) ON level_proposal TO deskready_app;
GRANT UPDATE (ended_at) ON mentorship TO deskready_app;
GRANT UPDATE (closed_at, closed_by, outcome, note) ON quota_review TO deskready_app;
REVOKE DELETE, TRUNCATE ON quota_month, supervisor_score FROM deskready_app;
REVOKE UPDATE, DELETE, TRUNCATE ON supervisor_statement FROM deskready_app;

-- Of what people are told, only the working columns change.
REVOKE UPDATE ON notified, notification_delivery FROM deskready_app;
GRANT UPDATE (state, attempts, next_at, busy_until, settled_at, fault, answer) ON notification_delivery TO deskready_app;

-- Jobs are added and taken inside the app's own transactions.
GRANT USAGE ON SCHEMA graphile_worker TO deskready_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA graphile_worker TO deskready_app;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO deskready_app;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA graphile_worker TO deskready_app;

-- The job tables are closed by row level security: open them to the app's role.
DO $$
DECLARE
  t text;
BEGIN
  FOR t IN
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'graphile_worker'::regnamespace AND c.relkind = 'r' AND c.relrowsecurity
      AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'deskready_app')
  LOOP
    EXECUTE format('CREATE POLICY deskready_app ON graphile_worker.%I TO deskready_app USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;
