import { eq, sql } from "drizzle-orm";
import { figure, figureImport, figureImportRow, type FigureCounts } from "@db/schema";
import { type Db, isUnavailable, type Tx } from "~/platform/database.server";
import { isId, newId } from "~/platform/ids";
import { addJob } from "~/platform/jobs.server";
import { log } from "~/platform/log.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { correctFigures, type Origin } from "./correct.server";
import { type ImportRow, planOf, stagedSheet } from "./import-plan.server";
import { monthOf } from "./measures";
import type { ReadFigure } from "./read-rows";
import { lockFigures, renewMonths } from "./renew-months.server";

export const FIGURE_IMPORT_TASK = "import figures";
const AT_ONCE = 1000;

/** Order the import of a file that waits. Where rows are faulty, whoever orders it says that they are left out. A job does it; the page shows how far it is. */
export function orderFigures(ctx: WriteContext, importId: string, withoutFaulty: boolean): Promise<Outcome<{ importId: string }>> {
  return write(ctx, async (tx) => {
    const [row] = isId(importId) ? await tx.select().from(figureImport).where(eq(figureImport.id, importId)).for("update") : [];
    if (row?.state !== "checked") return refuse("import_gone");
    if (row.questions.length > 0) return refuse("questions_open");
    if (row.counts.fresh + row.counts.corrected === 0) return refuse("nothing_to_import");
    if (row.counts.faulty > 0 && !withoutFaulty)
      return refuse("faults_unconfirmed", { field: "withoutFaulty", params: { count: row.counts.faulty } });
    await tx
      .update(figureImport)
      .set({ state: "queued", withoutFaulty, orderedBy: ctx.actorId, rowsDone: 0, failure: null })
      .where(eq(figureImport.id, importId));
    await addJob(tx, FIGURE_IMPORT_TASK, { importId }, { key: `${FIGURE_IMPORT_TASK} ${importId}` });
    return accept({ importId });
  });
}

/**
 * Do an ordered import: all of it in one transaction, or nothing. What it would do is worked out anew; where that is not any more what was ordered, it goes back to whoever ordered it. Run again
 * after a kill it begins anew; done, it does nothing.
 */
export async function runFigureImport(db: Db, importId: string, now: Date): Promise<void> {
  const tell = (values: Partial<typeof figureImport.$inferInsert>) =>
    db.update(figureImport).set(values).where(eq(figureImport.id, importId));
  try {
    await db.transaction((tx) => run(tx, db, importId, now, async (rowsDone) => void (await tell({ rowsDone }))));
  } catch (error) {
    if (isUnavailable(error)) throw error;
    log.error({ err: error, importId }, "an import of figures was rolled back");
    await tell({ state: "failed", failure: "import_broke", finishedAt: now });
  }
}

async function run(tx: Tx, db: Db, importId: string, now: Date, told: (rows: number) => Promise<void>): Promise<void> {
  await lockFigures(tx);
  // Nobody but a run changes what is queued, and runs go one after the other: the row itself stays free for what is told beside.
  const [row] = await tx.select().from(figureImport).where(eq(figureImport.id, importId));
  if (row?.state !== "queued") return;
  const plan = await planOf(tx, row, await stagedSheet(tx, row), now);
  if (isOther(row.counts, plan.state.counts)) {
    await tx
      .update(figureImport)
      .set({ ...plan.state, state: "checked", failure: "changed_since" })
      .where(eq(figureImport.id, importId));
    return;
  }
  const origin: Origin = { importId, enteredBy: row.orderedBy ?? row.createdBy, at: now, reason: null };
  for (let at = 0; at < plan.fresh.length; at += AT_ONCE) {
    const part = plan.fresh.slice(at, at + AT_ONCE);
    await insertFigures(tx, part, origin);
    await told(at + part.length);
  }
  await correctFigures(tx, plan.corrected, origin);
  await renewMonths(
    tx,
    [...plan.fresh, ...plan.corrected].map(({ personId, storeId, from }) => ({ personId, storeId, month: monthOf(from) })),
  );
  await tx.delete(figureImportRow).where(eq(figureImportRow.importId, importId));
  await tx
    .update(figureImport)
    .set({ ...plan.state, state: "done", finishedAt: now })
    .where(eq(figureImport.id, importId));
  const { fresh, corrected, same, faulty } = plan.state.counts;
  const ctx: WriteContext = { db, actorId: origin.enteredBy, now, requestId: `import ${importId}`, submissionId: null };
  await audit(tx, ctx, {
    action: "results.imported",
    subject: { type: "figure_import", id: importId },
    after: { fileName: row.fileName, fresh, corrected, same, faulty },
  });
}

