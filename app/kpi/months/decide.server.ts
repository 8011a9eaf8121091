import { and, eq } from "drizzle-orm";
import { kpiScore } from "@db/schema";
import type { PlainDate } from "~/platform/dates";
import { Decimal } from "~/platform/decimal";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { managesTeam, type Reach } from "../led-teams";
import { lockMonth } from "./month-row.server";
import { reasonRefusal } from "./month-rules";
import { renewPerson } from "./renewed.server";
import { tellOf, writeStatements } from "./statements.server";

const HUNDRED = Decimal.of(100);

/** A score as somebody types it: 0 to 100, at most two decimals. Null: it is none. */
export function typedScore(text: string): Decimal | null {
  const score = /^\d{1,3}(\.\d{1,2})?$/.test(text.trim()) ? Decimal.parse(text.trim()) : null;
  return score && HUNDRED.atLeast(score) ? score : null;
}

/**
 * Give a score to somebody whose month could not be scored, with a reason, or (empty) take it back, until the month is closed for them. Where it is published they get a further statement and are
 * told. Refuses oneself, a month that is scored or closed, and what is no score.
 */
export function decideScore(
  ctx: WriteContext,
  reach: Reach,
  { personId, month }: { personId: string; month: PlainDate },
  { score: typed, reason }: { score: string; reason: string },
): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const wanted = and(eq(kpiScore.personId, personId), eq(kpiScore.month, month));
    const [of] = await tx.select({ teamId: kpiScore.teamId }).from(kpiScore).where(wanted);
    if (!of || !managesTeam(reach, of.teamId)) return refuse("not_found");
    if (ctx.actorId === personId) return refuse("decide_oneself");
    await lockMonth(tx, ctx.now, { teamId: of.teamId, month });
    await renewPerson(tx, ctx.now, { personId, month });
    const [row] = await tx.select().from(kpiScore).where(wanted).for("update");
    if (!row) return refuse("not_found");
    if (row.state === "closed") return refuse("decide_closed");
    if (row.score !== null) return refuse("is_scored");
    const score = typed.trim() === "" ? null : typedScore(typed);
    if (typed.trim() !== "" && !score) return refuse("score_wrong", { field: "score" });
    const wrong = reasonRefusal(reason);
    if (wrong) return refuse(wrong.code, wrong);
    await tx
      .update(kpiScore)
      .set({ decidedScore: score?.toString() ?? null, decidedBy: score && ctx.actorId, decidedReason: score && reason.trim() })
      .where(wanted);
    await renewPerson(tx, ctx.now, { personId, month });
    if (row.state === "published") {
      await writeStatements(tx, ctx, { month, personIds: [personId], kind: "corrected", reason: reason.trim() });
      await tellOf(tx, ctx, "months.corrected", month, [personId]);
    }
    await audit(tx, ctx, {
      action: score ? "kpi.score_decided" : "kpi.score_taken_back",
      subject: { type: "kpi_score", id: personId },
      personId,
      before: { score: row.decidedScore },
      after: { month: month.slice(0, 7), score: score?.toString() ?? null },
      reason: reason.trim(),
    });
    return accept(null);
  });
}
