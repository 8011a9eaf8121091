import { afterAll, describe, expect, it } from "vitest";
import { connect } from "@db/client";
import { audit, workItem } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { finishRunsThatAreOver } from "~/simulator/finish.server";
import { action as plain, loader as play } from "~/simulator/routes/play";
import { loader as state } from "~/simulator/routes/state";
import type { RunView } from "~/simulator/view";
import { routeArgs } from "@test/factories/request";
import { eq } from "drizzle-orm";
import { MONDAY } from "@test/setup/database";
import { simulatorDesk } from "./desk";

const { db, owner, appUrl, at, agent, other, caught, status, begin, sent, say, seen, linesOf, messages, results, runRow } =
  await simulatorDesk();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);

describe("a run on the server's clock", () => {
  it("shows a customer's lines at their time, and the wait", async () => {
    const runId = await begin();
    expect(linesOf(await seen(runId))).toEqual([["customer", 0, "hello"]]);
    at(9.9);
    const before = await seen(runId);
    expect(linesOf(before)).toHaveLength(1);
    expect(before.chats[0]?.waitingSince).toBe(0);
    expect(before.again).toBeLessThanOrEqual(150);
    at(10);
    expect(linesOf(await seen(runId))).toEqual([
      ["customer", 0, "hello"],
      ["customer", 10, "I want a bag"],
    ]);
  });

  it("takes what is sent at the server's time, and the customer reacts", async () => {
    const runId = await begin();
    at(12);
    const said = await say(runId, "  what for?  ");
    expect(said.status).toBe(200);
    expect(said.view && linesOf(said.view)).toEqual([
      ["customer", 0, "hello"],
      ["customer", 10, "I want a bag"],
      ["agent", 12, "what for?"],
    ]);
    expect(said.view?.chats[0]).toMatchObject({ waitingSince: null, isGone: false });
    at(22.1);
    expect(linesOf(await seen(runId))?.at(-1)).toEqual(["customer", 22, "and?"]);
  });

  it("says how it stands and nothing of what is to come", async () => {
    const runId = await begin("two");
    at(11);
    await say(runId, "what for?");
    const text = JSON.stringify(await seen(runId));
    // A customer who has not come, what is listened for, how it may end, how long anybody is patient.
    for (const secret of [
      "bo",
      "and?",
      "need",
      "points",
      "any_of",
      "bought",
      "left",
      "gone)",
      "patience",
      "silence",
      "read",
      "waitedMs",
      "next",
    ])
      expect(text.includes(`"${secret}`), secret).toBe(false);
    const page = (await play(routeArgs(`/simulator/runs/${runId}`, { cookie: agent.cookie, params: { runId } }))) as object;
    expect(Object.keys(page).sort()).toEqual(
      [
        "chosen",
        "counts",
        "customers",
        "locale",
        "messageId",
        "pane",
        "products",
        "runId",
        "scripts",
        "slug",
        "title",
        "values",
        "view",
      ].sort(),
    );
    expect(JSON.stringify(page)).not.toMatch(/any_of|patience|closing|"bo"/);
  });

  it("never asks to be asked later than in two seconds, whatever comes next", async () => {
    const runId = await begin();
    at(10.5);
    expect((await seen(runId)).again).toBe(2000);
    at(69.5);
    expect((await seen(runId)).again).toBe(530);
  });

  it("sends again only what is not there yet", async () => {
    const runId = await begin();
    const { mark } = await seen(runId);
    at(1);
    expect(await seen(runId, mark)).toEqual({ at: 1000, again: 2000, mark });
    at(10);
    expect((await seen(runId, mark)).chats).toHaveLength(1);
  });

  it("shows what is known of a customer once it was asked for and answered", async () => {
    const runId = await begin();
    expect((await seen(runId)).chats[0]?.facts.map(({ slug }) => slug)).toEqual(["order"]);
    at(12);
    expect((await say(runId, "what for?")).view?.chats[0]?.facts.map(({ slug }) => slug)).toEqual(["order"]);
    at(22);
    expect((await seen(runId)).chats[0]?.facts.map(({ slug }) => slug)).toEqual(["order", "use"]);
  });

  it("asks for the average after the first reply", async () => {
    const runId = await begin();
    expect((await seen(runId)).chats[0]?.limitMs).toBe(20_000);
    at(12);
    expect((await say(runId, "what for?")).view?.chats[0]?.limitMs).toBe(30_000);
  });

  it("is the same in two windows, and after a reload", async () => {
    const runId = await begin();
    at(12);
    await say(runId, "what for?");
    at(40);
    expect(await seen(runId)).toEqual(await seen(runId));
    const page = (await play(routeArgs(`/simulator/runs/${runId}`, { cookie: agent.cookie, params: { runId } }))) as { view: RunView };
    expect(page.view).toEqual(await seen(runId));
  });

  it("costs two statements to look at", async () => {
    const runId = await begin();
    await seen(runId);
    setDb(counted.db, () => void statements++);
    await seen(runId);
    statements = 0;
    await seen(runId);
    expect(statements).toBe(2);
    setDb(db);
  });
});

