import { describe, expect, it } from "vitest";
import type { Actor } from "~/people/actor";
import type { Role } from "~/people/permissions";
import { homeFor } from "~/today/home";

const cases: [string, Role[], Actor["state"], string][] = [
  ["a trainee", ["agent"], "training", "/today"],
  ["an agent", ["agent"], "active", "/today"],
  ["a supervisor", ["supervisor"], null, "/inbox"],
  ["a manager", ["manager"], null, "/team"],
  ["a content owner", ["content_owner"], null, "/library"],
  ["an administrator", ["administrator"], null, "/settings"],
  ["a supervisor who serves customers too", ["agent", "supervisor"], "active", "/inbox"],
  ["a supervisor who is in training", ["supervisor", "agent"], "training", "/today"],
  ["an owner who is everything", ["administrator", "manager", "supervisor"], null, "/team"],
  ["somebody without a role", [], null, "/today"],
];

describe("homeFor", () => {
  it.each(cases)("%s", (_, roles, state, to) => {
    expect(homeFor({ roles: roles.map((role) => ({ role, teamId: null })), state })).toBe(to);
  });
});
