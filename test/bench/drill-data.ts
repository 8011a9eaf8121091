import type { connectRaw } from "@db/client";

type Sql = ReturnType<typeof connectRaw>;

/** Each person has so many cards, each answered twice. */
const CARDS = 50;
const ANSWERS = 2;
const PORTION = 5_000;

/** A card that was answered twice and is due: two of five fluent, the others one right answer before it. */
const isFluent = "get_byte(uuid_send(item_id), 15) % 5 < 2";
const dueCard = {
  due_at: "now() - interval '1 day'",
  plain_due_at: "now() - interval '1 day'",
  reviewed_at: "now() - interval '6 days'",
  stability: "5",
  difficulty: "5",
  stage: "'review'",
  step: "0",
  reps: "2",
  first_right_at: "now() - interval '6 days'",
  first_right_ms: "6000",
  second_right_at: `case when ${isFluent} then now() - interval '5 days' end`,
  second_right_ms: `case when ${isFluent} then 6000 end`,
  fluent_until: `case when ${isFluent} then now() + interval '1 day' end`,
};

/** The cookie's token of the nth person, and in SQL the same for `n`. */
const tokenOf = `left(encode(sha256(('bench ' || n)::bytea), 'hex'), 50)`;

/**
 * A shop of this size, written with SQL: people with a session each, their cards, all due, and half a year of attempts in monthly partitions. The guards of the
 * tables judge nothing here (`sql` is a superuser's).
 */
export async function fill(sql: Sql, people: number, tell: (line: string) => void): Promise<void> {
  const began = performance.now();
  await sql.unsafe("set session_replication_role = replica");
  await sql.unsafe("set role deskready_owner");
  await partitions(sql);
  await sql.unsafe(
    "create table bench_person (n integer primary key, id uuid, team uuid); create table bench_item (k integer primary key, id uuid, version uuid)",
  );
  await sql.unsafe("reset role");
  await sql.unsafe(`insert into team (id, name, working_week, created_at) select uuidv7(), 'Bench ' || n, '{1,2,3,4,5}', now()
    from generate_series(1, greatest(1, ${people} / 20)) n`);
  await sql.unsafe(`insert into bench_person select n, uuidv7() as id, (select array_agg(id) from team where starts_with(name, 'Bench')) [1 + n % greatest(1, ${people} / 20)] as team
    from generate_series(1, ${people}) n`);
  await sql.unsafe(`insert into person (id, name, login, locale, state, state_since, clearance, employed_since, hire_date, created_at)
    select id, 'Bench ' || n, 'bench' || n, 'zh-CN', 'active', now(), 'full', now() - interval '200 days', current_date - 200, now() from bench_person`);
  await sql.unsafe(
    `insert into role_grant (id, person_id, role, team_id, from_at) select uuidv7(), id, 'agent', team, now() - interval '200 days' from bench_person`,
  );
  await sql.unsafe(
    `insert into team_membership (id, person_id, team_id, from_day) select uuidv7(), id, team, current_date - 200 from bench_person`,
  );
  await sql.unsafe(
    `insert into session (id, person_id, expires_at) select encode(sha256((${tokenOf})::bytea), 'hex'), id, now() + interval '29 days' from bench_person`,
  );
  await sql.unsafe(`insert into bench_item select row_number() over (order by i.slug) - 1 as k, i.id, i.current_version_id as version
    from content_item i join content_version v on v.id = i.current_version_id
    where i.kind = 'question' and i.archived_at is null and v.body -> 'made_from' is null
      and v.body ->> 'type' in ('single_choice', 'multiple_choice', 'choose_next_line', 'short_text')`);
  const indexes = await sql<{ name: string; definition: string }[]>`
    select indexname as name, indexdef as definition from pg_indexes where tablename in ('attempt', 'bank_card') and indexname not like '%_pk'`;
  for (const { name } of indexes) await sql.unsafe(`drop index "${name}"`);
  for (let from = 1; from <= people; from += PORTION) await portion(sql, from, Math.min(people, from + PORTION - 1));
  for (const { definition } of indexes) await sql.unsafe(definition.replace(" ON ONLY ", " ON "));
  await sql.unsafe("set session_replication_role = origin");
  await sql.unsafe("vacuum analyze");
  const [size] = await sql<{ size: string; attempts: number }[]>`select pg_size_pretty(pg_database_size(current_database())) as size,
    (select sum(reltuples)::bigint::int from pg_class where relname ~ '^attempt_(default|20.*)$' and relkind = 'r') as attempts`;
  tell(`${people} people, ${size?.attempts} attempts, ${size?.size}, made in ${((performance.now() - began) / 1000).toFixed(0)} s`);
}

