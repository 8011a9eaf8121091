import type { ActionFunctionArgs } from "@remix-run/node";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { practicalSubmission } from "@db/schema";
import { ensurePolicies } from "~/activation/policy.server";
import { access, type Access } from "~/access";
import { may, type Permission, type Role } from "~/people/permissions";
import { roleIsOfTeam } from "~/people/rules";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { storePicture } from "~/platform/files.server";
import { newId } from "~/platform/ids";
import routeConfig from "~/routes";
import { addKey, newKey, revokeKey } from "~/telling/keys.server";
import { scopes } from "~/telling/scopes";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { accessFaults, type Handlers, mappedRoutes } from "@test/setup/route-map";

/** What the route under test asked of the guard, in order. The guard itself is the real one. */
const asked = vi.hoisted(() => [] as { permission: string; personId: string | null; granted: boolean }[]);
vi.mock("~/people/guard.server", async (importOriginal) => {
  const real = await importOriginal<typeof import("~/people/guard.server")>();
  const requireCan: typeof real.requireCan = async (args, permission, target) => {
    const question = { permission, personId: target?.personId ?? null, granted: false };
    asked.push(question);
    const actor = await real.requireCan(args, permission, target);
    question.granted = true;
    return actor;
  };
  return { ...real, requireCan };
});

const loadable = import.meta.glob<Handlers>(["/app/frame.tsx", "/app/*/routes/*.tsx"]);
const routes = mappedRoutes(routeConfig);
const modules = new Map<string, Handlers>();

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

type Somebody = { personId: string; roles: { role: Role; teamId: string | null }[]; teamIds: string[]; cookie: string };
const red = await make.team({ name: "Red" });
const blue = await make.team({ name: "Blue" });

async function somebody(role: Role | null, teamId: string | null): Promise<Somebody> {
  const { id } = await make.person({ roles: role ? [role] : [], teamId, state: role === "agent" ? "training" : null });
  return { personId: id, roles: role ? [{ role, teamId }] : [], teamIds: teamId ? [teamId] : [], cookie: await make.signIn(id) };
}

/** One of each role in the red team (or the shop, for roles that have no team), leaders of the whole shop, and somebody without a role. */
const actors: [string, Somebody][] = [["no role", await somebody(null, null)]];
for (const role of ["agent", "supervisor", "manager", "content_owner", "administrator"] as const) {
  actors.push([role, await somebody(role, roleIsOfTeam(role) ? red.id : null)]);
}
for (const role of ["supervisor", "manager"] as const) actors.push([`${role} of the whole shop`, await somebody(role, null)]);
const admin = await somebody("administrator", null);
const ownTeam = await somebody("agent", red.id);
const otherTeam = await somebody("agent", blue.id);

/** A photo and a practical of each person about whom a route may be asked: some addresses name these and not the person. */
const files = new Map<string, string>();
const submissions = new Map<string, string>();

