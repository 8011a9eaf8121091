import fc from "fast-check";
import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { activityState, examCode, sitting, sittingResult } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as examCodePage from "~/training/routes/exam-code";
import * as resultPage from "~/training/routes/result";
import * as sittingPage from "~/training/routes/sitting";
import * as answers from "~/training/routes/sitting-answers";
import { routeArgs } from "@test/factories/request";
import { anyText } from "@test/factories/text";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, make } = await freshDatabase();
setDb(db);
const at = (time: Date) => clock.setOffset(time.getTime() - Date.now());

type Body = Record<string, unknown>;
/** What a route answers: a page's data, a redirect, JSON, or a problem. Anything else it throws fails the test. */
async function ask(run: () => unknown): Promise<{ status: number; to: string | null; body: Body }> {
  const result = await Promise.resolve()
    .then(run)
    .catch((thrown: unknown) => {
      if (thrown instanceof Response) return thrown;
      throw thrown;
    });
  if (result instanceof Response) {
    const text = await result.text();
    return { status: result.status, to: result.headers.get("Location"), body: text ? (JSON.parse(text) as Body) : {} };
  }
  const wrapped = result as { type?: string; data?: Body; init?: { status?: number } | null };
  if (wrapped.type === "DataWithResponseInit") return { status: wrapped.init?.status ?? 200, to: null, body: wrapped.data ?? {} };
  return { status: 200, to: null, body: result as Body };
}

const option = (id: string, text: string, correct = false) => ({
  id,
  correct,
  text: { "zh-CN": `${text}中`, en: text },
  why: { "zh-CN": "陷阱", en: "a trap" },
});
/** The factory's question is a choice: a text has none of its options. */
const withoutOptions: object = { options: undefined };
const key = { explanation: { "zh-CN": "秘密的讲解", en: "the secret reason" } };
let planVersionId = "";
beforeAll(async () => {
  at(MONDAY);
  planVersionId = (await make.plan()).id;
  await make.content("question", "lesson-1-q1", {
    ...key,
    lesson: "lesson-1",
    options: [option("a", "first", true), option("b", "second")],
  });
  await make.content("question", "lesson-1-q2", {
    ...key,
    lesson: "lesson-1",
    type: "multiple_choice",
    options: [option("a", "one", true), option("b", "two", true), option("c", "three")],
  });
  await make.content("question", "lesson-1-q3", {
    ...key,
    lesson: "lesson-1",
    type: "short_text",
    ...withoutOptions,
    accepted: { "zh-CN": ["三百九十九元整"], en: ["the secret price"] },
    answer_hint: { "zh-CN": "一个价格", en: "a price" },
  });
});

let personId = "";
let supervisorId = "";
let enrolmentId = "";
let cookie = "";
beforeEach(async () => {
  at(MONDAY);
  const teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  supervisorId = (await make.supervisor(teamId)).id;
  enrolmentId = (await make.enrolment({ personId, teamId, planVersionId })).id;
  cookie = await make.signIn(personId);
});

const params = { slug: "quiz-1" };
const path = "/learn/quiz-1/sitting";
const open = (query = "", as = cookie) => ask(() => sittingPage.loader(routeArgs(path + query, { cookie: as, params })));
const post = (form: Record<string, string | string[]>, as = cookie) =>
  ask(() => sittingPage.action(routeArgs(path, { cookie: as, params, form })));
const send = (form: Record<string, string>, as = cookie) =>
  ask(() => answers.action(routeArgs(`${path}/answers`, { cookie: as, params, form })));
const result = (sittingId: string, as = cookie, slug = "quiz-1") =>
  ask(() => resultPage.loader(routeArgs(`/learn/${slug}/result/${sittingId}`, { cookie: as, params: { slug, sittingId } })));
async function begun(): Promise<typeof sitting.$inferSelect> {
  expect(await post({ intent: "start" })).toMatchObject({ status: 302, to: path });
  const [row] = await db.select().from(sitting).where(eq(sitting.personId, personId));
  if (!row) throw new Error("nothing began");
  return row;
}
const saveForm = (sittingId: string, revision: number, changes: object) => ({
  intent: "save",
  sittingId,
  revision: String(revision),
  changes: JSON.stringify(changes),
});

