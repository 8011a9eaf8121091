import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { auditSentence } from "~/people/audit-sentence";
import { auditMessages } from "~/people/messages.audit";

const sources = readdirSync("app", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".server.ts"));
const audited = new Set(
  sources.flatMap((path) =>
    [...readFileSync(`app/${path}`, "utf8").matchAll(/action: (?:\w+ \? )?"([a-z_]+\.[a-z_]+)"(?: : "([a-z_]+\.[a-z_]+)")?/g)].flatMap(
      (m) => [m[1], m[2]],
    ),
  ),
);
/** Actions whose names are put together from a decision. */
const composed = [
  ...["suspend", "reinstate", "leave", "rehire"].map((change) => `people.${change}`),
  ...["accepted", "returned"].map((decision) => `training.practical_${decision}`),
  ...["desk", "activation"].map((gate) => `activation.${gate}_confirmed`),
];

describe("what the audit says", () => {
  it.each([...audited, ...composed].filter((a): a is string => a !== undefined).sort())("has a sentence for %s", (action) => {
    expect(Object.keys(auditMessages.texts.en)).toContain(action);
  });

  const row = (action: string, before: unknown, after: unknown) => ({ action, subjectId: "id", before, after });
  it.each([
    ["en", row("people.invited", null, { roles: ["agent", "supervisor"], teamId: "x" }), "Invited as Agent, Supervisor", []],
    ["zh-CN", row("people.invited", null, { roles: ["agent", "supervisor"] }), "受邀担任客服、客服主管", []],
    ["en", row("people.role_ended", { role: "content_owner" }, null), "A role ended: Content owner", []],
    ["en", row("people.leave_added", null, { from: "2026-03-09", to: "2026-03-11" }), "Leave from 9 Mar 2026 to 11 Mar 2026", []],
    ["zh-CN", row("people.team_changed", null, { team: "售前组", from: "2026-03-09" }), "自 2026年3月9日 调到售前组", []],
    [
      "en",
      row(
        "people.edited",
        { hireDate: null, contractTerm: "under_1_year", name: "A" },
        { hireDate: "2026-03-02", contractTerm: "under_3_years", name: "A" },
      ),
      "Changed: hire date, contract term",
      ["hire date: empty → 2 Mar 2026", "contract term: 3 months up to under 1 year → 1 year up to under 3"],
    ],
    ["en", row("activation.clearance_changed", { clearance: "none" }, { clearance: "full", cause: "gate" }), "Clearance: Desk cleared", []],
    ["en", row("someday.invented", null, { x: 1 }), "Recorded: someday.invented", []],
    ["zh-CN", row("someday.invented", null, "odd"), "记录：someday.invented", []],
  ] as const)("in %s: %o", (...[locale, said, sentence, changes]) => {
    expect(auditSentence(said, locale)).toEqual({ sentence, changes });
  });
});
