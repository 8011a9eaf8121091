import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { connect } from "@db/client";
import { audit, contentItem, simulationMessage, simulationResult, simulationRun, workItem } from "@db/schema";
import { LONGEST_RUN_MS } from "~/curriculum/simulation-run";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { finishRun, finishRunsThatAreOver } from "~/simulator/finish.server";
import { action as start, loader as intro } from "~/simulator/routes/intro";
import { loader as list } from "~/simulator/routes/list";
import { action as plain, loader as play } from "~/simulator/routes/play";
import { action as sayRoute } from "~/simulator/routes/say";
import { loader as state } from "~/simulator/routes/state";
import { startRun } from "~/simulator/start.server";
import type { RunView } from "~/simulator/view";
import { routeArgs } from "@test/factories/request";
import { customer, given } from "@test/unit/curriculum/simulation-chat";
import { freshDatabase, MONDAY } from "@test/setup/database";

const { db, owner, make, ctx, appUrl } = await freshDatabase();
let statements = 0;
const counted = connect(appUrl, { max: 3, onStatement: () => void statements++ });
afterAll(counted.close);

type Who = { id: string; cookie: string };
let agent: Who;
let other: Who;
let now = MONDAY;
vi.spyOn(clock, "now").mockImplementation(() => now);
/** The server's clock stands so many seconds after the test began. */
const at = (seconds: number) => {
  now = new Date(MONDAY.getTime() + seconds * 1000);
};

beforeAll(async () => {
  const small = given() as Parameters<typeof make.content<"simulation">>[2];
  const two = given([customer(), customer({ slug: "bo", arrives_s: 30 })], { slug: "two", level: 2, required: true });
  await make.content("simulation", "small", small);
  await make.content("simulation", "two", two as typeof small);
  await make.content("simulation", "gone", { ...small, slug: "gone" });
  await owner.update(contentItem).set({ archivedAt: MONDAY }).where(eq(contentItem.slug, "gone"));
  await make.content("product", "city", { colours: [{ "zh-CN": "黑", en: "Black" }] });
  await make.content("script", "hello");
  await make.content("term", "best");
  const team = await make.team();
  const somebody = async (): Promise<Who> => {
    const { id } = await make.person({ roles: ["agent"], teamId: team.id, state: "training" });
    return { id, cookie: await make.signIn(id) };
  };
  agent = await somebody();
  other = await somebody();
  setDb(db);
});
beforeEach(async () => {
  at(0);
  for (const { id } of await owner.select({ id: simulationRun.id }).from(simulationRun)) await finishRun(ctx(now), id, true);
});

const caught = async <T>(run: () => Promise<T>): Promise<T | Response> => {
  try {
    return await run();
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
};
const status = async (run: () => Promise<unknown>): Promise<number> => {
  const found = await caught(run);
  if (found instanceof Response) return found.status;
  return (found as { init?: { status?: number } | null }).init?.status ?? 200;
};

async function begin(slug = "small", who = agent): Promise<string> {
  const found = await caught(() =>
    start(routeArgs(`/simulator/${slug}`, { cookie: who.cookie, params: { slug }, form: { submissionId: newId() } })),
  );
  const to = found instanceof Response ? found.headers.get("Location") : null;
  return /\/simulator\/runs\/(.+)$/.exec(to ?? "")?.[1] ?? "";
}
const sent = (runId: string, fields: Record<string, string>, who = agent) =>
  caught(() =>
    sayRoute(
      routeArgs(`/simulator/runs/${runId}/say`, {
        cookie: who.cookie,
        params: { runId },
        form: { id: newId(), customer: "an", ...fields },
      }),
    ),
  ) as Promise<Response>;
const say = async (runId: string, text: string, fields: Record<string, string> = {}) => {
  const response = await sent(runId, { text, ...fields });
  return { status: response.status, ...((await response.json()) as { view: RunView | null; refusal: { code: string } | null }) };
};
const seen = async (runId: string, have = "", who = agent): Promise<RunView> => {
  const response = (await caught(() =>
    state(routeArgs(`/simulator/runs/${runId}/state?have=${have}`, { cookie: who.cookie, params: { runId } })),
  )) as Response;
  return (await response.json()) as RunView;
};
const linesOf = ({ chats }: RunView, slug = "an") =>
  chats.find((chat) => chat.slug === slug)?.lines.map(({ who, at: ms, text }) => [who, ms / 1000, text]);
const messages = (runId: string) =>
  owner.select().from(simulationMessage).where(eq(simulationMessage.runId, runId)).orderBy(simulationMessage.atMs);
const results = (runId: string) => owner.select().from(simulationResult).where(eq(simulationResult.runId, runId));
const runRow = async (runId: string) => (await owner.select().from(simulationRun).where(eq(simulationRun.id, runId)))[0];

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
    await finishRunsThatAreOver(db, now);
    expect((await runRow(runId))?.endedAt).toBeNull();
    at(3600);
    await finishRunsThatAreOver(db, now);
    await finishRunsThatAreOver(db, now);
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
    expect(await runRow(runId)).toMatchObject({ endedAs: "given_up", endedAt: now });
    const [result] = await results(runId);
    expect(result).toMatchObject({ passed: false });
    expect(result?.chats[0]).toMatchObject({ ended: { ending: { slug: "left" } } });
    expect((await say(runId, "wait!")).refusal?.code).toBe("ended");
    // Another window hears of it.
    expect((await seen(runId, mark)).isOver).toBe(true);
  });
});

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
    const open = await Promise.all([1, 2, 3].map(() => startRun(ctx(now, other.id), other.id, { slug: "small", locale: "en" })));
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
    expect((await startRun(ctx(now, agent.id), agent.id, { from })).ok).toBe(false);
    await finishRun(ctx(now), first, true);
    at(100);
    expect((await startRun(ctx(now, other.id), other.id, { from })).ok).toBe(false);
    for (const ms of [-1, 0.5, LONGEST_RUN_MS + 1, Number.NaN])
      expect((await startRun(ctx(now, agent.id), agent.id, { from: { ...from, ms } })).ok).toBe(false);
    const again = await startRun(ctx(now, agent.id), agent.id, { from });
    const runId = again.ok ? again.value.runId : "";
    expect(await runRow(runId)).toMatchObject({
      counts: false,
      fromRunId: first,
      fromMs: 22_000,
      startedAt: new Date(now.getTime() - 22_000),
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
