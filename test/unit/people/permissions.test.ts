import { describe, expect, it } from "vitest";
import { allows, may, mayEver, type Permission, permissions, relations, roles } from "~/people/permissions";

const all = Object.keys(permissions) as Permission[];
const person = (personId: string, ...teamIds: string[]) => ({ personId, teamIds });

describe("the table of permissions", () => {
  it.each([
    "signoff:decide",
    "exam:code",
    "exam:extra",
    "probation:grade",
    "answers:grade",
    "appeal:decide",
    "gate:confirm_desk",
    "gate:confirm_activation",
    "gate:override",
    "person:state",
    "person:edit",
    "person:reset_link",
    "role:grant",
    "training:plan",
  ] as const)("%s is never of oneself", (permission) => {
    for (const role of roles) expect(allows(permission, [role], "self"), role).toBe(false);
  });

  it.each([
    "signoff:decide",
    "exam:code",
    "probation:grade",
    "answers:grade",
    "appeal:decide",
    "gate:confirm_desk",
    "gate:confirm_activation",
    "gate:override",
  ] as const)("%s is never an administrator's", (permission) => {
    for (const relation of relations) expect(allows(permission, ["administrator"], relation), relation).toBe(false);
  });

  it("lets only managers confirm an activation, and only of their own team", () => {
    for (const role of roles) {
      for (const relation of relations)
        expect(allows("gate:confirm_activation", [role], relation)).toBe(role === "manager" && relation === "own_team");
    }
  });

  it("lets graders come from any team, and nobody else's photos be seen from another team", () => {
    expect(allows("probation:grade", ["supervisor"], "other_team")).toBe(true);
    expect(allows("training:view", ["supervisor"], "other_team")).toBe(false);
  });

  it("gives nothing to somebody without a role", () => {
    for (const permission of all) {
      expect(mayEver(permission, [])).toBe(false);
      const own = permission === "home:view" || permission === "profile:edit";
      expect(may(permission, { personId: "me", roles: [] }, person("me"))).toBe(own);
    }
  });

  it.each([
    ["a supervisor of the red team to somebody there", [{ role: "supervisor", teamId: "red" }], person("them", "red"), true],
    ["… to somebody of two teams, one of them red", [{ role: "supervisor", teamId: "red" }], person("them", "blue", "red"), true],
    ["… to somebody of the blue team", [{ role: "supervisor", teamId: "red" }], person("them", "blue"), false],
    ["… to somebody without a team", [{ role: "supervisor", teamId: "red" }], person("them"), false],
    ["a supervisor of the whole shop to anybody", [{ role: "supervisor", teamId: null }], person("them"), true],
    ["… but not to themself", [{ role: "supervisor", teamId: null }], person("me", "red"), false],
    ["an agent of the same team", [{ role: "agent", teamId: "red" }], person("them", "red"), false],
    [
      "an agent here who supervises there, to somebody here",
      [
        { role: "agent", teamId: "red" },
        { role: "supervisor", teamId: "blue" },
      ],
      person("them", "red"),
      false,
    ],
  ] as const)("sign-off by %s: %s", (...[, held, target, allowed]) => {
    expect(may("signoff:decide", { personId: "me", roles: held }, target)).toBe(allowed);
  });
});
