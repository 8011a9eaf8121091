import { bankCertificate, learn, requiredSimulations, writtenScripts } from "./desk-work";
import { conductKept } from "./conduct-kept";
import type { ActivityFact, GateFacts, OverrideFact, RequirementId } from "./gate-facts";
import type { Evidence, Found, Policy, PolicyEntry, Requirement } from "./requirement";

/** May never be overridden. */
const neverOverridden: readonly RequirementId[] = ["checklist", "desk_exam", "acknowledgement"];

const statusCode = { open: "not_done", started: "not_finished", submitted: "waits", returned: "returned", done: "done" } as const;

/** All of `wanted` done? Otherwise the first that is not, by day, is the blocker. */
function allOf(facts: GateFacts, wanted: ActivityFact[], isDone: (a: ActivityFact) => boolean, evidence: Evidence[]): Found {
  const missing = wanted.filter((a) => !isDone(a));
  const first = missing.find((a) => a.status !== "submitted") ?? missing[0];
  const done = wanted.length - missing.length;
  // A plan without a sign-off or a signature cannot meet a gate that asks for one: nothing is met by being absent.
  if (wanted.length === 0)
    return { done, of: 0, evidence: [], blocker: { code: facts.enrolmentId ? "plan_lacks" : "no_plan", params: {} }, whereToMend: null };
  return {
    done,
    of: wanted.length,
    evidence: first ? [] : evidence,
    blocker: first
      ? { code: statusCode[first.status], params: { day: first.day, step: facts.step, missing: missing.length }, title: first.title }
      : null,
    whereToMend: first && first.status !== "submitted" ? learn(first) : null,
  };
}

function passedExam(facts: GateFacts, role: "rules_exam" | "desk_exam"): Found {
  const passed = facts.results.filter((r) => r.role === role && r.passed).sort((a, b) => a.gradedAt.getTime() - b.gradedAt.getTime())[0];
  if (passed) {
    return {
      done: 1,
      of: 1,
      evidence: [
        {
          kind: "sitting_result",
          id: passed.id,
          label: null,
          by: passed.codeByName,
          at: passed.gradedAt,
          to: `/learn/${passed.slug}/result/${passed.sittingId}`,
        },
      ],
      blocker: null,
      whereToMend: null,
    };
  }
  const activity = facts.activities.find((a) => a.kind === "exam" && a.role === role);
  // Handed in, and answers wait for a supervisor: neither failed nor still to be sat.
  if (activity?.status === "submitted")
    return {
      done: 0,
      of: 1,
      evidence: [],
      blocker: { code: "waits", params: { day: activity.day, step: facts.step, missing: 1 }, title: activity.title },
      whereToMend: null,
    };
  const tried = facts.results.some((r) => r.role === role);
  return {
    done: 0,
    of: 1,
    evidence: [],
    blocker:
      activity || tried || !facts.enrolmentId
        ? { code: tried ? "exam_failed" : "exam_open", params: {}, title: activity?.title }
        : { code: "plan_lacks", params: {} },
    whereToMend: activity ? learn(activity) : null,
  };
}

/** The results of the checklist that passed. Every attempt counts: who graded is the only grader just when nobody else did. */
function passedChecklists({ personId, gradings }: GateFacts): Evidence[] {
  return gradings.flatMap((g): Evidence[] => {
    const by = [g.graderName, g.secondGraderName].filter(Boolean).join(" · ");
    const to = `/probation/${personId}/result/${g.gradingId}`;
    return g.passed ? [{ kind: "checklist_result", id: g.id, label: null, by, at: g.gradedAt, to }] : [];
  });
}

