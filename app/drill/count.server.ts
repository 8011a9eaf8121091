import { type SQL, sql } from "drizzle-orm";
import { statisticsMark } from "@db/schema";
import type { Db, Tx } from "~/platform/database.server";
import { refreshHealth } from "./health.server";
import { TIME_BOUNDS } from "./statistics";

export const COUNT_TASK = "count-answers";

/** About so many answers are counted in one transaction; what is younger than a minute may still be under way in another, and waits. */
const USUAL = { atOnce: 20_000, settledMs: 60_000 };
/** So long one run of the job goes on; the next minute's goes on from there. */
const RUN_MS = 45_000;
/** A rest of fewer other questions says nothing about who knows more. */
const LEAST_OTHERS = 3;

/**
 * Count what was answered and graded since the last time, and say anew how those questions do. Runs each minute in the worker, never with an answer. A kill at
 * any moment loses only the part under way: the mark moves in the transaction that counts.
 */
export async function countAnswers(db: Db): Promise<void> {
  const until = Date.now() + RUN_MS;
  while (await db.transaction((tx) => countNext(tx))) if (Date.now() > until) return;
}

/**
 * Count one stretch of time; whether there is more. Times here are the database's own, by which it stores: the product's clock may be another (a demo's, a
 * test's). Of two counters at once the second finds the mark taken and leaves.
 */
export async function countNext(tx: Tx, how = USUAL): Promise<boolean> {
  const stretch = await nextStretch(tx, how);
  if (!stretch) return false;
  const { from, to, isLast } = stretch;
  const touched = to === from ? [] : await countStretch(tx, from, to);
  await tx.execute(sql`update statistics_mark set counted_to = ${to}::timestamptz where name = 'answers'`);
  return (await refreshHealth(tx, touched)) || !isLast;
}

/** From the mark to where all is settled, or to where it is as much as is counted at once. Instants as texts: a Date has no microseconds. */
async function nextStretch(tx: Tx, { atOnce, settledMs }: typeof USUAL): Promise<{ from: string; to: string; isLast: boolean } | null> {
  const settled = sql`now() - ${settledMs} * interval '1 millisecond'`;
  await tx
    .insert(statisticsMark)
    .values({ name: "answers", countedTo: sql`coalesce((select min(stored_at) from attempt), ${settled})` })
    .onConflictDoNothing();
  const [mark] = await tx.execute<{ from: string; to: string }>(sql`
    select m.counted_to::text as from, greatest(m.counted_to, least(${settled},
      -- A transaction that has been open for longer will store what it stores under the time of its beginning.
      (select min(xact_start) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid())))::text as to
    from statistics_mark m where m.name = 'answers' for update skip locked`);
  if (!mark) return null;
  let { to } = mark;
  for (;;) {
    const [row] = await tx.execute<{ n: number; half: string; isShort: boolean }>(sql`
      select (select count(*)::int from (select from attempt where stored_at >= ${mark.from}::timestamptz and stored_at < ${to}::timestamptz
          limit ${atOnce + 1}) a) as n,
        (${mark.from}::timestamptz + (${to}::timestamptz - ${mark.from}::timestamptz) / 2)::text as half,
        ${to}::timestamptz - ${mark.from}::timestamptz < interval '1 second' as "isShort"`);
    // What one transaction stored has one instant: it is counted at once, however much.
    if (!row || row.n <= atOnce || row.isShort) return { from: mark.from, to, isLast: to === mark.to };
    to = row.half;
  }
}

/** The grade of the attempt `of` that held at the end of a phase: the highest number stored by then; none: its own. */
const gradeOf = (of: SQL) => sql`left join lateral (
  select g.correct, g.share from attempt_grading g
  where g.person_id = ${of}.person_id and g.attempt_id = ${of}.id and g.stored_at < p.until order by g.number desc limit 1) g on true`;

/** A written answer as it is compared at a glance: what is left of the differences is taken together when it is shown. */
const written = (text: SQL) => sql`left(lower(normalize(btrim(${text}), nfkc)), 60)`;

/** What an answer `s` picked or wrote, one row each. Of written ones only the wrong are of interest. */
const picks = sql`
  select s.answer ->> 'option' where s.type in ('single_choice', 'image_choice', 'choose_next_line')
  union all select jsonb_array_elements_text(s.answer -> 'options') where s.type = 'multiple_choice' and jsonb_typeof(s.answer -> 'options') = 'array'
  union all select t.said from (values (s.answer ->> 'truth'), (s.answer ->> 'reason')) t (said) where s.type = 'true_false'
  union all select ${written(sql`s.answer ->> 'text'`)} where s.type in ('short_text', 'number', 'find_product') and not s.correct
  union all select b.key || ' ' || ${written(sql`b.value`)}
    from jsonb_each_text(case when jsonb_typeof(s.answer -> 'blanks') = 'object' then s.answer -> 'blanks' end) b
    where s.type = 'fill_blanks' and not s.correct`;

