import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { conductAppeal, conductThreshold, notice, roleGrant } from "@db/schema";
import { appealEntry, ruleAppeal } from "~/conduct/appeals.server";
import { withdrawEntry } from "~/conduct/entries.server";
import { seriousMonths } from "~/conduct/queries.server";
import { settleThreshold } from "~/conduct/thresholds.server";
import { writeSetting } from "~/people/settings.server";
import { conductDesk } from "./desk";

const { db, owner, make, ids, as, codes, value, enter, month, waits } = await conductDesk();
const SAID = "the metro stood still, here is the slip";
const upheld = { ruling: "upheld", rule: "", reason: "the slip is of another day" };

describe("an appeal", () => {
  it("waits for somebody who did not make the entry, and is ruled on once", async () => {
    const entryId = await enter({ rule: "late-over-30-minutes" });
    expect(codes(await appealEntry(as(ids.wang), entryId, SAID))).toEqual(["appeal_not_own"]);
    expect(codes(await appealEntry(as(ids.ann, 8), entryId, SAID))).toEqual(["appeal_late"]);
    expect(codes(await appealEntry(as(ids.ann, 7), entryId, "no"))).toEqual(["text_short"]);
    value(await appealEntry(as(ids.ann, 7), entryId, SAID));
    expect(codes(await appealEntry(as(ids.ann), entryId, SAID))).toEqual(["appeal_twice"]);
    expect(await waits("conduct_appeal", ids.ann)).toMatchObject([
      { subjectId: entryId, teamId: ids.team, role: "supervisor", notFor: [ids.wang] },
    ]);
    expect(codes(await ruleAppeal(as(ids.wang), entryId, upheld))).toEqual(["rule_own_entry"]);
    expect(codes(await ruleAppeal(as(ids.ann), entryId, upheld))).toEqual(["rule_oneself"]);
    expect(codes(await ruleAppeal(as(ids.bo), entryId, upheld))).toEqual(["no_ruler"]);
    expect(codes(await ruleAppeal(as(ids.li), entryId, { ruling: "changed", rule: "red-line", reason: "it was far worse" }))).toEqual([
      "rule_other",
    ]);
    expect(await month(ids.ann)).toMatchObject({ balance: "8" });
    value(await ruleAppeal(as(ids.li), entryId, { ruling: "changed", rule: "late", reason: "it was ten minutes by the clock" }));
    expect(await month(ids.ann)).toMatchObject({ balance: "9.5", entries: 1 });
    expect(await waits("conduct_appeal", ids.ann)).toEqual([]);
    expect(codes(await ruleAppeal(as(ids.manager), entryId, upheld))).toEqual(["already_ruled"]);
    const told = await db.select({ kind: notice.kind }).from(notice).where(eq(notice.personId, ids.ann));
    expect(told.map(({ kind }) => kind)).toEqual(["conduct.entered", "conduct.changed"]);
  });

  it("may take the entry away or leave it", async () => {
    const agent = await make.trainee(ids.team);
    const [first, second] = [await enter({}, { on: agent.id }), await enter({ rule: "rude-service" }, { on: agent.id })];
    for (const id of [first, second]) value(await appealEntry(as(agent.id), id, SAID));
    value(await ruleAppeal(as(ids.manager), first, { ...upheld, ruling: "taken_away" }));
    value(await ruleAppeal(as(ids.manager), second, upheld));
    expect(await month(agent.id)).toMatchObject({ balance: "9", entries: 1 });
    expect(codes(await withdrawEntry(as(ids.wang), first, { reason: "it was another person", manages: false }))).toEqual(["entry_gone"]);
  });

  it("is settled when the entry is taken back", async () => {
    const agent = await make.trainee(ids.team);
    const entryId = await enter({}, { on: agent.id });
    value(await appealEntry(as(agent.id), entryId, SAID));
    value(await withdrawEntry(as(ids.wang), entryId, { reason: "it was another person", manages: false }));
    expect(await db.select().from(conductAppeal).where(eq(conductAppeal.entryId, entryId))).toMatchObject([{ outcome: "entry_withdrawn" }]);
    expect(await waits("conduct_appeal", agent.id)).toEqual([]);
  });

  it("is ruled on by who made the entry only where there is nobody else and the shop has said so", async () => {
    const agent = await make.trainee(ids.team);
    const entryId = await enter({}, { on: agent.id });
    value(await appealEntry(as(agent.id), entryId, SAID));
    const before = await owner.select().from(roleGrant);
    await owner
      .update(roleGrant)
      .set({ to: as(ids.wang).now })
      .where(eq(roleGrant.personId, ids.li));
    await owner
      .update(roleGrant)
      .set({ to: as(ids.wang).now })
      .where(eq(roleGrant.personId, ids.manager));
    expect(codes(await ruleAppeal(as(ids.wang), entryId, upheld))).toEqual(["rule_own_entry"]);
    await db.transaction((tx) => writeSetting(tx, as(ids.manager), "single_examiner", true));
    value(await ruleAppeal(as(ids.wang), entryId, upheld));
    expect(await db.select().from(conductAppeal).where(eq(conductAppeal.entryId, entryId))).toMatchObject([{ singleExaminer: true }]);
    await db.transaction((tx) => writeSetting(tx, as(ids.manager), "single_examiner", false));
    for (const { id, to } of before) await owner.update(roleGrant).set({ to }).where(eq(roleGrant.id, id));
  });

  it("is not ruled on by a hand with SQL", async () => {
    const agent = await make.trainee(ids.team);
    const entryId = await enter({}, { on: agent.id });
    value(await appealEntry(as(agent.id), entryId, SAID));
    const close = (closedBy: string) =>
      db
        .update(conductAppeal)
        .set({ closedAt: as(closedBy).now, closedBy, outcome: "taken_away" })
        .where(eq(conductAppeal.entryId, entryId))
        .then(
          () => "done",
          (error: Error) => String((error.cause as Error | undefined)?.message ?? error.message),
        );
    expect(await close(ids.wang)).toMatch(/who made the entry rules/);
    expect(await close(agent.id)).toMatch(/who made the entry rules/);
    expect(await close(ids.li)).toBe("done");
    expect(await close(ids.manager)).not.toBe("done");
  });
});

