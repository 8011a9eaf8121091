import { describe, expect, it } from "vitest";
import { locales } from "~/platform/locale";
import { mayEdit, mayMakeOf, reachOf, viewOf } from "~/cases/reach";
import { isLossReason, lossReasonNames, lossReasons } from "~/cases/reasons";
import { caseRefusals, type CaseState, type CaseValues, dismissRefusal, fenOf, mergeRefusal, stateAfter, yuanOf } from "~/cases/rules";

describe("the reasons", () => {
  it("are the thirteen of the domain document, each with a name, what it means and an example in both languages", () => {
    expect(lossReasonNames).toHaveLength(13);
    for (const { name, means, example } of Object.values(lossReasons))
      for (const locale of locales) for (const text of [name, means, example]) expect(text[locale].trim()).not.toBe("");
  });

  it("are told from other words", () => {
    expect(isLossReason("price_objection")).toBe(true);
    expect(isLossReason("toString")).toBe(false);
  });
});

describe("the state of a case", () => {
  it.each<[CaseState, Parameters<typeof stateAfter>[1], CaseState | null]>([
    ["open", "dismiss", "dismissed"],
    ["open", "draw", "agenda"],
    ["open", "merge", "merged"],
    ["agenda", "leave_out", "open"],
    ["agenda", "decide", "decided"],
    ["agenda", "dismiss", null],
    ["decided", "reopen", "open"],
    ["decided", "dismiss", null],
    ["dismissed", "reopen", "open"],
    ["dismissed", "edit", null],
    ["merged", "reopen", "open"],
    ["merged", "draw", null],
  ])("%s, after %s, is %s", (state, move, after) => {
    expect(stateAfter(state, move)).toBe(after);
  });
});

const lost: CaseValues = { kind: "lost", title: "便宜点", reasons: ["price_objection"], worthFen: 39900, marked: [2], better: "", why: "" };

describe("what a case says", () => {
  it("is kept when it names a reason and marks a line", () => {
    expect(caseRefusals(lost, { lines: 4 })).toEqual([]);
  });

  it.each<[string, Partial<CaseValues>, string[]]>([
    ["no title", { title: " " }, ["title_missing"]],
    ["a title of 61 characters", { title: "长".repeat(61) }, ["title_long"]],
    ["no reason", { reasons: [] }, ["reason_missing"]],
    ["four reasons", { reasons: ["attitude", "no_recommendation", "did_not_ask", "slow_first_reply"] }, ["reasons_many"]],
    ["a reason that there is not", { reasons: ["luck"] }, ["reason_unknown"]],
    ["no fault of ours beside another", { reasons: ["not_ours", "attitude"] }, ["reason_alone"]],
    ["no line", { marked: [] }, ["marked_missing"]],
    ["a line beyond the chat", { marked: [4] }, ["marked_unknown"]],
    ["a line before it", { marked: [-1] }, ["marked_unknown"]],
    ["an amount that is none", { worthFen: NaN }, ["worth_wrong"]],
    ["an excellent chat without a why", { kind: "excellent", reasons: [], worthFen: null }, ["why_missing"]],
    ["a text of 1001 characters", { better: "说".repeat(1001) }, ["text_long"]],
  ])("is refused with %s", (_, change, codes) => {
    expect(caseRefusals({ ...lost, ...change }, { lines: 4 }).map(({ code }) => code)).toEqual(codes);
  });

  it("needs no line where nobody of ours is at fault, and no amount", () => {
    expect(caseRefusals({ ...lost, reasons: ["not_ours"], marked: [], worthFen: null }, { lines: 4 })).toEqual([]);
  });
});

