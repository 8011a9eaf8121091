import { and, eq } from "drizzle-orm";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { activityState, leave, practicalSubmission, signoff } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { action as activityAction } from "~/training/routes/activity";
import { loader as fileLoader } from "~/training/routes/file";
import { action as planAction, loader as planLoader } from "~/training/routes/plan";
import { loader as progressLoader } from "~/training/routes/progress";
import { action as signoffAction } from "~/training/routes/signoff";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { ask } from "./answers";

const { db, make } = await freshDatabase();
setDb(db);
const plan = await make.plan();
beforeEach(() => clock.setOffset(MONDAY.getTime() - Date.now()));
afterAll(() => clock.setOffset(0));

let teamId = "";
let cookie = { trainee: "", supervisor: "", manager: "", other: "", stranger: "" };
let personId = "";
let enrolmentId = "";
const name = "Wang Xiaoming";
async function setUp(statuses: Parameters<typeof make.enrolment>[0]["statuses"] = {}) {
  teamId = (await make.team()).id;
  const elsewhere = (await make.team()).id;
  const trainee = await make.trainee(teamId, { locale: "en", name });
  personId = trainee.id;
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId: plan.id, statuses })).id;
  cookie = {
    trainee: await make.signIn(personId),
    supervisor: await make.signIn((await make.supervisor(teamId)).id),
    manager: await make.signIn((await make.manager(teamId)).id),
    other: await make.signIn((await make.trainee(teamId)).id),
    stranger: await make.signIn((await make.supervisor(elsewhere)).id),
  };
}
beforeEach(() => setUp());

const post = (slug: string, form: Record<string, string | Blob>) =>
  ask(activityAction(routeArgs(`/learn/${slug}`, { cookie: cookie.trainee, params: { slug }, form })));
const jpeg = () => new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), newId()], "photo.jpg", { type: "image/jpeg" });
async function handIn() {
  await post("practical-1", { intent: "practical", note: "done", photos: jpeg() });
  const [row] = await db.select().from(practicalSubmission).where(eq(practicalSubmission.personId, personId));
  if (!row) throw new Error("nothing was handed in");
  return row;
}

describe("/signoff/:submissionId", () => {
  const decide = (submissionId: string, who: string, form: Record<string, string>) =>
    ask(signoffAction(routeArgs(`/signoff/${submissionId}`, { cookie: who, params: { submissionId }, form })));

  it("decides and goes on to the address in next, never to another site", async () => {
    const { id } = await handIn();
    expect(await decide(id, cookie.supervisor, { decision: "returned", remark: "too dark", next: "/inbox?item=2" })).toMatchObject({
      status: 302,
      to: "/inbox?item=2",
    });
    await post("practical-1", { intent: "practical", note: "", photos: jpeg() });
    const [second] = await db
      .select()
      .from(practicalSubmission)
      .where(and(eq(practicalSubmission.personId, personId), eq(practicalSubmission.attempt, 2)));
    expect(await decide(second?.id ?? "", cookie.manager, { decision: "accepted", next: "//evil.example" })).toMatchObject({
      status: 302,
      to: "/inbox",
    });
  });

  it.each([
    ["the trainee", () => cookie.trainee, 404],
    ["another trainee", () => cookie.other, 404],
    ["a supervisor of another team", () => cookie.stranger, 404],
  ])("%s decides nothing", async (_, who, status) => {
    const { id } = await handIn();
    expect((await decide(id, who(), { decision: "accepted" })).status).toBe(status);
    expect(await db.select().from(signoff).where(eq(signoff.submissionId, id))).toEqual([]);
  });

  it("says what is missing, and who was faster", async () => {
    const { id } = await handIn();
    expect(await decide(id, cookie.supervisor, { decision: "returned" })).toMatchObject({
      status: 422,
      data: { refusals: [{ code: "remark_missing", field: "remark" }] },
    });
    expect(await decide(id, cookie.supervisor, { decision: "maybe" })).toMatchObject({
      status: 422,
      data: { refusals: [{ code: "decision_missing" }] },
    });
    await decide(id, cookie.supervisor, { decision: "accepted" });
    expect(await decide(id, cookie.manager, { decision: "accepted" })).toMatchObject({
      status: 422,
      data: { refusals: [{ code: "already_accepted" }] },
    });
  });

  it("knows no submission under a malformed or unknown id", async () => {
    for (const id of ["not-an-id", newId()]) expect((await decide(id, cookie.supervisor, { decision: "accepted" })).status).toBe(404);
  });
});

describe("/files/:fileId", () => {
  it("goes to its owner and to those who lead them, to be kept and never to be run", async () => {
    const fileId = (await handIn()).fileIds[0] ?? "";
    const open = (who: string) => fileLoader(routeArgs(`/files/${fileId}`, { cookie: who, params: { fileId } }));
    for (const who of [cookie.trainee, cookie.supervisor, cookie.manager]) {
      const response = await open(who);
      expect(response.status).toBe(200);
      expect(Object.fromEntries(response.headers)).toMatchObject({
        "content-type": "image/jpeg",
        "content-disposition": "attachment",
        "content-security-policy": "default-src 'none'; sandbox",
      });
    }
    for (const who of [cookie.other, cookie.stranger]) expect((await ask(open(who))).status).toBe(404);
    expect(await ask(open(""))).toMatchObject({ status: 302, to: expect.stringContaining("/sign-in") });
  });
});

