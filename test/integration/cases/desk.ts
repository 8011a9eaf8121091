import { beforeAll } from "vitest";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import { reachOf } from "~/cases/reach";
import { routeArgs } from "@test/factories/request";
import { freshDatabase, MONDAY } from "@test/setup/database";

const names = ["supervisor", "manager", "other", "ann", "bob", "editor"] as const;
export type Who = (typeof names)[number];
type Route = { loader?: unknown; action?: unknown };
type Answer = { status: number; to: string | null; body: string };

/** A shop with two teams: a supervisor and a manager of one, its agents Ann and Bob, a supervisor of the other, and somebody for the content. For a file's top level. */
export async function caseDesk() {
  const database = await freshDatabase();
  const { db, make, ctx } = database;
  setDb(db);
  clock.setOffset(MONDAY.getTime() - Date.now());
  const ids = Object.fromEntries(names.map((name) => [name, ""])) as Record<Who, string>;
  const cookies = { ...ids };
  const team = { id: "" };

  beforeAll(async () => {
    team.id = (await make.team()).id;
    const other = (await make.team()).id;
    const agent = (name: string) => make.person({ name, roles: ["agent"], teamId: team.id, state: "active" });
    ids.supervisor = (await make.supervisor(team.id)).id;
    ids.manager = (await make.manager(team.id)).id;
    ids.other = (await make.supervisor(other)).id;
    ids.ann = (await agent("Ann Lee")).id;
    ids.bob = (await agent("Bob Roe")).id;
    ids.editor = (await make.person({ roles: ["content_owner"] })).id;
    for (const name of names) cookies[name] = await make.signIn(ids[name]);
  });

  const reach = (who: Who) => {
    const role =
      who === "ann" || who === "bob" ? "agent" : who === "manager" ? "manager" : who === "editor" ? "content_owner" : "supervisor";
    const of = who === "other" ? newId() : who === "editor" ? null : team.id;
    return reachOf({ personId: ids[who], roles: [{ role, teamId: of }], teamId: role === "agent" ? team.id : null });
  };
  const by = (who: Who, now = MONDAY) => ({ ...ctx(now), actorId: ids[who] });

  async function ask(
    route: Route,
    who: Who,
    params: Record<string, string> = {},
    form?: Record<string, string | string[]>,
    path = "/x",
  ): Promise<Answer> {
    const args = routeArgs(path, { cookie: cookies[who], params, form: form && { submissionId: newId(), ...form } });
    const result: unknown = await Promise.resolve()
      .then(() => ((form ? route.action : route.loader) as (a: typeof args) => unknown)(args))
      .catch((thrown: unknown) => thrown);
    if (result instanceof Error) throw result;
    if (result instanceof Response) return { status: result.status, to: result.headers.get("Location"), body: await result.text() };
    return { status: (result as { init?: { status?: number } }).init?.status ?? 200, to: null, body: JSON.stringify(result) };
  }
  let minutes = 0;
  /** A lost inquiry of an agent of the team; each a minute later than the one before. */
  const lostChat = (who: Who, values: Partial<Parameters<typeof make.chat>[0]> = {}) =>
    make.chat({
      ...{ personId: ids[who], teamId: team.id, outcome: "unpaid", worthFen: 39_900, askedForOrder: false },
      ...{ startedAt: new Date(MONDAY.getTime() - 86_400_000 + ++minutes * 60_000) },
      ...values,
    });
  return { ...database, ids, cookies, team, reach, by, ask, lostChat };
}