const evaluators: Record<RequirementId, (facts: GateFacts, entry: PolicyEntry) => Found> = {
  activities: (facts) => {
    const enrolment: Evidence[] = facts.enrolmentId
      ? [
          {
            kind: "enrolment",
            id: facts.enrolmentId,
            label: null,
            by: null,
            at: facts.enrolledAt ?? new Date(0),
            to: `/training/${facts.personId}`,
          },
        ]
      : [];
    return allOf(
      facts,
      facts.activities.filter((a) => a.mandatory),
      (a) => a.status === "done",
      enrolment,
    );
  },
  signoffs: (facts) => {
    const practicals = facts.activities.filter((a) => a.mandatory && a.kind === "practical");
    const accepted = new Map(facts.acceptedSignoffs.map((s) => [s.slug, s]));
    const evidence = practicals.flatMap((a): Evidence[] => {
      const s = accepted.get(a.slug);
      return s ? [{ kind: "signoff", id: s.id, label: a.title, by: s.byName, at: s.decidedAt, to: null }] : [];
    });
    return allOf(facts, practicals, (a) => accepted.has(a.slug), evidence);
  },
  rules_exam: (facts) => passedExam(facts, "rules_exam"),
  desk_exam: (facts) => passedExam(facts, "desk_exam"),
  acknowledgement: (facts) => {
    const wanted = facts.activities.filter((a) => a.mandatory && a.kind === "acknowledgement");
    const signed = new Map(facts.signatures.map((s) => [s.slug, s]));
    const evidence = wanted.flatMap((a): Evidence[] => {
      const s = signed.get(a.slug);
      return s ? [{ kind: "acknowledgement", id: s.id, label: a.title, by: s.typedName, at: s.signedAt, to: null }] : [];
    });
    return allOf(facts, wanted, (a) => signed.has(a.slug), evidence);
  },
  bank_certificate: bankCertificate,
  simulations: requiredSimulations,
  scripts: writtenScripts,
  checklist: (facts) => {
    const to = `/probation/${facts.personId}`;
    const evidence = passedChecklists(facts);
    if (evidence.length > 0) return { done: 1, of: 1, evidence, blocker: null, whereToMend: null };
    // The second grading is somebody else's to make.
    if (facts.secondWaits)
      return { done: 0, of: 1, evidence: [], blocker: { code: "checklist_second", params: {} }, whereToMend: { to, minutes: null } };
    return {
      done: 0,
      of: 1,
      evidence: [],
      blocker: { code: facts.gradings.length > 0 ? "checklist_failed" : "checklist_open", params: {} },
      whereToMend: { to, minutes: 90 },
    };
  },
  no_open_dispute: (facts) => {
    const evidence = passedChecklists(facts);
    const shut = (code: string, to: string): Found => ({
      ...{ done: 0, of: 1, evidence: [], blocker: { code, params: {} }, whereToMend: { to, minutes: null } },
    });
    // Somebody else rules on it; the agent may take it back.
    if (facts.dispute) return shut("dispute_open", `/probation/disputes/${facts.dispute.id}`);
    if (evidence.length === 0) return shut("dispute_nothing", `/probation/${facts.personId}`);
    return { done: 1, of: 1, evidence, blocker: null, whereToMend: null };
  },
  conduct: conductKept,
  probation_days: (facts, entry) => {
    const of = entry.workingDays ?? 10;
    const done = Math.min(facts.probationWorkingDays, of);
    const desk = facts.decisions.find((d) => d.gate === "desk");
    const met = desk !== undefined && done >= of;
    const evidence: Evidence[] = met
      ? [
          {
            kind: "gate_decision",
            id: desk.id,
            label: null,
            by: desk.decidedByName,
            at: desk.decidedAt,
            to: `/gate/${facts.personId}/desk`,
          },
        ]
      : [];
    return { done, of, evidence, blocker: met ? null : { code: "days_left", params: { count: of - done } }, whereToMend: null };
  },
};

/** Whether `override` holds at `now`: it lapses at its expiry, to the instant. */
export function isLive(override: OverrideFact, now: Date): boolean {
  return override.givenAt <= now && now < override.expiresAt;
}

/**
 * The requirements of a gate for one person, in the policy's order. Pure: page, action and database rest on the same facts.
 */
export function evaluateGate(policy: Policy, facts: GateFacts, now: Date): Requirement[] {
  return policy.requirements.map((entry) => {
    const found = evaluators[entry.id](facts, entry);
    const byEvidence = found.blocker === null;
    const override = byEvidence
      ? null
      : (facts.overrides.find((o) => o.gate === policy.gate && o.requirement === entry.id && isLive(o, now)) ?? null);
    const { done, of, ...rest } = found;
    return { id: entry.id, met: byEvidence || override !== null, progress: { done, of }, override, ...rest };
  });
}

/** Whether a requirement could be overridden at all. */
export function isOverridable(id: RequirementId): boolean {
  return !neverOverridden.includes(id);
}