describe("/training/:personId", () => {
  const progress = (who: string, id = personId) =>
    ask(progressLoader(routeArgs(`/training/${id}`, { cookie: who, params: { personId: id } })));

  it("shows the plan with photos and decisions to those who lead, and to the trainee", async () => {
    const { id, fileIds } = await handIn();
    for (const who of [cookie.supervisor, cookie.trainee]) {
      const { data } = await progress(who);
      expect(data).toMatchObject({ name, none: false, done: 0, of: 9, late: { days: 0, others: 0 }, line: { today: 1 } });
      const { days } = data as { days: { activities: { slug: string; history: unknown[] }[] }[] };
      expect(days[0]?.activities.find((a) => a.slug === "practical-1")?.history).toMatchObject([{ id, fileIds, decision: null }]);
    }
    expect(await progress(cookie.manager)).toMatchObject({ data: { may: { plan: true, code: true, gate: true, self: false } } });
    expect(await progress(cookie.supervisor)).toMatchObject({ data: { may: { plan: false, code: true } } });
  });

  it("is hidden from others, and says so plainly where there is no plan", async () => {
    for (const who of [cookie.other, cookie.stranger]) expect((await progress(who)).status).toBe(404);
    const fresh = await make.trainee(teamId);
    expect(await progress(cookie.manager, fresh.id)).toMatchObject({ data: { none: true, name: fresh.name } });
  });
});

describe("/training/:personId/plan", () => {
  const open = (who: string, id = personId) =>
    ask(planLoader(routeArgs(`/training/${id}/plan`, { cookie: who, params: { personId: id } })));
  const send = (form: Record<string, string>, who = cookie.manager, id = personId) =>
    ask(planAction(routeArgs(`/training/${id}/plan`, { cookie: who, params: { personId: id }, form })));

  it("assigns a plan to a newcomer from the next working day", async () => {
    const fresh = await make.person({ state: "invited", roles: ["agent"], teamId });
    expect(await open(cookie.manager, fresh.id)).toMatchObject({
      data: { suggestedStart: "2026-03-03", mayHavePlan: true, running: null, plans: [{ slug: "plan", days: 4 }] },
    });
    expect(await send({ intent: "assign", planSlug: "plan", startDate: "2026-03-03" }, cookie.manager, fresh.id)).toMatchObject({
      status: 302,
      to: `/training/${fresh.id}`,
    });
    expect(await open(cookie.manager, fresh.id)).toMatchObject({
      data: { running: { slug: "plan", begun: false, started: false, lastDate: "2026-03-06" } },
    });
    const refused = await send({ intent: "assign", planSlug: "plan", startDate: "2020-01-01" }, cookie.manager, fresh.id);
    expect(refused).toMatchObject({ status: 422, data: { intent: "assign", refusals: [{ code: "start_in_past" }] } });
  });

  it("enters leave and cancels it", async () => {
    expect(await send({ intent: "leave", from: "2026-03-03", to: "2026-03-04", reason: "ill" })).toMatchObject({ status: 302 });
    expect(await send({ intent: "leave", from: "2026-03-04", to: "2026-03-05", reason: "ill" })).toMatchObject({
      status: 422,
      data: { refusals: [{ code: "leave_overlaps" }] },
    });
    const [row] = await db.select().from(leave).where(eq(leave.personId, personId));
    expect(await open(cookie.manager)).toMatchObject({ data: { running: { lastDate: "2026-03-09" }, leaves: [{ reason: "ill" }] } });
    expect(await send({ intent: "cancel_leave", leaveId: row?.id ?? "" })).toMatchObject({ status: 302 });
    expect(await send({ intent: "cancel_leave", leaveId: "x" })).toMatchObject({ status: 400 });
  });

  it("allows another attempt once all are used up", async () => {
    await setUp({ "quiz-1": "returned" });
    const where = and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "quiz-1"));
    await db.update(activityState).set({ attempts: 3 }).where(where);
    expect(await open(cookie.manager)).toMatchObject({ data: { usedUp: [{ slug: "quiz-1", attempts: 3 }] } });
    const form = { intent: "extra", slug: "quiz-1", reason: "short" };
    expect(await send(form)).toMatchObject({
      status: 422,
      data: { intent: "extra", slug: "quiz-1", refusals: [{ code: "reason_missing" }] },
    });
    expect(await send({ ...form, reason: "Was ill during the last one" })).toMatchObject({ status: 302 });
    expect(await open(cookie.manager)).toMatchObject({ data: { usedUp: [] } });
  });

  it("is for managers of the team only", async () => {
    for (const who of [cookie.supervisor, cookie.trainee, cookie.stranger]) {
      expect((await open(who)).status).toBe(404);
      expect((await send({ intent: "leave", from: "2026-03-03", to: "2026-03-04", reason: "ill" }, who)).status).toBe(404);
    }
  });
});
