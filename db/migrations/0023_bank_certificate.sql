ALTER TABLE "content_pack" ADD COLUMN "bank_certificate_days" integer;--> statement-breakpoint
-- Training days of the person that have begun after the day of p_from, up to the day of p_to: by the team's week, holidays (its own first) and the person's leave.
CREATE FUNCTION training_days_between(p_enrolment uuid, p_from timestamptz, p_to timestamptz) RETURNS integer LANGUAGE sql STABLE AS $$
  SELECT count(*)::integer
  FROM enrolment e JOIN team t ON t.id = e.team_id
    CROSS JOIN LATERAL generate_series((p_from AT TIME ZONE t.zone)::date + 1, (p_to AT TIME ZONE t.zone)::date, interval '1 day') AS s(day)
  WHERE e.id = p_enrolment
    AND coalesce(
      (SELECT h.kind = 'working' FROM holiday h
        WHERE h.day = s.day::date AND (h.team_id = t.id OR h.team_id IS NULL) ORDER BY h.team_id IS NULL LIMIT 1),
      extract(isodow FROM s.day)::integer = ANY (t.working_week))
    AND NOT EXISTS (
      SELECT FROM leave l WHERE l.person_id = e.person_id AND l.cancelled_at IS NULL AND s.day::date BETWEEN l.from_day AND l.to_day)
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
    ELSE false
  END
$$;
--> statement-breakpoint
-- Questions enter the bank when their lesson is done: those of lessons that were done before this did so.
INSERT INTO bank_card (person_id, item_id, required, entered_at, due_at)
SELECT a.person_id, q.id, coalesce((v.body ->> 'required')::boolean, true), a.done_at, a.done_at
FROM activity_state a
  JOIN enrolment e ON e.id = a.enrolment_id AND e.ended_at IS NULL
  JOIN content_version v ON v.body ->> 'lesson' = a.ref AND v.body -> 'made_from' IS NULL
  JOIN content_item q ON q.current_version_id = v.id AND q.kind = 'question' AND q.archived_at IS NULL
WHERE a.kind = 'lesson' AND a.status = 'done' AND a.done_at IS NOT NULL
ON CONFLICT DO NOTHING;
