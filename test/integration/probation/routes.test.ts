import { readFileSync } from "node:fs";
import { and, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { grading, gradingResult } from "@db/schema";
import { itemSchemas } from "~/curriculum/pack";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as draftRoute from "~/probation/routes/draft";
import * as evidenceRoute from "~/probation/routes/evidence";
import * as gradingRoute from "~/probation/routes/grading";
import * as overviewRoute from "~/probation/routes/overview";
import * as resultRoute from "~/probation/routes/result";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

type Answer = { status: number; to: string | null; body: Record<string, unknown>; headers: Headers };
async function ask(run: () => unknown): Promise<Answer> {
  const result: unknown = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => thrown);
  if (result instanceof Response) {
    const json = result.headers.get("Content-Type")?.includes("json") ?? false;
    const body = json ? ((await result.json()) as Answer["body"]) : {};
    return { status: result.status, to: result.headers.get("Location"), body, headers: result.headers };
  }
  if (result instanceof Error) throw result;
  const wrapped = result as { type?: string; data?: Answer["body"]; init?: { status?: number } };
  const headers = new Headers();
  if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, to: null, body: wrapped.data ?? {}, headers };
  return { status: 200, to: null, body: result as Answer["body"], headers };
}

let agent: Awaited<ReturnType<typeof make.inProbation>>;
let grader: { id: string; cookie: string };
beforeAll(async () => {
  const { slug, ...body } = checklist;
  await make.content("checklist", slug, body);
  for (let i = 0; i < 24; i++) await make.content("product", `bag-${i}`, { price_yuan: 100 + i });
  agent = await make.inProbation({ name: "Tang" });
  // From another team: graders may come from any.
  const { id } = await make.supervisor((await make.team()).id, { name: "Wang" });
  grader = { id, cookie: await make.signIn(id) };
});

type Route = { loader?: unknown; action?: unknown };
const call = (
  route: Route,
  cookie: string | undefined,
  params: Record<string, string>,
  form?: Record<string, string | Blob>,
  path = "/x",
) => {
  const args = routeArgs(path, {
    cookie,
    params: { personId: agent.person.id, ...params },
    form: form && { submissionId: newId(), ...form },
  });
  return ask(() => ((form ? route.action : route.loader) as (a: typeof args) => unknown)(args));
};
async function begin(): Promise<string> {
  const answer = await call(overviewRoute, grader.cookie, {}, { intent: "start" });
  expect(answer.status).toBe(302);
  return answer.to?.split("/").at(-1) ?? "";
}
const change = (slug: string, values: object) => JSON.stringify({ [slug]: values });

describe("the overview", () => {
  it("offers a start to graders of any team, and none to the agent", async () => {
    expect((await call(overviewRoute, grader.cookie, {})).body).toMatchObject({
      canGrade: true,
      whyNot: null,
      self: false,
      canSeePerson: false,
    });
    const own = await make.signIn(agent.person.id);
    expect((await call(overviewRoute, own, {})).body).toMatchObject({ canGrade: false, self: true, mine: null });
    expect((await call(overviewRoute, own, {}, { intent: "start" })).status).toBe(404);
  });

  it("is hidden from other agents, administrators and strangers", async () => {
    const stranger = await make.trainee((await make.team()).id);
    expect((await call(overviewRoute, await make.signIn(stranger.id), {})).status).toBe(404);
    expect((await call(overviewRoute, await make.signIn((await make.administrator()).id), {})).status).toBe(404);
    expect((await call(overviewRoute, undefined, {})).to).toContain("/sign-in");
    expect((await call(overviewRoute, grader.cookie, { personId: "nobody" })).status).toBe(404);
    expect((await call(overviewRoute, grader.cookie, { personId: newId() })).status).toBe(404);
  });

  it("lets managers alone allow one more, and refuses nonsense", async () => {
    expect((await call(overviewRoute, grader.cookie, {}, { intent: "extra", reason: "a good reason" })).status).toBe(404);
    const manager = await make.signIn((await make.manager(agent.teamId)).id);
    const answer = await call(overviewRoute, manager, {}, { intent: "extra", reason: "a good reason" });
    expect(answer).toMatchObject({ status: 422, body: { refusals: [{ code: "extra_not_needed" }] } });
    expect((await call(overviewRoute, manager, {}, { intent: "dance" })).status).toBe(400);
  });
});