beforeAll(async () => {
  for (const [path, load] of Object.entries(loadable)) modules.set(path.replace(/^\/app\//, "").replace(/\.tsx$/, ""), await load());
  await ensurePolicies(owner, MONDAY);
  await make.content("checklist", "probation");
  const plan = await make.plan("access-plan");
  const png = new Blob([Buffer.from("89504e470d0a1a0a0000000d4948445200000001000000010806000000", "hex")]);
  for (const who of [ownTeam, otherTeam, ...actors.map(([, a]) => a)]) {
    const stored = await storePicture(owner, who.personId, png, MONDAY);
    if ("id" in stored) files.set(who.personId, stored.id);
    const enrolment = await make.enrolment({ personId: who.personId, teamId: red.id, planVersionId: plan.id });
    const id = newId();
    const row = {
      id,
      personId: who.personId,
      enrolmentId: enrolment.id,
      slug: "practical",
      contentVersionId: plan.id,
      attempt: 1,
      fileIds: [],
      submittedAt: MONDAY,
    };
    await owner.insert(practicalSubmission).values(row);
    submissions.set(who.personId, id);
  }
  // Every route of the product is loaded and translated: on a busy machine that takes longer than a hook usually may.
}, 300_000);
beforeEach(() => {
  asked.length = 0;
});

type Ended = { response: Response | null; error: unknown };

/** Run a handler as Remix would; what it throws that is no answer is a fault of the route. */
async function call(
  handler: unknown,
  kind: "loader" | "action",
  route: { id: string; path: string },
  target: Somebody | null,
  cookie?: string,
  headers: Record<string, string> = {},
): Promise<Ended> {
  const personId = target?.personId ?? newId();
  const params: Record<string, string> = {
    personId,
    slug: "nothing-here",
    kind: "lesson",
    gate: "desk",
    token: "nothing",
    teamId: red.id,
    sittingId: newId(),
    gradingId: newId(),
    noticeId: newId(),
    fileId: files.get(personId) ?? newId(),
    submissionId: submissions.get(personId) ?? newId(),
  };
  const path = route.path.replace(/:(\w+)/g, (_, name: string) => params[name] ?? "missing");
  const args = routeArgs(path, { cookie, params, headers, form: kind === "action" ? {} : undefined });
  args.context.demo = true;
  try {
    const result: unknown = await (handler as (args: ActionFunctionArgs) => unknown)(args);
    return { response: result instanceof Response ? result : null, error: null };
  } catch (thrown) {
    return thrown instanceof Response ? { response: thrown, error: null } : { response: null, error: thrown };
  }
}

const cases = routes.flatMap((route) =>
  (["loader", "action"] as const).flatMap((kind) => {
    const declared = access[route.id]?.[kind];
    return declared ? [{ route, kind, declared, name: `${kind} of ${route.path} (${route.id})` }] : [];
  }),
);
const guardedCases = cases.flatMap(({ declared, ...one }) => (declared === "public" || "key" in declared ? [] : [{ ...one, declared }]));
const keyCases = cases.flatMap(({ declared, ...one }) =>
  declared === "public" || !("key" in declared) ? [] : [{ ...one, scope: declared.key }],
);
const publicCases = cases.filter((one) => one.declared === "public");

function expectation(declared: Extract<Access, { permission: Permission }>, actor: Somebody, target: Somebody | null) {
  const permission: Permission = declared.permission;
  return { permission, allowed: may(permission, actor, target), refusedAs: target ? 404 : 403 };
}

describe("who may open what", () => {
  it("is declared for every route, and for nothing else", () => {
    expect(accessFaults(routes, access, modules)).toEqual([]);
  });

  describe.each(guardedCases)("$name", ({ route, kind, declared }) => {
    const handler = () => modules.get(route.id)?.[kind];

    it.each(actors)("%s", async (...[who, actor]) => {
      const targets: [string, Somebody | null][] =
        declared.about === "nobody"
          ? [["none", null]]
          : [
              ["self", actor],
              ["own team", ownTeam],
              ["other team", otherTeam],
            ];
      for (const [relation, target] of targets) {
        asked.length = 0;
        const { permission, allowed, refusedAs } = expectation(declared, actor, target);
        const ended = await call(handler(), kind, route, target, actor.cookie);
        const said = `${who} → ${relation}`;
        expect(asked[0], `${said}: the first question`).toEqual({ permission, personId: target?.personId ?? null, granted: allowed });
        expect(ended.error, `${said}: an unexpected error`).toBeNull();
        expect(ended.response?.status ?? 200, `${said}: a server error`).toBeLessThan(500);
        if (allowed) continue;
        expect(ended.response?.status, `${said}: is not allowed`).toBe(refusedAs);
        expect(asked, `${said}: went on after the refusal`).toHaveLength(1);
      }
    });

    it("nobody signed in", async () => {
      const ended = await call(handler(), kind, route, declared.about === "person" ? ownTeam : null);
      expect(ended.response?.status).toBe(302);
      expect(ended.response?.headers.get("Location")).toMatch(/^\/sign-in\?next=/);
    });
  });

  describe.each(keyCases)("$name, by key", ({ route, kind, scope }) => {
    const status = async (headers: Record<string, string>, cookie?: string) => {
      const ended = await call(modules.get(route.id)?.[kind], kind, route, null, cookie, headers);
      expect(ended.error).toBeNull();
      return ended.response?.status ?? 200;
    };
    const made = async (asked: (typeof scopes)[number][], lastDay: string | null = null) => {
      const key = newKey();
      const outcome = await addKey(ctx(MONDAY, admin.personId), key, { name: "test", scopes: asked, teamId: null, lastDay }, "UTC");
      if (!outcome.ok) throw new Error("no key was made");
      return { id: outcome.value.id, headers: { Authorization: `Bearer ${key}` } };
    };

    it("is open to a key of its scope, and to no other", async () => {
      expect([401, 403, 429]).not.toContain(await status((await made([scope])).headers));
      expect(await status((await made(scopes.filter((other) => other !== scope))).headers)).toBe(403);
    });

    it("is closed without a key, with an unknown one, with one that was revoked or has expired, and to whoever is signed in", async () => {
      expect(await status({})).toBe(401);
      expect(await status({ Authorization: "Basic YTpi" })).toBe(401);
      expect(await status({ Authorization: `Bearer ${newKey()}` })).toBe(401);
      for (const [, actor] of actors) expect(await status({}, actor.cookie)).toBe(401);
      const revoked = await made([...scopes]);
      await revokeKey(ctx(MONDAY, admin.personId), revoked.id);
      expect(await status(revoked.headers)).toBe(401);
      expect(await status((await made([...scopes], "2026-03-01")).headers)).toBe(401);
      expect([401, 403]).not.toContain(await status((await made([...scopes], "2026-03-02")).headers));
    });
  });

  it.each(publicCases)("$name is open to whoever comes", async ({ route, kind }) => {
    const ended = await call(modules.get(route.id)?.[kind], kind, route, null);
    expect(asked).toEqual([]);
    expect(ended.error).toBeNull();
    expect(ended.response?.headers.get("Location") ?? "").not.toMatch(/^\/sign-in\?next=/);
    expect([401, 403]).not.toContain(ended.response?.status);
    expect(ended.response?.status ?? 200).toBeLessThan(500);
  });
});