describe("amounts", () => {
  it.each<[string, number | null]>([
    ["399", 39_900],
    ["399.5", 39_950],
    ["¥1,299.00", 129_900],
    ["59元", 5900],
    ["", null],
    ["0", 0],
  ])("typed as %j are %j fen", (typed, fen) => {
    expect(fenOf(typed)).toBe(fen);
  });
  it.each(["abc", "-5", "3.999", "1e3"])("are not read out of %j", (typed) => {
    expect(fenOf(typed)).toBeNaN();
  });
  it.each<[number, string]>([
    [39_900, "399"],
    [39_950, "399.50"],
    [5, "0.05"],
  ])("%d fen are shown as %s", (fen, yuan) => {
    expect(yuanOf(fen)).toBe(yuan);
  });
});

describe("dismissing and taking together", () => {
  it.each<[string, boolean]>([
    ["重复", false],
    ["客户只是问问路", true],
    ["x".repeat(301), false],
  ])("%j is reason enough: %s", (reason, isEnough) => {
    expect(dismissRefusal(reason) === null).toBe(isEnough);
  });

  const one = { id: "a", teamId: "t", kind: "lost" as const, state: "open" as const };
  it.each<[string, Parameters<typeof mergeRefusal>[1], string | null]>([
    ["an open one", { ...one, id: "b" }, null],
    ["one on an agenda", { ...one, id: "b", state: "agenda" }, null],
    ["itself", one, "merge_unknown"],
    ["none", null, "merge_unknown"],
    ["one of another team", { ...one, id: "b", teamId: "u" }, "merge_other"],
    ["an excellent one", { ...one, id: "b", kind: "excellent" }, "merge_other"],
    ["a dismissed one", { ...one, id: "b", state: "dismissed" }, "merge_gone"],
    ["a merged one", { ...one, id: "b", state: "merged" }, "merge_gone"],
  ])("a case goes into %s", (_, into, code) => {
    expect(mergeRefusal(one, into)?.code ?? null).toBe(code);
  });
  it("a case on an agenda goes into none", () => {
    expect(mergeRefusal({ ...one, state: "agenda" }, { ...one, id: "b" })?.code).toBe("merge_not_now");
  });
});

describe("who sees a case", () => {
  const of = { teamId: "red", personId: "ann", madeBy: "sue", state: "open" };
  const person = (
    personId: string,
    role: "agent" | "supervisor" | "manager" | "content_owner",
    roleTeam: string | null,
    teamId: string | null = null,
  ) => reachOf({ personId, roles: [{ role, teamId: roleTeam }], teamId });
  it.each([
    ["the supervisor of its team", person("sue", "supervisor", "red"), "lead"],
    ["a manager of the whole shop", person("max", "manager", null), "lead"],
    ["the agent", person("ann", "agent", "red", "red"), "own"],
    ["a colleague", person("bob", "agent", "red", "red"), "lesson"],
    ["a content owner", person("col", "content_owner", null), "lesson"],
    ["an agent of another team", person("eve", "agent", "blue", "blue"), null],
    ["the supervisor of another team", person("ian", "supervisor", "blue"), null],
  ])("%s: %#", (_, reach, view) => {
    expect(viewOf(reach, of)).toBe(view);
  });
  it("what was decided teaches every team, without the name", () => {
    expect(viewOf(person("eve", "agent", "blue", "blue"), { ...of, state: "decided" })).toBe("lesson");
    expect(viewOf(person("ian", "supervisor", "blue"), { ...of, state: "decided" })).toBe("lesson");
  });
  it("a colleague sees nothing that was dismissed", () => {
    expect(viewOf(person("bob", "agent", "red", "red"), { ...of, state: "dismissed" })).toBeNull();
  });
  it("an agent makes cases of their own chats, and changes those while nobody has decided", () => {
    const ann = person("ann", "agent", "red", "red");
    expect(mayMakeOf(ann, { personId: "ann", teamId: "red" })).toBe(true);
    expect(mayMakeOf(ann, { personId: "bob", teamId: "red" })).toBe(false);
    expect(mayEdit(ann, of)).toBe(false);
    expect(mayEdit(ann, { ...of, madeBy: "ann" })).toBe(true);
    expect(mayEdit(ann, { ...of, madeBy: "ann", state: "decided" })).toBe(false);
  });
});
