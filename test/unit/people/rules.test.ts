import { describe, expect, it } from "vitest";
import { passwordFault } from "~/people/password";
import type { HeldRole } from "~/people/permissions";
import { delaySeconds, loginFault, mayInviteAs, mayReset, shareFault } from "~/people/rules";

describe("stores and shares", () => {
  const set = (...shares: number[]) => shares.map((share, i) => ({ storeId: `s${i}`, share }));
  it.each([
    [[], "", null, "no stores yet"],
    [set(100), "", null, "one"],
    [set(60, 40), "", null, "the usual two"],
    [set(60, 41), "", "shares_sum", "over"],
    [set(60, 39), "", "shares_sum", "under"],
    [set(50, 30, 20), "", "shares_reason", "the third needs a reason"],
    [set(50, 30, 20), "   ", "shares_reason", "blanks are no reason"],
    [set(50, 30, 20), "Holiday cover", null, "three with a reason"],
    [set(25, 25, 25, 25), "Because", "shares_too_many", "never four"],
    [set(100, 0), "", "shares_range", "a store with nothing"],
    [set(150, -50), "", "shares_range", "negative"],
    [set(33.5, 66.5), "", "shares_range", "whole percents"],
    [[...set(50), ...set(50)], "", "shares_twice", "one store twice"],
  ] as const)("%o with reason “%s” → %s (%s)", (...[shares, reason, fault]) => {
    expect(shareFault(shares, reason)).toBe(fault);
  });
});

describe("passwords", () => {
  const about = { login: "xiaomei.li", name: "李小梅", email: "xiaomei.li@example.com" };
  it.each([
    ["short7890", "password_short", "nine"],
    ["", "password_short", "none"],
    ["一二三四五六七八九", "password_short", "nine Chinese characters"],
    ["山高月小水落石出清风", null, "ten Chinese characters"],
    ["tall blue kettle", null, "a phrase"],
    ["x".repeat(201), "password_long", "too long to hash"],
    ["1234567890", "password_common", "digits in a row"],
    ["Qwertyuiop", "password_common", "the keyboard's row in any case"],
    ["aaaaaaaaaaaa", "password_common", "one character"],
    ["abababababab", "password_common", "a pair"],
    ["abcabcabcab", "password_common", "a triple, cut"],
    ["woaini1314520", "password_common", "the commonest in Chinese"],
    ["Xiaomei.Li", "password_name", "the login in another case"],
    ["xiaomeili2026", "password_name", "the login with a year"],
    ["xiaomei.li@example.com", "password_name", "the e-mail address"],
    ["李小梅12345678", "password_name", "the name with digits"],
    ["xiaomei likes tea", null, "a phrase with the name in it"],
  ])("%s → %s (%s)", (...[password, fault]) => {
    expect(passwordFault(password, about)).toBe(fault);
  });
});

describe("login names", () => {
  it.each([
    ["xiaomei", true],
    ["13800138000", true],
    ["a.b-c_d", true],
    ["ab", false],
    ["a".repeat(33), false],
    [".abc", false],
    ["a b c", false],
    ["me@shop", false],
    ["小梅小梅", false],
  ])("%s: %s", (login, good) => {
    expect(loginFault(login) === null).toBe(good);
  });
});

describe("reset links go downwards in rank and within the own team", () => {
  const held = (role: HeldRole["role"], teamId: string | null = "red"): HeldRole => ({ role, teamId });
  const target = (...roles: HeldRole[]) => ({ personId: "them", roles, teamIds: ["red"] });
  it.each([
    ["a supervisor to an agent of the team", [held("supervisor")], target(held("agent")), true],
    ["a supervisor to an agent of another team", [held("supervisor", "blue")], target(held("agent")), false],
    ["a supervisor to another supervisor", [held("supervisor")], target(held("supervisor")), false],
    ["a supervisor to the manager", [held("supervisor")], target(held("manager")), false],
    ["a manager to a supervisor of the team", [held("manager")], target(held("supervisor")), true],
    ["a shop-wide manager to a supervisor of any team", [held("manager", null)], target(held("supervisor")), true],
    ["a manager to an agent who is also an administrator", [held("manager")], target(held("agent"), held("administrator", null)), false],
    ["an administrator to a manager", [held("administrator", null)], target(held("manager")), true],
    ["an administrator to another administrator", [held("administrator", null)], target(held("administrator", null)), false],
    ["an agent to an agent", [held("agent")], target(held("agent")), false],
    ["a content owner to an agent", [held("content_owner", null)], target(held("agent")), false],
    [
      "a manager elsewhere who supervises here, to a supervisor here",
      [held("manager", "blue"), held("supervisor")],
      target(held("supervisor")),
      false,
    ],
  ] as const)("%s: %s", (_, roles, them, allowed) => {
    expect(mayReset({ personId: "me", roles }, them)).toBe(allowed);
  });

  it("never to oneself", () => {
    expect(mayReset({ personId: "them", roles: [held("administrator", null)] }, target(held("agent")))).toBe(false);
  });
});

describe("who takes on whom", () => {
  it.each([
    ["manager of the team, an agent", "manager", "red", "agent", "red", true],
    ["manager of the team, an agent elsewhere", "manager", "red", "agent", "blue", false],
    ["shop-wide manager, an agent", "manager", null, "agent", "blue", true],
    ["manager, a supervisor", "manager", null, "supervisor", "red", false],
    ["administrator, a manager", "administrator", null, "manager", null, true],
    ["supervisor, an agent", "supervisor", "red", "agent", "red", false],
    ["manager, an agent without team", "manager", null, "agent", null, false],
  ] as const)("%s", (_, role, roleTeam, invited, team, allowed) => {
    expect(mayInviteAs({ roles: [{ role, teamId: roleTeam }] }, invited, team)).toBe(allowed);
  });
});

describe("the growing delay after failures", () => {
  it.each([
    [0, 0],
    [4, 0],
    [5, 2],
    [6, 4],
    [7, 8],
    [9, 32],
    [10, 60],
    [1000, 60],
  ])("after %i failures: %i s", (failures, seconds) => {
    expect(delaySeconds(failures)).toBe(seconds);
  });
});