describe("what leaves the server", () => {
  const secrets = [
    "correct",
    "accepted",
    "explanation",
    "the secret reason",
    "秘密的讲解",
    "the secret price",
    "三百九十九元整",
    "a trap",
    "陷阱",
    'critical":',
    '"why"',
  ];

  it("before the end: questions and own answers, nothing of any key", async () => {
    const started = await begun();
    const [first = ""] = started.drawn;
    const loads = [await open(), await open("?q=2"), await open("?q=99")];
    const typed = { [first]: { answer: { option: "b" }, ms: 900 } };
    loads.push(await send(saveForm(started.id, 0, typed)), await send(saveForm(started.id, 0, {})), await open());
    loads.push(await post({ intent: "save", sittingId: started.id, revision: "9", question: first, answer: "a", to: "2" }));
    expect(loads[0]?.body.stage).toBe("open");
    for (const { status, body } of loads) {
      expect(status).toBeLessThan(500);
      const seen = JSON.stringify(body);
      for (const secret of secrets) expect(seen, secret).not.toContain(secret);
    }
    // The question is there all the same.
    expect(JSON.stringify(loads[0]?.body)).toContain("a price");
  });

  it("after the end: the keys, of this sitting alone", async () => {
    const started = await begun();
    expect(await result(started.id)).toMatchObject({ status: 302, to: path });
    expect(await post({ intent: "submit", sittingId: started.id })).toMatchObject({
      status: 302,
      to: `/learn/quiz-1/result/${started.id}`,
    });
    const { body } = await result(started.id);
    expect(body).toMatchObject({
      result: { passed: false, score: "0" },
      waiting: 0,
      attempt: 1,
      retake: { state: "later", day: "Tue 3 Mar" },
    });
    const seen = JSON.stringify(body);
    for (const secret of ["the secret reason", "the secret price", "accepted"]) expect(seen).toContain(secret);
  });

  it("before the start: the rules, no question", async () => {
    const { body } = await open();
    expect(body).toMatchObject({
      stage: "start",
      attempt: 1,
      attempts: 3,
      rules: { size: 3, pass: "80", critical: true, minutes: null, proctored: false },
    });
    expect(JSON.stringify(body)).not.toContain("stem");
  });
});

describe("the page of a sitting", () => {
  it("resumes on another device where something is unanswered", async () => {
    const started = await begun();
    const [q1 = ""] = started.drawn;
    const { body } = await open();
    const views = body.questions as { id: string; view: { type: string } }[];
    const given = {
      single_choice: { option: "a" },
      multiple_choice: { options: ["a", "b"] },
      short_text: { text: "the secret price" },
    } as Record<string, object>;
    const answer = given[views[0]?.view.type ?? ""];
    expect(await send(saveForm(started.id, 0, { [q1]: { answer, ms: 4000 } }))).toMatchObject({
      status: 200,
      body: { landed: { state: "saved", revision: 1 } },
    });
    const elsewhere = await open("", await make.signIn(personId));
    expect(elsewhere.body).toMatchObject({ stage: "open", sittingId: started.id, revision: 1, at: 1 });
    expect((elsewhere.body.questions as { answer: object | null }[])[0]?.answer).toEqual(answer);
  });

  it("tells the window that is behind, with 409 and the newer answers", async () => {
    const started = await begun();
    const [q1 = "", q2 = ""] = started.drawn;
    await send(saveForm(started.id, 0, { [q1]: { answer: null, ms: 0 } }));
    expect(await send(saveForm(started.id, 0, { [q2]: { answer: null, ms: 0 } }))).toMatchObject({
      status: 409,
      body: { landed: { state: "newer", revision: 1, answers: {} } },
    });
  });

  it("works without the script, one form a question", async () => {
    const started = await begun();
    const { body } = await open();
    let revision = 0;
    for (const [i, q] of (body.questions as { id: string; view: { type: string } }[]).entries()) {
      const answer = q.view.type === "short_text" ? "The secret price." : q.view.type === "multiple_choice" ? ["b", "a"] : "a";
      const form = { intent: "save", sittingId: started.id, revision: String(revision), question: q.id, answer, to: String(i + 2) };
      expect(await post(form)).toMatchObject({ status: 302, to: `${path}?q=${i + 2}` });
      revision++;
    }
    await post({ intent: "submit", sittingId: started.id });
    expect((await result(started.id)).body).toMatchObject({ result: { passed: true, score: "100" }, retake: null });
    expect(await open()).toMatchObject({ status: 302, to: "/learn/quiz-1" });
  });

  it("does one thing for a double click", async () => {
    const submissionId = newId();
    const both = await Promise.all([post({ intent: "start", submissionId }), post({ intent: "start", submissionId })]);
    expect(both.map((r) => r.to)).toEqual([path, path]);
    const [row] = await db.select().from(sitting).where(eq(sitting.personId, personId));
    const again = newId();
    const ends = await Promise.all([1, 2].map(() => post({ intent: "submit", sittingId: row?.id ?? "", submissionId: again })));
    expect(new Set(ends.map((r) => r.to)).size).toBe(1);
    expect(await db.select().from(sittingResult).where(eq(sittingResult.personId, personId))).toHaveLength(1);
  });

  it("sends to the activity's page what may not begin", async () => {
    expect(await ask(() => sittingPage.loader(routeArgs("/learn/quiz-2/sitting", { cookie, params: { slug: "quiz-2" } })))).toMatchObject({
      status: 302,
      to: "/learn/quiz-2",
    });
    expect(
      await ask(() =>
        sittingPage.action(routeArgs("/learn/quiz-2/sitting", { cookie, params: { slug: "quiz-2" }, form: { intent: "start" } })),
      ),
    ).toMatchObject({
      status: 409,
      body: { refusals: [{ code: "locked" }] },
    });
  });
});

