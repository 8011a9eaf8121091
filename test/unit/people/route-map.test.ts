import { index, layout, route } from "@remix-run/route-config";
import { describe, expect, it } from "vitest";
import type { Access } from "~/access";
import { accessFaults, type Handlers, mappedRoutes } from "@test/setup/route-map";

const config = [
  route("sign-in", "people/routes/sign-in.tsx"),
  layout("frame.tsx", [index("today/routes/home.tsx"), route("people/:personId", "people/routes/person.tsx")]),
];
const guarded: Access = { permission: "person:view", about: "person" };
const access = {
  "people/routes/sign-in": { loader: "public", action: "public" },
  frame: { loader: guarded },
  "today/routes/home": { loader: guarded },
  "people/routes/person": { loader: guarded },
} satisfies Record<string, { loader?: Access; action?: Access }>;
const modules = new Map<string, Handlers>([
  ["people/routes/sign-in", { loader: () => null, action: () => null }],
  ["frame", { loader: () => null }],
  ["today/routes/home", { loader: () => null }],
  ["people/routes/person", { loader: () => null }],
]);

describe("the check of declared permissions", () => {
  it("knows every route by its module and whole path", () => {
    expect(mappedRoutes(config)).toEqual([
      { id: "people/routes/sign-in", path: "/sign-in" },
      { id: "frame", path: "/" },
      { id: "today/routes/home", path: "/" },
      { id: "people/routes/person", path: "/people/:personId" },
    ]);
  });

  it("finds nothing where all agree", () => {
    expect(accessFaults(mappedRoutes(config), access, modules)).toEqual([]);
  });

  it("fails on a route that was added without a declared permission", () => {
    const added = mappedRoutes([...config, route("secret/:personId", "people/routes/secret.tsx")]);
    const withModule = new Map([...modules, ["people/routes/secret", { loader: () => null }] as const]);
    expect(accessFaults(added, access, withModule)).toEqual(["people/routes/secret (/secret/:personId) has no entry in access.ts"]);
  });

  it("fails on an action that was added to a route with a loader's permission only", () => {
    const more = new Map([...modules, ["people/routes/person", { loader: () => null, action: () => null }] as const]);
    expect(accessFaults(mappedRoutes(config), access, more)).toEqual(["people/routes/person: its action declares no permission"]);
  });

  it("fails on a declaration without a route, and on one for a handler that is not there", () => {
    const stale = { ...access, "people/routes/gone": { loader: guarded }, "today/routes/home": { loader: guarded, action: guarded } };
    expect(accessFaults(mappedRoutes(config), stale, modules)).toEqual([
      "today/routes/home: access.ts declares a action that does not exist",
      "access.ts declares people/routes/gone, which is no route",
    ]);
  });
});
