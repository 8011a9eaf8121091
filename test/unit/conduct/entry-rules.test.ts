import { describe, expect, it } from "vitest";
import { appealRefusal, entryRefusals, rulingRefusal, rulingRefusals, settleRefusals, withdrawRefusals } from "~/conduct/entry-rules";

const facts = {
  personId: "agent",
  state: "active",
  from: "2026-02-10",
  until: null,
  today: "2026-03-02",
  entryDays: 31,
  rules: ["late", "rude-service"],
  twice: false,
};
const asked = { rule: "late", day: "2026-03-02", note: "came at nine", evidence: "the clock record", again: false };
const codes = (list: { code: string }[]) => list.map(({ code }) => code);

describe("an entry", () => {
  it.each<[string, Partial<typeof facts> | { state: null } | { until: string }, Partial<typeof asked>, string, string[]]>([
    ["stands", {}, {}, "supervisor", []],
    ["about oneself", {}, {}, "agent", ["entry_oneself"]],
    ["about who is no agent", { state: null }, {}, "supervisor", ["no_agent"]],
    ["by an unknown rule", {}, { rule: "singing" }, "supervisor", ["rule_missing"]],
    ["of no day", {}, { day: "" }, "supervisor", ["day_missing"]],
    ["of tomorrow", {}, { day: "2026-03-03" }, "supervisor", ["day_future"]],
    ["of the day before the hire", {}, { day: "2026-02-09" }, "supervisor", ["day_before_hire"]],
    ["of the first day", {}, { day: "2026-02-10" }, "supervisor", []],
    ["of the last day of who left", { until: "2026-02-20" }, { day: "2026-02-20" }, "supervisor", []],
    ["of the day after leaving", { until: "2026-02-20" }, { day: "2026-02-21" }, "supervisor", ["day_after_leaving"]],
    ["of 31 days ago", { from: "2025-01-01" }, { day: "2026-01-30" }, "supervisor", []],
    ["of 32 days ago", { from: "2025-01-01" }, { day: "2026-01-29" }, "supervisor", ["day_long_ago"]],
    ["without words", {}, { note: " short ", evidence: "" }, "supervisor", ["text_short", "text_short"]],
    ["with too many", {}, { note: "x".repeat(1001) }, "supervisor", ["text_long"]],
    ["a second time", { twice: true }, {}, "supervisor", ["entry_twice"]],
    ["a second time, and meant", { twice: true }, { again: true }, "supervisor", []],
  ])("%s", (_, given, said, actor, expected) => {
    expect(codes(entryRefusals({ ...facts, ...given }, { ...asked, ...said }, actor))).toEqual(expected);
  });
});

const entry = { personId: "agent", enteredBy: "supervisor", withdrawn: false, takenAway: false };

describe("taking an entry back", () => {
  it.each<[string, string, boolean, Partial<typeof entry>, string, string[]]>([
    ["who made it", "supervisor", false, {}, "it was the wrong person", []],
    ["a manager", "manager", true, {}, "it was the wrong person", []],
    ["another supervisor", "other", false, {}, "it was the wrong person", ["withdraw_not_yours"]],
    ["the agent", "agent", true, {}, "it was the wrong person", ["withdraw_oneself"]],
    ["twice", "supervisor", false, { withdrawn: true }, "it was the wrong person", ["entry_gone"]],
    ["after it was taken away", "supervisor", false, { takenAway: true }, "it was the wrong person", ["entry_gone"]],
    ["without a reason", "supervisor", false, {}, "no", ["text_short"]],
  ])("by %s", (_, actor, manages, given, reason, expected) => {
    expect(codes(withdrawRefusals({ ...entry, ...given }, { reason, manages }, actor))).toEqual(expected);
  });
});

describe("an appeal", () => {
  it.each<[string, string, object, string | null]>([
    ["on the seventh day", "agent", { today: "2026-03-09" }, null],
    ["on the eighth", "agent", { today: "2026-03-10" }, "appeal_late"],
    ["by somebody else", "supervisor", {}, "appeal_not_own"],
    ["twice", "agent", { appealed: true }, "appeal_twice"],
    ["against what counts no more", "agent", { withdrawn: true }, "entry_gone"],
  ])("%s", (_, actor, given, expected) => {
    const about = { ...entry, appealed: false, lastDay: "2026-03-09", today: "2026-03-02", ...given };
    expect(appealRefusal(about, actor)?.code ?? null).toBe(expected);
  });
});

describe("a ruling", () => {
  it.each<[string, string, object, string | null]>([
    ["by another supervisor", "other", {}, null],
    ["by who made the entry", "supervisor", {}, "rule_own_entry"],
    ["by who made it, where there is nobody else", "supervisor", { alone: true }, null],
    ["by the agent", "agent", { alone: true }, "rule_oneself"],
    ["twice", "other", { open: false }, "already_ruled"],
  ])("%s", (_, actor, given, expected) => {
    expect(rulingRefusal({ ...entry, open: true, alone: false, ...given }, actor)?.code ?? null).toBe(expected);
  });

  it.each<[{ ruling: string; rule: string; reason: string }, string[]]>([
    [{ ruling: "upheld", rule: "", reason: "the clock is right" }, []],
    [{ ruling: "changed", rule: "rude-service", reason: "the clock is right" }, []],
    [{ ruling: "changed", rule: "late", reason: "the clock is right" }, ["rule_other"]],
    [{ ruling: "changed", rule: "singing", reason: "the clock is right" }, ["rule_other"]],
    [{ ruling: "perhaps", rule: "", reason: "no" }, ["ruling_missing", "text_short"]],
  ])("%j", (said, expected) => {
    expect(codes(rulingRefusals(said, { rule: "late", rules: ["late", "rude-service"] }))).toEqual(expected);
  });
});

describe("what came of a threshold", () => {
  it.each<[string, string, object, { heard: string; note: string }, string[]]>([
    ["stands", "manager", {}, { heard: "the metro stood still", note: "leaves home earlier" }, []],
    ["without hearing the agent", "manager", {}, { heard: "", note: "leaves home earlier" }, ["text_short"]],
    ["by the agent", "agent", {}, { heard: "the metro stood still", note: "leaves home earlier" }, ["settle_oneself"]],
    ["twice", "manager", { settled: true }, { heard: "the metro stood still", note: "leaves home earlier" }, ["settled_already"]],
    ["of what is lifted", "manager", { lifted: true }, { heard: "the metro stood still", note: "x" }, ["threshold_lifted"]],
  ])("%s", (_, actor, given, said, expected) => {
    expect(codes(settleRefusals({ personId: "agent", settled: false, lifted: false, ...given }, said, actor))).toEqual(expected);
  });
});