describe("those whom it does not concern", () => {
  it("finds nothing of another person's sitting", async () => {
    const started = await begun();
    const [q1 = ""] = started.drawn;
    const fellowId = (await make.trainee((await make.team()).id)).id;
    await make.enrolment({ personId: fellowId, teamId: (await make.team()).id, planVersionId });
    const fellow = await make.signIn(fellowId);
    expect((await send(saveForm(started.id, 0, { [q1]: { answer: { option: "a" }, ms: 1 } }), fellow)).status).toBe(404);
    expect((await send({ intent: "focus", sittingId: started.id }, fellow)).status).toBe(404);
    expect((await post({ intent: "submit", sittingId: started.id }, fellow)).status).toBe(404);
    expect((await post({ intent: "save", sittingId: started.id, revision: "0", question: q1, answer: "a", to: "2" }, fellow)).status).toBe(
      404,
    );
    await post({ intent: "submit", sittingId: started.id });
    expect((await result(started.id, fellow)).status).toBe(404);
    expect((await result(started.id, cookie, "quiz-2")).status).toBe(404);
  });

  it("asks for a session, and for the role", async () => {
    expect(await open("", "")).toMatchObject({ status: 302, to: "/sign-in?next=%2Flearn%2Fquiz-1%2Fsitting" });
    expect((await send(saveForm(newId(), 0, {}), "")).to).toContain("/sign-in");
    expect((await open("", await make.signIn(supervisorId))).status).toBe(403);
  });
});

