import { describe, expect, it } from "vitest";
import { isWorkKind, workKinds, workScopes } from "~/work/kinds";
import { workMessages } from "~/work/messages";

describe("workScopes", () => {
  it.each([
    ["an agent sees nothing", [{ role: "agent", teamId: "t" }], []],
    [
      "a supervisor sees their team and what belongs to none",
      [{ role: "supervisor", teamId: "t" }],
      [
        { roles: ["supervisor"], teams: ["t"] },
        { roles: ["supervisor"], teams: "shop" },
      ],
    ],
    [
      "a manager sees what waits for supervisors too",
      [{ role: "manager", teamId: "t" }],
      [
        { roles: ["supervisor", "manager"], teams: ["t"] },
        { roles: ["supervisor", "manager"], teams: "shop" },
      ],
    ],
    ["a shop-wide manager sees every team", [{ role: "manager", teamId: null }], [{ roles: ["supervisor", "manager"], teams: "all" }]],
    [
      "an administrator never sees what a team's manager must do",
      [{ role: "administrator", teamId: null }],
      [
        { roles: ["administrator"], teams: "all" },
        { roles: ["manager"], teams: "shop" },
      ],
    ],
  ] as const)("%s", (_, held, scopes) => {
    expect(workScopes([...held])).toEqual(scopes);
  });
});

describe("workKinds", () => {
  it("each have their texts", () => {
    for (const kind of Object.keys(workKinds)) {
      expect(workMessages.texts.en).toHaveProperty([`kind.${kind}`]);
      expect(workMessages.texts.en).toHaveProperty([`item.${kind}`]);
    }
  });

  it.each([
    ["practical", true],
    ["toString", false],
    [7, false],
    [null, false],
  ])("isWorkKind(%j) is %s", (value, is) => {
    expect(isWorkKind(value)).toBe(is);
  });
});