/**
 * Count all that was stored from `from` up to `to`: attempts for the first time, and attempts whose grade became another, once more with the new one and
 * once less with the old. One statement, so that all of it rests on one sight of the data. Returns the versions it touched.
 */
async function countStretch(tx: Tx, from: string, to: string): Promise<string[]> {
  const isIn = (at: SQL) => sql`${at} >= ${from}::timestamptz and ${at} < ${to}::timestamptz`;
  const phases = sql`cross join (values (-1, ${from}::timestamptz), (1, ${to}::timestamptz)) p (sign, until)`;
  const adds = (table: SQL, ...columns: string[]) =>
    sql.join(
      columns.map((column) => sql`${sql.identifier(column)} = ${table}.${sql.identifier(column)} + excluded.${sql.identifier(column)}`),
      sql`, `,
    );
  const rows = await tx.execute<{ id: string }>(sql`
    with stored as materialized (
      select a.* from attempt a where ${isIn(sql`a.stored_at`)}
      union all
      select a.* from (select distinct person_id, attempt_id from attempt_grading where ${isIn(sql`stored_at`)}) g
        join attempt a on a.person_id = g.person_id and a.id = g.attempt_id where a.stored_at < ${from}::timestamptz
    ),
    version as materialized (
      select id, item_id, body ->> 'type' as type from content_version where id in (select question_version_id from stored)
    ),
    met as materialized (
      select distinct on (a.person_id, v.item_id) a.person_id, v.item_id, a.id from attempt a join content_version v on v.id = a.question_version_id
      where a.person_id in (select person_id from stored) order by a.person_id, v.item_id, a.stored_at, a.id
    ),
    state as materialized (
      select v.id as version_id, a.context, a.id = m.id as first, v.type, a.answer, a.answer_ms, p.sign,
        coalesce(g.correct, a.correct) as correct, round(10000 * coalesce(g.share, a.share))::bigint as share, g.correct is null and a.undecided as waits
      from stored a join version v on v.id = a.question_version_id join met m on m.person_id = a.person_id and m.item_id = v.item_id
      ${phases} ${gradeOf(sql`a`)} where a.stored_at < p.until
    ),
    stats as (
      insert into question_stat (version_id, context, first, n, correct, shares, waiting)
      select version_id, context, first, coalesce(sum(sign) filter (where not waits), 0), coalesce(sum(sign) filter (where not waits and correct), 0),
        coalesce(sum(sign * share) filter (where not waits), 0), coalesce(sum(sign) filter (where waits), 0)
      from state group by 1, 2, 3
      on conflict (version_id, context, first) do update set ${adds(sql`question_stat`, "n", "correct", "shares", "waiting")}
    ),
    times as (
      insert into question_time (version_id, context, first, step, n)
      select version_id, context, first, width_bucket(answer_ms, ${sql.param([...TIME_BOUNDS])}::int[]), sum(sign)
      from state where not waits and correct and answer_ms > 0 group by 1, 2, 3, 4 having sum(sign) <> 0
      on conflict (version_id, context, first, step) do update set ${adds(sql`question_time`, "n")}
    ),
    picked as (
      insert into question_pick (version_id, context, first, pick, n)
      select s.version_id, s.context, s.first, k.pick, sum(s.sign) from state s cross join lateral (${picks}) k (pick)
      where not s.waits and k.pick <> '' group by 1, 2, 3, 4 having sum(s.sign) <> 0
      on conflict (version_id, context, first, pick) do update set ${adds(sql`question_pick`, "n")}
    ),
    sat as materialized (
      select a.context_id, a.question_version_id as version_id, p.sign, coalesce(g.correct, a.correct)::int as x, coalesce(g.share, a.share) as share,
        g.correct is null and a.undecided as waits
      from (select distinct context_id from stored where context = 'sitting') s
        join attempt a on a.context_id = s.context_id and a.context = 'sitting' ${phases} ${gradeOf(sql`a`)}
      where a.stored_at < p.until
    ),
    -- A sitting of which something waits for a grade counts once all is graded.
    whole as (
      select context_id, sign, count(*) as k, sum(share) as share from sat group by 1, 2 having not bool_or(waits) and count(*) > ${LEAST_OTHERS}
    ),
    pairs as (
      select s.version_id, s.sign, s.x, round(10000 * (w.share - s.share) / (w.k - 1))::bigint as y
      from sat s join whole w on w.context_id = s.context_id and w.sign = s.sign
    ),
    rest as (
      insert into question_rest (version_id, n, x, y, yy, xy)
      select version_id, sum(sign), sum(sign * x), sum(sign * y), sum(sign * y * y), sum(sign * x * y) from pairs group by 1
      on conflict (version_id) do update set ${adds(sql`question_rest`, "n", "x", "y", "yy", "xy")}
      returning version_id
    )
    select id from version union select version_id from rest`);
  const touched = rows.map(({ id }) => id);
  for (const table of [sql`question_time`, sql`question_pick`])
    await tx.execute(sql`delete from ${table} where n = 0 and version_id = any(${sql.param(touched)}::uuid[])`);
  return touched;
}
