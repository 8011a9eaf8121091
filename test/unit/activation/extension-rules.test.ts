import { describe, expect, it } from "vitest";
import { type Agreed, extensionRefusals, extensionRoom, warningStage } from "~/activation/extension-rules";

/** Hired on 2 February under two years: the law's last day is 1 April. */
const agreed: Agreed = {
  id: "agent",
  state: "probation",
  stateBefore: null,
  hireDate: "2026-02-02",
  contractTerm: "under_3_years",
  probationEnd: "2026-03-10",
  rehiredAt: null,
};
const TODAY = "2026-03-02";
const asked = { end: "2026-03-20", reason: "Ill for a week", consent: true, consentOn: TODAY };

describe("the room for a later end", () => {
  it("reaches from the agreed end to the law's last day", () => {
    expect(extensionRoom(agreed, TODAY)).toEqual({ room: { end: "2026-03-10", limit: "2026-04-01", daysLeft: 8, daysToAdd: 22 } });
  });

  it.each<[Partial<Agreed>, string, string]>([
    [{ rehiredAt: new Date("2026-02-02") }, TODAY, "extension_rehired"],
    [{ state: "active" }, TODAY, "extension_not_running"],
    [{ state: "invited" }, TODAY, "extension_not_running"],
    [{ state: "suspended", stateBefore: "active" }, TODAY, "extension_not_running"],
    [{ hireDate: null }, TODAY, "extension_needs_data"],
    [{ contractTerm: null }, TODAY, "extension_needs_data"],
    [{ probationEnd: null }, TODAY, "extension_needs_data"],
    [{ contractTerm: "under_3_months" }, TODAY, "extension_none_allowed"],
    [{}, "2026-03-11", "extension_over"],
    [{ probationEnd: "2026-04-01" }, TODAY, "extension_at_limit"],
  ])("%o on %s: %s", (change, today, code) => {
    expect(extensionRoom({ ...agreed, ...change }, today)).toMatchObject({ refusal: { code } });
  });

  it("is there on the agreed end itself, while suspended and in training", () => {
    for (const change of [{}, { state: "suspended", stateBefore: "probation" }, { state: "training" }] as const)
      expect(extensionRoom({ ...agreed, ...change }, "2026-03-10")).toMatchObject({ room: { daysLeft: 0 } });
  });
});

describe("an extension", () => {
  const codes = (change: object, actor: string | null = "manager", who: Partial<Agreed> = {}) =>
    extensionRefusals({ ...agreed, ...who }, { ...asked, ...change }, actor, TODAY).map((r) => r.code);

  it.each<[object, string[], string?]>([
    [{}, []],
    [{ end: "2026-04-01" }, [], "the law's last day itself"],
    [{ end: "2026-04-02" }, ["extension_past_limit"]],
    [{ end: "2026-03-10" }, ["extension_not_later"]],
    [{ end: "2026-03-01" }, ["extension_not_later"], "in the past"],
    [{ end: null }, ["extension_date"]],
    [{ reason: " so " }, ["extension_reason"]],
    [{ consent: false }, ["extension_consent"]],
    [{ consentOn: null }, ["extension_consent_date"]],
    [{ consentOn: "2026-03-03" }, ["extension_consent_date"], "of tomorrow"],
    [{ consentOn: "2026-02-01" }, ["extension_consent_date"], "before the hire date"],
    [{ end: null, reason: "", consent: false }, ["extension_date", "extension_reason", "extension_consent"]],
  ])("%o: %o", (change, expected) => {
    expect(codes(change)).toEqual(expected);
  });

  it("is nobody's own", () => {
    expect(codes({}, "agent")).toEqual(["extension_of_oneself"]);
    expect(codes({}, null)).toEqual(["extension_of_oneself"]);
  });

  it("may come again within the limit, each with its own consent", () => {
    expect(codes({ end: "2026-03-25" }, "manager", { probationEnd: "2026-03-20" })).toEqual([]);
    expect(codes({ end: "2026-03-25", consent: false }, "manager", { probationEnd: "2026-03-20" })).toEqual(["extension_consent"]);
  });
});

describe("the warnings", () => {
  it.each([
    ["2026-02-23", null],
    ["2026-02-24", "two_weeks"],
    ["2026-03-02", "two_weeks"],
    ["2026-03-03", "one_week"],
    ["2026-03-10", "one_week"],
    ["2026-03-11", "over"],
  ])("on %s: %s", (today, stage) => {
    expect(warningStage("2026-03-10", today)).toBe(stage);
  });
});
