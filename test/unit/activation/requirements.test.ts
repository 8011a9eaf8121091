import { describe, expect, it } from "vitest";
import { type ActivityFact, type GateFacts, requirementIds } from "~/activation/gate-facts";
import type { Requirement } from "~/activation/requirement";
import { evaluateGate, isLive, isOverridable } from "~/activation/requirements";
import { blockerText } from "~/activation/explain";
import { activity, day, NOW, onProbation, override, passedGrading, policy, trainee } from "./facts";

const desk = (facts: GateFacts, at = NOW) => evaluateGate(policy("desk"), facts, at);
const activation = (facts: GateFacts, at = NOW) => evaluateGate(policy("activation"), facts, at);
const unmet = (requirements: Requirement[]) => requirements.filter((r) => !r.met).map((r) => [r.id, r.blocker?.code]);
const changed = (slug: string, more: Partial<ActivityFact>) => ({
  activities: trainee().activities.map((a) => (a.slug === slug ? { ...a, ...more } : a)),
});

describe("the desk gate", () => {
  it("is met in the order of the policy, each requirement on its rows", () => {
    const requirements = desk(trainee());
    expect(requirements.map((r) => [r.id, r.met, r.evidence.map((e) => `${e.kind} ${e.id}`)])).toEqual([
      ["activities", true, ["enrolment enrolment"]],
      ["signoffs", true, ["signoff s1", "signoff s2"]],
      ["rules_exam", true, ["sitting_result r1"]],
      ["acknowledgement", true, ["acknowledgement k1"]],
      ["bank_certificate", true, ["bank_certificate c1"]],
      ["simulations", true, ["simulation_result m-greeting", "simulation_result m-bargain"]],
      ["scripts", true, [1, 2, 3, 4, 5].map((n) => `script_review v${n}`)],
      ["desk_exam", true, ["sitting_result r2"]],
    ]);
    expect(requirements[1]?.evidence[0]).toMatchObject({ by: "Li", label: { en: "packing" } });
  });

  const { acceptedSignoffs, results, simulations, scripts } = trainee();
  const aged = (age: number) => trainee().certificates.map((c) => ({ ...c, age }));
  it.each<[string, Partial<GateFacts>, [string, string][]]>([
    ["an activity not begun", changed("bags", { status: "open" }), [["activities", "not_done"]]],
    ["one begun", changed("bags", { status: "started" }), [["activities", "not_finished"]]],
    ["one handed in", changed("bags", { status: "submitted" }), [["activities", "waits"]]],
    ["one returned", changed("bags", { status: "returned" }), [["activities", "returned"]]],
    ["one that is not mandatory", changed("bags", { status: "open", mandatory: false }), []],
    [
      "no plan at all",
      {
        enrolmentId: null,
        activities: [],
        acceptedSignoffs: [],
        signatures: [],
        results: [],
        certificates: [],
        bank: { required: 0, fluent: 0 },
        simulations: [],
        scripts: { approved: [], prepared: [] },
      },
      [
        ["activities", "no_plan"],
        ["signoffs", "no_plan"],
        ["rules_exam", "exam_open"],
        ["acknowledgement", "no_plan"],
        ["bank_certificate", "no_plan"],
        ["simulations", "no_plan"],
        ["scripts", "no_plan"],
        ["desk_exam", "exam_open"],
      ],
    ],
    ["a practical without sign-off", { acceptedSignoffs: acceptedSignoffs.slice(0, 1) }, [["signoffs", "done"]]],
    [
      "a sign-off of another practical",
      { acceptedSignoffs: acceptedSignoffs.map((s) => ({ ...s, slug: "packing" })) },
      [["signoffs", "done"]],
    ],
    [
      "the rules exam failed",
      { results: results.map((r) => (r.role === "rules_exam" ? { ...r, passed: false } : r)) },
      [["rules_exam", "exam_failed"]],
    ],
    ["the rules exam not sat", { results: results.filter((r) => r.role !== "rules_exam") }, [["rules_exam", "exam_open"]]],
    [
      "answers of the rules exam that wait for a grade",
      { ...changed("rules-exam", { status: "submitted" }), results: results.filter((r) => r.role !== "rules_exam") },
      [
        ["activities", "waits"],
        ["rules_exam", "waits"],
      ],
    ],
    [
      "the desk exam failed",
      { results: results.map((r) => (r.role === "desk_exam" ? { ...r, passed: false } : r)) },
      [["desk_exam", "exam_failed"]],
    ],
    ["a fail, then a pass", { results: [...results.map((r) => ({ ...r, passed: false })), ...results] }, []],
    ["no signature", { signatures: [] }, [["acknowledgement", "done"]]],
    ["a certificate on its last day", { certificates: aged(10) }, []],
    ["one that has run out", { certificates: aged(11) }, [["bank_certificate", "bank_ran_out"]]],
    ["one that has run out, and a newer one", { certificates: [...aged(0), ...aged(11)] }, []],
    ["no certificate, two questions not fluent", { certificates: [] }, [["bank_certificate", "bank_open"]]],
    [
      "every question so far fluent, a lesson to come",
      { ...changed("bags", { status: "open" }), certificates: [], bank: { required: 40, fluent: 40 } },
      [
        ["activities", "not_done"],
        ["bank_certificate", "bank_lessons"],
      ],
    ],
    [
      "all fluent, the certificate run out",
      { certificates: aged(11), bank: { required: 40, fluent: 40 } },
      [["bank_certificate", "bank_renew"]],
    ],
    [
      "a required chat not passed",
      { simulations: simulations.map((s, at) => (at === 1 ? { ...s, passed: null } : s)) },
      [["simulations", "simulations_open"]],
    ],
    ["a library without required chats", { simulations: [] }, [["simulations", "simulations_none"]]],
    ["four scripts approved", { scripts: { ...scripts, approved: scripts.approved.slice(1) } }, [["scripts", "scripts_approved"]]],
    ["nine messages prepared", { scripts: { ...scripts, prepared: scripts.prepared.slice(1) } }, [["scripts", "scripts_prepared"]]],
    ["neither", { scripts: { approved: [], prepared: [] } }, [["scripts", "scripts_open"]]],
    ["a plan without required questions", { certificates: [], bank: { required: 0, fluent: 0 } }, [["bank_certificate", "plan_lacks"]]],
  ])("%s", (_, more, blockers) => {
    expect(unmet(desk(trainee(more)))).toEqual(blockers);
  });

  it("says what is missing, how long it takes and where", () => {
    const [first] = desk(trainee({ ...changed("bags", { status: "started", minutes: 25 }) }));
    expect(first).toMatchObject({
      progress: { done: 5, of: 6 },
      evidence: [],
      blocker: { code: "not_finished", params: { day: 1, missing: 1 }, title: { en: "bags" } },
      whereToMend: { to: "/learn/bags", minutes: 25 },
    });
  });

  it("counts a certificate for as many training days as its policy says, and names the questions that are open", () => {
    const strict = { ...policy("desk"), requirements: [{ id: "bank_certificate" as const, trainingDays: 3 }] };
    expect(evaluateGate(strict, trainee(), NOW)[0]).toMatchObject({
      met: false,
      progress: { done: 38, of: 40 },
      blocker: { code: "bank_ran_out", params: { count: 2 } },
      whereToMend: { to: "/drill", minutes: 2 },
    });
  });

  it("sends nobody to a page where only waiting helps", () => {
    const [first] = desk(trainee(changed("packing", { status: "submitted" })));
    expect(first).toMatchObject({ blocker: { code: "waits" }, whereToMend: null });
  });

  it("names what the person can do before what waits for somebody else", () => {
    const activities = trainee().activities.map((a) =>
      a.slug === "bags" ? { ...a, status: "submitted" as const } : a.slug === "rules" ? { ...a, status: "open" as const } : a,
    );
    expect(desk(trainee({ activities }))[0]?.blocker).toMatchObject({ code: "not_done", title: { en: "rules" }, params: { missing: 2 } });
  });
});

