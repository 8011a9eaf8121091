import { sql } from "drizzle-orm";
import { questionHealth } from "@db/schema";
import type { Question } from "~/curriculum/pack-question";
import { versionsById } from "~/curriculum/queries.server";
import type { Reader, Tx } from "~/platform/database.server";
import { type Counts, discriminationOf, figureRows, figuresOf, firstsOf, NOTHING_COUNTED, answersOf } from "./figures";
import { flagsOf, troubleOf } from "./statistics";
import { rulesInForce } from "./tuning.server";

/** So many questions are looked at anew at once. */
const AT_ONCE = 500;

/** What was counted of these versions, by version; those of which nothing was are left out. One statement. */
export async function countsOf(reader: Reader, versionIds: readonly string[]): Promise<Map<string, Counts>> {
  if (versionIds.length === 0) return new Map();
  const where = sql`'context', context, 'first', first`;
  const rows = await reader.execute<{ id: string; counts: Counts }>(sql`
    select v.id, json_build_object(
      'stats', (select json_agg(json_build_object(${where}, 'n', n, 'correct', correct, 'shares', shares, 'waiting', waiting))
        from question_stat where version_id = v.id),
      'times', coalesce((select json_agg(json_build_object(${where}, 'step', step, 'n', n)) from question_time where version_id = v.id), '[]'),
      'picks', coalesce((select json_agg(json_build_object('pick', p.pick, 'n', p.n) order by p.n desc, p.pick) from (
        select pick, sum(n)::int as n from question_pick where version_id = v.id group by pick order by n desc, pick limit 60) p), '[]'),
      'rest', (select json_build_object('n', n, 'x', x, 'y', y, 'yy', yy, 'xy', xy) from question_rest where version_id = v.id)) as counts
    from unnest(${sql.param([...versionIds])}::uuid[]) v (id) where exists (select from question_stat where version_id = v.id)`);
  return new Map(rows.map(({ id, counts }) => [id, counts]));
}

/**
 * Say anew how questions do: those whose versions were counted, and those of which another version or other rules came into force since. Returns whether some
 * are left for the next time.
 */
export async function refreshHealth(tx: Tx, touched: readonly string[]): Promise<boolean> {
  const rules = await rulesInForce(tx);
  const most = AT_ONCE + touched.length;
  const rows = await tx.execute<{ itemId: string; versionId: string }>(sql`
    select i.id as "itemId", i.current_version_id as "versionId" from content_item i left join question_health h on h.item_id = i.id
    where i.kind = 'question' and (i.current_version_id = any(${sql.param([...touched])}::uuid[])
      or h.version_id is distinct from i.current_version_id or h.rules_id is distinct from ${rules.id}::uuid)
    order by i.current_version_id = any(${sql.param([...touched])}::uuid[]) desc limit ${most}`);
  if (rows.length === 0) return false;
  const ids = rows.map(({ versionId }) => versionId);
  const [versions, counts] = [await versionsById(tx, ids), await countsOf(tx, ids)];
  const health = rows.flatMap(({ itemId, versionId }) => {
    const body = versions.get(versionId)?.body as Question | undefined;
    if (!body) return [];
    const counted = counts.get(versionId) ?? NOTHING_COUNTED;
    const figures = figuresOf(counted, body, rules);
    const flags = flagsOf(figures, rules.flags);
    const firsts = firstsOf(counted);
    const medianMs = figures.drilled.medianMs ?? figureRows(counted).find((row) => row.medianMs !== null)?.medianMs ?? null;
    return [
      {
        itemId,
        versionId,
        rulesId: rules.id,
        answers: answersOf(counted),
        firsts: firsts.of,
        firstsCorrect: firsts.part,
        discrimination: discriminationOf(counted),
        medianMs,
        flags,
        trouble: troubleOf(flags),
      },
    ];
  });
  const taken = (column: string) => sql.raw(`excluded.${column}`);
  if (health.length > 0)
    await tx
      .insert(questionHealth)
      .values(health)
      .onConflictDoUpdate({
        target: questionHealth.itemId,
        set: {
          versionId: taken("version_id"),
          rulesId: taken("rules_id"),
          answers: taken("answers"),
          firsts: taken("firsts"),
          firstsCorrect: taken("firsts_correct"),
          discrimination: taken("discrimination"),
          medianMs: taken("median_ms"),
          flags: taken("flags"),
          trouble: taken("trouble"),
        },
      });
  return rows.length === most;
}
