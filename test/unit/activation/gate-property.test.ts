import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Gate, type GateFacts, gates, type OverrideFact, type RequirementId, requirementIds } from "~/activation/gate-facts";
import type { Policy, PolicyEntry } from "~/activation/requirement";
import { evaluateGate } from "~/activation/requirements";
import { confirmRefusals, overrideRefusals } from "~/activation/rules";
import { vocabulary, wordsOf } from "~/activation/vocabulary";
import { activity, day, NOW, onProbation, override, passedGrading, trainee } from "./facts";

/** Random facts: everything that the gates look at, there or not, nearly there and just past. */
const status = fc.constantFrom("open", "started", "submitted", "returned", "done", "done", "done", "done");
const mostly = fc.integer({ min: 0, max: 9 }).map((n) => n > 1);
const people = ["agent", "grader", "second", "manager", "supervisor"] as const;
const who = fc.constantFrom(...people);
const scripts = trainee().scripts.approved;

const grading = fc.record({ passed: mostly, graderId: who, secondGraderId: fc.option(who), singleExaminer: fc.boolean() });
const given = fc.record({
  gate: fc.constantFrom(...gates),
  requirement: fc.constantFrom<RequirementId>(...requirementIds),
  givenBy: who,
  since: fc.integer({ min: -30, max: 1 }),
  until: fc.integer({ min: -2, max: 30 }),
});

