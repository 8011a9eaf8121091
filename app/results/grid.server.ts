import { createHash } from "node:crypto";
import { eq, inArray, sql } from "drizzle-orm";
import { figure, store } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { addDays, addMonths, type PlainDate, plainDateIn } from "~/platform/dates";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import type { KeptFigure } from "./compare-rows";
import { correctFigures } from "./correct.server";
import { closedFigures } from "./figure-locks.server";
import { columnsOf, decideGrid, type Span } from "./grid-rules";
import type { Part } from "./measures";
import { lockFigures, renewMonths } from "./renew-months.server";
import type { Worker } from "./row-who";

/** Which grid: the figures of a store, a month (its first day) and a part. `page`: of agents, from 1. */
export type GridChoice = { storeId: string; month: PlainDate; part: Part; span: Span; page: number };

const AGENTS_A_PAGE = 10;
const endOf = (month: PlainDate) => addDays(addMonths(month, 1), -1);

/** The agents of a store in a month, by name: whom the store was given to, and of whom figures are kept. One statement. */
async function gridAgents(
  reader: Reader,
  { storeId, month, page }: GridChoice,
  zone: string,
): Promise<{ people: Worker[]; pages: number }> {
  const rows = await reader.execute<{
    id: string;
    name: string;
    externalId: string | null;
    from: string | null;
    leftAt: string | null;
    all: number;
  }>(sql`
    select p.id, p.name, p.external_id as "externalId",
      case when p.rehired_at is null then coalesce(p.hire_date::text, p.employed_since::text) end as "from", case when p.state = 'left' then p.state_since::text end as "leftAt",
      count(*) over ()::int as "all"
    from person p where p.state is not null and (
      exists (select from store_set e join store_share h on h.store_set_id = e.id where e.person_id = p.id and h.store_id = ${storeId}::uuid
        and e.from_day <= ${endOf(month)}::date and (e.to_day is null or e.to_day > ${month}::date))
      or exists (select from platform_account a where a.person_id = p.id and a.store_id = ${storeId}::uuid
        and a.from_day <= ${endOf(month)}::date and (a.to_day is null or a.to_day > ${month}::date))
      or exists (select from figure_month m where m.person_id = p.id and m.month = ${month}::date and m.store_id = ${storeId}::uuid))
    order by p.name, p.id limit ${AGENTS_A_PAGE} offset ${(page - 1) * AGENTS_A_PAGE}`);
  const people = rows.map(({ id, name, externalId, from, leftAt }) => ({
    ...{ id, name, externalId },
    from: from === null ? null : from.length === 10 ? from : plainDateIn(zone, new Date(from)),
    leftOn: leftAt === null ? null : plainDateIn(zone, new Date(leftAt)),
  }));
  return { people, pages: Math.max(1, Math.ceil((rows[0]?.all ?? 0) / AGENTS_A_PAGE)) };
}

async function gridFigures(reader: Reader, { storeId, month, part }: GridChoice, people: readonly Worker[]): Promise<KeptFigure[]> {
  const rows = await reader.execute<KeptFigure>(sql`
    select id, person_id as "personId", store_id as "storeId", part, from_day as "from", to_day as "to", measures from figure
    where source = 'reported' and person_id = any(${sql.param(people.map(({ id }) => id))}::uuid[]) and store_id = ${storeId} and part = ${part}
      and from_day between ${month} and ${endOf(month)} order by from_day, id`);
  return [...rows];
}

/** A mark of what a grid shows: whoever sends an older one is told. */
function seenOf(kept: readonly KeptFigure[]): string {
  return createHash("sha256").update(JSON.stringify(kept)).digest("hex").slice(0, 32);
}

/** A grid as its page shows it. Three statements. */
export async function gridPage(reader: Reader, choice: GridChoice, zone: string) {
  const { people, pages } = await gridAgents(reader, choice, zone);
  const [kept, isClosed] = await Promise.all([
    gridFigures(reader, choice, people),
    closedFigures(
      reader,
      people.map(({ id }) => ({ personId: id, day: choice.month })),
    ),
  ]);
  return {
    agents: people.map(({ id, name }) => ({ id, name, isClosed: isClosed(id, choice.month) })),
    kept: kept.map(({ id, personId, from, to, measures }) => ({ id, personId, from, to, measures })),
    ...{ pages, seen: seenOf(kept) },
  };
}

/**
 * Write what a grid changes: new figures, corrections and removals, each of which keeps what was said before. Refuses cells that cannot be true by their names, a grid that somebody else has
 * changed since it was shown, and corrections without a reason.
 */
export function saveGrid(
  ctx: WriteContext,
  choice: GridChoice,
  zone: string,
  sent: { typed: (name: string) => string | null; seen: string; reason: string },
): Promise<Outcome<{ changed: number }>> {
  return write(ctx, async (tx) => {
    await lockFigures(tx);
    const [known] = await tx.select({ id: store.id }).from(store).where(eq(store.id, choice.storeId));
    if (!known) return refuse("store_unknown");
    const { people } = await gridAgents(tx, choice, zone);
    const kept = await gridFigures(tx, choice, people);
    if (seenOf(kept) !== sent.seen) return refuse("changed_meanwhile");
    const isClosed = await closedFigures(
      tx,
      people.map(({ id }) => ({ personId: id, day: choice.month })),
    );
    const today = plainDateIn(zone, ctx.now);
    const made = decideGrid(choice.part, columnsOf(choice.month, choice.span), sent.typed, { today, kept, people, isClosed });
    if (made.faults.length > 0) return refuseAll(made.faults);
    const { fresh, corrected, removed } = made;
    if (fresh.length + corrected.length + removed.length === 0) return refuse("nothing_changed");
    if (corrected.length + removed.length > 0 && sent.reason === "") return refuse("reason_missing", { field: "reason" });
    await writeGrid(tx, ctx, choice, made, sent.reason || null);
    await audit(tx, ctx, {
      action: "results.entered",
      subject: { type: "store", id: choice.storeId },
      after: {
        month: choice.month.slice(0, 7),
        part: choice.part,
        fresh: fresh.length,
        corrected: corrected.length,
        removed: removed.length,
      },
      reason: sent.reason || null,
    });
    return accept({ changed: fresh.length + corrected.length + removed.length });
  });
}

async function writeGrid(
  tx: Tx,
  ctx: WriteContext,
  { storeId, month, part }: GridChoice,
  made: ReturnType<typeof decideGrid>,
  reason: string | null,
): Promise<void> {
  const enteredBy = ctx.actorId ?? "";
  if (made.fresh.length > 0)
    await tx
      .insert(figure)
      .values(made.fresh.map((one) => ({ ...one, storeId, part, source: "reported" as const, enteredBy, at: ctx.now })));
  await correctFigures(tx, made.corrected, { importId: null, enteredBy, at: ctx.now, reason });
  const gone = made.removed.map(({ id }) => id);
  if (gone.length > 0) {
    await tx.execute(sql`
      insert into figure_past (id, figure_id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at, ending, ended_by, ended_at, reason)
      select gen_random_uuid(), id, person_id, store_id, part, source, from_day, to_day, measures, import_id, import_row, entered_by, at, 'removed', ${enteredBy}::uuid, ${ctx.now.toISOString()}::timestamptz, ${reason}
      from figure where id = any(${sql.param(gone)}::uuid[])`);
    await tx.delete(figure).where(inArray(figure.id, gone));
  }
  await renewMonths(
    tx,
    [...made.fresh, ...made.corrected, ...made.removed].map(({ personId }) => ({ personId, storeId, month })),
  );
}
