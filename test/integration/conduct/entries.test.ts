import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { audit, conductEntry, conductMonth, dueDate, notice } from "@db/schema";
import { enterConduct, withdrawEntry } from "~/conduct/entries.server";
import { monthEntries, reachedIn } from "~/conduct/ledger.server";
import { rulesOfVersion } from "~/conduct/rule-set.server";
import { balanceOf } from "~/conduct/rules";
import { newId } from "~/platform/ids";
import { MONDAY } from "@test/setup/database";
import { conductDesk } from "./desk";

const { db, owner, appSql, make, ids, as, codes, sound, enter, month } = await conductDesk();
const PNG = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");

describe("an entry", () => {
  it("counts in its month, tells the agent, and stands in the audit", async () => {
    const entryId = await enter({ picture: new Blob([PNG], { type: "image/png" }) });
    expect(await month(ids.ann)).toEqual({ balance: "9.5", entries: 1, reached: [], serious: false });
    const [row] = await db.select().from(conductEntry).where(eq(conductEntry.id, entryId));
    expect(row).toMatchObject({ day: "2026-03-02", rule: "late", teamId: ids.team, enteredBy: ids.wang, suspends: false });
    expect(row?.fileId).not.toBeNull();
    expect(await db.select().from(notice).where(eq(notice.personId, ids.ann))).toMatchObject([
      { kind: "conduct.entered", important: true, data: { entryId, day: "2026-03-02" } },
    ]);
    expect(await db.select().from(audit).where(eq(audit.subjectId, entryId))).toMatchObject([
      { action: "conduct.entered", personId: ids.ann, actorId: ids.wang },
    ]);
  });

  it("is refused with all that is wrong, and nothing is written", async () => {
    const before = await db.select({ id: conductEntry.id }).from(conductEntry);
    const tried = (change: object, by = ids.wang, on = ids.ann) => enterConduct(as(by), on, { ...sound, ...change });
    expect(codes(await tried({}, ids.ann))).toEqual(["entry_oneself"]);
    expect(codes(await tried({}, ids.wang, ids.li))).toEqual(["no_agent"]);
    expect(codes(await tried({}, ids.wang, newId()))).toEqual(["no_such_person"]);
    expect(codes(await tried({ day: "2026-03-03" }))).toEqual(["day_future"]);
    expect(codes(await tried({ day: "2026-01-04" }))).toEqual(["day_before_hire"]);
    expect(codes(await tried({ day: "2026-01-20" }))).toEqual(["day_long_ago"]);
    expect(codes(await tried({ day: "", rule: "x", note: "", evidence: "" }))).toEqual([
      "rule_missing",
      "day_missing",
      "text_short",
      "text_short",
    ]);
    expect(codes(await tried({ picture: new Blob(["no picture"]) }))).toEqual(["picture_unknown_format"]);
    expect(codes(await tried({ chat: "https://shop.test/chats/none" }))).toEqual(["chat_unknown"]);
    expect(codes(await tried({ again: false }))).toEqual(["entry_twice"]);
    expect(await db.select({ id: conductEntry.id }).from(conductEntry)).toEqual(before);
  });

  it("of somebody who left is refused after their last day, and stands before it", async () => {
    const gone = await make.trainee(ids.team, { state: "left", stateSince: new Date("2026-02-20T02:00:00Z") });
    expect(codes(await enterConduct(as(ids.wang), gone.id, { ...sound, day: "2026-02-21" }))).toEqual(["day_after_leaving"]);
    await enter({ day: "2026-02-20" }, { on: gone.id });
  });

  it("may name a chat of that person, by its address", async () => {
    const [own, other] = [
      await make.chat({ personId: ids.ann, teamId: ids.team, startedAt: MONDAY }),
      await make.chat({ personId: ids.bo, teamId: ids.team, startedAt: MONDAY }),
    ];
    const entryId = await enter({ rule: "rude-service", chat: `https://shop.test/chats/${own.id}?line=3` });
    expect((await db.select().from(conductEntry).where(eq(conductEntry.id, entryId)))[0]?.chatId).toBe(own.id);
    expect(codes(await enterConduct(as(ids.wang), ids.ann, { ...sound, chat: other.id }))).toEqual(["chat_unknown"]);
  });

  it("is kept once, however often its form is sent", async () => {
    const ctx = { ...as(ids.wang), submissionId: newId() };
    const first = await enterConduct(ctx, ids.bo, sound);
    expect(await enterConduct(ctx, ids.bo, sound)).toEqual(first);
    expect((await month(ids.bo))?.entries).toBe(1);
  });

  it("is in order when two come at once", async () => {
    const both = await make.trainee(ids.team);
    await Promise.all([
      enter({ rule: "rude-service" }, { on: both.id }),
      enter({ rule: "rude-service" }, { on: both.id, by: ids.li }),
      enter({ rule: "rude-service" }, { on: both.id, by: ids.manager }),
    ]);
    expect(await month(both.id)).toMatchObject({ balance: "5", entries: 3, reached: ["verbal-warning"] });
  });

  it("by a rule that suspends adds the job and the date for who does it", async () => {
    const entryId = await enter({ rule: "open-conflict" }, { on: ids.bo });
    expect(await db.select().from(dueDate).where(eq(dueDate.subjectId, entryId))).toMatchObject([
      { kind: "conduct_hold", personId: ids.bo, handledAt: null },
    ]);
    expect(await appSql`select 1 from graphile_worker.jobs where key = ${`conduct_hold ${entryId}`}`).toHaveLength(1);
    expect(await month(ids.bo)).toMatchObject({ balance: "9.5", entries: 2 });
  });
});