describe("what is sent", () => {
  it("is there once under its id, at the time at which it came first", async () => {
    const runId = await begin();
    const id = newId();
    at(12);
    expect((await say(runId, "what for?", { id })).status).toBe(200);
    at(14);
    expect((await say(runId, "what for?", { id })).status).toBe(200);
    expect((await messages(runId)).map(({ id: its, atMs }) => [its, atMs])).toEqual([[id, 12_000]]);
  });

  it("has its own time even when the clock stood still, or was set back", async () => {
    const runId = await begin();
    at(12);
    await Promise.all(["one", "two", "three"].map((text) => say(runId, text)));
    at(5);
    const { view } = await say(runId, "four");
    expect((await messages(runId)).map(({ atMs }) => atMs)).toEqual([12_000, 12_001, 12_002, 12_003]);
    expect(view && linesOf(view)?.at(-1)).toEqual(["agent", 12.003, "four"]);
  });

  it.each([
    ["empty", "   "],
    ["too_long", "x".repeat(1001)],
    ["no_customer", "hello", "nobody"],
    ["not_arrived", "hello", "bo"],
  ])("is refused: %s", async (code, text, to = "an") => {
    const runId = await begin("two");
    at(12);
    const said = await say(runId, text, { customer: to });
    expect([said.status, said.refusal?.code]).toEqual([422, code]);
    expect(await messages(runId)).toEqual([]);
  });

  it("takes a thousand characters, whatever they are", async () => {
    const runId = await begin();
    at(12);
    expect((await say(runId, "好".repeat(1000))).status).toBe(200);
    expect((await say(runId, `a\u0000\r\n${"😀".repeat(498)}`)).status).toBe(200);
  });

  it("is refused once all have gone, and the run ends by that", async () => {
    const runId = await begin();
    at(400);
    const said = await say(runId, "hello?");
    expect([said.refusal?.code, said.view?.isOver]).toEqual(["ended", true]);
    expect((await runRow(runId))?.endedAs).toBe("over");
    expect((await say(runId, "hello?")).refusal?.code).toBe("ended");
  });

  it("is of nobody else", async () => {
    const runId = await begin();
    const theirs = await begin("small", other);
    expect((await sent(runId, { text: "hello" }, other)).status).toBe(404);
    expect((await sent(newId(), { text: "hello" })).status).toBe(404);
    expect((await sent("nothing", { text: "hello" })).status).toBe(404);
    expect((await sent(runId, { text: "hello", person: other.id })).status).toBe(409);
    expect((await sent(runId, { text: "hello", id: "1" })).status).toBe(400);
    const id = newId();
    expect((await sent(theirs, { text: "theirs", id }, other)).status).toBe(200);
    expect((await say(runId, "mine", { id })).refusal?.code).toBe("id_taken");
    for (const [loader, path] of [
      [play, ""],
      [state, "/state"],
    ] as const)
      expect(await status(() => loader(routeArgs(`/simulator/runs/${runId}${path}`, { cookie: other.cookie, params: { runId } })))).toBe(
        404,
      );
    const form = { intent: "give_up" };
    expect(await status(() => plain(routeArgs(`/simulator/runs/${runId}`, { cookie: other.cookie, params: { runId }, form })))).toBe(404);
    expect((await runRow(runId))?.endedAt).toBeNull();
  });

  it("goes by a plain form too: back to the chat, or kept with the reason", async () => {
    const runId = await begin();
    at(12);
    const post = (fields: Record<string, string>) =>
      caught(() =>
        plain(
          routeArgs(`/simulator/runs/${runId}`, {
            cookie: agent.cookie,
            params: { runId },
            form: { intent: "say", id: newId(), customer: "an", ...fields },
          }),
        ),
      );
    const taken = await post({ text: "what for?" });
    expect(taken instanceof Response && taken.headers.get("Location")).toBe(`/simulator/runs/${runId}?with=an`);
    const kept = await post({ text: "y".repeat(1200) });
    expect(kept).toMatchObject({
      data: { customer: "an", text: "y".repeat(1200), refusals: [{ code: "too_long" }] },
      init: { status: 422 },
    });
  });
});

