import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { sitting, sittingResult } from "@db/schema";
import { currentVersion } from "~/curriculum/queries.server";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { action as activityAction, loader as activityLoader } from "~/training/routes/activity";
import { action as checkAction } from "~/training/routes/lesson-check";
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

const learn = (slug: string, who: string, search = "") =>
  ask(activityLoader(routeArgs(`/learn/${slug}${search}`, { cookie: who, params: { slug } })));
const post = (slug: string, form: Record<string, string | Blob>) =>
  ask(activityAction(routeArgs(`/learn/${slug}`, { cookie: cookie.trainee, params: { slug }, form })));
const jpeg = () => new File([new Uint8Array([0xff, 0xd8, 0xff, 0xe0]), newId()], "photo.jpg", { type: "image/jpeg" });

describe("/learn/:slug", () => {
  it("shows a lesson with its questions and no key of theirs", async () => {
    const page = await learn("lesson-1", cookie.trainee);
    expect(page).toMatchObject({
      status: 200,
      data: { title: "lesson-1", content: { kind: "lesson", questions: [{ right: false }, { right: false }] } },
    });
    expect(JSON.stringify(page.data)).not.toMatch(/"correct"|because/);
  });

  it("answers 403 for what is locked, with what opens it, how long that takes, and no content", async () => {
    clock.setOffset(new Date("2026-03-03T02:00:00Z").getTime() - Date.now());
    expect(await learn("lesson-2", cookie.trainee)).toMatchObject({
      status: 403,
      data: {
        content: null,
        locks: [
          { code: "own_work", day: 1, minutes: 150, own: [{ slug: "lesson-1" }, { slug: "practical-1" }, { slug: "quiz-1" }], others: [] },
        ],
      },
    });
    await setUp({
      "lesson-1": "done",
      "practical-1": "done",
      "quiz-1": "done",
      "lesson-2": "done",
      "practical-2": "submitted",
      "quiz-2": "done",
    });
    clock.setOffset(new Date("2026-03-04T02:00:00Z").getTime() - Date.now());
    expect(await learn("rules-3", cookie.trainee)).toMatchObject({
      status: 403,
      data: { locks: [{ code: "needs_acceptance", minutes: 0, own: [], others: [{ slug: "practical-2" }] }] },
    });
    expect(await learn("desk-exam", cookie.trainee)).toMatchObject({
      status: 403,
      data: {
        locks: [
          { code: "desk_exam", others: [{ slug: "practical-2" }] },
          { code: "date", date: "2026-03-05" },
        ],
      },
    });
  });

  it("leads a quiz that can be sat to its own page, and shows one that was failed today", async () => {
    expect(await learn("quiz-1", cookie.trainee)).toMatchObject({ status: 302, to: "/learn/quiz-1/sitting" });
    await setUp({ "quiz-1": "returned" });
    const version = await currentVersion(db, "quiz", "quiz-1");
    const row = {
      personId,
      enrolmentId,
      slug: "quiz-1",
      role: "quiz" as const,
      contentVersionId: version?.id ?? "",
      seed: "s",
      drawn: [],
      startedAt: MONDAY,
      submittedAt: MONDAY,
    };
    const [failed] = await db
      .insert(sitting)
      .values({ ...row, attempt: 1 })
      .returning();
    await db
      .insert(sittingResult)
      .values({ sittingId: failed?.id ?? "", personId, number: 1, score: "50", criticalWrong: 0, passed: false, gradedAt: MONDAY });
    expect(await learn("quiz-1", cookie.trainee)).toMatchObject({
      status: 200,
      data: { content: { kind: "test", retakeOn: "2026-03-03", usedUp: false, past: [{ attempt: 1, passed: false }] } },
    });
  });

  it("knows no activity of another plan, nor anybody without a plan", async () => {
    expect((await learn("nothing", cookie.trainee)).status).toBe(404);
    expect((await learn("lesson-1", cookie.other)).status).toBe(404);
    expect((await learn("lesson-1", cookie.supervisor)).status).toBe(403);
  });

  it("hands in a practical, and says next to the field what is wrong with a file", async () => {
    expect(await post("practical-1", { intent: "practical", note: "", photos: new File(["text"], "notes.txt") })).toMatchObject({
      status: 422,
      data: { refusals: [{ code: "picture_unknown_format", field: "photos", params: { name: "notes.txt" } }] },
    });
    expect(await post("practical-1", { intent: "practical", note: "", photos: jpeg() })).toMatchObject({
      status: 302,
      to: "/learn/practical-1",
    });
    expect(await learn("practical-1", cookie.trainee)).toMatchObject({
      data: { status: "submitted", content: { history: [{ attempt: 1, decision: null }] } },
    });
  });

  it("takes an empty file field for no photo", async () => {
    expect(await post("practical-1", { intent: "practical", note: "", photos: new File([], "") })).toMatchObject({ status: 302 });
  });

  it.each([
    ["no intent", {}],
    ["an unknown intent", { intent: "steal" }],
    ["a malformed submission id", { intent: "start", submissionId: "x" }],
  ])("answers 400 to %s", async (_, form: Record<string, string>) => {
    expect((await post("lesson-1", form)).status).toBe(400);
  });

  it("notes the beginning once", async () => {
    expect(await post("lesson-1", { intent: "start" })).toMatchObject({ status: 200, data: { started: true } });
    expect(await post("lesson-2", { intent: "start" })).toMatchObject({ status: 200, data: { refusals: [{ code: "locked" }] } });
  });
});

describe("/learn/:slug/check", () => {
  const answer = (form: Record<string, string>) =>
    ask(checkAction(routeArgs("/learn/lesson-1/check", { cookie: cookie.trainee, params: { slug: "lesson-1" }, form })));
  const question = async () => (await currentVersion(db, "question", "lesson-1-q1"))?.id ?? "";

  it("gives a script the verdict", async () => {
    const form = { question: await question(), attemptId: newId(), ms: "4000", payload: '{"option":"a"}' };
    expect(await answer(form)).toMatchObject({
      status: 200,
      data: { ok: true, verdict: { correct: true }, right: ["lesson-1-q1"], done: false },
    });
  });

  it("sends a plain form back to the lesson, which shows the verdict", async () => {
    const { status, to } = await answer({ question: await question(), attemptId: "", answer: "b" });
    expect(status).toBe(302);
    expect(to).toMatch(/^\/learn\/lesson-1\?answered=[0-9a-f-]{36}#check$/);
    const page = await learn("lesson-1", cookie.trainee, to?.replace(/^[^?]*|#.*$/g, ""));
    expect(page).toMatchObject({ data: { answered: { question: "lesson-1-q1", answer: { option: "b" }, verdict: { correct: false } } } });
    expect((await answer({ question: await question(), attemptId: "" })).to).toBe("/learn/lesson-1?answered=none#check");
  });

  it.each([
    ["no JSON", { payload: "{" }, "answer_malformed"],
    ["no attempt", { attemptId: "" }, "submission_too_old"],
    ["no question", { question: "x" }, "not_asked"],
  ])("refuses %s", async (_, changed: Record<string, string>, code) => {
    const form = { question: await question(), attemptId: newId(), ms: "1", payload: '{"option":"a"}', ...changed };
    expect(await answer(form)).toMatchObject({ status: 200, data: { ok: false, code } });
  });
});
