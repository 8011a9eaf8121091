import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { attempt, attemptWaiting, sitting, sittingResult } from "@db/schema";
import { answerTo } from "@db/demo/curriculum";
import { questionVersions } from "~/drill/askable.server";
import type { Question, QuestionKind } from "~/drill/types/question";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import * as personResult from "~/training/routes/person-result";
import * as resultPage from "~/training/routes/result";
import * as sittingPage from "~/training/routes/sitting";
import * as answers from "~/training/routes/sitting-answers";
import { both } from "@test/factories/curriculum";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { ask } from "./answers";

const { db, make } = await freshDatabase();
setDb(db);
const at = (time: Date) => clock.setOffset(time.getTime() - Date.now());
const minutes = (n: number) => new Date(MONDAY.getTime() + n * 60_000);

const options = [
  { id: "a", text: both("one"), correct: true, why: both("hidden reason") },
  { id: "b", text: both("two") },
];
const said = {
  must_say: [{ point: both("the strap"), any_of: { "zh-CN": ["肩带可以拆"], en: ["the strap comes off"] } }],
  model_answers: { "zh-CN": ["您好，肩带可以拆下来换。"], en: ["The strap comes off and can be changed."] },
};
const chat = [
  { who: "customer" as const, text: both("does the strap come off") },
  { who: "agent" as const, text: both("the cheapest in the world") },
];
/** One question of every type, as content has it. */
const given: { [K in QuestionKind]: object } = {
  single_choice: { options },
  multiple_choice: { options },
  true_false: { answer: true, reasons: options },
  number: { answer: 3, unit: both("days") },
  short_text: { accepted: { "zh-CN": ["三天"], en: ["three days"] } },
  free_reply: said,
  rewrite: { ...said, poor: both("no idea") },
  fill_blanks: { body: both("within [[a]] hours"), blanks: [{ id: "a", accepted: { "zh-CN": ["24"], en: ["24"] } }] },
  order_steps: { steps: ["a", "b", "c"].map((id) => ({ id, text: both(`step ${id}`) })) },
  match: { pairs: ["a", "b", "c"].map((id) => ({ id, left: both(`left ${id}`), right: both(`right ${id}`) })) },
  spot_violation: { chat, violations: [{ line: 2, words: { "zh-CN": "cheapest", en: "cheapest" }, rule: both("no superlatives") }] },
  choose_next_line: { chat, options },
  find_product: { products: ["tote"] },
  image_choice: {
    options: [
      { id: "a", product: "tote", correct: true },
      { id: "b", product: "belt" },
    ],
  },
};
const kinds = Object.keys(given) as QuestionKind[];

/** The fields that a page without script posts for an answer. */
function fieldsFor(type: QuestionKind, answer: unknown): string[] {
  const {
    option,
    options: several,
    text,
    truth,
    reason,
    blanks,
    steps,
    pairs,
    locale,
    marks,
  } = answer as Record<string, never> & {
    option?: string;
    options?: string[];
    text?: string;
    truth?: boolean;
    reason?: string;
    blanks?: Record<string, string>;
    steps?: string[];
    pairs?: { left: string; right: string }[];
    locale?: string;
    marks?: { line: number; from: number; to: number }[];
  };
  if (type === "true_false") return [`truth=${truth}`, `reason=${reason}`];
  if (blanks) return Object.entries(blanks).flat();
  if (steps) return steps.map((id, i) => `${id}=${i + 1}`);
  if (pairs) return pairs.map(({ left, right }) => `${left}=${right}`);
  if (marks) return marks.map(({ line, from, to }) => `${locale}:${line}:${from}-${to}`);
  return several ?? [option ?? text ?? ""];
}