const points = (month: string, balance: string) => ({ id: `m-${month}`, month, balance, entries: 1, at: NOW });

describe("the activation gate", () => {
  it.each<[string, Partial<GateFacts>, [string, string][]]>([
    ["passed, after ten days", {}, []],
    ["after nine", { probationWorkingDays: 9 }, [["probation_days", "days_left"]]],
    ["on the first", { probationWorkingDays: 1 }, [["probation_days", "days_left"]]],
    [
      "not graded",
      { gradings: [] },
      [
        ["checklist", "checklist_open"],
        ["no_open_dispute", "dispute_nothing"],
      ],
    ],
    [
      "failed",
      { gradings: [{ ...passedGrading, passed: false }] },
      [
        ["checklist", "checklist_failed"],
        ["no_open_dispute", "dispute_nothing"],
      ],
    ],
    ["passed, and disputed", { dispute: { id: "d", openedAt: NOW } }, [["no_open_dispute", "dispute_open"]]],
    ["failed, then passed", { gradings: [passedGrading, { ...passedGrading, id: "g0", passed: false }] }, []],
    ["passed, then failed by another", { gradings: [{ ...passedGrading, id: "g2", graderId: "other", passed: false }, passedGrading] }, []],
    [
      "without a decision of the desk gate",
      { decisions: [] },
      [
        ["conduct", "conduct_nothing"],
        ["probation_days", "days_left"],
      ],
    ],
    ["5.5 points left in each month", { conduct: [points("2026-03-01", "5.5"), points("2026-02-01", "5.5")] }, []],
    ["5 points left in one month", { conduct: [points("2026-03-01", "10"), points("2026-02-01", "5")] }, [["conduct", "conduct_low"]]],
    ["5 points left before the probation", { conduct: [points("2026-02-01", "6"), points("2026-01-01", "0")] }, []],
  ])("%s", (_, more, blockers) => {
    expect(unmet(activation(onProbation(more)))).toEqual(blockers);
  });

  it("rests on the months of the probation, up to the activation, and asks for as many points as its policy says", () => {
    const conduct = [points("2026-04-01", "0"), points("2026-03-01", "8"), points("2026-02-01", "6")];
    const [desk] = onProbation().decisions;
    const activated = { ...desk!, id: "d2", gate: "activation" as const, decidedAt: NOW };
    const found = (above: number, decisions = [activated, desk!]) =>
      evaluateGate({ ...policy("activation"), requirements: [{ id: "conduct", above }] }, onProbation({ conduct, decisions }), NOW)[0];
    expect(found(5)?.evidence.map(({ kind, id }) => `${kind} ${id}`)).toEqual([
      "gate_decision d1",
      "conduct_month m-2026-03-01",
      "conduct_month m-2026-02-01",
    ]);
    expect(found(9)).toMatchObject({ met: true });
    expect(found(5, [desk!])).toMatchObject({
      met: false,
      blocker: { params: { count: 1, left: "0", above: "5" } },
      whereToMend: { to: "/conduct/agent?month=2026-04" },
    });
    expect(found(6, [desk!])).toMatchObject({ met: false, blocker: { params: { count: 2 } } });
  });

  it("counts the days of its policy", () => {
    const longer = { ...policy("activation"), requirements: [{ id: "probation_days" as const, workingDays: 15 }] };
    expect(evaluateGate(longer, onProbation({ probationWorkingDays: 12 }), NOW)[0]).toMatchObject({
      met: false,
      progress: { done: 12, of: 15 },
      blocker: { params: { count: 3 } },
    });
  });

  it("rests on every grading that was passed", () => {
    const second = { ...passedGrading, id: "g2", graderId: "other" };
    expect(activation(onProbation({ gradings: [second, passedGrading] }))[0]?.evidence.map((e) => e.id)).toEqual(["g2", "g1"]);
  });
});

