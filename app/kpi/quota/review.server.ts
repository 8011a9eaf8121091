import { and, desc, eq, isNull, sql } from "drizzle-orm";
import { kpiScore, notice, person, quotaMonth, quotaReview } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { LocalText } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { closeItem, openItem } from "~/work/actions.server";
import { monthTitle } from "../month-title";
import { keepJudged, monthsNeeded } from "./judge.server";
import { type QuotaMonth, type QuotaOutcome, quotaOutcomes, restsOnTheSame, runBelow } from "./quota-rules";

/** So many people a minute; more wait for the next. */
const AT_ONCE = 2000;
/** Months of one person that are looked at together. */
const MONTHS_BACK = 24;
const NOTE_MAX = 500;

type Review = typeof quotaReview.$inferSelect;
type Stale = { month: string; ids: string[] };

/** The minute sweep: months that were closed, or closed anew, are held against the quota; months running below it raise a review. Twice changes nothing. */
export async function sweepQuotas(db: Db, now: Date): Promise<void> {
  const stale = await db.execute<Stale>(sql`
    select month::text, array_agg(person_id::text order by person_id) as ids from (
      select s.month, s.person_id from kpi_score s
      where s.state = 'closed' and not exists (select from quota_month q where q.person_id = s.person_id and q.month = s.month and q.version = s.version)
      order by s.month, s.person_id limit ${AT_ONCE}) x group by 1 order by 1`);
  const touched = new Set<string>();
  for (const { month, ids } of stale) {
    const judged = await keepJudged(db, month, ids, now);
    // Whoever met it in a month that was not judged before cannot be below for longer than they were.
    if (judged.length > 0) for (const id of await whoMatters(db, month, ids)) touched.add(id);
  }
  const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
  for (const personId of touched) await settle(ctx, personId);
  await sweepLeft(ctx);
}

