import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { kpiDispute } from "@db/schema";
import { answerDispute, openDispute, withdrawDispute } from "~/kpi/disputes/actions.server";
import { disputePage } from "~/kpi/disputes/page.server";
import { closeMonth, publishMonth, reopenMonth } from "~/kpi/months/actions.server";
import { sweepMonths } from "~/kpi/months/sweep.server";
import { newId } from "~/platform/ids";
import { AFTER, CLOSABLE, good, MARCH, monthDesk } from "./month-desk";

const desk = await monthDesk();
const { db, of, as, manager, enterer, reach, store, make } = desk;
const [one, two, third] = [await desk.agent(), await desk.agent(), await desk.agent()];
const CLAIM = "On the 12th I had 40 more paid orders than stand here";
const CONVERSION = `${store.id} conversion`;
const open = (personId: string, key: string, claim = CLAIM, at = AFTER, by = personId) =>
  openDispute(as(by, at), { personId, month: MARCH }, { key, claim, picture: null });
const answer = (by: string, disputeId: string, outcome: string, reason = "Checked against the platform's report", at = AFTER) =>
  answerDispute(as(by, at), reach(by), disputeId, { outcome, reason });
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => (outcome.ok ? "ok" : outcome.refusals?.map(({ code }) => code));
const idOf = (outcome: Awaited<ReturnType<typeof open>>) => {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusals));
  return outcome.value.disputeId;
};
const row = async (id: string) => (await db.select().from(kpiDispute).where(eq(kpiDispute.id, id)))[0];

