import type { LoaderFunctionArgs } from "@remix-run/node";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { apiKey, throttle } from "@db/schema";
import { confirmGate, giveOverride } from "~/activation/actions.server";
import { changeState } from "~/activation/state.server";
import { sweepOverrides } from "~/activation/sweeps.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { KEY_REQUESTS_A_MINUTE } from "~/telling/key-rules";
import { addKey, newKey } from "~/telling/keys.server";
import { openApi } from "~/telling/openapi";
import { loader as changes } from "~/telling/routes/changes";
import { loader as clearance } from "~/telling/routes/clearance";
import { loader as clearanceList } from "~/telling/routes/clearance-list";
import { loader as gates } from "~/telling/routes/gates";
import { loader as noAddress } from "~/telling/routes/no-address";
import { loader as description } from "~/telling/routes/openapi";
import { loader as settingsLoader, action as settingsAction } from "~/telling/routes/settings";
import type { Scope } from "~/telling/scopes";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, appSql, ownerSql, ctx, make } = await freshDatabase();
setDb(db);
const at = (now: Date) => clock.setOffset(now.getTime() - Date.now());
const later = (days: number) => new Date(MONDAY.getTime() + days * 86_400_000);

type Loader = (args: LoaderFunctionArgs) => Response | Promise<Response>;
/** Every address of the description, by its module. */
const addresses: Record<string, Loader> = {
  "/clearance": clearanceList,
  "/clearance/{external_id}": clearance,
  "/clearance/{external_id}/changes": changes,
  "/gates/{external_id}": gates,
  "/openapi.json": description,
};
const checked = new Set<string>();
const ajv = new Ajv2020({ strict: false, allErrors: true });
formats.default(ajv);
ajv.addSchema(openApi, "api");

/** What is answered at an address of the description; every answer is held against it. */
async function ask(address: string, { key, query = "", agent, headers = {} }: Asked = {}) {
  const path = `/api/v1${address.replace("{external_id}", encodeURIComponent(agent ?? ""))}${query}`;
  const args = routeArgs(path, {
    params: agent === undefined ? {} : { externalId: agent },
    headers: { ...(key ? { Authorization: `Bearer ${key}` } : {}), ...headers },
  });
  const response = await Promise.resolve(addresses[address]?.(args)).catch((thrown: unknown) => thrown as Response);
  if (!response) throw new Error(`nobody answers at ${address}`);
  const text = await response.text();
  const body = (text ? JSON.parse(text) : null) as Body;
  const described = (openApi.paths as Record<string, { get: { responses: Record<string, Described> } }>)[address]?.get.responses;
  const answer = described?.[String(response.status)];
  expect(answer, `${address} may answer ${response.status}`).toBeDefined();
  const [type, media] = Object.entries(answer?.content ?? {})[0] ?? [];
  if (type && media) {
    expect(response.headers.get("Content-Type")).toBe(`${type}; charset=utf-8`);
    const ref = media.schema.$ref;
    const isRight = ajv.validate(ref ? { $ref: `api${ref}` } : media.schema, body);
    expect(isRight, `${address}: ${ajv.errorsText()} in ${text}`).toBe(true);
  } else expect(text).toBe("");
  checked.add(`${address} ${response.status}`);
  return { status: response.status, headers: response.headers, body };
}
type Asked = { key?: string; query?: string; agent?: string; headers?: Record<string, string> };
type Described = { content?: Record<string, { schema: { $ref?: string } }> };
type Gate = { met: boolean; requirements: { evidence: { id: string }[] }[] };
/** What is looked at here of all answers; which has what, the description says, and each is held against it. */
type Body = {
  name: string;
  title: string;
  detail: string;
  data: { external_id: string }[];
  next: string | null;
  gates: Record<"desk" | "activation", Gate>;
};

let adminId: string;
const keyFor = async (scopes: Scope[], teamId: string | null = null): Promise<string> => {
  const key = newKey();
  const outcome = await addKey(ctx(MONDAY, adminId), key, { name: "test", scopes, teamId, lastDay: null }, "Asia/Shanghai");
  expect(outcome.ok).toBe(true);
  return key;
};
let reader: string;
const numbered = async (personId: string, externalId: string) =>
  void (await ownerSql`update person set external_id = ${externalId} where id = ${personId}`);

