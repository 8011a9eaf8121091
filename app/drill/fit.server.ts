import { desc, eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { memoryFit, memoryFitRun, person } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { addJob } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { type CardLog, extentOf, forecastLoss, type History, historiesOf, isBetter, isEnough, split } from "./fit";
import type { RatingName } from "./memory";

export const FIT_TASK = "fit-memory";

const RUN = "fit";
/** Of a large shop a part is enough, and all that a worker's memory holds: people in an order that says nothing of them, until there are so many answers. */
const MOST_ANSWERS = 150_000;
const PEOPLE_AT_ONCE = 100;
const MONTH_MS = 30 * 86_400_000;
/** A run that says nothing for so long was killed, and may be asked for anew. */
const LOST_MS = 60 * 60_000;

/** Order a fit. A job does it; the page shows how far it is. */
export function orderFit(ctx: WriteContext): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    const [run] = await tx.select().from(memoryFitRun).where(eq(memoryFitRun.name, RUN)).for("update");
    if (run && run.state !== "idle" && ctx.now.getTime() - run.requestedAt.getTime() < LOST_MS) return refuse("fit_running");
    await queue(tx, ctx.actorId, ctx.now);
    return accept(null);
  });
}

async function queue(tx: Tx, requestedBy: string | null, now: Date): Promise<void> {
  const values = { state: "queued" as const, requestedBy, requestedAt: now, progress: 0 };
  await tx
    .insert(memoryFitRun)
    .values({ name: RUN, ...values })
    .onConflictDoUpdate({ target: memoryFitRun.name, set: values });
  await addJob(tx, FIT_TASK, {}, { key: FIT_TASK });
}

/** Once a month a fit is due by itself; looked at once an hour. */
export async function sweepFit(db: Db, now: Date): Promise<void> {
  if (now.getUTCMinutes() !== 20) return;
  await db.transaction(async (tx) => {
    const [run] = await tx.select().from(memoryFitRun).where(eq(memoryFitRun.name, RUN)).for("update");
    if (!run || now.getTime() - run.requestedAt.getTime() >= MONTH_MS) await queue(tx, null, now);
  });
}

/** Go back to the parameters that FSRS was published with. Cards keep what they are; what is answered from now on is reckoned by them. */
export function goBackToPublished(ctx: WriteContext): Promise<Outcome<null>> {
  return write(ctx, async (tx) => {
    if ((await weightsInForce(tx)) === null) return refuse("fit_published_already");
    await keep(tx, ctx, { outcome: "published", reviews: 0, people: 0, forecast: 0 });
    return accept(null);
  });
}

/** The shop's own weights, when some were adopted and nobody went back; null: the published ones are in force. One statement. */
export async function weightsInForce(reader: Reader): Promise<number[] | null> {
  const [row] = await reader
    .select({ weights: memoryFit.weights, outcome: memoryFit.outcome })
    .from(memoryFit)
    .where(inArray(memoryFit.outcome, ["adopted", "published"]))
    .orderBy(desc(memoryFit.at), desc(memoryFit.id))
    .limit(1);
  return row?.outcome === "adopted" ? row.weights : null;
}

type Result = Omit<typeof memoryFit.$inferInsert, "id" | "at" | "requestedBy">;

async function keep(tx: Tx, ctx: WriteContext, result: Result): Promise<void> {
  const [row] = await tx
    .insert(memoryFit)
    .values({ ...result, at: ctx.now, requestedBy: ctx.actorId })
    .returning({ id: memoryFit.id });
  const { weights: _, ...after } = result;
  await audit(tx, ctx, { action: `drill.memory_${result.outcome}`, subject: { type: "memory_fit", id: row?.id ?? "" }, after });
}

/**
 * Fit the parameters to the answers of the shop, and adopt them if they forecast better what they have not seen. Runs as a job; again after a kill it begins
 * anew, done it does nothing. What was reckoned before stays as it is.
 */
export async function runFit(db: Db, now: Date): Promise<void> {
  const [run] = await db.select().from(memoryFitRun).where(eq(memoryFitRun.name, RUN));
  if (!run || run.state === "idle") return;
  const tell = (progress: number) => db.update(memoryFitRun).set({ state: "running", progress }).where(eq(memoryFitRun.name, RUN));
  await tell(0);
  const ctx: WriteContext = { db, actorId: run.requestedBy, now, requestId: "fit of the memory's parameters", submissionId: null };
  const result = await fitted(db, tell).catch((error: unknown): Result => {
    log.error({ err: error }, "the parameters of memory were not fitted");
    return { outcome: "failed", reviews: 0, people: 0, forecast: 0 };
  });
  await db.transaction(async (tx) => {
    await keep(tx, ctx, result);
    await tx.update(memoryFitRun).set({ state: "idle", progress: 100 }).where(eq(memoryFitRun.name, RUN));
  });
}

