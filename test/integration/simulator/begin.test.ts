import { describe, expect, it } from "vitest";
import { LONGEST_RUN_MS } from "~/curriculum/simulation-run";
import { clock } from "~/platform/clock.server";
import { newId } from "~/platform/ids";
import { finishRun } from "~/simulator/finish.server";
import { action as start, loader as intro } from "~/simulator/routes/intro";
import { loader as list } from "~/simulator/routes/list";
import { startRun } from "~/simulator/start.server";
import { routeArgs } from "@test/factories/request";
import { MONDAY } from "@test/setup/database";
import { simulatorDesk } from "./desk";

const { owner, make, ctx, at, agent, other, caught, status, begin, sent, say, seen, linesOf, messages, runRow } = await simulatorDesk();

describe("beginning", () => {
  it("is of one run at a time; one that is over makes way", async () => {
    const first = await begin();
    expect(await begin("two")).toBe("");
    const page = await intro(routeArgs("/simulator/two", { cookie: agent.cookie, params: { slug: "two" } }));
    expect(page.open).toEqual({ runId: first, here: false });
    at(400);
    const second = await begin("two");
    expect(second).not.toBe("");
    expect((await runRow(first))?.endedAs).toBe("over");
  });

  it("happens once, however often the button was pressed", async () => {
    const form = { submissionId: newId() };
    const press = () => caught(() => start(routeArgs("/simulator/small", { cookie: agent.cookie, params: { slug: "small" }, form })));
    const [a, b] = [await press(), await press()];
    expect(a instanceof Response && a.headers.get("Location")).toMatch(/\/simulator\/runs\//);
    expect(b instanceof Response && b.headers.get("Location")).toBe(a instanceof Response && a.headers.get("Location"));
    const open = await Promise.all([1, 2, 3].map(() => startRun(ctx(clock.now(), other.id), other.id, { slug: "small", locale: "en" })));
    expect(open.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is not of what is unknown or out of use", async () => {
    for (const slug of ["gone", "nothing"]) {
      expect(await status(() => start(routeArgs(`/simulator/${slug}`, { cookie: agent.cookie, params: { slug }, form: {} })))).toBe(404);
      expect(await status(() => intro(routeArgs(`/simulator/${slug}`, { cookie: agent.cookie, params: { slug } })))).toBe(404);
    }
  });

  it("goes on from a moment of an earlier run, with what was said before it, and counts for nothing", async () => {
    const first = await begin();
    at(12);
    await say(first, "what for?");
    at(25);
    await say(first, "the best");
    at(26);
    const from = { runId: first, ms: 22_000 };
    expect((await startRun(ctx(clock.now(), agent.id), agent.id, { from })).ok).toBe(false);
    await finishRun(ctx(clock.now()), first, true);
    at(100);
    expect((await startRun(ctx(clock.now(), other.id), other.id, { from })).ok).toBe(false);
    for (const ms of [-1, 0.5, LONGEST_RUN_MS + 1, Number.NaN])
      expect((await startRun(ctx(clock.now(), agent.id), agent.id, { from: { ...from, ms } })).ok).toBe(false);
    const again = await startRun(ctx(clock.now(), agent.id), agent.id, { from });
    const runId = again.ok ? again.value.runId : "";
    expect(await runRow(runId)).toMatchObject({
      counts: false,
      fromRunId: first,
      fromMs: 22_000,
      startedAt: new Date(clock.now().getTime() - 22_000),
    });
    expect((await messages(runId)).map(({ text, taken, atMs }) => [text, taken, atMs])).toEqual([["what for?", true, 12_000]]);
    const view = await seen(runId);
    expect([view.at, linesOf(view)?.at(-1)]).toEqual([22_000, ["customer", 22, "and?"]]);
    at(105);
    expect((await say(runId, "order it now?")).view?.at).toBe(27_000);
    at(120);
    await seen(runId);
    const page = await intro(routeArgs("/simulator/small", { cookie: agent.cookie, params: { slug: "small" } }));
    expect(page.tries[0]).toMatchObject({ runId, counts: false, endedAs: "over" });
  });
});

describe("the list", () => {
  it("says by level where one stands; what counts for nothing changes nothing", async () => {
    const fresh = await make.person({ roles: ["agent"], teamId: null, state: "training" });
    const who = { id: fresh.id, cookie: await make.signIn(fresh.id) };
    const listed = async (show = "") => (await list(routeArgs(`/simulator${show}`, { cookie: who.cookie }))).list;
    expect(await listed()).toMatchObject({
      rows: [
        { slug: "small", level: 1, customers: 1, standing: { state: "new", best: null } },
        { slug: "two", level: 2, customers: 2, required: true },
      ],
      required: { passed: 0, of: 1 },
      open: null,
    });
    const runId = await begin("small", who);
    expect((await listed()).open).toMatchObject({ runId, title: "A small chat" });
    at(12);
    await sent(runId, { text: "What for? The City bag is sturdy and in stock, order it now?" }, who);
    at(60);
    await seen(runId, "", who);
    expect((await listed()).rows[0]?.standing).toMatchObject({ state: "passed", lastAt: MONDAY });
    expect((await listed("?show=open")).rows.map(({ slug }) => slug)).toEqual(["two"]);
    expect((await listed("?show=required")).rows.map(({ slug }) => slug)).toEqual(["two"]);
    expect((await listed("?show=rubbish")).rows).toHaveLength(2);
    // Employed anew: what was passed before is of another time.
    await owner.execute(`update person set employed_since = '2027-01-01' where id = '${who.id}'`);
    expect((await listed()).rows[0]?.standing.state).toBe("new");
  });
});
