import { housePolicies } from "~/activation/house-policies";
import type { ActivityFact, Gate, GateFacts, GradingFact, OverrideFact } from "~/activation/gate-facts";
import type { Policy } from "~/activation/requirement";

export const NOW = new Date("2026-03-02T01:00:00.000Z");
const BEFORE = new Date("2026-02-02T01:00:00.000Z");
export const day = (n: number) => new Date(NOW.getTime() + n * 86_400_000);
export const policy = (gate: Gate): Policy => ({
  id: `policy-${gate}`,
  gate,
  terms: {},
  ...housePolicies({ certificateDays: 10, simulations: true, scripts: true })[gate],
});

/** An activity that is done, unless said otherwise. */
export function activity(slug: string, kind: ActivityFact["kind"], more: Partial<ActivityFact> = {}): ActivityFact {
  return {
    slug,
    kind,
    day: 1,
    status: "done",
    mandatory: true,
    minutes: 30,
    role: null,
    title: { "zh-CN": `中文 ${slug}`, en: slug },
    doneAt: BEFORE,
    ...more,
  };
}

/** Somebody in training whose desk gate is met: two practicals, an acknowledgement, both exams. */
export function trainee(more: Partial<GateFacts> = {}): GateFacts {
  return {
    personId: "agent",
    state: "training",
    stateBefore: null,
    enrolmentId: "enrolment",
    enrolledAt: BEFORE,
    step: "day",
    activities: [
      activity("bags", "lesson"),
      activity("packing", "practical", { day: 4 }),
      activity("warehouse", "practical", { day: 7 }),
      activity("rules", "acknowledgement", { day: 10 }),
      activity("rules-exam", "exam", { day: 9, role: "rules_exam" }),
      activity("desk-exam", "exam", { day: 15, role: "desk_exam" }),
    ],
    acceptedSignoffs: [
      { id: "s1", slug: "packing", byName: "Li", decidedAt: BEFORE },
      { id: "s2", slug: "warehouse", byName: "Li", decidedAt: BEFORE },
    ],
    results: [
      {
        id: "r1",
        sittingId: "x1",
        slug: "rules-exam",
        role: "rules_exam",
        passed: true,
        score: "85",
        startedAt: BEFORE,
        gradedAt: BEFORE,
        codeByName: null,
      },
      {
        id: "r2",
        sittingId: "x2",
        slug: "desk-exam",
        role: "desk_exam",
        passed: true,
        score: "93",
        startedAt: BEFORE,
        gradedAt: BEFORE,
        codeByName: "Li",
      },
    ],
    signatures: [{ id: "k1", slug: "rules", typedName: "Agent", signedAt: BEFORE }],
    bank: { required: 40, fluent: 38 },
    certificates: [{ id: "c1", questions: 40, issuedAt: BEFORE, age: 4 }],
    simulations: ["greeting", "bargain"].map((slug) => ({
      slug,
      title: { "zh-CN": `中文 ${slug}`, en: slug },
      passed: { id: `m-${slug}`, runId: `run-${slug}`, gradedAt: BEFORE },
    })),
    scripts: {
      approved: [1, 2, 3, 4, 5].map((n) => ({ id: `v${n}`, draftId: `draft${n}`, title: `Script ${n}`, byName: "Li", at: BEFORE })),
      prepared: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    },
    gradings: [],
    secondWaits: false,
    dispute: null,
    decisions: [],
    overrides: [],
    zone: "Asia/Shanghai",
    away: [],
    lapses: [],
    retests: [],
    conduct: [],
    probationMonth: null,
    probationWorkingDays: 0,
    ...more,
  };
}

export const passedGrading: GradingFact = {
  id: "g1",
  gradingId: "grading",
  graderId: "grader",
  graderName: "Wang",
  secondGraderId: null,
  secondGraderName: null,
  singleExaminer: false,
  passed: true,
  total: "88",
  gradedAt: BEFORE,
};

/** Somebody in probation whose activation gate is met; `grader` graded. */
export function onProbation(more: Partial<GateFacts> = {}): GateFacts {
  return trainee({
    state: "probation",
    gradings: [passedGrading],
    decisions: [
      {
        id: "d1",
        gate: "desk",
        policyId: "policy-desk",
        decidedBy: "supervisor",
        decidedByName: "Li",
        decidedAt: BEFORE,
        singleExaminer: false,
      },
    ],
    lapses: [],
    probationMonth: "2026-02-01",
    probationWorkingDays: 10,
    ...more,
  });
}

/** A live override of ten days' standing, with five to go. */
export function override(more: Partial<OverrideFact> = {}): OverrideFact {
  return {
    id: "o1",
    gate: "desk",
    requirement: "activities",
    reason: "camera broken",
    givenBy: "manager",
    givenByName: "Zhao",
    givenAt: day(-10),
    expiresAt: day(5),
    ...more,
  };
}
