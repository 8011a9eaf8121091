import { eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { figure, kpiMonth, kpiScore, kpiStatement } from "@db/schema";
import { closeMonth, publishMonth, reopenMonth } from "~/kpi/months/actions.server";
import { decideScore } from "~/kpi/months/decide.server";
import { sweepMonths } from "~/kpi/months/sweep.server";
import { addDays } from "~/platform/dates";
import { AFTER, CLOSABLE, DURING, good, MARCH, monthDesk } from "./month-desk";

const desk = await monthDesk();
const { db, owner, make, of, as, manager, second, reach, team } = desk;
const one = await desk.agent();
const bare = await desk.agent({ figures: null });
const { person: trainee } = await make.inProbation();
const REASON = "The platform sent the figures of the 12th again";
const publish = (at: Date, personId = manager.id) => publishMonth(as(personId, at), reach(personId), of);
const close = (at: Date, personId = manager.id) => closeMonth(as(personId, at), reach(personId), of);
const codes = (outcome: { ok: boolean; refusals?: { code: string }[] }) => (outcome.ok ? "ok" : outcome.refusals?.map(({ code }) => code));

describe("a month of a team", () => {
  it("is published from the first day after it, by who manages the team, with a statement and a notice for everybody active", async () => {
    expect(codes(await close(AFTER))).toEqual(["not_now.close.open"]);
    expect(codes(await reopenMonth(as(manager.id, AFTER), reach(manager.id), of, REASON))).toEqual(["not_now.reopen.open"]);
    expect(codes(await publish(DURING))).toEqual(["month_runs"]);
    const supervisor = await make.supervisor(team.id);
    expect(codes(await publishMonth(as(supervisor.id, AFTER), reach(supervisor.id, "supervisor"), of))).toEqual(["not_found"]);
    expect(codes(await publishMonth(as(manager.id, AFTER), reach(manager.id, "manager", (await make.team()).id), of))).toEqual([
      "not_found",
    ]);
    expect(codes(await publishMonth(as(manager.id, AFTER), reach(manager.id), { ...of, month: "2025-12-01" }))).toEqual(["month_empty"]);

    await sweepMonths(db, AFTER);
    await sweepMonths(db, AFTER);
    expect(await desk.waiting(team.id)).toEqual([["kpi_publish", null]]);
    expect(await publish(AFTER)).toMatchObject({ ok: true, value: { people: 2, closableOn: "2026-04-06" } });
    expect(codes(await publish(AFTER))).toEqual(["not_now.publish.published"]);
    expect(await desk.waiting(team.id)).toEqual([["kpi_publish", "published"]]);
    expect(await desk.versions(one.id)).toEqual([["published", 85, 170_000]]);
    expect(await desk.versions(bare.id)).toEqual([["published", null, null]]);
    expect(await desk.versions(trainee.id)).toEqual([]);
    expect(await desk.told(one.id)).toEqual(["months.published"]);
    expect(await desk.month()).toMatchObject({ state: "published", closableOn: "2026-04-06", publishedBy: manager.id });
  });

  it("gives a score to whom none could be reckoned, with a reason, and shows it on a further statement", async () => {
    const decide = (personId: string, score: string, reason = "Trained newcomers all month", by = manager.id) =>
      decideScore(as(by, AFTER), reach(by), { personId, month: MARCH }, { score, reason });
    expect(codes(await decide(one.id, "80"))).toEqual(["is_scored"]);
    expect(codes(await decide(bare.id, "80", "short"))).toEqual(["reason_short"]);
    expect(codes(await decide(bare.id, "101"))).toEqual(["score_wrong"]);
    expect(codes(await decide(bare.id, "80.123"))).toEqual(["score_wrong"]);
    expect(codes(await decide(bare.id, "80"))).toBe("ok");
    expect(await desk.versions(bare.id)).toEqual([
      ["published", null, null],
      ["corrected", 80, 160_000],
    ]);
    expect(codes(await decide(bare.id, "", "Was a mistake of mine"))).toBe("ok");
    expect((await desk.versions(bare.id)).at(-1)).toEqual(["corrected", null, null]);
    expect(codes(await decide(bare.id, "79"))).toBe("ok");
  });

  it("is closed once the days to dispute are over, by one of two who do it at once", async () => {
    expect(codes(await close(AFTER))).toEqual(["too_early"]);
    await sweepMonths(db, CLOSABLE);
    expect((await desk.waiting(team.id)).at(-1)).toEqual(["kpi_close", null]);
    const both = await Promise.all([close(CLOSABLE), close(CLOSABLE, second.id)]);
    expect(both.map(codes).sort()).toEqual([["not_now.close.closed"], "ok"].sort());
    expect(both.find(({ ok }) => ok)).toMatchObject({ value: { closed: 2, waiting: 0 } });
    expect((await desk.versions(one.id)).filter(([kind]) => kind === "closed")).toEqual([["closed", 85, 170_000]]);
    expect((await desk.versions(bare.id)).at(-1)).toEqual(["closed", 79, 79_000]);
    expect(await desk.told(one.id)).toEqual(["months.published", "months.closed"]);
    expect((await desk.waiting(team.id)).at(-1)).toEqual(["kpi_close", "closed"]);
    expect(
      codes(
        await decideScore(
          as(manager.id, CLOSABLE),
          reach(manager.id),
          { personId: bare.id, month: MARCH },
          { score: "90", reason: REASON },
        ),
      ),
    ).toEqual(["decide_closed"]);
  });

  it("stands still while it is closed, whoever writes", async () => {
    await expect(owner.update(figure).set({ at: CLOSABLE }).where(eq(figure.personId, one.id))).rejects.toThrow();
    await expect(db.update(kpiScore).set({ bonusFen: 1 }).where(eq(kpiScore.personId, one.id))).rejects.toThrow();
    await expect(owner.delete(kpiScore).where(eq(kpiScore.personId, one.id))).rejects.toThrow();
    await expect(db.update(kpiStatement).set({ bonusFen: 1 })).rejects.toThrow();
    await expect(db.delete(kpiStatement)).rejects.toThrow();
  });

  it("is opened again with a reason, corrected, and closed anew: who is paid otherwise is told", async () => {
    const later = new Date("2026-04-10T01:00:00Z");
    expect(codes(await reopenMonth(as(manager.id, later), reach(manager.id), of, "because"))).toEqual(["reason_short"]);
    expect(await reopenMonth(as(manager.id, later), reach(manager.id), of, REASON)).toMatchObject({ ok: true, value: { people: 2 } });
    expect(codes(await reopenMonth(as(manager.id, later), reach(manager.id), of, REASON))).toEqual(["not_now.reopen.published"]);
    expect(await desk.month()).toMatchObject({ state: "published", closedAt: null, reopenReason: REASON, closableOn: "2026-04-15" });
    expect((await desk.versions(one.id)).at(-1)).toEqual(["reopened", 85, 170_000]);
    expect(codes(await close(later))).toEqual(["too_early"]);
    await desk.report(one.id, { ...good, conversion: { inquiries: 400, paid: 320 } });
    expect(await close(new Date("2026-04-15T01:00:00Z"))).toMatchObject({ ok: true, value: { closed: 2 } });
    // 80 % of conversion: the full 50 points.
    expect((await desk.versions(one.id)).slice(-2)).toEqual([
      ["reopened", 85, 170_000],
      ["closed", 95, 285_000],
    ]);
    expect((await desk.told(one.id)).slice(2)).toEqual(["months.reopened", "months.changed"]);
    expect((await desk.told(bare.id)).slice(-1)).toEqual(["months.reopened"]);
  });
});

describe("who is counted where", () => {
  it("counts a mover in the team of the month's last day, and a leaver in the one that was left", async () => {
    const next = await make.team();
    const lead = await make.manager(next.id);
    const mover = await desk.agent();
    const leaver = await desk.agent();
    await owner.execute(sql`update team_membership set to_day = '2026-03-20' where person_id = ${mover.id}`);
    await make.membership(mover.id, next.id, "2026-03-20");
    await owner.execute(sql`update team_membership set to_day = '2026-03-12' where person_id = ${leaver.id}`);
    const there = { teamId: next.id, month: MARCH };
    expect(await publishMonth(as(lead.id, AFTER), reach(lead.id, "manager", next.id), there)).toMatchObject({
      ok: true,
      value: { people: 1 },
    });
    expect(await desk.score(mover.id)).toMatchObject({ teamId: next.id, state: "published" });
    expect(await desk.score(leaver.id)).toMatchObject({ teamId: team.id });
  });

  it("knows no month before its first", async () => {
    expect(
      await db
        .select()
        .from(kpiMonth)
        .where(eq(kpiMonth.month, addDays(MARCH, -28))),
    ).toEqual([]);
  });
});
