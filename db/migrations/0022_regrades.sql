CREATE INDEX "sitting_result_appeal" ON "sitting_result" USING btree ("appeal_id") WHERE "sitting_result"."appeal_id" is not null;--> statement-breakpoint
CREATE INDEX "sitting_result_regraded" ON "sitting_result" USING btree ("graded_at") WHERE "sitting_result"."number" > 1;--> statement-breakpoint
-- Of a sitting that was regraded the last result is evidence, and no earlier one.
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
    WHEN p_requirement = 'checklist' AND p_kind = 'grading_result' THEN
      EXISTS (SELECT FROM grading_result g WHERE g.id = p_evidence AND g.person_id = p_person AND g.passed)
    WHEN p_requirement = 'probation_days' AND p_kind = 'gate_decision' THEN
      EXISTS (
        SELECT FROM gate_decision d WHERE d.id = p_evidence AND d.person_id = p_person AND d.gate = 'desk'
          AND d.decided_at + make_interval(days => coalesce((p_params ->> 'workingDays')::integer, 10) - 1) <= p_at)
    ELSE false
  END
$$;