describe("the sheet", () => {
  it("carries pictures and prices of what was drawn, the draft, and nothing that adds up", async () => {
    const gradingId = await begin();
    await call(draftRoute, grader.cookie, { gradingId }, { intent: "save", revision: "0", changes: change("message-price", { grade: 3 }) });
    const { body } = await call(gradingRoute, grader.cookie, { gradingId }, undefined, `/x?item=message-price`);
    expect(body).toMatchObject({
      startAt: "message-price",
      title: "Grading Tang",
      sheet: { revision: 1, entries: { "message-price": { grade: 3 } } },
    });
    const sheet = body.sheet as { areas: { items: { drawn: { picture: string; priceYuan: number }[] }[] }[] };
    expect(sheet.areas[0]?.items[0]?.drawn).toHaveLength(10);
    expect(sheet.areas[0]?.items[0]?.drawn[0]).toMatchObject({ picture: expect.stringMatching(/^\/products\/bag-\d+\/picture\?v=/) });
    expect(JSON.stringify(body)).not.toMatch(/"(total|percent|passed|pass_total|score|sum)"/i);
  });

  it("is its grader's alone, and leads on once it is submitted or given up", async () => {
    const gradingId = await begin();
    const other = await make.signIn((await make.supervisor(agent.teamId)).id);
    expect((await call(gradingRoute, other, { gradingId })).status).toBe(404);
    expect((await call(gradingRoute, await make.signIn(agent.person.id), { gradingId })).status).toBe(404);
    expect((await call(gradingRoute, grader.cookie, { gradingId: newId() })).status).toBe(404);
    const foreign = await make.inProbation();
    expect((await call(gradingRoute, grader.cookie, { gradingId, personId: foreign.person.id })).status).toBe(404);
    expect((await call(gradingRoute, grader.cookie, { gradingId }, { intent: "abandon", reason: "" })).body).toMatchObject({
      refusals: [{ code: "reason_missing" }],
    });
    expect((await call(gradingRoute, grader.cookie, { gradingId }, { intent: "abandon", reason: "wrong person" })).to).toBe(
      `/probation/${agent.person.id}`,
    );
    expect((await call(gradingRoute, grader.cookie, { gradingId })).to).toBe(`/probation/${agent.person.id}`);
  });

  it("saves an item without script too", async () => {
    const gradingId = await begin();
    const saved = await call(
      gradingRoute,
      grader.cookie,
      { gradingId },
      { intent: "save", revision: "0", item: "message-delay", grade: "2", remark: "late" },
    );
    expect(saved).toMatchObject({ status: 302, to: `/probation/${agent.person.id}/grading/${gradingId}?item=message-delay` });
    const [row] = await db.select().from(grading).where(eq(grading.id, gradingId));
    expect(row?.draft).toEqual({ "message-delay": { grade: 2, remark: "late" } });
  });

  it("is submitted to a result, which the agent may see", async () => {
    const gradingId = await begin();
    const [row] = await db.select().from(grading).where(eq(grading.id, gradingId));
    expect(
      (await call(gradingRoute, grader.cookie, { gradingId }, { intent: "submit", revision: String(row?.draftRevision) })).body,
    ).toMatchObject({
      refusals: [{ code: "incomplete" }],
    });
    expect((await call(gradingRoute, grader.cookie, { gradingId }, { intent: "submit", revision: "soon" })).status).toBe(400);
    const draft = Object.fromEntries(items.map((i) => [i.slug, { grade: 4, fileIds: i.evidence === "required" ? [newId()] : [] }]));
    await owner.update(grading).set({ draft, draftRevision: 9 }).where(eq(grading.id, gradingId));
    const answer = await call(gradingRoute, grader.cookie, { gradingId }, { intent: "submit", revision: "9" });
    expect(answer.to).toBe(`/probation/${agent.person.id}/result/${gradingId}`);
    expect((await call(gradingRoute, grader.cookie, { gradingId })).to).toBe(answer.to);
    const own = (await call(resultRoute, await make.signIn(agent.person.id), { gradingId })).body;
    expect(own).toMatchObject({
      self: true,
      over: true,
      gate: `/gate/${agent.person.id}/activation`,
      result: { total: "100", passed: true, graderName: "Wang" },
    });
    expect((await call(resultRoute, await make.signIn((await make.trainee(agent.teamId)).id), { gradingId })).status).toBe(404);
    expect((await call(resultRoute, grader.cookie, { gradingId: newId() })).status).toBe(404);
    expect(
      await db
        .select()
        .from(gradingResult)
        .where(and(eq(gradingResult.gradingId, gradingId))),
    ).toHaveLength(1);
  });
});