let planVersionId = "";
beforeAll(async () => {
  at(MONDAY);
  for (const slug of ["tote", "belt"]) await make.content("product", slug, { code: `SKU-${slug}`, name: both(`Canvas ${slug}`) });
  for (const type of kinds)
    await make.content("question", `asks-${type.replace(/_/g, "-")}`, {
      ...{ topic: "all", options: undefined, required: false },
      ...({ type, ...given[type] } as object),
    });
  // What a person may have to judge is drawn because the exam names it.
  await make.content("exam", "every-type", {
    minutes: 30,
    blueprint: kinds.map((type) => ({ topic: "all", count: 1, types: [type] })),
  });
  planVersionId = (
    await make.content("plan", "exam-plan", {
      days: [
        {
          day: 1,
          title: both("day"),
          goal: both("goal"),
          activities: [{ slug: "every-type", kind: "exam", ref: "every-type", minutes: 30 }],
        },
      ],
    })
  ).id;
});

let personId = "";
let teamId = "";
let cookie = "";
beforeEach(async () => {
  at(MONDAY);
  teamId = (await make.team()).id;
  personId = (await make.trainee(teamId)).id;
  await make.enrolment({ personId, teamId, planVersionId });
  cookie = await make.signIn(personId);
});

const params = { slug: "every-type" };
const path = "/learn/every-type/sitting";
const post = (form: Record<string, string | string[]>, as = cookie) =>
  ask(sittingPage.action(routeArgs(path, { cookie: as, params, form })));
const save = (form: Record<string, string>, as = cookie) => ask(answers.action(routeArgs(`${path}/answers`, { cookie: as, params, form })));
const saveForm = (sittingId: string, revision: number, changes: object) => ({
  intent: "save",
  sittingId,
  revision: String(revision),
  changes: JSON.stringify(changes),
});
const rowOf = async () => {
  const [row] = await db.select().from(sitting).where(eq(sitting.personId, personId));
  if (!row) throw new Error("nothing began");
  return row;
};
async function begun() {
  expect(await post({ intent: "start" })).toMatchObject({ status: 302, to: path });
  const row = await rowOf();
  const questions = await questionVersions(db, row.drawn);
  return { row, questions: questions.map((q) => ({ id: q.id, body: q.body as Question })) };
}

