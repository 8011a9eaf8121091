import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { simulationResult, simulationRun } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { markExample } from "~/simulator/examples.server";
import type { Recording } from "~/simulator/replay";
import { startReplay } from "~/simulator/replay.server";
import { action, loader } from "~/simulator/routes/debrief";
import { loader as exampleLoader } from "~/simulator/routes/example";
import { loader as watchLoader } from "~/simulator/routes/watch";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";
import { given, terms } from "../../unit/curriculum/simulation-chat";

const { db, owner, ctx, make } = await freshDatabase();
setDb(db);
clock.setOffset(MONDAY.getTime() - Date.now());

const MODEL = "What for? The City bag is sturdy and in stock, order it now?";
const version = await make.content("simulation", "small", given() as never);
const [red, blue] = [await make.team(), await make.team()];
const people = {
  trainee: await make.trainee(red.id),
  colleague: await make.trainee(red.id),
  supervisor: await make.supervisor(red.id),
  manager: await make.manager(null),
  "another team's": await make.supervisor(blue.id),
  administrator: await make.administrator(),
};
type Who = keyof typeof people;
const cookies = new Map<Who, string>();
let runId = "";
beforeAll(async () => {
  for (const [who, { id }] of Object.entries(people)) cookies.set(who as Who, await make.signIn(id));
  runId = (await make.simulator.run({ personId: people.trainee.id, of: version, replies: [[15, MODEL]], terms })).id;
});

/** The status with which a handler answers: 200 for data, else that of the response or of the data that it gives. */
async function status(
  handler: (args: ReturnType<typeof routeArgs>) => unknown,
  who: Who,
  id = runId,
  form?: Record<string, string>,
  query = "",
): Promise<number> {
  try {
    const given = (await handler(
      routeArgs(`/simulator/runs/${id}/debrief${query}`, { cookie: cookies.get(who), params: { runId: id }, form }),
    )) as { init?: { status?: number } | null } | undefined;
    return given?.init?.status ?? 200;
  } catch (thrown) {
    if (thrown instanceof Response) return thrown.status;
    throw thrown;
  }
}

describe("the debrief", () => {
  it.each<[Who, number]>([
    ["trainee", 200],
    ["supervisor", 200],
    ["manager", 200],
    ["colleague", 404],
    ["another team's", 404],
    ["administrator", 404],
  ])("answers the %s with %i, as does the chat to be watched", async (who, expected) => {
    expect(await status(loader, who)).toBe(expected);
    expect(await status(watchLoader, who)).toBe(expected);
  });

  it("is not there before the end, nor for a run that nobody knows", async () => {
    const run = await make.simulator.run({ personId: people.colleague.id, of: version, replies: [], ended: false });
    expect(await status(loader, "colleague", run.id)).toBe(302);
    expect(await status(loader, "supervisor", run.id)).toBe(302);
    expect(await status(loader, "trainee", newId())).toBe(404);
    expect(await status(loader, "trainee", "nothing")).toBe(404);
    await owner.update(simulationRun).set({ endedAt: MONDAY, endedAs: "given_up" }).where(eq(simulationRun.id, run.id));
    expect(await status(loader, "colleague", run.id)).toBe(404);
  });

  it.each([`?with=${newId()}`, "?with=nothing", "?with="])("has nothing beside it at %s", async (query) => {
    expect(await status(loader, "trainee", runId, undefined, query)).toBe(404);
  });

  it.each<[string, Who, Record<string, string>, number]>([
    ["a supervisor writes beside a line", "supervisor", { intent: "comment", customer: "an", line: "2", text: "well asked" }, 302],
    ["nothing was written", "supervisor", { intent: "comment", customer: "an", line: "2", text: "" }, 409],
    ["the trainee writes beside their own", "trainee", { intent: "comment", customer: "an", line: "2", text: "well asked" }, 404],
    ["the trainee grades themself", "trainee", { intent: "grade", seen: "1" }, 404],
    ["another team's supervisor grades", "another team's", { intent: "grade", seen: "1" }, 404],
    ["a decided run is graded without a reason", "supervisor", { intent: "grade", seen: "1" }, 409],
    ["a line counts as what it cannot", "supervisor", { intent: "grade", seen: "1", remark: "why", "grant:an:2": "need" }, 409],
    ["a supervisor tries it again", "supervisor", { intent: "again", ms: "0" }, 404],
    ["nobody knows what is meant", "supervisor", { intent: "drop" }, 404],
    ["a comment without an id is taken back", "supervisor", { intent: "uncomment", commentId: "x" }, 404],
  ])("%s", async (_, who, form, expected) => expect(await status(action, who, runId, form)).toBe(expected));

  it("lets the trainee try again from a line, once at a time, and never what is somebody else's", async () => {
    expect(await status(action, "trainee", runId, { intent: "again", ms: "10000" })).toBe(302);
    const open = await db.select().from(simulationRun).where(eq(simulationRun.fromRunId, runId));
    expect(open).toMatchObject([{ counts: false, fromMs: 10_000, endedAt: null }]);
    expect(await status(action, "trainee", runId, { intent: "again", ms: "10000" })).toBe(409);
    expect(await status(action, "trainee", runId, { intent: "again", ms: "half" })).toBe(409);
    expect(await status(action, "colleague", runId, { intent: "again", ms: "10000" })).toBe(404);
  });
});