describe("a dispute", () => {
  it("is opened by the agent from the publishing on, each thing of a statement once, with a reason", async () => {
    expect(codes(await open(one.id, CONVERSION))).toEqual(["dispute_shut.open"]);
    expect(codes(await publishMonth(as(manager.id, AFTER), reach(manager.id), of))).toBe("ok");
    expect(codes(await open(one.id, CONVERSION, CLAIM, AFTER, two.id))).toEqual(["dispute_not_own"]);
    expect(codes(await open(one.id, `${newId()} conversion`))).toEqual(["dispute_what"]);
    expect(codes(await open(one.id, CONVERSION, "wrong"))).toEqual(["reason_short"]);
    const id = idOf(await open(one.id, CONVERSION));
    expect(codes(await open(one.id, CONVERSION))).toEqual(["dispute_twice"]);
    expect(await desk.waiting(id)).toEqual([["kpi_dispute", null]]);
    expect(codes(await withdrawDispute(as(two.id, AFTER), id))).toEqual(["not_found"]);
    expect(codes(await withdrawDispute(as(one.id, AFTER), id))).toBe("ok");
    expect(codes(await withdrawDispute(as(one.id, AFTER), id))).toEqual(["dispute_withdrawn"]);
    expect(codes(await answer(manager.id, id, "kept"))).toEqual(["dispute_withdrawn"]);
    expect(await desk.waiting(id)).toEqual([["kpi_dispute", "withdrawn"]]);
  });

  it("is answered by who leads the team and did not enter the figure; a correction shows its effect", async () => {
    const id = idOf(await open(one.id, CONVERSION));
    const by = (personId: string) =>
      answerDispute(as(personId, AFTER), reach(personId, "supervisor"), id, { outcome: "kept", reason: CLAIM });
    expect(codes(await by(enterer.id))).toEqual(["answer_entered"]);
    const stranger = await make.manager((await make.team()).id);
    expect(
      codes(
        await answerDispute(as(stranger.id, AFTER), reach(stranger.id, "manager", (await make.team()).id), id, {
          outcome: "kept",
          reason: CLAIM,
        }),
      ),
    ).toEqual(["not_found"]);
    expect(codes(await answer(manager.id, id, "", "Some reason that is long"))).toEqual(["answer_missing"]);
    expect(codes(await answer(manager.id, id, "kept", "no"))).toEqual(["reason_short"]);
    expect(codes(await answer(manager.id, id, "corrected"))).toEqual(["nothing_corrected"]);
    await desk.report(one.id, { conversion: { inquiries: 400, paid: 320 } });
    expect(codes(await answer(manager.id, id, "corrected"))).toBe("ok");
    expect(codes(await answer(manager.id, id, "kept"))).toEqual(["already_answered"]);
    expect(await desk.versions(one.id)).toEqual([
      ["published", 85, 170_000],
      ["corrected", 95, 285_000],
    ]);
    const page = await disputePage(db, id, reach(manager.id), AFTER, "en");
    expect(page?.effect).toMatchObject({ before: { bonusFen: 170_000 }, after: { bonusFen: 285_000 } });
    expect(page?.effect?.changes).toContainEqual({
      storeId: store.id,
      slug: "conversion",
      field: "numerator",
      before: "30000",
      after: "32000",
    });
    expect(await disputePage(db, id, reach(two.id, "manager", newId()), AFTER, "en")).toBeNull();
    expect((await disputePage(db, id, { personId: one.id, leads: [], manages: [] }, AFTER, "en"))?.self).toBe(true);
    expect(await desk.told(one.id)).toEqual(["months.published", "months.dispute_corrected"]);
    await expect(db.update(kpiDispute).set({ answer: "another" }).where(eq(kpiDispute.id, id))).rejects.toThrow();
  });

  it("is answered for a second dispute of the same figure by the correction that is there", async () => {
    const [first, other] = [idOf(await open(third.id, CONVERSION)), idOf(await open(third.id, "days"))];
    await desk.report(third.id, { conversion: { inquiries: 400, paid: 310 } });
    expect(codes(await answer(manager.id, first, "corrected"))).toBe("ok");
    expect(codes(await answer(manager.id, other, "corrected"))).toBe("ok");
    expect((await row(other))?.effectId).toBe((await row(first))?.effectId);
    expect((await desk.versions(third.id)).map(([kind]) => kind)).toEqual(["published", "corrected"]);
  });

  it("keeps the month open for its agent alone; it closes with the last answer, and is late before", async () => {
    const [first, other] = [idOf(await open(two.id, CONVERSION)), idOf(await open(two.id, "shares"))];
    await sweepMonths(db, AFTER);
    expect(await desk.waiting(first)).toEqual([["kpi_dispute", null]]);
    await sweepMonths(db, CLOSABLE);
    expect((await desk.waiting(first)).map(([kind]) => kind).sort()).toEqual(["kpi_dispute", "kpi_dispute_late"]);
    expect(await closeMonth(as(manager.id, CLOSABLE), reach(manager.id), of)).toMatchObject({ ok: true, value: { closed: 2, waiting: 1 } });
    expect(await desk.score(one.id)).toMatchObject({ state: "closed" });
    expect(await desk.score(two.id)).toMatchObject({ state: "published" });
    expect(codes(await open(two.id, "days", CLAIM, CLOSABLE))).toEqual(["dispute_shut.closed"]);
    expect(codes(await answer(manager.id, first, "kept", "The platform says 300 as well", CLOSABLE))).toBe("ok");
    expect(await desk.score(two.id)).toMatchObject({ state: "published" });
    await desk.report(two.id, { ...good, conversion: { inquiries: 400, paid: 320 } });
    expect(codes(await answer(manager.id, other, "corrected", "The report came anew", CLOSABLE))).toBe("ok");
    expect(await desk.score(two.id)).toMatchObject({ state: "closed", bonusFen: 285_000 });
    expect((await desk.versions(two.id)).map(([kind]) => kind)).toEqual(["published", "corrected", "closed"]);
    expect(await desk.waiting(first)).toEqual(expect.arrayContaining([["kpi_dispute_late", "kept"]]));
  });

  it("and a close at once: either the dispute is shut out, or its agent stays open", async () => {
    expect(codes(await reopenMonth(as(manager.id, CLOSABLE), reach(manager.id), of, "Figures of the 12th came again"))).toBe("ok");
    const at = new Date("2026-04-20T01:00:00Z");
    const [closed, disputed] = await Promise.all([closeMonth(as(manager.id, at), reach(manager.id), of), open(one.id, "days", CLAIM, at)]);
    expect(closed.ok).toBe(true);
    const state = (await desk.score(one.id))?.state;
    expect([codes(disputed), state]).toEqual(disputed.ok ? ["ok", "published"] : [["dispute_shut.closed"], "closed"]);
  });

  it("may be answered by who entered the figure where nobody else leads the team", async () => {
    const lonely = await make.team();
    const boss = await make.manager(lonely.id);
    const agent = await make.person({ roles: ["agent"], teamId: lonely.id, state: "active", stateSince: new Date("2026-01-10T01:00:00Z") });
    await make.storesOf(agent.id, { [store.id]: 100 });
    await desk.report(agent.id, good, boss.id);
    const there = reach(boss.id, "manager", lonely.id);
    expect(codes(await publishMonth(as(boss.id, AFTER), there, { teamId: lonely.id, month: MARCH }))).toBe("ok");
    const id = idOf(await open(agent.id, CONVERSION));
    expect(await disputePage(db, id, there, AFTER, "zh-CN")).toMatchObject({ mayAnswer: true, alone: true });
    expect(codes(await answerDispute(as(boss.id, AFTER), there, id, { outcome: "kept", reason: CLAIM }))).toBe("ok");
  });
});