describe("an override", () => {
  const open = changed("bags", { status: "open" });
  it.each([
    ["live", override(), true],
    ["at its last millisecond", override({ expiresAt: new Date(NOW.getTime() + 1) }), true],
    ["at its expiry", override({ expiresAt: NOW }), false],
    ["expired", override({ expiresAt: day(-1) }), false],
    ["not given yet", override({ givenAt: day(1) }), false],
    ["of another requirement", override({ requirement: "signoffs" }), false],
    ["of the other gate", override({ gate: "activation" }), false],
  ])("%s: met is %s", (_, given, met) => {
    const [first] = desk(trainee({ ...open, overrides: [given] }));
    expect(first?.met).toBe(met);
    expect(first?.override?.id ?? null).toBe(met ? "o1" : null);
    expect(first?.blocker?.code).toBe("not_done");
  });

  it("is not needed once evidence carries the requirement", () => {
    expect(desk(trainee({ overrides: [override()] }))[0]).toMatchObject({ met: true, override: null });
  });

  it("is live from the moment it was given until its expiry", () => {
    const given = override({ givenAt: day(0), expiresAt: day(3) });
    expect([day(-1), day(0), day(2), day(3)].map((at) => isLive(given, at))).toEqual([false, true, true, false]);
  });

  it("is never possible for checklist, desk exam and acknowledgement", () => {
    expect(requirementIds.filter((id) => !isOverridable(id)).sort()).toEqual(["acknowledgement", "checklist", "desk_exam"]);
  });
});

describe("another plan", () => {
  const bare = trainee({
    step: "week",
    activities: [
      activity("pricing", "lesson", { day: 3, status: "open" }),
      activity("final", "exam", { role: "desk_exam", day: 13, status: "open" }),
    ],
    acceptedSignoffs: [],
    results: [],
    signatures: [],
    certificates: [],
    bank: { required: 0, fluent: 0 },
    simulations: [],
    scripts: { approved: [], prepared: [] },
  });

  it("meets nothing by leaving it out, and says that it takes another plan", () => {
    expect(desk(bare).map((r) => [r.id, r.met, r.blocker?.code])).toEqual([
      ["activities", false, "not_done"],
      ["signoffs", false, "plan_lacks"],
      ["rules_exam", false, "plan_lacks"],
      ["acknowledgement", false, "plan_lacks"],
      ["bank_certificate", false, "bank_lessons"],
      ["simulations", false, "simulations_none"],
      ["scripts", false, "scripts_open"],
      ["desk_exam", false, "exam_open"],
    ]);
  });

  it("finds an exam by its role, whatever its name, and names weeks", () => {
    expect(desk(bare).at(-1)?.whereToMend?.to).toBe("/learn/final");
    const blocker = desk(bare)[0]?.blocker;
    expect(blocker && blockerText(blocker, "en")).toContain("(week 3)");
    expect(blocker && blockerText(blocker, "zh-CN")).toContain("（第 3 周）");
  });
});
