import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { activityState, gateDecision, gateOverride, person } from "@db/schema";
import * as gateRoute from "~/activation/routes/gate";
import * as stateRoute from "~/activation/routes/state";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

type Answer = { status: number; to: string | null; body: Record<string, unknown> };
async function ask(run: () => unknown): Promise<Answer> {
  const result: unknown = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  if (result instanceof Response)
    return {
      status: result.status,
      to: result.headers.get("Location"),
      body: result.headers.get("Content-Type")?.includes("json") ? ((await result.json()) as Answer["body"]) : {},
    };
  if (result instanceof Error) throw result;
  const wrapped = result as { type?: string; data?: Answer["body"]; init?: { status?: number } };
  if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, to: null, body: wrapped.data ?? {} };
  return { status: 200, to: null, body: result as Answer["body"] };
}
const see = (personId: string, gate: string, cookie?: string) =>
  ask(() => gateRoute.loader(routeArgs(`/gate/${personId}/${gate}`, { cookie, params: { personId, gate } })));
const post = (personId: string, gate: string, cookie: string, form: Record<string, string>) =>
  ask(() =>
    gateRoute.action(
      routeArgs(`/gate/${personId}/${gate}`, { cookie, params: { personId, gate }, form: { submissionId: newId(), ...form } }),
    ),
  );
const codes = (answer: Answer) => (answer.body.refusals as { code: string }[] | undefined)?.map((r) => r.code);
type Page = Awaited<ReturnType<typeof gateRoute.loader>>;