/** Put new figures in; as JSON, which costs a third of a statement with ten thousand parameters. */
async function insertFigures(tx: Tx, figures: readonly ReadFigure[], { importId, enteredBy, at }: Origin): Promise<void> {
  const rows = figures.map((one) => ({ ...one, id: newId() }));
  await tx.execute(sql`
    insert into figure (id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at)
    select f.id, f."personId", f."storeId", f.part, 'reported', f."from", f."to", f.measures, ${importId}::uuid, f."row", ${enteredBy}::uuid, ${at.toISOString()}::timestamptz
    from json_to_recordset(${JSON.stringify(rows)}::json) as f(id uuid, "personId" uuid, "storeId" uuid, part text, "from" date, "to" date, measures jsonb, "row" integer)`);
}

/** Whether more is faulty, or something else changes, than when it was ordered. */
function isOther(ordered: FigureCounts, now: FigureCounts): boolean {
  return ordered.faulty !== now.faulty || ordered.corrected !== now.corrected || ordered.fresh !== now.fresh;
}

/**
 * Take an import back: what it brought goes, what it corrected says again what it said before. Figures that something else has corrected since stay. Refused while a month that it touches is closed.
 */
export function takeBackFigures(ctx: WriteContext, importId: string, reason: string): Promise<Outcome<{ importId: string; kept: number }>> {
  return write(ctx, async (tx) => {
    await lockFigures(tx);
    const [row]: ImportRow[] = isId(importId)
      ? await tx.select().from(figureImport).where(eq(figureImport.id, importId)).for("update")
      : [];
    if (row?.state !== "done") return refuse("import_gone");
    if (reason === "") return refuse("reason_missing", { field: "reason" });
    const own = await tx
      .select({ id: figure.id, personId: figure.personId, storeId: figure.storeId, from: figure.from })
      .from(figure)
      .where(eq(figure.importId, importId));
    const [closed] = await tx.execute<{ count: number; month: string }>(sql`
      select count(*)::int as count, min(l.month)::text as month from figure f join figure_lock l on l.person_id = f.person_id and l.month = date_trunc('month', f.from_day::timestamp)::date
      where f.import_id = ${importId}`);
    if (closed && closed.count > 0) return refuse("month_closed", { params: { month: closed.month.slice(0, 7), count: closed.count } });
    await tx.execute(sql`
      insert into figure_past (id, figure_id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at, ending, ended_by, ended_at, ended_by_import, reason)
      select gen_random_uuid(), id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at, 'taken_back', ${ctx.actorId}::uuid, ${ctx.now.toISOString()}::timestamptz, ${importId}::uuid, ${reason}
      from figure where import_id = ${importId}`);
    // What it said last before, of what was not taken back itself.
    const restored = await tx.execute<{ id: string }>(sql`
      update figure f set measures = p.measures, import_id = p.import_id, import_row = p.import_row, entered_by = p.entered_by, at = p.at
      from (
        select distinct on (p.figure_id) p.* from figure_past p left join figure_import i on i.id = p.import_id
        where p.figure_id in (select id from figure where import_id = ${importId}) and p.ending = 'corrected' and p.import_id is distinct from ${importId}::uuid and i.state is distinct from 'taken_back'
        order by p.figure_id, p.ended_at desc, p.id desc
      ) p where p.figure_id = f.id returning f.id`);
    await tx.delete(figure).where(eq(figure.importId, importId));
    await renewMonths(
      tx,
      own.map(({ personId, storeId, from }) => ({ personId, storeId, month: monthOf(from) })),
    );
    await tx
      .update(figureImport)
      .set({ state: "taken_back", takenBackBy: ctx.actorId, takenBackAt: ctx.now, takenBackReason: reason })
      .where(eq(figureImport.id, importId));
    const [stay] = await tx.execute<{ count: number }>(sql`
      select count(distinct p.figure_id)::int as count from figure_past p join figure f on f.id = p.figure_id
      where p.import_id = ${importId} and p.ending = 'corrected' and f.import_id is distinct from ${importId}::uuid`);
    const kept = stay?.count ?? 0;
    await audit(tx, ctx, {
      action: "results.import_taken_back",
      subject: { type: "figure_import", id: importId },
      before: { fileName: row.fileName, figures: own.length },
      after: { removed: own.length - restored.length, restored: restored.length, kept },
      reason,
    });
    return accept({ importId, kept });
  });
}