describe("an exam of every type", () => {
  it("draws each once, and every one is answered by a plain form", async () => {
    const { row, questions } = await begun();
    expect(questions.map((q) => q.body.type).sort()).toEqual([...kinds].sort());
    for (const [i, { id, body }] of questions.entries()) {
      const answer = fieldsFor(body.type, answerTo(body, true, 0));
      const form = { intent: "save", sittingId: row.id, revision: String(i), question: id, answer, to: String(i + 2) };
      expect(await post(form), body.type).toMatchObject({ status: 302, to: `${path}?q=${i + 2}` });
    }
    expect(Object.keys((await rowOf()).answers)).toHaveLength(kinds.length);
    expect(await post({ intent: "submit", sittingId: row.id })).toMatchObject({ status: 302 });
    const rights = await db.select().from(attempt).where(eq(attempt.contextId, row.id));
    expect(rights.filter((a) => !a.correct).map((a) => questions.find((q) => q.id === a.questionVersionId)?.body.type)).toEqual([]);
    const results = await db.select().from(sittingResult).where(eq(sittingResult.sittingId, row.id));
    expect(results).toMatchObject([{ score: "100", passed: true, cause: "submission" }]);
  });

  it("takes an answer to each back by an empty form", async () => {
    const { row, questions } = await begun();
    const all = Object.fromEntries(questions.map(({ id, body }) => [id, { answer: answerTo(body, true, 0), ms: 900 }]));
    expect(await save(saveForm(row.id, 0, all))).toMatchObject({ status: 200 });
    for (const [i, { id, body }] of questions.entries()) {
      const form = { intent: "save", sittingId: row.id, revision: String(i + 1), question: id, to: "1" };
      expect(await post(form), body.type).toMatchObject({ status: 302 });
    }
    expect((await rowOf()).answers).toEqual({});
  });

  it("waits for a supervisor with what a machine cannot tell, and tells the learner and who leads them", async () => {
    const { row, questions } = await begun();
    const unsure = { text: "肩带这个情况我再帮您确认一下，看能不能换。" };
    const changes = questions.map(({ id, body }) => {
      const judged = body.type === "free_reply" || body.type === "rewrite";
      return [id, { answer: judged ? unsure : answerTo(body, true, 0), ms: 900 }] as const;
    });
    await save(saveForm(row.id, 0, Object.fromEntries(changes)));
    await save({ intent: "focus", sittingId: row.id });
    at(minutes(5));
    await save({ intent: "focus", sittingId: row.id });
    await post({ intent: "submit", sittingId: row.id });
    expect(
      await db
        .select()
        .from(attemptWaiting)
        .where(and(eq(attemptWaiting.contextId, row.id), isNull(attemptWaiting.closedAt))),
    ).toHaveLength(2);
    const own = await ask(
      resultPage.loader(routeArgs(`/learn/every-type/result/${row.id}`, { cookie, params: { ...params, sittingId: row.id } })),
    );
    expect(own.data).toMatchObject({ result: null, waiting: 2, retake: null });
    const seen = (as: string, of = personId, id = row.id) =>
      ask(personResult.loader(routeArgs(`/training/${of}/result/${id}`, { cookie: as, params: { personId: of, sittingId: id } })));
    const leader = await make.signIn((await make.supervisor(teamId)).id);
    expect((await seen(leader)).data).toMatchObject({
      personId,
      waiting: 2,
      focusLosses: 2,
      focusLostAt: [expect.any(Date), expect.any(Date)],
    });
    // Not of another team, not of another person's address, not while it runs; one's own stands elsewhere.
    const stranger = await make.signIn((await make.supervisor((await make.team()).id)).id);
    expect((await seen(stranger)).status).toBe(404);
    expect((await seen(leader, (await make.trainee(teamId)).id)).status).toBe(404);
    expect((await seen(leader, personId, newId())).status).toBe(404);
    expect(await seen(cookie)).toMatchObject({ status: 302, to: `/learn/every-type/result/${row.id}` });
    const fellow = await make.signIn((await make.trainee(teamId)).id);
    expect((await seen(fellow)).status).toBe(404);
  });

  it("keeps a running sitting to itself", async () => {
    const { row } = await begun();
    const leader = await make.signIn((await make.supervisor(teamId)).id);
    const found = ask(
      personResult.loader(routeArgs(`/training/${personId}/result/${row.id}`, { cookie: leader, params: { personId, sittingId: row.id } })),
    );
    expect((await found).status).toBe(404);
  });
});