/** Of these people those who were below in this month, or about whom a review is open. */
async function whoMatters(db: Db, month: string, ids: readonly string[]): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select person_id as id from quota_month where month = ${month} and verdict = 'below' and person_id = any(${sql.param([...ids])}::uuid[])
    union select person_id from quota_review where closed_at is null and person_id = any(${sql.param([...ids])}::uuid[]) order by 1`);
  return rows.map(({ id }) => id);
}

/** One review is open at a time and says what holds: what it rested on is another now, so it lapses, and another takes its place where months running are below still. */
async function settle(ctx: WriteContext, personId: string): Promise<void> {
  await write(ctx, async (tx) => {
    const [who] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
    if (!who) return accept(null);
    const rows = await tx
      .select()
      .from(quotaMonth)
      .where(eq(quotaMonth.personId, personId))
      .orderBy(desc(quotaMonth.month))
      .limit(MONTHS_BACK);
    const reviews = await tx.select().from(quotaReview).where(eq(quotaReview.personId, personId)).orderBy(desc(quotaReview.month));
    const newest = rows[0];
    if (!newest) return accept(null);
    const storeIds = newest.facts.stores.map(({ storeId }) => storeId);
    const needed = await monthsNeeded(tx, newest.month, storeIds);
    const reviewed = reviews.find(({ outcome }) => outcome !== null && outcome !== "lapsed")?.month ?? null;
    const months = rows.map(({ facts }) => facts);
    const run = needed === null || !isHere(who.state) ? null : runBelow(months, needed, reviewed);
    const open = reviews.find(({ closedAt }) => closedAt === null);
    if (open && run && restsOnTheSame(open.months, run)) return accept(null);
    if (open) await lapse(tx, ctx, open);
    if (run) await raise(tx, ctx, { personId, name: who.name, run });
    return accept(null);
  });
}

const isHere = (state: string | null) => state === "active" || state === "suspended";

/** "January 2026 – February 2026" in every language. */
function titlesOf(run: readonly QuotaMonth[]): LocalText {
  const [first, last] = [run[0]?.month ?? "", run.at(-1)?.month ?? ""];
  return {
    "zh-CN": `${monthTitle(first, "zh-CN")}至${monthTitle(last, "zh-CN")}`,
    en: `${monthTitle(first, "en")} – ${monthTitle(last, "en")}`,
  };
}

async function raise(
  tx: Tx,
  ctx: WriteContext,
  { personId, name, run }: { personId: string; name: string; run: QuotaMonth[] },
): Promise<void> {
  const last = run.at(-1)?.month ?? "";
  const [score] = await tx
    .select({ teamId: kpiScore.teamId })
    .from(kpiScore)
    .where(and(eq(kpiScore.personId, personId), eq(kpiScore.month, last)));
  const [id, teamId] = [newId(ctx.now.getTime()), score?.teamId ?? null];
  await tx.insert(quotaReview).values({ id, personId, teamId, month: last, months: run, openedAt: ctx.now });
  await openItem(tx, ctx, { kind: "quota_review", subjectId: id, teamId, personId, data: { name, title: titlesOf(run) } });
  await audit(tx, ctx, {
    action: "kpi.quota_raised",
    subject: { type: "quota_review", id },
    personId,
    after: { months: run.map(({ month }) => month.slice(0, 7)) },
  });
}

async function lapse(tx: Tx, ctx: WriteContext, { id, personId }: Review): Promise<void> {
  await tx.update(quotaReview).set({ closedAt: ctx.now, outcome: "lapsed" }).where(eq(quotaReview.id, id));
  await closeItem(tx, ctx, "quota_review", id, "lapsed");
  await audit(tx, ctx, { action: "kpi.quota_lapsed", subject: { type: "quota_review", id }, personId });
}

/** Reviews about people who are not active any more end. */
async function sweepLeft(ctx: WriteContext): Promise<void> {
  const rows = await ctx.db.execute<{ id: string }>(sql`
    select r.id from quota_review r join person p on p.id = r.person_id
    where r.closed_at is null and p.state is distinct from 'active' and p.state is distinct from 'suspended' limit ${AT_ONCE}`);
  for (const { id } of rows)
    await write(ctx, async (tx) => {
      const [open] = await tx
        .select()
        .from(quotaReview)
        .where(and(eq(quotaReview.id, id), isNull(quotaReview.closedAt)))
        .for("update");
      if (open) await lapse(tx, ctx, open);
      return accept(null);
    });
}

const isOutcome = (said: string): said is QuotaOutcome => quotaOutcomes.some((one) => one === said);

/**
 * Say what comes of a review: one of the outcomes, and in a sentence what was agreed or why nothing follows. The agent is told. Refuses oneself, a missing sentence, a review that has ended,
 * and one of whose months is open again.
 */
export function decideReview(ctx: WriteContext, reviewId: string, said: { outcome: string; note: string }): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const note = said.note.trim();
    if (!isOutcome(said.outcome)) return refuse("quota_outcome", { field: "outcome" });
    if (note.length < 3) return refuse("quota_note", { field: "note" });
    if (note.length > NOTE_MAX) return refuse("reason_long", { field: "note" });
    const [row] = await tx.select().from(quotaReview).where(eq(quotaReview.id, reviewId)).for("update");
    if (!row) return refuse("quota_gone");
    if (row.personId === ctx.actorId) return refuse("quota_of_oneself");
    if (row.closedAt) return refuse("quota_decided");
    if (!(await restsOnClosed(tx, row))) return refuse("quota_open_again");
    await tx
      .update(quotaReview)
      .set({ closedAt: ctx.now, closedBy: ctx.actorId, outcome: said.outcome, note })
      .where(eq(quotaReview.id, reviewId));
    await closeItem(tx, ctx, "quota_review", reviewId, said.outcome);
    const { personId } = row;
    await tx.insert(notice).values({ personId, kind: "quota.reviewed", data: { personId }, createdAt: ctx.now });
    await audit(tx, ctx, {
      action: `kpi.quota_${said.outcome}`,
      subject: { type: "quota_review", id: reviewId },
      personId,
      after: { months: row.months.map(({ month }) => month.slice(0, 7)) },
      reason: note,
    });
    return accept(null);
  });
}

/** Whether every month of a review is closed, by the statement that it rests on. */
async function restsOnClosed(tx: Tx, { personId, months }: Review): Promise<boolean> {
  const rows = await tx.select().from(kpiScore).where(eq(kpiScore.personId, personId));
  return months.every((of) => rows.some((s) => s.month === of.month && s.state === "closed" && s.version === of.version));
}