describe("draft and evidence", () => {
  it("answer in JSON how the draft stands, and refuse what is no draft", async () => {
    const other = await make.inProbation();
    const personId = other.person.id;
    const started = await call(overviewRoute, grader.cookie, { personId }, { intent: "start" });
    const at = { personId, gradingId: started.to?.split("/").at(-1) ?? "" };
    const save = (revision: string, changes: string) => call(draftRoute, grader.cookie, at, { intent: "save", revision, changes });
    expect(await save("0", change("message-price", { grade: 3 }))).toMatchObject({
      status: 200,
      body: { ok: true, value: { saved: true, revision: 1 } },
    });
    expect(await save("0", change("message-price", { grade: 1 }))).toMatchObject({
      status: 200,
      body: { value: { saved: false, revision: 1, entries: { "message-price": { grade: 3 } } } },
    });
    expect(await save("1", change("nonsense", { grade: 1 }))).toMatchObject({
      status: 409,
      body: { refusals: [{ code: "no_such_item" }] },
    });
    for (const bad of [
      change("message-price", { grade: 5 }),
      change("message-price", { grade: 2.5 }),
      change("message-price", { fileIds: ["x"] }),
      "[]",
      "{",
      "",
    ]) {
      expect((await save("1", bad)).status, bad).toBe(400);
    }
    expect((await save("one", "{}")).status).toBe(400);
    const stranger = await make.signIn((await make.supervisor(other.teamId)).id);
    expect(await call(draftRoute, stranger, at, { intent: "save", revision: "1", changes: "{}" })).toMatchObject({
      status: 409,
      body: { refusals: [{ code: "no_such_grading" }] },
    });
    expect((await call(draftRoute, await make.signIn(personId), at, { intent: "save", revision: "1", changes: "{}" })).status).toBe(404);
    expect((await call(draftRoute, grader.cookie, at, { intent: "add_picture", item: "message-price", picture: "no file" })).status).toBe(
      400,
    );

    const added = await call(draftRoute, grader.cookie, at, { intent: "add_picture", item: "message-price", picture: new Blob([PNG]) });
    const value = added.body.value as { revision: number; entries: Record<string, { fileIds: string[] }> };
    const fileId = value.entries["message-price"]?.fileIds[0] ?? "";
    const shown = await call(evidenceRoute, grader.cookie, { personId, fileId });
    expect(shown).toMatchObject({ status: 200 });
    expect(shown.headers.get("Content-Type")).toBe("image/png");
    expect(shown.headers.get("Content-Disposition")).toBe("attachment");
    expect((await call(evidenceRoute, await make.signIn(personId), { personId, fileId })).status).toBe(404);
    expect((await call(evidenceRoute, stranger, { personId, fileId })).status).toBe(404);
    expect((await call(evidenceRoute, grader.cookie, { personId: agent.person.id, fileId })).status).toBe(404);
    expect((await call(draftRoute, grader.cookie, at, { intent: "remove_picture", item: "message-price", fileId })).status).toBe(200);
    expect((await call(evidenceRoute, grader.cookie, { personId, fileId })).status).toBe(404);
  });
});