describe("taking an entry back", () => {
  it("lets it count no more, and the row stays", async () => {
    const agent = await make.trainee(ids.team);
    const entryId = await enter({ rule: "absent-without-leave" }, { on: agent.id });
    expect(codes(await withdrawEntry(as(ids.li), entryId, { reason: "it was another person", manages: false }))).toEqual([
      "withdraw_not_yours",
    ]);
    expect((await withdrawEntry(as(ids.wang), entryId, { reason: "it was another person", manages: false })).ok).toBe(true);
    expect(await month(agent.id)).toEqual({ balance: "10", entries: 0, reached: [], serious: false });
    expect(codes(await withdrawEntry(as(ids.manager), entryId, { reason: "it was another person", manages: true }))).toEqual([
      "entry_gone",
    ]);
    expect(await db.select().from(conductEntry).where(eq(conductEntry.id, entryId))).toHaveLength(1);
  });
});

describe("the database", () => {
  const refuses = async (run: () => Promise<unknown>, what: RegExp) => {
    const error: unknown = await run().then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).not.toBeNull();
    const { message, cause } = error as Error;
    expect(`${message} ${cause instanceof Error ? cause.message : ""}`).toMatch(what);
  };

  it("keeps entries as they are", async () => {
    await refuses(() => db.update(conductEntry).set({ note: "something else" }), /permission denied/);
    await refuses(() => db.delete(conductEntry), /permission denied/);
    await refuses(() => db.delete(conductMonth), /permission denied/);
    await refuses(() => db.update(conductMonth).set({ month: "2026-04-01" }), /permission denied/);
  });

  it("knows no entry about oneself and none without evidence", async () => {
    const [row] = await owner.select().from(conductEntry).limit(1);
    if (!row) throw new Error("no entry");
    await refuses(() => db.insert(conductEntry).values({ ...row, id: newId(), enteredBy: row.personId }), /not_oneself/);
    await refuses(() => db.insert(conductEntry).values({ ...row, id: newId(), evidence: " " }), /conduct_entry_shape/);
  });
});

describe("the summaries", () => {
  it("are what the rows say, after a random month of writing", async () => {
    const agent = await make.trainee(ids.team);
    const rules = ["late", "late-over-30-minutes", "rude-service", "missed-messages", "work-unfinished", "leave-beyond-four"];
    const made: string[] = [];
    for (let n = 0; n < 24; n++) {
      const day = `2026-0${n % 3 === 0 ? 2 : 3}-${n % 3 === 0 ? "2" : "0"}${1 + (n % 2)}`;
      made.push(await enter({ rule: rules[(n * 5) % rules.length] ?? "late", day }, { on: agent.id }));
      if (n % 5 === 4) await withdrawEntry(as(ids.manager), made[n - 2] ?? "", { reason: "it was another person", manages: true });
    }
    const rows = await owner.select().from(conductMonth);
    expect(rows.filter(({ personId }) => personId === agent.id)).toHaveLength(2);
    for (const row of rows) {
      const of = await rulesOfVersion(db, row.versionId);
      const entries = await monthEntries(db, row.personId, row.month);
      const byMonth = new Map(rows.filter((r) => r.personId === row.personId).map((r) => [r.month, r]));
      expect(row).toMatchObject({
        ...{ balance: balanceOf(of, entries).toString(), entries: entries.filter(({ counts }) => counts).length },
        ...reachedIn(of, row, byMonth),
      });
    }
    const without = await owner.execute<{ count: number }>(sql`select count(*)::int as count from conduct_entry e
      where not exists (select from conduct_month m where m.person_id = e.person_id and m.month = date_trunc('month', e.day)::date)`);
    expect(without[0]?.count).toBe(0);
  });

  it("keep to the rules of the month's first entry, and the next month goes by the new ones", async () => {
    const agent = await make.trainee(ids.team);
    await enter({}, { on: agent.id });
    const version = await make.content("conduct_rules", "conduct-points", { points_a_month: 12 });
    await owner.execute(sql`update content_version set published_at = '2026-03-05T00:00:00Z' where id = ${version.id}`);
    await enter({ day: "2026-03-10" }, { on: agent.id, days: 10 });
    expect(await month(agent.id)).toMatchObject({ balance: "9", entries: 2 });
    await enter({ day: "2026-04-01" }, { on: agent.id, days: 31 });
    expect(await month(agent.id, "2026-04-01")).toMatchObject({ balance: "11", entries: 1 });
  });
});