describe("the page of a gate", () => {
  it("shows its own agent where to mend, and others where to look", async () => {
    const { person: agent, supervisorId, enrolment } = await make.deskReady({ name: "Chen" });
    await owner.update(activityState).set({ status: "started" }).where(eq(activityState.slug, "lesson-2"));
    expect(enrolment.personId).toBe(agent.id);
    const own = (await see(agent.id, "desk", await make.signIn(agent.id))).body as unknown as Page;
    expect(own).toMatchObject({ title: "Your desk gate", self: true, page: { bar: "shut", met: 5, of: 6, confirm: null, override: null } });
    expect(own.page.requirements[0]).toMatchObject({
      blocker: "Begun, not finished: lesson-2 (day 2).",
      mend: { to: "/learn/lesson-2", minutes: 20 },
    });
    const theirs = (await see(agent.id, "desk", await make.signIn(supervisorId))).body as unknown as Page;
    expect(theirs).toMatchObject({
      title: "Chen at the desk gate",
      self: false,
      page: { confirm: { refusals: [{ code: "unmet" }] }, override: null },
    });
    expect(theirs.page.requirements[0]).toMatchObject({ mend: { to: `/training/${agent.id}`, minutes: null } });
    expect(theirs.page.requirements[1]?.evidence.map((e) => e.to)).toEqual([null, null]);
    await owner.update(activityState).set({ status: "done" }).where(eq(activityState.slug, "lesson-2"));
  });

  it("is hidden from other teams, from strangers, and from malformed addresses", async () => {
    const { person: agent } = await make.deskReady();
    const elsewhere = await make.supervisor((await make.team()).id);
    const other = await make.trainee((await make.team()).id);
    expect((await see(agent.id, "desk", await make.signIn(elsewhere.id))).status).toBe(404);
    expect((await see(agent.id, "desk", await make.signIn(other.id))).status).toBe(404);
    expect(await see(agent.id, "desk")).toMatchObject({ status: 302, to: expect.stringContaining("/sign-in") });
    const cookie = await make.signIn(agent.id);
    expect((await see(agent.id, "garden", cookie)).status).toBe(404);
    expect((await see("nobody", "desk", cookie)).status).toBe(404);
    const manager = await make.manager();
    expect((await see(manager.id, "desk", await make.signIn(manager.id))).status).toBe(404);
  });

  it("opens by its button, and shows the decision with an intact seal", async () => {
    const { person: agent, supervisorId } = await make.deskReady();
    const cookie = await make.signIn(supervisorId);
    expect(await post(agent.id, "desk", cookie, { intent: "confirm" })).toMatchObject({ status: 302, to: `/gate/${agent.id}/desk` });
    const page = ((await see(agent.id, "desk", cookie)).body as unknown as Page).page;
    expect(page).toMatchObject({
      bar: "open",
      confirm: null,
      decision: { policyVersion: 2, singleExaminer: false, intact: true, digest: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(await post(agent.id, "desk", cookie, { intent: "confirm" })).toMatchObject({
      status: 422,
      body: { refusals: [{ code: "already_open" }] },
    });
  });

  it("opens once for a form that is sent twice", async () => {
    const { person: agent, supervisorId } = await make.deskReady();
    const cookie = await make.signIn(supervisorId);
    const form = { intent: "confirm", submissionId: newId() };
    const both = await Promise.all([post(agent.id, "desk", cookie, form), post(agent.id, "desk", cookie, form)]);
    expect(both.map((b) => b.status)).toEqual([302, 302]);
    expect(await db.select().from(gateDecision).where(eq(gateDecision.personId, agent.id))).toHaveLength(1);
  });
});

describe("a direct post", () => {
  it("is refused with something unmet, by the agent, by a supervisor for activation, by an administrator", async () => {
    const ready = await make.activationReady();
    const manager = await make.manager(ready.teamId);
    const supervisor = await make.signIn(ready.supervisorId);
    const status = async (cookie: string) => (await post(ready.person.id, "activation", cookie, { intent: "confirm" })).status;
    expect(await status(await make.signIn(ready.person.id))).toBe(404);
    expect(await status(supervisor)).toBe(404);
    expect(await status(await make.signIn((await make.administrator()).id))).toBe(404);
    expect(await status(await make.signIn((await make.manager((await make.team()).id)).id))).toBe(404);
    const open = await make.inProbation({ teamId: ready.teamId });
    expect(codes(await post(open.person.id, "activation", await make.signIn(manager.id), { intent: "confirm" }))).toEqual(["unmet"]);
    expect(await db.select().from(person).where(eq(person.id, ready.person.id))).toMatchObject([{ state: "probation" }]);
    expect(await status(await make.signIn(manager.id))).toBe(302);
  });

  it("of nonsense is a bad request, of another method not allowed", async () => {
    const { person: agent, supervisorId, teamId } = await make.deskReady();
    const cookie = await make.signIn(supervisorId);
    expect((await post(agent.id, "desk", cookie, { intent: "fly" })).status).toBe(400);
    expect((await post(agent.id, "desk", cookie, {})).status).toBe(400);
    expect((await post(agent.id, "desk", cookie, { intent: "confirm", submissionId: "twice" })).status).toBe(400);
    const manager = await make.signIn((await make.manager(teamId)).id);
    expect(
      (await post(agent.id, "desk", manager, { intent: "override", requirement: "mood", days: "3", reason: "because I say so" })).status,
    ).toBe(400);
    expect((await ask(() => gateRoute.action(routeArgs("/x", { cookie, params: { personId: agent.id, gate: "desk" } })))).status).toBe(405);
  });
});

describe("an override by its form", () => {
  it("is a manager's, is checked field by field, and leaves its scar", async () => {
    const { person: agent, supervisorId, teamId, enrolment } = await make.deskReady();
    await owner.update(activityState).set({ status: "open" }).where(eq(activityState.enrolmentId, enrolment.id));
    const form = { intent: "override", requirement: "activities", days: "5", reason: "the lesson does not load" };
    expect((await post(agent.id, "desk", await make.signIn(supervisorId), form)).status).toBe(404);
    const manager = await make.manager(teamId, { name: "Zhao" });
    const cookie = await make.signIn(manager.id);
    expect(codes(await post(agent.id, "desk", cookie, { ...form, days: "31", reason: "so" }))).toEqual([
      "override_reason",
      "override_days",
    ]);
    expect(codes(await post(agent.id, "desk", cookie, { ...form, days: "2.5" }))).toEqual(["override_days"]);
    expect(codes(await post(agent.id, "desk", cookie, { ...form, days: "" }))).toEqual(["override_days"]);
    expect(((await see(agent.id, "desk", cookie)).body as unknown as Page).page.override).toMatchObject({
      options: ["activities"],
      taken: false,
    });
    expect((await post(agent.id, "desk", cookie, form)).status).toBe(302);
    const { page } = (await see(agent.id, "desk", cookie)).body as unknown as Page;
    expect(page.requirements[0]).toMatchObject({ met: true, scars: [{ by: "Zhao", reason: "the lesson does not load", live: true }] });
    expect(page).toMatchObject({ bar: "ready", confirm: { refusals: [{ code: "gave_override" }] }, override: null });
    expect(await db.select().from(gateOverride).where(eq(gateOverride.personId, agent.id))).toHaveLength(1);
  });
});

describe("the page of a state", () => {
  const change = (personId: string, cookie: string, form: Record<string, string>) =>
    ask(() =>
      stateRoute.action(routeArgs(`/people/${personId}/state`, { cookie, params: { personId }, form: { submissionId: newId(), ...form } })),
    );

  it("is a manager's of the team alone, and offers what is possible", async () => {
    const { person: agent, supervisorId, teamId } = await make.deskReady();
    const show = async (who: string) =>
      ask(async () => stateRoute.loader(routeArgs("/x", { cookie: await make.signIn(who), params: { personId: agent.id } })));
    const manager = (await make.manager(teamId)).id;
    expect(await show(manager)).toMatchObject({ status: 200, body: { state: "training", changes: ["suspend", "leave"] } });
    expect((await show(supervisorId)).status).toBe(404);
    expect((await show(agent.id)).status).toBe(404);
    const cookie = await make.signIn(manager);
    expect((await change(agent.id, cookie, { change: "promote", reason: "a good reason" })).status).toBe(400);
    expect(codes(await change(agent.id, cookie, { change: "suspend", reason: "no" }))).toEqual(["state_reason"]);
    expect(codes(await change(agent.id, cookie, { change: "rehire", reason: "a good reason" }))).toEqual(["state_not_possible"]);
    expect(await change(agent.id, cookie, { change: "suspend", reason: "a good reason" })).toMatchObject({
      status: 302,
      to: `/people/${agent.id}`,
    });
  });
});