describe("bad input to a sitting", () => {
  const odd: [string, string][] = [
    ["a megabyte", "三".repeat(1_000_000)],
    ["emoji", "👩‍👩‍👧‍👦".repeat(20)],
    ["zero-width", "三\u200b天\u200d\ufeff"],
    ["full-width", "ｔｈｒｅｅ　ｄａｙｓ"],
    ["right-to-left marks", "\u202eyad eerht\u202c\u2067三天\u2069"],
    ["a lone surrogate", "\ud800三天"],
    ["a null character", "三\u0000天"],
    ["markup", "<script>alert(1)</script>'; drop table sitting; --"],
    ["a prototype's name", "__proto__"],
  ];

  it.each(odd)("answers %s in every type with one clear result", async (_, text) => {
    const { row, questions } = await begun();
    let revision = 0;
    for (const { id, body } of questions) {
      const shapes = [
        { text },
        { option: text },
        { options: [text] },
        { blanks: { a: text } },
        { steps: [text] },
        { pairs: [{ left: text, right: text }] },
      ];
      for (const answer of shapes) {
        const { status } = await save(saveForm(row.id, revision, { [id]: { answer, ms: -1e9 } }));
        expect([200, 400, 413, 422], `${body.type} ${Object.keys(answer)[0]}`).toContain(status);
        if (status === 200) revision++;
      }
      const form = { intent: "save", sittingId: row.id, revision: String(revision), question: id, answer: text, to: "1" };
      const { status } = await post(form);
      expect([302, 400, 413, 422], `${body.type} by form`).toContain(status);
      if (status === 302) revision++;
    }
    expect(await post({ intent: "submit", sittingId: row.id })).toMatchObject({ status: 302 });
    expect(await db.select().from(attempt).where(eq(attempt.contextId, row.id))).toHaveLength(kinds.length);
  });

  it("believes no forged time", async () => {
    const { row, questions } = await begun();
    at(minutes(2));
    const times = [1e15, -5, "9".repeat(400), null, { valueOf: 3 }, Number.MAX_SAFE_INTEGER, 299, 121_000];
    let revision = 0;
    for (const ms of times) {
      const [{ id = "", body } = { id: "" }] = questions;
      if (!body) throw new Error("nothing drawn");
      expect((await save(saveForm(row.id, revision++, { [id]: { answer: answerTo(body, true, 0), ms } }))).status).toBe(200);
      const [stored] = Object.values((await rowOf()).answers) as { ms: number }[];
      expect(stored?.ms).toBeGreaterThanOrEqual(300);
      expect(stored?.ms).toBeLessThanOrEqual(122_000);
    }
  });

  it("refuses what was not drawn, what is another's, and what comes too late, each in one way", async () => {
    const { row, questions } = await begun();
    const [first] = questions;
    if (!first) throw new Error("nothing drawn");
    const answer = { answer: answerTo(first.body, true, 0), ms: 900 };
    expect((await save(saveForm(row.id, 0, { [newId()]: answer }))).status).toBe(422);
    expect((await post({ intent: "save", sittingId: row.id, revision: "0", question: newId(), answer: "a", to: "2" })).status).toBe(422);
    const thiefId = (await make.trainee(teamId)).id;
    await make.enrolment({ personId: thiefId, teamId, planVersionId });
    const thief = await make.signIn(thiefId);
    expect((await save(saveForm(row.id, 0, { [first.id]: answer }), thief)).status).toBe(404);
    expect((await post({ intent: "submit", sittingId: row.id }, thief)).status).toBe(404);
    at(minutes(32));
    expect(await save(saveForm(row.id, 0, { [first.id]: answer }))).toMatchObject({ status: 409 });
    expect((await rowOf()).answers).toEqual({});
    expect(await post({ intent: "submit", sittingId: row.id })).toMatchObject({ status: 302 });
    expect(await save(saveForm(row.id, 0, { [first.id]: answer }))).toMatchObject({ status: 409 });
  });

  it("counts a thousand replays of a save and of the handing in once", async () => {
    const { row, questions } = await begun();
    const all = Object.fromEntries(questions.map(({ id, body }) => [id, { answer: answerTo(body, true, 0), ms: 900 }]));
    const saves = await Promise.all(Array.from({ length: 100 }, () => save(saveForm(row.id, 0, all))));
    expect(saves.filter((s) => s.status === 200)).toHaveLength(1);
    expect(saves.filter((s) => s.status === 409)).toHaveLength(99);
    for (let round = 0; round < 9; round++) {
      const again = await Promise.all(Array.from({ length: 100 }, () => save(saveForm(row.id, 0, all))));
      expect(new Set(again.map((s) => s.status))).toEqual(new Set([409]));
    }
    const ends = await Promise.all(Array.from({ length: 50 }, () => post({ intent: "submit", sittingId: row.id })));
    expect(new Set(ends.map((e) => `${e.status} ${e.to}`))).toEqual(new Set([`302 /learn/every-type/result/${row.id}`]));
    expect(await db.select().from(attempt).where(eq(attempt.contextId, row.id))).toHaveLength(kinds.length);
    expect(await db.select().from(sittingResult).where(eq(sittingResult.sittingId, row.id))).toHaveLength(1);
  }, 60_000);
});
