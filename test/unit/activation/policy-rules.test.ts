import { describe, expect, it } from "vitest";
import { type Gate, gates, type RequirementId, requirementIds } from "~/activation/gate-facts";
import { housePolicies } from "~/activation/house-policies";
import {
  changesBetween,
  inForceOf,
  isSamePolicy,
  newSince,
  type PolicyAsked,
  policyRefusals,
  type PolicyVersion,
} from "~/activation/policy-rules";
import type { PolicyEntry } from "~/activation/requirement";
import { isLocked, vocabulary, wordsOf } from "~/activation/vocabulary";

const house = (gate: Gate) => housePolicies({ certificateDays: 10, simulations: true, scripts: true })[gate].requirements;
const asked = (gate: Gate, more: Partial<PolicyAsked> = {}): PolicyAsked => ({
  follows: false,
  requirements: house(gate),
  terms: {},
  ...more,
});
const version = (more: Partial<PolicyVersion> = {}): PolicyVersion => ({
  id: "p",
  gate: "desk",
  teamId: null,
  version: 1,
  requirements: house("desk"),
  terms: {},
  followsDefault: false,
  vocabulary: wordsOf("desk"),
  publishedBy: "manager",
  ...more,
});
const without = (gate: Gate, id: RequirementId) => house(gate).filter((r) => r.id !== id);
const withEntry = (gate: Gate, entry: PolicyEntry) => [...without(gate, entry.id), entry];
const reason = "agreed in Monday's meeting";

describe("the vocabulary", () => {
  it("offers each word to a gate, and holds all that the house asks within its limits", () => {
    for (const id of requirementIds) expect(vocabulary[id].gates.length, id).toBeGreaterThan(0);
    for (const gate of gates) expect(policyRefusals(gate, asked(gate), reason), gate).toEqual([]);
  });

  it.each([
    ["desk", ["activities", "acknowledgement", "desk_exam"]],
    ["activation", ["checklist", "probation_days"]],
  ] as const)("of the %s gate %j can never be left out", (gate, never) => {
    expect(wordsOf(gate).filter(isLocked)).toEqual(never);
    for (const { id } of house(gate)) {
      const refused = policyRefusals(gate, asked(gate, { requirements: without(gate, id) }), reason);
      expect(refused, id).toEqual(isLocked(id) ? [{ code: "policy_locked", field: `has.${id}` }] : []);
    }
  });
});

describe("why a policy is refused", () => {
  it.each<[Gate, PolicyEntry, string]>([
    ["activation", { id: "probation_days", workingDays: 0 }, "probation_days.workingDays"],
    ["activation", { id: "probation_days", workingDays: 121 }, "probation_days.workingDays"],
    ["activation", { id: "probation_days", workingDays: 9.5 }, "probation_days.workingDays"],
    ["activation", { id: "probation_days", workingDays: Number.NaN }, "probation_days.workingDays"],
    ["activation", { id: "probation_days" }, "probation_days.workingDays"],
    ["desk", { id: "bank_certificate", trainingDays: 61 }, "bank_certificate.trainingDays"],
    ["desk", { id: "scripts", approved: 0, prepared: 10 }, "scripts.approved"],
    ["desk", { id: "scripts", approved: 5, prepared: 11 }, "scripts.prepared"],
  ])("%s: %j is refused at its field", (gate, entry, field) => {
    const refusals = policyRefusals(gate, asked(gate, { requirements: withEntry(gate, entry) }), reason);
    expect(refusals).toMatchObject([{ code: "policy_number", field }]);
  });

  it.each<[Gate, PolicyEntry]>([
    ["activation", { id: "probation_days", workingDays: 1 }],
    ["activation", { id: "probation_days", workingDays: 120 }],
    ["desk", { id: "scripts", approved: 50, prepared: 0 }],
    ["activation", { id: "scripts", approved: 10, prepared: 10 }],
  ])("%s: %j is taken", (gate, entry) => {
    expect(policyRefusals(gate, asked(gate, { requirements: withEntry(gate, entry) }), reason)).toEqual([]);
  });

  it("a word of the other gate, a short reason", () => {
    const foreign = asked("desk", { requirements: [...house("desk"), { id: "checklist" }] });
    expect(policyRefusals("desk", foreign, reason)).toEqual([{ code: "policy_word" }]);
    expect(policyRefusals("desk", asked("desk"), "  because  ")).toEqual([{ code: "policy_reason", field: "reason" }]);
  });

  it.each([
    ["activation", { recertification: { months: 12, exam: "desk_exam" }, absence: { days: 30, exam: "rules_exam" } }, []],
    ["activation", { recertification: { months: 0, exam: "desk_exam" } }, ["recertification.months"]],
    ["activation", { absence: { days: 6, exam: "desk_exam" } }, ["absence.days"]],
    ["activation", { absence: { days: 30, exam: "quiz" } }, ["absence.exam"]],
    ["desk", { recertification: { months: 12, exam: "desk_exam" } }, [undefined]],
  ] as const)("terms of the %s gate %j: refused at %j", (gate, terms, fields) => {
    const refusals = policyRefusals(gate, asked(gate, { terms: terms as PolicyAsked["terms"] }), reason);
    expect(refusals.map((r) => r.field)).toEqual(fields);
  });

  it("who keeps to the default asks nothing, and needs only a reason", () => {
    expect(policyRefusals("desk", { follows: true, requirements: [], terms: {} }, reason)).toEqual([]);
  });
});