describe("an example", () => {
  it("is seen by those who have finished the same chat, and by those who read chats; by nobody before or after", async () => {
    const finished = await make.trainee(blue.id);
    cookies.set("administrator", await make.signIn(finished.id));
    expect(await status(exampleLoader, "supervisor")).toBe(404);
    expect((await markExample(ctx(MONDAY, people.supervisor.id), runId, "asks and offers")).ok).toBe(true);
    expect(await status(exampleLoader, "administrator")).toBe(404);
    await make.simulator.run({ personId: finished.id, of: version, replies: [] });
    expect(await status(exampleLoader, "administrator")).toBe(200);
    expect(await status(exampleLoader, "another team's")).toBe(200);
    const shown = await exampleLoader(routeArgs("/", { cookie: cookies.get("administrator"), params: { runId } }));
    expect(shown).toMatchObject({ name: people.trainee.name, reason: "asks and offers" });
    for (const hidden of ["total", "passed", "well asked", "comment"]) expect(JSON.stringify(shown)).not.toContain(hidden);
  });
});

describe("a recorded chat", () => {
  const recording: Recording = {
    ...{ id: "chat-7", title: { "zh-CN": "丢了的一单", en: "A lost order" }, platform: "taobao", locale: "zh-CN", products: ["city"] },
    messages: [
      { at: 0, who: "customer", text: "有吗" },
      { at: 9000, who: "agent", text: "有的" },
    ],
  };

  it("is played in the place of its agent, and counts for nothing", async () => {
    const player = await make.trainee(red.id);
    const outcome = await startReplay(ctx(MONDAY, player.id), player.id, recording);
    if (!outcome.ok) throw new Error("refused");
    const [run] = await db.select().from(simulationRun).where(eq(simulationRun.id, outcome.value.runId));
    expect(run).toMatchObject({ itemId: null, versionId: null, counts: false, locale: "zh-CN", recording: { slug: "chat-7" } });
    expect(await db.select().from(simulationResult).where(eq(simulationResult.runId, outcome.value.runId))).toEqual([]);
  });

  it("is refused with its faults, and leaves nothing behind", async () => {
    const player = await make.trainee(red.id);
    const messages = [...recording.messages, { at: 12_000, who: "customer" as const, text: "打我电话 13800138000" }];
    expect(await startReplay(ctx(MONDAY, player.id), player.id, { ...recording, messages })).toEqual({
      ok: false,
      refusals: [{ code: "recording_unmasked", params: { message: 3 } }],
    });
    expect(await db.select().from(simulationRun).where(eq(simulationRun.personId, player.id))).toEqual([]);
  });
});
