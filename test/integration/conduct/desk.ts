import { readFileSync } from "node:fs";
import { and, eq, isNull } from "drizzle-orm";
import { beforeAll } from "vitest";
import { parse } from "yaml";
import { conductMonth, workItem } from "@db/schema";
import { enterConduct, type NewEntry } from "~/conduct/entries.server";
import type { Outcome } from "~/platform/write.server";
import { freshDatabase, MONDAY } from "@test/setup/database";

const DAY_MS = 86_400_000;

/** A team with two supervisors and a manager, an agent, and the shipped rules of conduct: for a file's top level. */
export async function conductDesk() {
  const house = await freshDatabase();
  const { make, ctx, owner } = house;
  const ids = { team: "", wang: "", li: "", manager: "", ann: "", bo: "" };

  beforeAll(async () => {
    ids.team = (await make.team()).id;
    ids.wang = (await make.supervisor(ids.team, { name: "Wang" })).id;
    ids.li = (await make.supervisor(ids.team, { name: "Li" })).id;
    ids.manager = (await make.manager(ids.team, { name: "Zhao" })).id;
    for (const name of ["ann", "bo"] as const) ids[name] = (await make.trainee(ids.team, { name })).id;
    await make.content("conduct_rules", "conduct-points", parse(readFileSync("content/taobao-cs/conduct.yaml", "utf8")) as object);
  });

  const as = (actorId: string, days = 0) => ctx(new Date(MONDAY.getTime() + days * DAY_MS), actorId);
  const codes = (outcome: Outcome<unknown>) => (outcome.ok ? [] : outcome.refusals.map(({ code }) => code));
  const value = <T>(outcome: Outcome<T>): T => {
    if (!outcome.ok) throw new Error(`refused: ${codes(outcome).join()}`);
    return outcome.value;
  };
  const sound: NewEntry = {
    ...{ rule: "late", day: "2026-03-02", note: "came at nine forty", evidence: "the clock record", chat: "", picture: null, again: true },
  };
  /** Enter something, by Wang unless said, so many days after the tests' Monday. */
  const enter = async (change: Partial<NewEntry> = {}, { by = ids.wang, on = ids.ann, days = 0 } = {}) =>
    value(await enterConduct(as(by, days), on, { ...sound, ...change })).entryId;
  const month = async (personId: string, first = "2026-03-01") => {
    const [row] = await owner
      .select()
      .from(conductMonth)
      .where(and(eq(conductMonth.personId, personId), eq(conductMonth.month, first)));
    return row ? { balance: row.balance, entries: row.entries, reached: row.reached, serious: row.serious } : null;
  };
  /** What is open of a kind about somebody. */
  const waits = (kind: "conduct_appeal" | "conduct_threshold", personId: string) =>
    owner
      .select()
      .from(workItem)
      .where(and(eq(workItem.kind, kind), eq(workItem.personId, personId), isNull(workItem.closedAt)))
      .orderBy(workItem.openedAt, workItem.id);
  return { ...house, ids, as, codes, value, sound, enter, month, waits };
}
