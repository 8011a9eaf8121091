import { and, asc, eq } from "drizzle-orm";
import { figure, figurePast, kpiMonth, kpiScore, kpiStatement, kpiTarget, notice, workItem } from "@db/schema";
import { sweepScores } from "~/kpi/scores.server";
import { reachOf } from "~/kpi/led-teams";
import { newId } from "~/platform/ids";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import { shippedRules } from "@test/factories/kpi";
import { freshDatabase } from "@test/setup/database";

export const MARCH = "2026-03-01";
/** In March; the first day after it, a Wednesday; the third working day after that (Qingming is not in the calendar of the tests). */
export const [DURING, AFTER, CLOSABLE] = ["2026-03-20", "2026-04-01", "2026-04-06"].map((day) => new Date(`${day}T01:00:00Z`)) as [
  Date,
  Date,
  Date,
];

type Part = (typeof figure.$inferInsert)["part"];

/** 75 % of conversion (40 of 50), 15 % more than the price aimed at (20), 20 s (10), 4.5 stars (6), the push task done (5), 80 % invited (4): 85. */
export const good = {
  conversion: { inquiries: 400, paid: 300 },
  sales: { salesFen: 5_175_000, units: 330, buyers: 300 },
  reception: { received: 900, effective: 800, firstResponseMs: 20_000 },
  rating: { received: 500, invited: 400, stars5: 60, stars4: 30, stars3: 10, stars2: 0, stars1: 0 },
  push: { pushUnits: 40 },
};

/** A team with a store and its target, a manager, two supervisors, and whatever a month is tested with. */
export async function monthDesk() {
  const fresh = await freshDatabase();
  const { db, owner, ctx, make } = fresh;
  await make.content("kpi_rules", "monthly-default", shippedRules() as unknown as Record<string, unknown>);
  const team = await make.team();
  const store = await make.store();
  await owner.insert(kpiTarget).values({ storeId: store.id, month: MARCH, priceFen: 15_000, pushUnits: 40, changedAt: DURING });
  const [manager, second, enterer] = [await make.manager(team.id), await make.manager(team.id), await make.supervisor(team.id)];
  const reach = (personId: string, role: "manager" | "supervisor" = "manager", teamId: string | null = team.id) =>
    reachOf({ personId, roles: [{ role, teamId }] });

  /** Figures of March, as one stretch; what stood there is corrected. */
  async function report(personId: string, parts: Partial<Record<Part, Record<string, number>>>, enteredBy = enterer.id) {
    await owner.transaction(async (tx) => {
      await lockFigures(tx);
      for (const [part, measures] of Object.entries(parts) as [Part, Record<string, number>][]) {
        const [was] = await tx
          .select()
          .from(figure)
          .where(and(eq(figure.personId, personId), eq(figure.part, part)));
        if (was) {
          const { id, importId, importRow, ...rest } = was;
          await tx
            .insert(figurePast)
            .values({ ...rest, id: newId(), figureId: id, importId, importRow, ending: "corrected", endedBy: enteredBy, endedAt: AFTER });
          await tx.update(figure).set({ measures, enteredBy, at: AFTER }).where(eq(figure.id, id));
        } else
          await tx.insert(figure).values({
            personId,
            storeId: store.id,
            part,
            source: "reported",
            from: MARCH,
            to: "2026-03-31",
            measures,
            enteredBy,
            at: DURING,
          });
      }
      await renewMonths(tx, [{ personId, storeId: store.id, month: MARCH }]);
    });
  }

  /** An active agent of the team; with figures unless told otherwise. */
  async function agent({
    figures = good as Parameters<typeof report>[1] | null,
    name,
  }: { figures?: Parameters<typeof report>[1] | null; name?: string } = {}) {
    const person = await make.person({
      roles: ["agent"],
      teamId: team.id,
      state: "active",
      stateSince: new Date("2026-01-10T01:00:00Z"),
      ...(name ? { name } : {}),
    });
    await make.storesOf(person.id, { [store.id]: 100 });
    if (figures) await report(person.id, figures);
    await sweepScores(db, DURING);
    return person;
  }

  const month = async (teamId = team.id) =>
    (
      await db
        .select()
        .from(kpiMonth)
        .where(and(eq(kpiMonth.teamId, teamId), eq(kpiMonth.month, MARCH)))
    )[0];
  const score = async (personId: string) =>
    (
      await db
        .select()
        .from(kpiScore)
        .where(and(eq(kpiScore.personId, personId), eq(kpiScore.month, MARCH)))
    )[0];
  /** The versions of somebody's statement: kind, score, bonus. */
  const versions = async (personId: string) =>
    (await db.select().from(kpiStatement).where(eq(kpiStatement.personId, personId)).orderBy(asc(kpiStatement.version))).map((s) => [
      s.kind,
      s.score === null ? null : Number(s.score),
      s.bonusFen,
    ]);
  const told = async (personId: string) =>
    (await db.select().from(notice).where(eq(notice.personId, personId)).orderBy(asc(notice.id))).map(({ kind }) => kind);
  const waiting = async (subjectId: string) =>
    (await db.select().from(workItem).where(eq(workItem.subjectId, subjectId)).orderBy(asc(workItem.openedAt))).map(({ kind, outcome }) => [
      kind,
      outcome,
    ]);
  const of = { teamId: team.id, month: MARCH };
  const as = (personId: string, at: Date) => ctx(at, personId);

  return { ...fresh, team, store, manager, second, enterer, reach, report, agent, month, score, versions, told, waiting, of, as };
}