/** The months of the past half year, as a shop that was in use then has them. */
async function partitions(sql: Sql): Promise<void> {
  for (let back = 1; back <= 7; back++)
    await sql.unsafe(`do $$ declare first timestamptz := date_trunc('month', now()) - interval '${back} months'; begin
      execute format('create table if not exists %I partition of attempt for values from (%L) to (%L)', 'attempt_' || to_char(first, 'YYYY_MM'),
        uuid_floor(first), uuid_floor(first + interval '1 month')); end $$`);
}

async function portion(sql: Sql, from: number, to: number): Promise<void> {
  const card = `from bench_person p cross join generate_series(0, ${CARDS - 1}) j join bench_item i on i.k = (p.n * 7 + j) % (select count(*) from bench_item)
    where p.n between ${from} and ${to}`;
  await sql.unsafe(`insert into bank_card (person_id, item_id, required, entered_at, begun_at, revision, ${Object.keys(dueCard).join()})
    select person_id, item_id, true, now() - interval '200 days', now() - interval '180 days', 2, ${Object.values(dueCard).join()}
    from (select p.id as person_id, i.id as item_id ${card}) one`);
  await sql.unsafe(`insert into attempt (person_id, id, question_version_id, context, context_id, item_id, answer, correct, share, answer_ms, at, rating)
    select a.person, (substr(uuid_floor(a.at)::text, 1, 14) || '7' || substr(a.tail, 1, 3) || '-8' || substr(a.tail, 4, 3) || '-' || substr(a.tail, 7, 12))::uuid,
      a.version, 'drill', a.item, a.item, '{"option": "a"}', true, 1, 6000, a.at, 'good'
    from (select p.id as person, i.id as item, i.version, now() - random() * interval '180 days' as at, md5(random()::text) as tail ${card.replace(
      " join bench_item",
      ` cross join generate_series(1, ${ANSWERS}) join bench_item`,
    )}) a`);
}

/** All cards due again. Their revision moves on: no ticket from before holds. */
export async function dueAgain(sql: Sql): Promise<void> {
  const columns = Object.entries(dueCard).map(([column, value]) => `${column} = ${value}`);
  await sql.unsafe(`update bank_card set ${columns.join()}, revision = revision + 1`);
}

/** Cards of some people as the floor answers them, in no order: each person with their cookie's token. */
export async function someCards(sql: Sql, people: number): Promise<FloorCard[][]> {
  const rows = await sql.unsafe<
    FloorCard[]
  >(`select p.n, ${tokenOf} as token, p.id as person, c.item_id as item, c.revision, i.current_version_id as version
    from (select * from bench_person order by random() limit ${people}) p join bank_card c on c.person_id = p.id join content_item i on i.id = c.item_id`);
  const byPerson = new Map<string, FloorCard[]>();
  for (const row of rows) byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), row]);
  return [...byPerson.values()];
}
export type FloorCard = { n: number; token: string; person: string; item: string; revision: number; version: string };

/** Tokens of some people, in no order. */
export async function someTokens(sql: Sql, people: number): Promise<string[]> {
  const rows = await sql.unsafe<{ token: string }[]>(`select ${tokenOf} as token from bench_person order by random() limit ${people}`);
  return rows.map(({ token }) => token);
}
