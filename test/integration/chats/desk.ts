import { beforeAll, vi } from "vitest";
import { saveCheck, openPlace } from "~/chats/check.server";
import { drawDay } from "~/chats/draw.server";
import { houseCard } from "~/chats/scorecard-default";
import { type Mark, marks } from "~/chats/scorecard-rules";
import { clock } from "~/platform/clock.server";
import { setDb } from "~/platform/database.server";
import { type Outcome } from "~/platform/write.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

export const ZONE = "Asia/Shanghai";
/** The Friday before, in the middle of the day: the last working day. */
export const FRIDAY = new Date(MONDAY.getTime() - 3 * 86_400_000);
const DAY = "2026-03-02";

/** Marks for the house's scorecard: full, but for what is named. */
export function marked(change: Readonly<Record<string, Mark>> = {}): Record<string, Mark> {
  return { ...Object.fromEntries(houseCard.criteria.map(({ slug }) => [slug, "full" as Mark])), ...change };
}

/** A team with two supervisors, a manager and three agents, and a clock that the test sets: for a file's top level. */
export async function checkDesk() {
  const { db, owner, make, ctx, appUrl } = await freshDatabase();
  const ids = { team: "", wang: "", li: "", manager: "", ann: "", bo: "", cai: "" };
  let now = MONDAY;
  vi.spyOn(clock, "now").mockImplementation(() => now);
  const at = (seconds: number) => (now = new Date(MONDAY.getTime() + seconds * 1000));

  beforeAll(async () => {
    setDb(db);
    const team = await make.team({ workingWeek: [1, 2, 3, 4, 5] });
    ids.team = team.id;
    ids.wang = (await make.supervisor(team.id, { name: "Wang" })).id;
    ids.li = (await make.supervisor(team.id, { name: "Li" })).id;
    ids.manager = (await make.manager(team.id, { name: "Zhao" })).id;
    for (const name of ["ann", "bo", "cai"] as const)
      ids[name] = (await make.trainee(team.id, { name, state: "active", clearance: "full" })).id;
  });

  /** So many chats of an agent on Friday, a minute apart. */
  const chats = async (personId: string, count: number, values: Partial<Parameters<typeof make.chat>[0]> = {}) => {
    const made = [];
    for (let n = 0; n < count; n++)
      made.push(await make.chat({ personId, teamId: ids.team, startedAt: new Date(FRIDAY.getTime() + n * 60_000), ...values }));
    return made;
  };
  const as = (actorId: string, seconds = 0) => ({ ...ctx(at(seconds)), actorId });
  const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map(({ code }) => code));
  const value = <T>(outcome: Outcome<T>): T => {
    if (!outcome.ok) throw new Error(`refused: ${codes(outcome).join()}`);
    return outcome.value;
  };
  /** Read the chat of a place for so many seconds, from `from` on, and score it. */
  const check = async (
    who: string,
    place: number,
    {
      from = 0,
      seconds = 10,
      day = DAY,
      ...values
    }: { from?: number; seconds?: number; day?: string; marks?: Record<string, Mark>; comment?: string } = {},
  ) => {
    value(await openPlace(as(who, from), day, place));
    return value(
      await saveCheck(as(who, from + seconds), day, place, { marks: marked(values.marks), comment: values.comment ?? "", lines: [] }),
    );
  };
  return {
    db,
    owner,
    make,
    ctx,
    appUrl,
    ids,
    at,
    as,
    chats,
    codes,
    value,
    check,
    draw: async (who: string) => value(await drawDay(as(who), who)),
    marks,
  };
}
