import { and, desc, eq, inArray, sql } from "drizzle-orm";
import { kpiStatement, notice } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import type { WriteContext } from "~/platform/write.server";

export type StatementKind = (typeof kpiStatement.$inferSelect)["kind"];
type NewVersion = { personId: string; id: string; version: number };

/** What is kept of a score as it stands: the reckoned one, else what a manager gave, with their reason. */
const COUNTS = sql`coalesce(s.score, s.decided_score)`;

/** Write the next statement of each of these people from how their month stands. The caller has renewed the scores and holds the month's lock. */
export async function writeStatements(
  tx: Tx,
  ctx: WriteContext,
  { month, personIds, kind, reason = "" }: { month: PlainDate; personIds: readonly string[]; kind: StatementKind; reason?: string },
): Promise<NewVersion[]> {
  if (personIds.length === 0) return [];
  const ids = personIds.map(() => newId(ctx.now.getTime()));
  return tx.execute<NewVersion>(sql`
    with who as (select * from unnest(${sql.param([...personIds])}::uuid[], ${sql.param(ids)}::uuid[]) as w (person_id, id)),
    made as (
      insert into kpi_statement (id, person_id, month, version, kind, team_id, score, bonus_fen, trace, reason, made_by, made_at)
      select w.id, s.person_id, s.month, s.version + 1, ${kind}, s.team_id, ${COUNTS}, s.bonus_fen, s.trace,
        case when ${reason} <> '' or s.score is not null then ${reason} else coalesce(s.decided_reason, '') end, ${ctx.actorId}::uuid, ${ctx.now.toISOString()}::timestamptz
      from who w join kpi_score s on s.person_id = w.person_id and s.month = ${month} order by s.person_id
      returning person_id, id, version)
    update kpi_score s set version = made.version from made where s.person_id = made.person_id and s.month = ${month}
    returning s.person_id as "personId", made.id, made.version`);
}

/** The newest statements of these people of a month, by person; of one kind where it is named. */
export async function newestStatements(reader: Reader, month: PlainDate, personIds: readonly string[], kind?: StatementKind) {
  if (personIds.length === 0) return new Map<string, typeof kpiStatement.$inferSelect>();
  const rows = await reader
    .selectDistinctOn([kpiStatement.personId])
    .from(kpiStatement)
    .where(
      and(eq(kpiStatement.month, month), inArray(kpiStatement.personId, [...personIds]), kind ? eq(kpiStatement.kind, kind) : undefined),
    )
    .orderBy(kpiStatement.personId, desc(kpiStatement.version));
  return new Map(rows.map((row) => [row.personId, row]));
}

/** Tell these people something of their month. */
export async function tellOf(
  tx: Tx,
  ctx: WriteContext,
  kind: `months.${"published" | "closed" | "changed" | "reopened" | "corrected"}`,
  month: PlainDate,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length === 0) return;
  await tx
    .insert(notice)
    .values(personIds.map((personId) => ({ personId, kind, data: { personId, month: month.slice(0, 7) }, createdAt: ctx.now })));
}