const facts = fc
  .record({
    state: fc.constantFrom("training", "training", "probation", "probation", "active", "suspended", "left", "invited"),
    enrolled: mostly,
    lesson: status,
    signed: mostly,
    acknowledged: mostly,
    rules: mostly,
    desk: mostly,
    age: fc.integer({ min: 0, max: 14 }),
    certified: mostly,
    chats: fc.array(mostly, { maxLength: 3 }),
    approved: fc.integer({ min: 0, max: 5 }),
    prepared: fc.integer({ min: 0, max: 10 }),
    gradings: fc.array(grading, { maxLength: 3 }),
    decided: mostly,
    left: fc.array(
      fc.integer({ min: 0, max: 20 }).map((n) => n / 2),
      { maxLength: 3 },
    ),
    days: fc.integer({ min: 0, max: 14 }),
    overrides: fc.array(given, { maxLength: 2 }),
    lapsed: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  .map((r): GateFacts => {
    const base = trainee();
    const onDesk = onProbation().decisions;
    return {
      ...base,
      state: r.state as GateFacts["state"],
      enrolmentId: r.enrolled ? "enrolment" : null,
      activities: r.enrolled ? [activity("bags", "lesson", { status: r.lesson as "done" }), ...base.activities.slice(1)] : [],
      acceptedSignoffs: r.signed ? base.acceptedSignoffs : base.acceptedSignoffs.slice(1),
      signatures: r.acknowledged ? base.signatures : [],
      results: base.results.map((one) => ({ ...one, passed: one.role === "desk_exam" ? r.desk : r.rules })),
      certificates: r.certified ? [{ id: "c1", questions: 40, issuedAt: day(-r.age), age: r.age }] : [],
      simulations: r.chats.map((passed, n) => ({
        slug: `chat-${n}`,
        title: { "zh-CN": "接待", en: "chat" },
        passed: passed ? { id: `m${n}`, runId: `run${n}`, gradedAt: day(-1) } : null,
      })),
      scripts: { approved: scripts.slice(0, r.approved), prepared: Array.from({ length: r.prepared }, (_, n) => n + 1) },
      gradings: r.gradings.map((one, n) => ({ ...passedGrading, ...one, id: `g${n}`, secondGraderName: one.secondGraderId })),
      decisions: r.decided ? onDesk : [],
      probationMonth: r.decided ? "2026-02-01" : null,
      conduct: r.left.map((left, n) => ({ id: `c${n}`, month: `2026-0${3 - n}-01`, balance: String(left), entries: 1, at: NOW })),
      probationWorkingDays: r.decided ? r.days : 0,
      overrides: r.overrides.map(({ since, until, ...one }, n): OverrideFact =>
        override({ ...one, id: `o${n}`, givenAt: day(since), expiresAt: day(until) }),
      ),
      lapses: r.lapsed ? [{ id: "l", reason: "absence", causeId: "l", at: day(-1), note: "", evidence: null, byName: null }] : [],
    };
  });

const policies = fc.constantFrom<Gate>(...gates).chain((gate) =>
  fc
    .record({
      words: fc.subarray(wordsOf(gate), { minLength: 1 }),
      numbers: fc.record({
        workingDays: fc.integer({ min: 1, max: 14 }),
        trainingDays: fc.integer({ min: 1, max: 14 }),
        above: fc.integer({ min: 1, max: 9 }),
      }),
      scripts: fc.record({ approved: fc.integer({ min: 1, max: 5 }), prepared: fc.integer({ min: 0, max: 10 }) }),
    })
    .map(({ words, numbers, scripts: counts }): Policy => {
      const all = { ...numbers, ...counts };
      const entry = (id: RequirementId): PolicyEntry => ({
        id,
        ...Object.fromEntries(vocabulary[id].parameters.map(({ name }) => [name, all[name]])),
      });
      return { id: "policy", gate, version: 1, requirements: words.map(entry), terms: {} };
    }),
);

/** Whether one requirement holds by evidence: said once more and otherwise than the product says it. */
function holds({ id, ...numbers }: PolicyEntry, f: GateFacts): boolean {
  const slugs = (kind: string) => f.activities.filter((a) => a.mandatory && a.kind === kind).map((a) => a.slug);
  const covered = (kind: string, have: { slug: string }[]) =>
    slugs(kind).length > 0 && slugs(kind).every((s) => have.some((h) => h.slug === s));
  const passed = f.gradings.some((g) => g.passed);
  const table: Record<string, boolean> = {
    activities: f.activities.length > 0 && f.activities.every((a) => !a.mandatory || a.status === "done"),
    signoffs: covered("practical", f.acceptedSignoffs),
    acknowledgement: covered("acknowledgement", f.signatures),
    rules_exam: f.results.some((r) => r.role === "rules_exam" && r.passed),
    desk_exam: f.results.some((r) => r.role === "desk_exam" && r.passed),
    bank_certificate: f.certificates.some((c) => c.age <= (numbers.trainingDays ?? 10)),
    simulations: f.simulations.length > 0 && f.simulations.every((s) => s.passed !== null),
    scripts: f.scripts.approved.length >= (numbers.approved ?? 5) && f.scripts.prepared.length >= (numbers.prepared ?? 10),
    checklist: passed,
    no_open_dispute: passed,
    // Months come down from March; the desk gate was decided in February.
    conduct: f.decisions.some((d) => d.gate === "desk") && f.conduct.slice(0, 2).every((c) => Number(c.balance) > (numbers.above ?? 5)),
    probation_days: f.decisions.some((d) => d.gate === "desk") && f.probationWorkingDays >= (numbers.workingDays ?? 10),
  };
  return table[id] ?? false;
}

const live = (f: GateFacts, gate: Gate, id: RequirementId) =>
  f.overrides.find((o) => o.gate === gate && o.requirement === id && o.givenAt <= NOW && NOW < o.expiresAt);

/** What rests on the gradings: then the only grader does not confirm. */
const gradedBy: string[] = ["checklist", "no_open_dispute"];

describe("a gate over random facts", () => {
  it("opens only when every requirement of its policy holds or has a live override, and then to whoever may; 10 000 times", () => {
    let opened = 0;
    fc.assert(
      fc.property(facts, policies, who, (f, policy, confirmer) => {
        const requirements = evaluateGate(policy, f, NOW);
        const opens = confirmRefusals(policy.gate, requirements, f, confirmer, false).length === 0;
        const carried = policy.requirements.map((entry) => (holds(entry, f) ? "evidence" : live(f, policy.gate, entry.id)));
        const counted = policy.requirements.some((r) => gradedBy.includes(r.id))
          ? f.gradings.filter((g) => g.passed).flatMap((g) => [g.graderId, ...(g.secondGraderId ? [g.secondGraderId] : [])])
          : [];
        const may =
          confirmer !== f.personId &&
          f.state === (policy.gate === "desk" ? "training" : "probation") &&
          f.lapses.length === 0 &&
          carried.every((c) => c !== undefined && (c === "evidence" || c.givenBy !== confirmer)) &&
          !(policy.gate === "activation" && counted.length > 0 && counted.every((g) => g === confirmer));
        expect(opens).toBe(may);
        if (opens) opened++;
      }),
      { numRuns: 10_000 },
    );
    expect(opened).toBeGreaterThan(50);
  });

  it("shows of every requirement evidence that is there, or the override, or why not; never two of them, never none", () => {
    fc.assert(
      fc.property(facts, policies, (f, policy) => {
        for (const r of evaluateGate(policy, f, NOW)) {
          expect(r.met).toBe(r.evidence.length > 0 || r.override !== null);
          expect(r.blocker === null).toBe(r.evidence.length > 0);
          expect(r.evidence.length > 0 && r.override !== null).toBe(false);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("takes no second override, none of what is never overridden, and none of what is met", () => {
    fc.assert(
      fc.property(
        facts,
        policies,
        who,
        fc.constantFrom<RequirementId>(...requirementIds),
        fc.integer({ min: -1, max: 40 }),
        (f, policy, givenBy, requirement, days) => {
          const requirements = evaluateGate(policy, f, NOW);
          const asked = { requirement, reason: "the camera is broken", days, givenBy };
          if (overrideRefusals(policy.gate, requirements, f, asked, NOW).length > 0) return;
          expect(["checklist", "desk_exam", "acknowledgement"]).not.toContain(requirement);
          expect(f.overrides.filter((o) => o.gate === policy.gate && o.givenAt <= NOW && NOW < o.expiresAt)).toEqual([]);
          expect(policy.requirements.some((entry) => entry.id === requirement && !holds(entry, f))).toBe(true);
          expect(givenBy).not.toBe(f.personId);
          expect(days >= 1 && days <= 30).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
