import { describe, expect, it } from "vitest";
import { auditAddress } from "~/people/audit-address";
import type { HeldRole } from "~/people/permissions";

const reader = (role: HeldRole["role"]) => ({ personId: "p", roles: [{ role, teamId: null }] });
const row = (subjectType: string, after: unknown = null) => ({ subjectType, subjectId: "id", after });

describe("where a row of the audit leads", () => {
  it.each<[string, ReturnType<typeof row>, HeldRole["role"], string | null]>([
    ["a case, to whoever may see cases", row("case", { number: 41, kind: "question" }), "administrator", "/cases/41"],
    ["a case without its number: nowhere", row("case", { kind: "question" }), "administrator", null],
    ["a meeting, to who leads it", row("meeting", { team: "Bags" }), "manager", "/meetings/id"],
    ["a meeting, to who could not open it: nowhere", row("meeting", { team: "Bags" }), "administrator", null],
    ["anything else: nowhere", row("setting", { number: 41 }), "manager", null],
  ])("%s", (_, said, role, to) => expect(auditAddress(said, reader(role))).toBe(to));
});