describe("the version in force", () => {
  const shop1 = version({ id: "shop1" });
  const shop2 = version({ id: "shop2", version: 2 });
  const own1 = version({ id: "own1", teamId: "red" });
  const follows2 = version({ id: "own2", teamId: "red", version: 2, followsDefault: true, requirements: [] });
  it.each([
    ["the shop's newest, of a team without its own", [shop2, shop1], "red", "shop2"],
    ["the team's own, whatever its number", [shop2, shop1, own1], "red", "own1"],
    ["the shop's again, once the team keeps to it", [shop2, follows2, shop1, own1], "red", "shop2"],
    ["the shop's, of another team", [shop2, shop1, own1], "blue", "shop2"],
    ["the shop's, of nobody's team", [shop2, own1], null, "shop2"],
  ])("is %s", (_, versions, team, id) => {
    expect(inForceOf(versions, "desk", team)?.id).toBe(id);
  });

  it("of a gate without any is none", () => {
    expect(inForceOf([shop1], "activation", null)).toBeUndefined();
  });
});

describe("what is new since a version", () => {
  it("is what its publisher could not choose from, and does not ask already", () => {
    const old = version({ vocabulary: ["activities", "desk_exam"], requirements: [{ id: "activities" }, { id: "signoffs" }] });
    expect(newSince(old)).toEqual(["rules_exam", "acknowledgement", "bank_certificate", "simulations", "scripts"]);
    expect(newSince(version({ requirements: [{ id: "activities" }] }))).toEqual([]);
    expect(newSince({ ...old, followsDefault: true })).toEqual([]);
  });
});

describe("two policies", () => {
  it("are the same in whatever order they ask, and differ by a number", () => {
    expect(isSamePolicy(asked("desk"), asked("desk", { requirements: house("desk").toReversed() }))).toBe(true);
    expect(isSamePolicy(asked("desk"), asked("desk", { terms: { absence: { days: 30, exam: "desk_exam" } } }))).toBe(false);
    expect(isSamePolicy(asked("desk", { follows: true }), asked("desk", { follows: true, requirements: [] }))).toBe(true);
    expect(isSamePolicy(asked("desk", { follows: true }), asked("desk"))).toBe(false);
  });

  it("name what came, what went and what has other numbers", () => {
    const requirements = [
      ...without("desk", "signoffs").filter((r) => r.id !== "bank_certificate"),
      { id: "bank_certificate" as const, trainingDays: 5 },
    ];
    const after = { requirements, terms: { absence: { days: 30, exam: "desk_exam" as const } } };
    expect(changesBetween(version(), after)).toEqual([
      { id: "signoffs", what: "removed" },
      { id: "bank_certificate", what: "changed" },
      { id: "absence", what: "added" },
    ]);
    expect(changesBetween(version(), version())).toEqual([]);
  });
});