async function fitted(db: Db, tell: (progress: number) => Promise<unknown>): Promise<Result> {
  const cards = await logOf(db);
  const extent = extentOf(cards);
  if (!isEnough(extent)) return { outcome: "not_enough", ...extent, forecast: 0 };
  await tell(10);
  const parts = split(cards);
  const current = await weightsInForce(db);
  const before = await forecastLoss(parts.leftOut, current);
  await tell(20);
  const weights = await optimised(historiesOf(parts.fitted), (part) => tell(20 + Math.round(70 * part)));
  const after = await forecastLoss(parts.leftOut, weights);
  const losses = { forecast: before.forecasts, lossBefore: before.loss, lossAfter: after.loss, weights };
  return { outcome: isBetter(before.loss, after.loss) ? "adopted" : "no_better", ...extent, ...losses };
}

/** The weights under which these histories are likeliest, by fsrs-rs. Loaded when it is needed: only the worker ever is in need of it. */
async function optimised(histories: readonly History[], tell: (part: number) => Promise<unknown>): Promise<number[]> {
  const { computeParameters, FSRSBindingItem, FSRSBindingReview } = await import("@open-spaced-repetition/binding");
  const items = histories.map((history) => new FSRSBindingItem(history.map(({ rating, days }) => new FSRSBindingReview(rating, days))));
  let part = 0;
  const telling = setInterval(() => void tell(part).catch(() => undefined), 1000);
  try {
    return await computeParameters(items, {
      enableShortTerm: true,
      numRelearningSteps: 1,
      progress: (done, total) => {
        part = total === 0 ? 0 : Math.min(1, done / total);
        return true;
      },
    });
  } finally {
    clearInterval(telling);
  }
}

type Logged = { person: string; item: string; at: string; rating: RatingName; correct: boolean | null };

/** The drills' answers by card, with what was said of them since; what waits for a grade is left out. */
async function logOf(db: Db): Promise<CardLog[]> {
  // An order that says nothing of anybody, and is the same each time.
  const people = await db
    .select({ id: person.id })
    .from(person)
    .orderBy(sql`md5(${person.id}::text)`);
  const cards: CardLog[] = [];
  let answers = 0;
  for (let at = 0; at < people.length && answers < MOST_ANSWERS; at += PEOPLE_AT_ONCE) {
    const ids = people.slice(at, at + PEOPLE_AT_ONCE).map(({ id }) => id);
    const rows = await db.execute<Logged>(sql`
      select a.person_id as person, a.item_id as item, a.at::text as at, a.rating, g.correct
      from attempt a left join lateral (select g.correct from attempt_grading g where g.person_id = a.person_id and g.attempt_id = a.id
        order by g.number desc limit 1) g on true
      where a.person_id = any(${sql.param(ids)}::uuid[]) and a.context = 'drill' and a.rating is not null and a.item_id is not null
        and (g.correct is not null or not a.undecided)
      order by a.person_id, a.item_id, a.at, a.id`);
    answers += rows.length;
    cards.push(...cardsOf(rows));
  }
  return cards;
}

function cardsOf(rows: readonly Logged[]): CardLog[] {
  const byCard = new Map<string, { personId: string; answers: { at: Date; rating: RatingName }[] }>();
  for (const { person: personId, item, at, rating, correct } of rows) {
    const key = `${personId} ${item}`;
    const card = byCard.get(key) ?? { personId, answers: [] };
    // What a person said of it since stands above what it was rated then.
    const held = correct === false ? "again" : correct && rating === "again" ? "good" : rating;
    card.answers.push({ at: new Date(at), rating: held });
    byCard.set(key, card);
  }
  return [...byCard.values()];
}

export type FitRow = Omit<typeof memoryFit.$inferSelect, "weights" | "requestedBy"> & { by: string | null };
export type FitPage = {
  rows: FitRow[];
  /** The fit whose weights are in force; null: the published ones are. */
  own: FitRow | null;
  run: { state: "queued" | "running"; progress: number } | null;
};

/** The fits of the last years, newest first, what is in force, and how far one under way is. Two statements. */
export async function fitPage(reader: Reader): Promise<FitPage> {
  const { weights: _, requestedBy: __, ...columns } = getTableColumns(memoryFit);
  const [rows, [run]] = await Promise.all([
    reader
      .select({ ...columns, by: person.name })
      .from(memoryFit)
      .leftJoin(person, eq(person.id, memoryFit.requestedBy))
      .orderBy(desc(memoryFit.at), desc(memoryFit.id))
      .limit(60),
    reader.select().from(memoryFitRun).where(eq(memoryFitRun.name, RUN)),
  ]);
  const last = rows.find(({ outcome }) => outcome === "adopted" || outcome === "published");
  const going = run && run.state !== "idle" ? { state: run.state, progress: run.progress } : null;
  return { rows, own: last?.outcome === "adopted" ? last : null, run: going };
}
