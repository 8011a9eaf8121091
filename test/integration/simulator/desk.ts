import { eq } from "drizzle-orm";
import { beforeAll, beforeEach, vi } from "vitest";
import { contentItem, simulationMessage, simulationResult, simulationRun } from "@db/schema";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { finishRun } from "~/simulator/finish.server";
import { action as start } from "~/simulator/routes/intro";
import { action as sayRoute } from "~/simulator/routes/say";
import { loader as state } from "~/simulator/routes/state";
import type { RunView } from "~/simulator/view";
import { routeArgs } from "@test/factories/request";
import { customer, given } from "@test/unit/curriculum/simulation-chat";
import { freshDatabase, MONDAY } from "@test/setup/database";

/** Somebody signed in. */
export type Who = { id: string; cookie: string };

/** A shop with the simulations "small" and "two", two agents, and a server's clock that the test sets: for a file's top level. */
export async function simulatorDesk() {
  const { db, owner, make, ctx, appUrl } = await freshDatabase();
  const agent: Who = { id: "", cookie: "" };
  const other: Who = { id: "", cookie: "" };
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
    Object.assign(agent, await somebody());
    Object.assign(other, await somebody());
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

  return { db, owner, make, ctx, appUrl, at, agent, other, caught, status, begin, sent, say, seen, linesOf, messages, results, runRow };
}