beforeAll(async () => {
  adminId = (await make.administrator()).id;
  reader = await keyFor(["clearance:read", "gates:read"]);
});
beforeEach(async () => {
  at(MONDAY);
  await owner.delete(throttle);
});

describe("the description", () => {
  it("is a valid OpenAPI document, served to whoever asks", async () => {
    const { status, body } = await ask("/openapi.json");
    expect(status).toBe(200);
    const result = await new Validator().validate(structuredClone(body) as Record<string, unknown>);
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
    expect(Object.keys((body as unknown as typeof openApi).paths).sort()).toEqual(Object.keys(addresses).sort());
  });
});

describe("an agent's clearance", () => {
  it("follows every change, with its number, and says nothing of the person but the staff number", async () => {
    const { person: agent, supervisorId } = await make.deskReady({ name: "陈晨" });
    await numbered(agent.id, "A/17");
    const before = await ask("/clearance/{external_id}", { key: reader, agent: "A/17" });
    expect(before.body).toMatchObject({ external_id: "A/17", state: "training", clearance: "none", sequence: 0, single_examiner: false });
    await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk");
    const after = await ask("/clearance/{external_id}", { key: reader, agent: "A/17" });
    expect(after.body).toEqual({
      id: agent.id,
      external_id: "A/17",
      state: "probation",
      clearance: "supervised",
      since: MONDAY.toISOString(),
      sequence: 1,
      lapses_at: null,
      single_examiner: false,
    });
    await changeState(ctx(later(1), supervisorId), agent.id, "suspend", "a reason of some length");
    const suspended = await ask("/clearance/{external_id}", { key: reader, agent: "A/17" });
    expect(suspended.body).toMatchObject({ state: "suspended", clearance: "none", since: later(1).toISOString(), sequence: 2 });
    const told = await ask("/clearance/{external_id}/changes", { key: reader, agent: "A/17" });
    expect(told.body).toEqual({
      data: [
        { sequence: 1, from: "none", to: "supervised", at: MONDAY.toISOString() },
        { sequence: 2, from: "supervised", to: "none", at: later(1).toISOString() },
      ],
      more: false,
    });
    const missed = await ask("/clearance/{external_id}/changes", { key: reader, agent: "A/17", query: "?after_sequence=1&limit=1" });
    expect(missed.body).toMatchObject({ data: [{ sequence: 2 }], more: false });
    const first = await ask("/clearance/{external_id}/changes", { key: reader, agent: "A/17", query: "?limit=1" });
    expect(first.body).toMatchObject({ data: [{ sequence: 1 }], more: true });
  });

  it("brings the name to a key that may read names", async () => {
    const { person: agent } = await make.deskReady({ name: "林晓" });
    await numbered(agent.id, "A-NAME");
    const named = await keyFor(["clearance:read", "gates:read", "names:read"]);
    expect((await ask("/clearance/{external_id}", { key: named, agent: "A-NAME" })).body.name).toBe("林晓");
    expect((await ask("/gates/{external_id}", { key: named, agent: "A-NAME" })).body.name).toBe("林晓");
    for (const address of ["/clearance/{external_id}", "/gates/{external_id}"])
      expect(JSON.stringify((await ask(address, { key: reader, agent: "A-NAME" })).body)).not.toContain("林晓");
  });

  it("says when it lapses while a gate rests on an override", async () => {
    const { person: agent, teamId, supervisorId, enrolment } = await make.deskReady();
    await numbered(agent.id, "A-OVER");
    await ownerSql`update activity_state set status = 'open', done_at = null where enrolment_id = ${enrolment.id} and slug = 'lesson-1'`;
    const manager = await make.manager(teamId);
    const given = await giveOverride(ctx(MONDAY, manager.id), agent.id, "desk", {
      requirement: "activities",
      reason: "the warehouse was closed that week",
      days: 10,
    });
    expect(given.ok).toBe(true);
    expect((await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk")).ok).toBe(true);
    const cleared = await ask("/clearance/{external_id}", { key: reader, agent: "A-OVER" });
    expect(cleared.body).toMatchObject({ clearance: "supervised", lapses_at: later(10).toISOString() });
    await sweepOverrides(db, later(10));
    const lapsed = await ask("/clearance/{external_id}", { key: reader, agent: "A-OVER" });
    expect(lapsed.body).toMatchObject({ clearance: "none", state: "probation", lapses_at: null, sequence: 2 });
  });
});

describe("the list", () => {
  it("pages through everybody once, and filters", async () => {
    const team = await make.team();
    const key = await keyFor(["clearance:read"], team.id);
    const people = [];
    for (let i = 0; i < 7; i++) people.push(await make.trainee(team.id, { externalId: `L-${i}`, clearanceSince: later(i) }));
    await make.supervisor(team.id);
    await make.trainee((await make.team()).id);
    const seen: string[] = [];
    let query = "?limit=3";
    for (let pages = 0; pages < 5 && query; pages++) {
      const { body, headers } = await ask("/clearance", { key, query });
      seen.push(...body.data.map((one) => one.external_id));
      query = body.next ? `?limit=3&cursor=${body.next}` : "";
      expect(headers.get("Link")).toBe(body.next ? `</api/v1/clearance?limit=3&cursor=${body.next}>; rel="next"` : null);
    }
    expect(seen).toEqual(people.map((one) => one.externalId));
    const recent = await ask("/clearance", { key, query: `?changed_since=${later(5).toISOString()}` });
    expect(recent.body.data.map((one) => one.external_id)).toEqual(["L-5", "L-6"]);
    expect((await ask("/clearance", { key, query: "?clearance=full" })).body).toEqual({ data: [], next: null });
    expect((await ask("/clearance", { key, query: "?clearance=none" })).body.data).toHaveLength(7);
  });

  it("answers 304 while nothing has changed, and anew when something has", async () => {
    const { person: agent, teamId, supervisorId } = await make.deskReady();
    await numbered(agent.id, "A-TAG");
    const key = await keyFor(["clearance:read"], teamId);
    const first = await ask("/clearance", { key });
    const tag = first.headers.get("ETag") ?? "";
    expect(tag).toMatch(/^"[\w-]{32}"$/);
    for (const header of [tag, `W/${tag}`, `"other", ${tag}`, "*"])
      expect([header, (await ask("/clearance", { key, headers: { "If-None-Match": header } })).status]).toEqual([header, 304]);
    expect((await ask("/clearance", { key, headers: { "If-None-Match": '"other"' } })).status).toBe(200);
    const one = (await ask("/clearance/{external_id}", { key, agent: "A-TAG" })).headers.get("ETag") ?? "";
    await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk");
    expect((await ask("/clearance", { key, headers: { "If-None-Match": tag } })).status).toBe(200);
    expect((await ask("/clearance/{external_id}", { key, agent: "A-TAG", headers: { "If-None-Match": one } })).status).toBe(200);
  });
});

describe("the gates", () => {
  it("are the ones of the page: requirements, evidence, and what is missing in both languages", async () => {
    const { person: agent, supervisorId, evidence, enrolment } = await make.deskReady();
    await numbered(agent.id, "A-GATE");
    const { body } = await ask("/gates/{external_id}", { key: reader, agent: "A-GATE" });
    expect(body.gates.desk).toMatchObject({ met: true, passed_at: null });
    const ids = body.gates.desk.requirements.flatMap((one) => one.evidence.map((e) => e.id)).sort();
    expect(ids).toEqual(evidence.map((e) => e.evidenceId).sort());
    expect(body.gates.activation.requirements[0]).toMatchObject({
      id: "checklist",
      met: false,
      blocker: { code: "checklist_open", text: { "zh-CN": expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) } },
    });
    await ownerSql`update activity_state set status = 'open', done_at = null where enrolment_id = ${enrolment.id} and slug = 'lesson-1'`;
    const unmet = await ask("/gates/{external_id}", { key: reader, agent: "A-GATE" });
    expect(unmet.body.gates.desk.met).toBe(false);
    await ownerSql`update activity_state set status = 'done', done_at = ${MONDAY} where enrolment_id = ${enrolment.id} and slug = 'lesson-1'`;
    await confirmGate(ctx(MONDAY, supervisorId), agent.id, "desk");
    const passed = await ask("/gates/{external_id}", { key: reader, agent: "A-GATE" });
    expect(passed.body.gates.desk).toMatchObject({ met: true, passed_at: MONDAY.toISOString() });
  });
});

describe("what is refused", () => {
  it("a key of another scope, at every address that asks for one", async () => {
    const [forGates, forClearance] = [await keyFor(["gates:read"]), await keyFor(["clearance:read"])];
    for (const [address, item] of Object.entries(openApi.paths)) {
      const [scope] = (item.get.security as { key?: string[] }[])[0]?.key ?? [];
      if (!scope) continue;
      const wrong = scope === "gates:read" ? forClearance : forGates;
      const refused = await ask(address, { key: wrong, agent: "A-1" });
      expect([address, refused.status, refused.headers.get("WWW-Authenticate")]).toEqual([
        address,
        403,
        `Bearer realm="Deskready", error="insufficient_scope", scope="${scope}"`,
      ]);
      expect((await ask(address, { agent: "A-1" })).headers.get("WWW-Authenticate")).toBe('Bearer realm="Deskready"');
    }
  });

  it("an agent who is not there, is no agent, or is of another team, all alike", async () => {
    const [red, blue] = [await make.team(), await make.team()];
    await make.trainee(red.id, { externalId: "RED-1" });
    await make.manager(red.id, { externalId: "BOSS" });
    const key = await keyFor(["clearance:read", "gates:read"], blue.id);
    for (const address of ["/clearance/{external_id}", "/clearance/{external_id}/changes", "/gates/{external_id}"]) {
      const said = [];
      for (const [agent, with_] of [
        ["NOBODY", reader],
        ["BOSS", reader],
        ["RED-1", key],
        ["", reader],
      ] as const) {
        const refused = await ask(address, { key: with_, agent });
        said.push([refused.status, refused.body]);
      }
      expect(new Set(said.map((one) => JSON.stringify(one))).size).toBe(1);
      expect(said[0]?.[0]).toBe(404);
      expect((await ask(address, { key: reader, agent: "RED-1" })).status).toBe(200);
    }
  });

  it("goes on telling a team's key of an agent whose time in the team has ended, and not of one who has moved on", async () => {
    const [red, blue] = [await make.team(), await make.team()];
    const key = await keyFor(["clearance:read"], red.id);
    const gone = await make.person({ state: "left", externalId: "GONE", roles: ["agent"] });
    await make.membership(gone.id, red.id, "2026-01-01", "2026-02-01");
    const moved = await make.person({ state: "training", externalId: "MOVED", roles: ["agent"] });
    await make.membership(moved.id, red.id, "2026-01-01", "2026-02-01");
    await make.membership(moved.id, blue.id, "2026-02-01");
    expect((await ask("/clearance/{external_id}", { key, agent: "GONE" })).body).toMatchObject({ state: "left", clearance: "none" });
    expect((await ask("/clearance/{external_id}", { key, agent: "MOVED" })).status).toBe(404);
  });

  it("a parameter that cannot be read, by its name and in the reader's language", async () => {
    for (const [address, query] of [
      ["/clearance", "?clearence=full"],
      ["/clearance/{external_id}/changes", "?after_sequence=x"],
    ] as const) {
      const en = await ask(address, { key: reader, agent: "A", query, headers: { "Accept-Language": "en-GB" } });
      expect([en.status, en.body.detail]).toEqual([400, expect.stringContaining(query.slice(1).split("=")[0] ?? "")]);
      const zh = await ask(address, { key: reader, agent: "A", query, headers: { "Accept-Language": "zh-CN,zh;q=0.9" } });
      expect([zh.headers.get("Content-Language"), zh.body.title]).toEqual(["zh-CN", "参数无法识别"]);
    }
  });

  it("an address that is not there", async () => {
    const response = noAddress(routeArgs("/api/v2/clearance"));
    expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
  });

  it("more requests in a minute than a key may make; another key goes on", async () => {
    const [busy, other] = [await keyFor(["clearance:read", "gates:read"]), await keyFor(["gates:read"])];
    const statuses = [];
    for (let i = 0; i < KEY_REQUESTS_A_MINUTE; i++) statuses.push((await ask("/clearance", { key: busy, query: "?limit=1" })).status);
    expect(new Set(statuses)).toEqual(new Set([200]));
    for (const address of Object.keys(addresses).filter((one) => one !== "/openapi.json")) {
      const refused = await ask(address, { key: busy, agent: "A" });
      expect([address, refused.status]).toEqual([address, 429]);
      expect(Number(refused.headers.get("Retry-After"))).toBeGreaterThan(0);
    }
    expect((await ask("/gates/{external_id}", { key: other, agent: "NOBODY" })).status).toBe(404);
    await ownerSql`update throttle set window_start = window_start - interval '1 minute'`;
    expect((await ask("/clearance", { key: busy })).status).toBe(200);
  });

  it("leaves no answer of the description untried, but for what cannot be changed", async () => {
    for (const address of Object.keys(addresses)) {
      const have = (await ask(address, { key: reader, agent: "A-GATE" })).headers.get("ETag") ?? "";
      expect((await ask(address, { key: reader, agent: "A-GATE", headers: { "If-None-Match": have } })).status).toBe(304);
    }
    const described = Object.entries(openApi.paths).flatMap(([address, item]) =>
      Object.keys(item.get.responses).map((status) => `${address} ${status}`),
    );
    expect(described.filter((one) => !checked.has(one))).toEqual([]);
  });
});

describe("keys", () => {
  const row = async (prefix: string) => (await db.select().from(apiKey).where(eq(apiKey.prefix, prefix)))[0];

  it("are kept as digests, and note their last use once a minute", async () => {
    const key = await keyFor(["clearance:read"]);
    const prefix = key.slice(0, 12);
    expect(JSON.stringify(await row(prefix))).not.toContain(key.slice(12));
    expect((await row(prefix))?.lastUsedAt).toBeNull();
    const used = [];
    for (const seconds of [0, 30, 50, 70, 100]) {
      at(new Date(MONDAY.getTime() + seconds * 1000));
      await ask("/clearance", { key });
      used.push(Math.floor(((await row(prefix))?.lastUsedAt?.getTime() ?? 0) / 1000) - MONDAY.getTime() / 1000);
    }
    expect(used).toEqual([0, 0, 0, 70, 70]);
  });

  it("are shown once on the page, are not shown to a repetition of the form, and are revoked for good", async () => {
    const cookie = await make.signIn(adminId);
    const submissionId = (await import("~/platform/ids")).newId();
    const form = { step: "add_key", name: "坐席", scopes: ["clearance:read", "names:read"], teamId: "", lastDay: "", submissionId };
    const page = () =>
      settingsAction(routeArgs("/settings/telling", { cookie, form })) as Promise<{ data: { key: string | null; refusals: null } }>;
    const first = await page();
    expect(first.data).toMatchObject({ refusals: null, key: expect.stringMatching(/^drk_[\w-]{43}$/) });
    expect((await page()).data).toMatchObject({ refusals: null, key: null });
    const key = first.data.key ?? "";
    expect(await appSql`select 1 from submission where result::text like ${`%${key}%`}`).toHaveLength(0);
    const { keys } = (await settingsLoader(routeArgs("/settings/telling", { cookie }))) as Awaited<ReturnType<typeof settingsLoader>>;
    expect(JSON.stringify(keys)).not.toContain(key.slice(12));
    const made = keys.find((one) => one.prefix === key.slice(0, 12));
    expect(made).toMatchObject({ name: "坐席", standing: "live" });
    expect((await ask("/clearance", { key })).status).toBe(200);
    const revoke = { step: "revoke", keyId: made?.id ?? "" };
    await settingsAction(routeArgs("/settings/telling", { cookie, form: revoke })).catch((thrown: Response) =>
      expect(thrown.status).toBe(302),
    );
    expect((await ask("/clearance", { key })).status).toBe(401);
    await expect(appSql`update api_key set revoked_at = null where id = ${made?.id ?? ""}`).rejects.toThrow(/revoked for good/);
    await expect(appSql`update api_key set hash = 'x' where id = ${made?.id ?? ""}`).rejects.toThrow(/permission denied/);
    const said = await appSql<{ action: string }[]>`select action from audit where subject_id = ${made?.id ?? ""} order by id`;
    expect(said.map((one) => one.action)).toEqual(["telling.key_made", "telling.key_revoked"]);
  });
});