describe("malformed input", () => {
  it.each<[string, Record<string, string>, number]>([
    ["no intent", {}, 400],
    ["an unknown intent", { intent: "pass me" }, 400],
    ["no sitting", { intent: "submit" }, 404],
    ["a sitting that is no id", { intent: "submit", sittingId: "1 or 1=1" }, 404],
    ["a sitting that there is not", { intent: "submit", sittingId: newId() }, 404],
    ["a submission id that is none", { intent: "start", submissionId: "x" }, 400],
  ])("%s", async (_name, form, status) => {
    expect((await post(form)).status).toBe(status);
  });

  it.each<[string, Record<string, string>, number]>([
    ["no revision", { revision: "" }, 400],
    ["a revision below nothing", { revision: "-1" }, 400],
    ["a revision of another kind", { revision: "1e9" }, 400],
    ["changes that are no JSON", { changes: "{" }, 400],
    ["changes that are a list", { changes: "[]" }, 400],
    ["changes that are null", { changes: "null" }, 400],
    ["changes without an answer", { changes: `{"${newId()}":{}}` }, 400],
    ["changes under no id", { changes: '{"__proto__":{"answer":1},"x":{"answer":1}}' }, 400],
    ["a question that was not drawn", { changes: `{"${newId()}":{"answer":{"option":"a"}}}` }, 422],
    ["another intent", { intent: "submit" }, 400],
    ["a sitting that is no id", { sittingId: "../.." }, 404],
  ])("%s", async (_name, more, status) => {
    const started = await begun();
    expect((await send({ ...saveForm(started.id, 0, {}), ...more })).status).toBe(status);
    expect((await db.select().from(sitting).where(eq(sitting.id, started.id)))[0]).toMatchObject({ answers: {}, answersRevision: 0 });
  });

  it("a body over one megabyte", async () => {
    const started = await begun();
    const args = routeArgs(`${path}/answers`, {
      cookie,
      params,
      form: saveForm(started.id, 0, {}),
      headers: { "Content-Length": "2000000" },
    });
    expect((await ask(() => answers.action(args))).status).toBe(413);
  });

  it("two hundred hostile posts: never a 500, nothing stored but answers", async () => {
    const started = await begun();
    const id = fc.oneof(fc.constantFrom(...started.drawn), fc.uuid(), fc.string());
    const text = fc.oneof(anyText(), fc.constantFrom("\u0000", "\ud800", "\u202e399", "３９９", "x".repeat(201)));
    const answer = fc.oneof(
      fc.jsonValue(),
      fc.record({ option: fc.oneof(text, fc.constantFrom("a", "b", "z")) }),
      fc.record({ options: fc.array(fc.constantFrom("a", "b", "c", "z"), { maxLength: 10 }) }),
      fc.record({ text }),
    );
    const changes = fc.array(fc.tuple(id, fc.record({ answer, ms: fc.oneof(fc.double(), fc.string(), fc.constant(null)) })), {
      maxLength: 4,
    });
    const revision = fc.oneof(fc.nat(3).map(String), fc.string());
    await fc.assert(
      fc.asyncProperty(changes, revision, async (list, rev) => {
        const form = { ...saveForm(started.id, 0, {}), revision: rev, changes: JSON.stringify(Object.fromEntries(list)) };
        expect((await send(form)).status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
    const [row] = await db.select().from(sitting).where(eq(sitting.id, started.id));
    for (const stored of Object.keys(row?.answers ?? {})) expect(row?.drawn).toContain(stored);
    expect((await post({ intent: "submit", sittingId: started.id })).status).toBe(302);
  });
});

describe("the supervisor's code", () => {
  const page = (as: string, of = personId) =>
    ask(() => examCodePage.loader(routeArgs(`/training/${of}/exam-code`, { cookie: as, params: { personId: of } })));
  const issue = (as: string, slug = "desk-exam", of = personId) =>
    ask(() => examCodePage.action(routeArgs(`/training/${of}/exam-code`, { cookie: as, params: { personId: of }, form: { slug } })));
  const deskExam = (form: Record<string, string>) =>
    ask(() => sittingPage.action(routeArgs("/learn/desk-exam/sitting", { cookie, params: { slug: "desk-exam" }, form })));
  const THURSDAY = new Date("2026-03-05T01:00:00.000Z");
  let supervisor = "";
  beforeEach(async () => {
    supervisor = await make.signIn(supervisorId);
    await db
      .update(activityState)
      .set({ status: "done", submittedAt: MONDAY, doneAt: MONDAY })
      .where(eq(activityState.enrolmentId, enrolmentId));
    await db
      .update(activityState)
      .set({ status: "open" })
      .where(and(eq(activityState.enrolmentId, enrolmentId), eq(activityState.slug, "desk-exam")));
    at(THURSDAY);
  });

  it("is shown once, starts the exam, and the page says that it runs", async () => {
    expect((await page(supervisor)).body).toMatchObject({ exams: [{ slug: "desk-exam", refusal: null, live: null, running: null }] });
    const issued = (await issue(supervisor)).body.issued as { code: string };
    expect((await page(supervisor)).body).toMatchObject({
      exams: [{ live: { expiresAt: expect.any(Date), issuedByName: expect.any(String) } }],
    });
    expect(JSON.stringify([await page(supervisor), await db.select().from(examCode)])).not.toContain(issued.code);
    expect(await deskExam({ intent: "start", code: "12" })).toMatchObject({
      status: 422,
      body: { refusals: [{ code: "code_form", field: "code" }] },
    });
    expect(await deskExam({ intent: "start", code: issued.code })).toMatchObject({ status: 302 });
    expect((await page(supervisor)).body).toMatchObject({ exams: [{ refusal: { code: "already_open" }, running: { focusLosses: 0 } }] });
  });

  it("comes at the trainee's asking", async () => {
    expect(await deskExam({ intent: "ask" })).toMatchObject({ status: 200, body: { asked: true } });
  });

  it("is nobody's own, nobody's of another team, and of no exam without one", async () => {
    expect((await page(cookie)).status).toBe(404);
    expect((await issue(cookie)).status).toBe(404);
    const stranger = await make.signIn((await make.supervisor((await make.team()).id)).id);
    expect((await issue(stranger)).status).toBe(404);
    expect((await issue(supervisor, "no-such-exam")).status).toBe(404);
    expect((await issue(supervisor, "rules-exam")).status).toBe(409);
    expect((await page(supervisor, "not-an-id")).status).toBe(404);
  });

  it("has an empty page for somebody without a plan", async () => {
    const lead = await make.signIn((await make.supervisor((await make.team({ name: "New team" })).id)).id);
    expect((await page(lead)).status).toBe(404);
    const fresh = await make.trainee((await make.team()).id, { name: "Lin" });
    const manager = await make.person();
    await make.grant(manager.id, "manager");
    expect((await page(await make.signIn(manager.id), fresh.id)).body).toEqual({ name: "Lin", exams: [] });
  });
});
