import { and, eq, sql } from "drizzle-orm";
import { checkDraw, checkPlace } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import type { PlainDate } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { draw, type Eligible, quotaOf, type RiskFacts, risksOf } from "./draw-rules";
import { type CheckTerms, type Duty, dutyOf } from "./duty.server";

type PoolRow = RiskFacts & { chatId: string; agentId: string };

const columns = sql`c.id as "chatId", c.person_id as "agentId", c.clearance, c.has_terms as "hasTerms", c.rating, c.is_inquiry as "isInquiry", c.outcome,
  c.first_response_ms as "firstResponseMs", c.longest_gap_ms as "longestGapMs"`;

const withRisks = (rows: readonly PoolRow[], terms: CheckTerms): Eligible[] =>
  rows.map(({ chatId, agentId, ...facts }) => ({
    chatId,
    agentId,
    risks: risksOf(facts, { firstS: terms.first_s, gapS: terms.gap_s, rating: terms.rating }),
  }));

/**
 * The chats that could be drawn: of these teams and days, of an agent other than the reader, with their text still there, that nobody has checked or passed over and nobody else was given
 * today. Reads by team and day, never the whole table.
 */
export async function eligibleChats(
  reader: Reader,
  supervisorId: string,
  { teamIds, from, to, today, terms }: Pick<Duty, "teamIds" | "from" | "to" | "today" | "terms">,
): Promise<Eligible[]> {
  const rows = await reader.execute<PoolRow>(sql`
    select ${columns} from chat c
    where c.team_id = any(${sql.param(teamIds)}::uuid[]) and c.day between ${from} and ${to} and c.person_id is not null and c.person_id <> ${supervisorId}
      and exists (select from chat_text t where t.chat_id = c.id)
      and not exists (select from chat_check k where k.chat_id = c.id)
      and not exists (select from check_skip s where s.chat_id = c.id)
      and not exists (select from check_place p join check_draw d on d.id = p.draw_id where p.chat_id = c.id and d.day = ${today})`);
  return withRisks(rows, terms);
}

/** When a chat of each of these agents was last checked. */
async function lastCheckedOf(reader: Reader, agentIds: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await reader.execute<{ id: string; at: string | null }>(sql`
    select a.id, (select k.saved_at::text from chat_check k where k.person_id = a.id order by k.saved_at desc limit 1) as at
    from unnest(${sql.param([...agentIds])}::uuid[]) a(id)`);
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** The row of somebody's draw of a day, if it was made. */
export async function drawOf(reader: Reader, supervisorId: string, day: PlainDate) {
  const [row] = await reader
    .select({ id: checkDraw.id, quota: checkDraw.quota, counted: checkDraw.counted, quick: checkDraw.quick, skipped: checkDraw.skipped })
    .from(checkDraw)
    .where(and(eq(checkDraw.supervisorId, supervisorId), eq(checkDraw.day, day)));
  return row ?? null;
}

/**
 * Draw what somebody reads today, once a day; a second call changes nothing. Waits until there is a chat: a file that comes in at ten is drawn from at ten. Two who lead the same team do not get the
 * same chat. Refuses who has no duty today (`no_duty`), and where nothing can be drawn yet (`nothing_to_draw`).
 */
export async function drawDay(ctx: WriteContext, supervisorId: string): Promise<Outcome<{ drawId: string }>> {
  const duty = await dutyOf(ctx.db, supervisorId, ctx.now);
  if (!duty) return refuse("no_duty");
  return write({ ...ctx, submissionId: null }, async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('check_draw'))`);
    const known = await drawOf(tx, supervisorId, duty.today);
    if (known) return accept({ drawId: known.id });
    const pool = await eligibleChats(tx, supervisorId, duty);
    if (pool.length === 0) return refuse("nothing_to_draw");
    return accept({ drawId: await insertDraw(tx, ctx, supervisorId, duty, pool) });
  });
}

async function insertDraw(tx: Tx, ctx: WriteContext, supervisorId: string, duty: Duty, pool: readonly Eligible[]): Promise<string> {
  const drawId = newId();
  const quota = quotaOf(duty.terms.quota, pool.length);
  const seed = newId();
  const drawn = draw(pool, quota, seed, await lastCheckedOf(tx, [...new Set(pool.map(({ agentId }) => agentId))]));
  const risks = new Map(pool.map((chat) => [chat.chatId, chat.risks]));
  await tx.insert(checkDraw).values({
    ...{
      id: drawId,
      supervisorId,
      day: duty.today,
      chatsFrom: duty.from,
      chatsTo: duty.to,
      teamIds: duty.teamIds,
      seed,
      asked: quota,
      quota,
      drawnAt: ctx.now,
    },
    pool: pool.map(({ chatId }) => chatId).sort(),
  });
  if (drawn.length > 0)
    await tx.insert(checkPlace).values(
      drawn.map(({ chatId, kind }, at) => ({
        drawId,
        place: at + 1,
        chatId,
        kind,
        risks: [...(risks.get(chatId) ?? [])],
        addedAt: ctx.now,
      })),
    );
  return drawId;
}

/** The same draw from what was stored of it: seed, chats, and what is counted of them. */
export async function drawAgain(reader: Reader, drawId: string, terms: CheckTerms): Promise<ReturnType<typeof draw>> {
  const [row] = await reader.select().from(checkDraw).where(eq(checkDraw.id, drawId));
  if (!row) return [];
  const rows = await reader.execute<PoolRow>(sql`select ${columns} from chat c where c.id = any(${sql.param(row.pool)}::uuid[])`);
  const agents = await reader.execute<{ id: string; at: string | null }>(sql`
    select a.id, (select k.saved_at::text from chat_check k where k.person_id = a.id and k.saved_at < ${row.drawnAt.toISOString()}::timestamptz
      order by k.saved_at desc limit 1) as at
    from unnest(${sql.param([...new Set(rows.map(({ agentId }) => agentId))])}::uuid[]) a(id)`);
  return draw(withRisks(rows, terms), row.asked, row.seed, new Map(agents.map(({ id, at }) => [id, at])));
}

/** The morning's draws of all whose duty it is, as soon as there are chats. A sweep: whoever has theirs already is passed over. */
export async function sweepDraws(db: Db, now: Date): Promise<void> {
  const at = sql`${now.toISOString()}::timestamptz`;
  const people = await db.execute<{ id: string }>(sql`
    select distinct g.person_id as id from role_grant g join person p on p.id = g.person_id left join team t on t.id = g.team_id
    where g.role = any(${sql.param(["supervisor", "manager"])}::text[]) and g.from_at <= ${at} and (g.to_at is null or g.to_at > ${at}) and p.disabled_at is null
      and not exists (select from check_draw d where d.supervisor_id = g.person_id and d.day = (${at} at time zone coalesce(t.zone, 'Asia/Shanghai'))::date)
    order by g.person_id`);
  for (const { id } of people) await drawDay({ db, actorId: null, now, requestId: "sweep", submissionId: null }, id);
}
