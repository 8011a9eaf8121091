import { and, asc, desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { audit, notice, simulationComment, simulationExample, simulationResult, workItem } from "@db/schema";
import { addComment, takeBackComment } from "~/simulator/comments.server";
import { comparison, debriefPage } from "~/simulator/debrief.server";
import { commentsOn, examplesOf, hasFinished, runHead } from "~/simulator/debrief-read.server";
import { markExample, unmarkExample } from "~/simulator/examples.server";
import { gradeByPerson } from "~/simulator/grade.server";
import { askSupervisor } from "~/simulator/queue.server";
import { reviewFilterIn } from "~/simulator/review-address";
import { reviewPage } from "~/simulator/review-list.server";
import type { Actor } from "~/people/actor";
import type { Outcome } from "~/platform/write.server";
import { both } from "@test/factories/curriculum";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { given, terms } from "../../unit/curriculum/simulation-chat";

const { db, owner, ctx, make } = await freshDatabase();
const codes = (outcome: Outcome<unknown>) => (outcome.ok ? "ok" : outcome.refusals.map((r) => r.code).join());
const version = await make.content("simulation", "small", given() as never);
await make.content("term", "best", { words: { "zh-CN": ["最好"], en: ["the best"] } });
const MODEL = "What for? The City bag is sturdy and in stock, order it now?";
const NEARLY = [
  [15, "sturdy, order it now"],
  [16, "how do you want to carry it about?"],
] as const;

let trainee = { id: "", name: "" };
let lead: Actor;
beforeEach(async () => {
  const team = await make.team();
  trainee = await make.trainee(team.id);
  const supervisor = await make.supervisor(team.id);
  lead = { ...{ personId: supervisor.id, name: supervisor.name, roles: [{ role: "supervisor", teamId: team.id }] } } as Actor;
});

const play = (replies: Parameters<typeof make.simulator.run>[0]["replies"], more = {}) =>
  make.simulator.run({ personId: trainee.id, of: version, replies, terms, ...more });
async function undecided() {
  const run = await play(NEARLY);
  await db.transaction((tx) => askSupervisor(tx, ctx(), { runId: run.id, personId: trainee.id, title: both("small") }));
  return run;
}
const grade = (runId: string, more: Partial<Parameters<typeof gradeByPerson>[1]> = {}, by = lead.personId) =>
  gradeByPerson(ctx(MONDAY, by), { runId, granted: [{ customer: "an", point: "need", line: 3 }], remark: "", seen: 1, ...more });
const results = (runId: string) =>
  db.select().from(simulationResult).where(eq(simulationResult.runId, runId)).orderBy(asc(simulationResult.number));
const notices = async () => (await db.select().from(notice).where(eq(notice.personId, trainee.id))).map(({ kind }) => kind);
const actions = async (runId: string) =>
  (await db.select().from(audit).where(eq(audit.subjectId, runId)).orderBy(asc(audit.id))).map(({ action }) => action);
const debrief = async (runId: string, by = lead.personId) => {
  const run = await runHead(db, runId);
  const page = run && (await debriefPage(db, run, { personId: by, locale: "en" }));
  if (!page) throw new Error("no page");
  return page;
};

describe("a run that no machine can decide", () => {
  it("is graded by a supervisor: a further result, the inbox settled, the trainee told", async () => {
    const run = await undecided();
    expect((await results(run.id))[0]).toMatchObject({ undecided: true, passed: false });
    expect(codes(await grade(run.id, { remark: "Well asked" }))).toBe("ok");
    const [machine, person] = await results(run.id);
    expect(machine).toMatchObject({ number: 1, cause: "machine", undecided: true });
    expect(person).toMatchObject({
      number: 2,
      cause: "person",
      undecided: false,
      passed: true,
      gradedBy: lead.personId,
      remark: "Well asked",
    });
    expect(Number(person?.total)).toBeCloseTo(Number(machine?.total) + 15, 6);
    expect(await db.select().from(workItem).where(eq(workItem.subjectId, run.id))).toMatchObject([
      { outcome: "passed", closedBy: lead.personId },
    ]);
    expect(await notices()).toEqual(["simulator.graded_passed"]);
    expect(await actions(run.id)).toEqual(["simulator.graded"]);
    const page = await debrief(run.id);
    expect(page.customers[0]?.lines[3]).toMatchObject({
      granted: "need",
      notes: expect.arrayContaining([{ kind: "point", title: "asks for the use", seen: true }]),
    });
    expect(page.grade).toMatchObject({ passed: true, by: lead.name });
    expect(page.earlier).toMatchObject([{ number: 1, by: null }]);
  });

  it("may be found to be not passed, and counts for nothing then", async () => {
    const run = await undecided();
    expect(codes(await grade(run.id, { granted: [] }))).toBe("ok");
    expect((await results(run.id))[1]).toMatchObject({ passed: false, undecided: false, granted: [] });
    expect(await notices()).toEqual(["simulator.graded_failed"]);
  });

  it("is graded once by what somebody saw: who comes second is told; a correction asks for a reason", async () => {
    const run = await undecided();
    const [first, second] = await Promise.all([grade(run.id), grade(run.id)]);
    expect([codes(first), codes(second)].sort()).toEqual(["graded_meanwhile", "ok"]);
    expect(codes(await grade(run.id, { seen: 2, granted: [] }))).toBe("reason_missing");
    expect(codes(await grade(run.id, { seen: 2, granted: [], remark: "that was no question" }))).toBe("ok");
    expect((await results(run.id)).map(({ passed }) => passed)).toEqual([false, true, false]);
  });

  it.each<[string, Partial<Parameters<typeof gradeByPerson>[1]>, string]>([
    ["a point that the machine found", { granted: [{ customer: "an", point: "value", line: 3 }] }, "granted_unknown"],
    ["a point that nobody knows", { granted: [{ customer: "an", point: "nothing", line: 3 }] }, "granted_unknown"],
    ["somebody who was not there", { granted: [{ customer: "bo", point: "need", line: 3 }] }, "granted_unknown"],
    ["a line of the customer", { granted: [{ customer: "an", point: "need", line: 0 }] }, "granted_unknown"],
    ["a line that is not there", { granted: [{ customer: "an", point: "need", line: 99 }] }, "granted_unknown"],
    ["two things of one line", { granted: ["need", "stock"].map((point) => ({ customer: "an", point, line: 3 })) }, "granted_unknown"],
    ["a book", { remark: "x".repeat(1001) }, "remark_too_long"],
    ["a grade that was never given", { seen: 7 }, "graded_meanwhile"],
  ])("is not graded with %s", async (_, more, code) => {
    const run = await undecided();
    expect(codes(await grade(run.id, more))).toBe(code);
    expect(await results(run.id)).toHaveLength(1);
    expect(await notices()).toEqual([]);
  });

  it("is never graded by whoever had it, nor one that goes on", async () => {
    const run = await undecided();
    expect(codes(await grade(run.id, {}, trainee.id))).toBe("own_run");
    const other = await play([], { ended: false });
    expect(codes(await grade(other.id))).toBe("not_found");
    expect(codes(await grade("0190a6e0-0000-7000-8000-000000000000"))).toBe("not_found");
  });

  it("is never passed with a term that must not be sent", async () => {
    const run = await play([...NEARLY, [17, "it is the best"]]);
    expect((await results(run.id))[0]).toMatchObject({ undecided: false, hasProhibited: true });
    expect(codes(await grade(run.id, { remark: "it was asked" }))).toBe("ok");
    expect((await results(run.id))[1]).toMatchObject({ passed: false, hasProhibited: true });
    expect((await debrief(run.id)).customers[0]?.lines[4]?.notes).toContainEqual({
      ...{ kind: "term", block: true, found: "the best", reason: "the law forbids it", instead: "many customers like it" },
    });
  });
});

describe("comments beside a line", () => {
  const write = (runId: string, more = {}, by = lead.personId) =>
    addComment(ctx(MONDAY, by), { runId, customer: "an", line: 2, text: " Ask first ", ...more });

  it("are shown to the trainee, told once until read, and taken back by whoever wrote them", async () => {
    const run = await play([[15, MODEL]]);
    expect(codes(await write(run.id))).toBe("ok");
    expect(codes(await write(run.id, { text: "And then offer" }))).toBe("ok");
    expect(await notices()).toEqual(["simulator.commented"]);
    const comments = await commentsOn(db, run.id);
    expect(comments).toMatchObject([{ text: "Ask first", line: 2, by: lead.name }, { text: "And then offer" }]);
    expect((await debrief(run.id, trainee.id)).comments.map(({ isOwn }) => isOwn)).toEqual([false, false]);
    const id = comments[0]?.id ?? "";
    const another = (await make.supervisor((await make.team()).id)).id;
    expect(codes(await takeBackComment(ctx(MONDAY, another), run.id, id))).toBe("comment_of_others");
    expect(codes(await takeBackComment(ctx(MONDAY, lead.personId), run.id, id))).toBe("ok");
    expect(codes(await takeBackComment(ctx(MONDAY, lead.personId), run.id, id))).toBe("ok");
    expect((await commentsOn(db, run.id)).map(({ text }) => text)).toEqual(["And then offer"]);
    expect(await db.select().from(simulationComment).where(eq(simulationComment.runId, run.id))).toHaveLength(2);
    expect(await actions(run.id)).toEqual(["simulator.commented", "simulator.commented", "simulator.comment_removed"]);
  });

  it.each([
    ["empty", { text: "  " }, "comment_missing"],
    ["a book", { text: "x".repeat(1001) }, "comment_too_long"],
    ["no such line", { line: 99 }, "line_unknown"],
    ["no line at all", { line: Number.NaN }, "line_unknown"],
    ["nobody of that name", { customer: "bo" }, "line_unknown"],
  ])("are refused: %s", async (_, more, code) => {
    const run = await play([[15, MODEL]]);
    expect(codes(await write(run.id, more))).toBe(code);
    expect(codes(await write(run.id, {}, trainee.id))).toBe("own_run");
  });
});

describe("excellent examples", () => {
  it("are passed runs, seen by those who have finished the same chat, until they are none any more", async () => {
    const run = await play([[15, MODEL]]);
    const colleague = await make.trainee((await make.team()).id);
    const by = ctx(MONDAY, lead.personId);
    expect(await hasFinished(db, colleague.id, version.itemId)).toBe(false);
    await make.simulator.run({ personId: colleague.id, of: version, replies: [], ended: false });
    expect(await hasFinished(db, colleague.id, version.itemId)).toBe(false);
    expect(await hasFinished(db, trainee.id, version.itemId)).toBe(true);
    expect(codes(await markExample(by, run.id, " Asks, and offers "))).toBe("ok");
    expect(codes(await markExample(by, run.id, "again"))).toBe("ok");
    expect(await examplesOf(db, version.itemId, run.id)).toMatchObject([{ name: trainee.name, reason: "Asks, and offers", by: lead.name }]);
    expect(await notices()).toEqual(["simulator.example"]);
    expect((await debrief(run.id)).example).toEqual({ reason: "Asks, and offers", by: lead.name });
    expect(codes(await unmarkExample(by, run.id))).toBe("ok");
    expect(codes(await unmarkExample(by, run.id))).toBe("ok");
    expect(await examplesOf(db, version.itemId, run.id)).toEqual([]);
    expect(await actions(run.id)).toEqual(["simulator.example_marked", "simulator.example_removed"]);
  });

  it("are none without a reason, of one's own, or when they are not passed; and a correction takes them down", async () => {
    const failed = await play([[15, "Hi, I'm here"]]);
    const run = await undecided();
    const by = ctx(MONDAY, lead.personId);
    expect(codes(await markExample(by, failed.id, "why not"))).toBe("example_not_passed");
    expect(codes(await markExample(by, run.id, "why not"))).toBe("example_not_passed");
    await grade(run.id);
    expect(codes(await markExample(by, run.id, " "))).toBe("reason_missing");
    expect(codes(await markExample(ctx(MONDAY, trainee.id), run.id, "mine"))).toBe("own_run");
    expect(codes(await markExample(by, run.id, "asks well"))).toBe("ok");
    await grade(run.id, { seen: 2, granted: [], remark: "no question after all" });
    const [example] = await db.select().from(simulationExample).where(eq(simulationExample.runId, run.id));
    expect(example).toMatchObject({ removedBy: lead.personId, removedAt: MONDAY });
  });
});

describe("two tries beside each other", () => {
  it("are of the same person and the same chat, the later one as now, with what each part gained", async () => {
    const first = await play([[15, "order it now"]]);
    const second = await play([[15, MODEL]], { startedAt: new Date("2026-03-02T00:30:00.000Z") });
    const heads = { first: await runHead(db, first.id), second: await runHead(db, second.id) };
    if (!heads.first || !heads.second) throw new Error("no run");
    const compared = await comparison(db, heads.first, second.id, "en");
    expect(compared).toMatchObject({ now: { runId: second.id, total: 100 }, then: { runId: first.id, total: 48.5 } });
    expect(compared?.parts.reduce((sum, { difference }) => sum + difference, 0)).toBeCloseTo(51.5, 6);
    expect(compared?.parts.find(({ part }) => part === "points")).toMatchObject({ now: 25, then: 0, difference: 25 });
    expect((await debrief(second.id)).tries).toMatchObject([{ runId: first.id }]);
    const stranger = await make.trainee((await make.team()).id);
    const theirs = await make.simulator.run({ personId: stranger.id, of: version, replies: [] });
    expect(await comparison(db, heads.first, theirs.id, "en")).toBeNull();
    expect(await comparison(db, heads.first, first.id, "en")).toBeNull();
  });
});

describe("the list of those who read chats", () => {
  const list = (query = "") => reviewPage(db, lead, reviewFilterIn(new URLSearchParams(query)), "en", MONDAY);

  it("has what waits first, then what the team played, the latest first, and nobody else's", async () => {
    const passed = await play([[15, MODEL]], { startedAt: new Date("2026-03-01T00:00:00.000Z") });
    const waiting = await undecided();
    const stranger = await make.trainee((await make.team()).id);
    await make.simulator.run({ personId: stranger.id, of: version, replies: [[15, MODEL]] });
    const page = await list();
    expect(page.waiting).toMatchObject([{ runId: waiting.id, name: trainee.name, title: "small" }]);
    expect(page.rows.map(({ runId }) => runId)).toEqual([waiting.id, passed.id]);
    expect(page.rows[1]).toMatchObject({ title: "A small chat", total: 100, pass: 75, passed: true, undecided: false, isExample: false });
    expect(page.people).toEqual([{ id: trainee.id, name: trainee.name }]);
    const ids = async (query: string) => (await list(query)).rows.map(({ runId }) => runId);
    expect(await ids("outcome=passed")).toEqual([passed.id]);
    expect(await ids("outcome=undecided")).toEqual([waiting.id]);
    expect(await ids("outcome=failed")).toEqual([]);
    expect(await ids(`person=${trainee.id}&scenario=small`)).toHaveLength(2);
    expect(await ids(`person=${stranger.id}`)).toEqual([]);
    expect(await ids("scenario=another")).toEqual([]);
    expect(await ids("page=2")).toEqual([]);
  });

  it("pages", async () => {
    for (let n = 0; n < 22; n++) await play([], { startedAt: new Date(Date.UTC(2026, 1, n + 1)) });
    const [first, second] = [await list(), await list("page=2")];
    expect([first.rows.length, first.hasMore, second.rows.length, second.hasMore]).toEqual([20, true, 2, false]);
  });
});

describe("the database", () => {
  it("keeps what was graded as it is", async () => {
    const run = await undecided();
    await expect(db.update(simulationResult).set({ passed: true }).where(eq(simulationResult.runId, run.id))).rejects.toThrow();
    await expect(db.delete(simulationComment)).rejects.toThrow();
    const [last] = await owner
      .select()
      .from(simulationResult)
      .where(and(eq(simulationResult.runId, run.id)))
      .orderBy(desc(simulationResult.number));
    expect(last).toMatchObject({ number: 1, passed: false });
  });
});