describe("the end", () => {
  it("comes with the last customer, once: result, audit, and the page leads to the debrief", async () => {
    const runId = await begin();
    at(12);
    await say(runId, "What for? The City bag is sturdy and in stock, order it now?");
    at(17.1);
    const [a, b] = await Promise.all([seen(runId), seen(runId)]);
    expect([a.isOver, b.isOver]).toEqual([true, true]);
    const [result, ...more] = await results(runId);
    expect(more).toEqual([]);
    expect(result).toMatchObject({ number: 1, cause: "machine", passed: true, hasProhibited: false, undecided: false, personId: agent.id });
    expect(Number(result?.total)).toBeGreaterThan(75);
    expect(await runRow(runId)).toMatchObject({ endedAs: "over", endedAt: new Date(MONDAY.getTime() + 17_000) });
    const page = await caught(() => play(routeArgs(`/simulator/runs/${runId}`, { cookie: agent.cookie, params: { runId } })));
    expect(page instanceof Response && page.headers.get("Location")).toBe(`/simulator/runs/${runId}/debrief`);
    const said = await owner.select().from(audit).where(eq(audit.subjectId, runId));
    expect(said.map(({ action }) => action).sort()).toEqual(["simulator.finished", "simulator.started"]);
  });

  it("fails with a term that must not be sent", async () => {
    const runId = await begin();
    at(12);
    await say(runId, "this is the best, order it now?");
    at(100);
    expect(await seen(runId)).toMatchObject({ isOver: true });
    expect((await results(runId))[0]).toMatchObject({ passed: false, hasProhibited: true, undecided: false });
  });

  it("asks a supervisor where a sentence decides that no machine can judge", async () => {
    const runId = await begin();
    at(12);
    await say(runId, "The City bag, order it now?");
    at(13);
    await say(runId, "On which of your days do you carry a bag along with you?");
    at(14);
    await say(runId, "Ours have held for many years in the hands of customers.");
    at(100);
    await seen(runId);
    expect((await results(runId))[0]).toMatchObject({ undecided: true, passed: false });
    const items = await owner.select().from(workItem).where(eq(workItem.subjectId, runId));
    expect(items.map(({ kind, personId }) => [kind, personId])).toEqual([["simulation", agent.id]]);
  });

  it("comes by itself when nobody looks, and is of the time when the last one left", async () => {
    const runId = await begin();
    const later = await begin("small", other);
    at(30);
    await finishRunsThatAreOver(db, clock.now());
    expect((await runRow(runId))?.endedAt).toBeNull();
    at(3600);
    await finishRunsThatAreOver(db, clock.now());
    await finishRunsThatAreOver(db, clock.now());
    expect(await runRow(runId)).toMatchObject({ endedAs: "over", endedAt: new Date(MONDAY.getTime() + 95_000) });
    expect((await results(later)).map(({ passed, total }) => [passed, Number(total) < 30])).toEqual([[false, true]]);
  });

  it("may be given up: the customers wait in silence, and it is graded so", async () => {
    const runId = await begin();
    at(12);
    await say(runId, "what for?");
    at(13);
    const { mark } = await seen(runId);
    const form = { intent: "give_up", submissionId: newId() };
    const args = () => routeArgs(`/simulator/runs/${runId}`, { cookie: agent.cookie, params: { runId }, form });
    const done = await caught(() => plain(args()));
    expect(done instanceof Response && done.headers.get("Location")).toBe(`/simulator/runs/${runId}/debrief`);
    expect(await status(() => plain(args()))).toBe(302);
    expect(await runRow(runId)).toMatchObject({ endedAs: "given_up", endedAt: clock.now() });
    const [result] = await results(runId);
    expect(result).toMatchObject({ passed: false });
    expect(result?.chats[0]).toMatchObject({ ended: { ending: { slug: "left" } } });
    expect((await say(runId, "wait!")).refusal?.code).toBe("ended");
    // Another window hears of it.
    expect((await seen(runId, mark)).isOver).toBe(true);
  });
});
