import { sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import { showScore } from "~/platform/decimal";

const LISTED = 30;

type Row = {
  chatId: string;
  startedAt: string;
  savedAt: string;
  score: string;
  criticalFailed: boolean;
  comment: string;
  replies: number;
  disputed: boolean;
  outcome: string;
};

/** An agent's own checks, the newest first, one a chat with the score that holds; `before`: those saved before that instant. With the mean and the count of the last 30 days. Two statements. */
export async function ownChecks(reader: Reader, personId: string, before: Date | null, now: Date) {
  const rows = await reader.execute<Row>(sql`
    select k.chat_id as "chatId", c.started_at as "startedAt", k.saved_at as "savedAt", k.score::text, k.critical_failed as "criticalFailed", k.comment, c.outcome,
      (select count(*)::int from check_reply r where r.chat_id = k.chat_id) as replies,
      exists (select from check_dispute d where d.chat_id = k.chat_id and d.closed_at is null) as disputed
    from chat_check k join chat c on c.id = k.chat_id
    where k.person_id = ${personId} and (${before?.toISOString() ?? null}::timestamptz is null or k.saved_at < ${before?.toISOString() ?? null}::timestamptz)
      and not exists (select from chat_check later where later.chat_id = k.chat_id and later.number > k.number)
    order by k.saved_at desc limit ${LISTED + 1}`);
  const since = new Date(now.getTime() - 30 * 86_400_000).toISOString();
  const [sum] = await reader.execute<{ n: number; mean: string | null }>(sql`
    select count(*)::int as n, round(avg(k.score), 12)::text as mean from chat_check k
    where k.person_id = ${personId} and k.saved_at >= ${since}::timestamptz
      and not exists (select from chat_check later where later.chat_id = k.chat_id and later.number > k.number)`);
  const shown = rows
    .slice(0, LISTED)
    .map((row) => ({ ...row, startedAt: new Date(row.startedAt), savedAt: new Date(row.savedAt), score: showScore(row.score) }));
  return {
    rows: shown,
    more: rows.length > LISTED ? (shown.at(-1)?.savedAt ?? null) : null,
    count: sum?.n ?? 0,
    mean: sum?.mean ? showScore(sum.mean) : null,
  };
}