describe("a threshold", () => {
  const noted = async (personId: string) => db.select().from(conductThreshold).where(eq(conductThreshold.personId, personId));
  const said = { heard: "says that the metro stood still", note: "leaves home half an hour earlier" };

  it("that is reached waits for a manager, who hears the agent and writes it down", async () => {
    const agent = await make.trainee(ids.team);
    await enter({ rule: "absent-without-leave" }, { on: agent.id });
    const [item] = await waits("conduct_threshold", agent.id);
    expect(item).toMatchObject({ role: "manager", teamId: ids.team, data: { month: "2026-03-01", title: { en: "Verbal warning" } } });
    const id = item?.subjectId ?? "";
    expect(codes(await settleThreshold(as(ids.manager), agent.id, id, { heard: "", note: "" }))).toEqual(["text_short", "text_short"]);
    expect(codes(await settleThreshold(as(ids.manager), ids.ann, id, said))).toEqual(["no_such_threshold"]);
    value(await settleThreshold(as(ids.manager), agent.id, id, said));
    expect(await waits("conduct_threshold", agent.id)).toEqual([]);
    expect(codes(await settleThreshold(as(ids.manager), agent.id, id, said))).toEqual(["settled_already"]);
    await enter({ rule: "left-without-swap" }, { on: agent.id });
    expect(await waits("conduct_threshold", agent.id)).toMatchObject([{ data: { title: { en: "Penalty" } } }]);
    expect(await noted(agent.id)).toHaveLength(2);
  });

  it("that is reached no more waits no more, and comes anew when it is", async () => {
    const agent = await make.trainee(ids.team);
    const entryId = await enter({ rule: "absent-without-leave" }, { on: agent.id });
    value(await withdrawEntry(as(ids.wang), entryId, { reason: "it was another person", manages: false }));
    expect(await waits("conduct_threshold", agent.id)).toEqual([]);
    expect(await noted(agent.id)).toMatchObject([{ settledAt: null, liftedAt: expect.any(Date) }]);
    await enter({ rule: "absent-without-leave" }, { on: agent.id });
    expect(await waits("conduct_threshold", agent.id)).toHaveLength(1);
  });

  it("of three months running looks back, and an entry that comes late makes it", async () => {
    const agent = await make.trainee(ids.team);
    await enter({ rule: "absent-without-leave", day: "2026-02-28" }, { on: agent.id, days: 1 });
    await enter({ rule: "absent-without-leave", day: "2026-04-01" }, { on: agent.id, days: 30 });
    expect((await month(agent.id, "2026-04-01"))?.reached).toEqual(["verbal-warning"]);
    await enter({ rule: "left-without-swap", day: "2026-03-30" }, { on: agent.id, days: 31 });
    expect(await month(agent.id, "2026-04-01")).toMatchObject({ reached: ["verbal-warning", "serious"], serious: true });
    expect(await month(agent.id)).toMatchObject({ reached: ["verbal-warning"], serious: false });
    expect(await seriousMonths(db, [agent.id, ids.ann], "2026-01-01", "2026-12-01")).toEqual(new Map([[agent.id, ["2026-04-01"]]]));
    expect(await seriousMonths(db, [agent.id], "2026-01-01", "2026-03-01")).toEqual(new Map());
    expect(await seriousMonths(db, [], "2026-01-01", "2026-03-01")).toEqual(new Map());
  });
});
