import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { renewScores, scoreEverybody } from "~/kpi/scores.server";
import { lockFigures, renewMonths } from "~/results/renew-months.server";
import { type BenchDatabase, milliseconds, timed, withDatabase } from "./database";
import { usage } from "./drill-load";
import type { Figure } from "./run";

/** Part of the full size; 1 is 50 000 agents. */
const SCALE = Number(process.env.BENCH_SCALE ?? "1");
const AGENTS = Math.round(50_000 * SCALE);
const STORES = 300;
const EACH = 3;
/** So many agents have their raw rows too, of each day, store and part; of the others only the sums are there, which is all that scoring reads. */
const RAW = Math.min(AGENTS, 400);
const DAYS = 31;
const PARTS = 5;
const ONE_BY_ONE = 300;
const WARM_UP = 30;
const MONTH = "2026-03-01";
const NOW = new Date("2026-04-01T02:00:00.000Z");
const MB = 1e6;
/** What guards these tables row by row has nothing to look at here. */
const GUARDED = ["person", "state_span", "team_membership", "store_set", "store_share", "figure"];

type Raw = BenchDatabase["sql"];

/** A month of a large shop: everybody scored at once, and one agent anew after a figure has changed. */
export function kpiScore(tell: (line: string) => void): Promise<Figure[]> {
  return withDatabase("kpi", tell, async (on) => {
    const { db, sql } = on;
    const madeMs = await milliseconds(() => shop(sql));
    const raw = await sql<
      { personId: string; storeId: string; month: string }[]
    >`select distinct person_id as "personId", store_id as "storeId", ${MONTH} as month from figure`;
    const summedMs = await milliseconds(() =>
      db.transaction(async (tx) => {
        await lockFigures(tx);
        await renewMonths(tx, raw);
      }),
    );
    await sql`vacuum analyze`;
    const [size] = await sql<
      { figures: number; months: number }[]
    >`select (select count(*)::int from figure) as figures, (select count(*)::int from figure_month) as months`;
    tell(
      `${AGENTS} agents in ${EACH} stores each, ${DAYS} days: ${size?.months} months summed up; raw rows of ${RAW} agents (${size?.figures} of ${AGENTS * EACH * DAYS * PARTS}), made in ${(madeMs / 1000).toFixed(0)} s and summed up in ${(summedMs / 1000).toFixed(1)} s`,
    );
    const figures = [await everybody(on, tell, "first"), await everybody(on, tell, "again")];
    await sql`vacuum analyze kpi_score`;
    figures.push(...(await oneByOne(on)));
    for (const { name, p50Ms, p95Ms } of figures.slice(2))
      tell(`${name}: ${p50Ms.toFixed(1)} ms, ${p95Ms.toFixed(1)} ms at p95 (to be ≤ 20)`);
    return figures;
  });
}

/** The whole month; the second time every row is there already. */
async function everybody({ db, pid, statements }: BenchDatabase, tell: (line: string) => void, round: string): Promise<Figure> {
  const pids = { server: process.pid, database: pid };
  let peak = process.memoryUsage.rss();
  const timer = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const [own, before, sent] = [process.cpuUsage(), usage(pids).cpuMs, statements()];
  let scored = 0;
  const ms = await milliseconds(async () => (scored = await scoreEverybody(db, MONTH, NOW)));
  clearInterval(timer);
  const cpuMs = usage(pids).cpuMs - before;
  const { user, system } = process.cpuUsage(own);
  if (scored !== AGENTS) throw new Error(`${scored} of ${AGENTS} were scored`);
  tell(
    `everybody scored (${round}): ${(ms / 1000).toFixed(1)} s (to be ≤ 60 for 50 000), ${(cpuMs / 1000).toFixed(1)} s of CPU, ${((user + system) / 1e6).toFixed(1)} of it this process; memory ${(peak / MB).toFixed(0)} MB`,
  );
  const each = { cpuMsPerOp: cpuMs / scored, sqlPerOp: (statements() - sent) / scored };
  return { name: `kpi month, ${round}`, clients: 1, perSecond: (1000 * scored) / ms, p50Ms: ms, p95Ms: ms, ...each, peakMb: peak / MB };
}

/** One agent anew: the score alone, and with the sums of a store. */
async function oneByOne({ db, sql, pid, statements }: BenchDatabase): Promise<Figure[]> {
  const agents = await sql<
    { id: string; storeId: string }[]
  >`select distinct on (person_id) person_id as id, store_id as "storeId" from figure order by person_id limit ${ONE_BY_ONE}`;
  const pids = { server: process.pid, database: pid };
  const each = async (name: string, work: (agent: (typeof agents)[number]) => Promise<unknown>): Promise<Figure> => {
    // The first few find nothing compiled.
    for (const agent of agents.slice(0, WARM_UP)) await work(agent);
    const [cpuMs, sent, times]: [number, number, number[]] = [usage(pids).cpuMs, statements(), []];
    for (const agent of agents) times.push(await milliseconds(() => work(agent)));
    const of = (sum: number) => sum / agents.length;
    return {
      ...timed(name, times),
      cpuMsPerOp: of(usage(pids).cpuMs - cpuMs),
      sqlPerOp: of(statements() - sent),
      peakMb: process.memoryUsage.rss() / MB,
    };
  };
  return [
    await each("kpi agent", ({ id }) => db.transaction((tx) => renewScores(tx, MONTH, [id], NOW))),
    await each("kpi figure + agent", ({ id, storeId }) =>
      db.transaction(async (tx) => {
        await lockFigures(tx);
        await renewMonths(tx, [{ personId: id, storeId, month: MONTH }]);
        await renewScores(tx, MONTH, [id], NOW);
      }),
    ),
  ];
}

async function shop(sql: Raw): Promise<void> {
  const created = "2025-11-01T00:00:00.000Z";
  for (const table of GUARDED) await sql`alter table ${sql(table)} disable trigger user`;
  await sql`insert into team (id, name, working_week, created_at) select gen_random_uuid(), 'Team ' || n, '{1,2,3,4,5,6}', ${created} from generate_series(1, ${Math.ceil(AGENTS / 20)}) n`;
  await sql`insert into store (id, name, platform, created_at) select gen_random_uuid(), 'Store ' || n, 'taobao', ${created} from generate_series(1, ${STORES}) n`;
  await sql`insert into person (id, name, login, state, state_since, employed_since, created_at)
    select gen_random_uuid(), 'Agent ' || n, 'agent-' || n, 'active', ${created}, ${created}, ${created} from generate_series(1, ${AGENTS}) n`;
  await sql`create temporary table agent as select id, row_number() over (order by id) as n from person`;
  await sql`create temporary table shelf as select id, row_number() over (order by id) as n from store`;
  await sql`create temporary table pair as select a.id as person_id, a.n, s.id as store_id, k from agent a cross join generate_series(1, ${EACH}) k join shelf s on s.n = (a.n * 7 + k * 31) % ${STORES} + 1`;
  await sql`insert into state_span (id, person_id, state, from_at) select gen_random_uuid(), id, 'active', ${created} from agent`;
  await sql`insert into team_membership (id, person_id, team_id, from_day)
    select gen_random_uuid(), a.id, t.id, '2025-11-01' from agent a join (select id, row_number() over (order by id) as n, count(*) over () as all from team) t on t.n = a.n % t.all + 1`;
  await sql`insert into store_set (id, person_id, from_day, reason) select gen_random_uuid(), id, '2025-11-01', 'three of them' from agent`;
  await sql`insert into store_share (store_set_id, store_id, share) select s.id, p.store_id, (array[50, 30, 20])[p.k] from pair p join store_set s using (person_id)`;
  await rules(sql, created);
  await sql`insert into figure (id, person_id, store_id, part, source, from_day, to_day, measures, entered_by, at)
    select gen_random_uuid(), p.person_id, p.store_id, m.part, 'reported', d.day, d.day, m.measures, p.person_id, ${NOW.toISOString()}
    from pair p cross join lateral (select ${MONTH}::date + i as day, (p.n * 13 + i * 7 + p.k) % 40 + 5 as q from generate_series(0, ${DAYS - 1}) i) d
    cross join lateral (values ${measures(sql)}) m (part, measures) where p.n <= ${RAW}`;
  await sql`insert into figure_month (person_id, month, store_id, sums, days)
    select p.person_id, ${MONTH}::date, p.store_id,
      jsonb_object_agg(m.part, case when m.part = 'reception' then m.measures - 'firstResponseMs' || jsonb_build_object('firstResponseWeighted', d.q * 31 * 25000, 'firstResponseWeight', d.q * 31) else m.measures end),
      '{"conversion": 31, "reception": 31, "sales": 31, "rating": 31, "push": 31}'
    from pair p cross join lateral (select ((p.n * 13 + p.k) % 40 + 5) * 31 as q) d cross join lateral (values ${measures(sql)}) m (part, measures) where p.n > ${RAW} group by 1, 2, 3`;
  for (const table of GUARDED) await sql`alter table ${sql(table)} enable trigger user`;
}

/** A day, or a month, of one agent in one store with `d.q` inquiries. */
function measures(sql: Raw) {
  return sql`
    ('conversion', jsonb_build_object('inquiries', d.q, 'paid', d.q * 3 / 4, 'refunded', d.q / 40)),
    ('reception', jsonb_build_object('consulted', d.q + 3, 'received', d.q + 2, 'effective', d.q, 'firstResponseMs', 18000 + d.q * 211, 'characters', d.q * 190)),
    ('sales', jsonb_build_object('salesFen', d.q * 8123, 'units', d.q, 'buyers', d.q * 2 / 3, 'netFen', d.q * 7911)),
    ('rating', jsonb_build_object('received', d.q + 2, 'invited', d.q / 2, 'stars5', d.q / 3, 'stars4', d.q / 9, 'stars1', d.q / 30)),
    ('push', jsonb_build_object('pushUnits', d.q / 10))`;
}

/** The content's default for the shop, and for each third store in its own version; targets and tasks everywhere. */
async function rules(sql: Raw, created: string): Promise<void> {
  const body = JSON.stringify(parse(readFileSync("content/taobao-cs/kpi.yaml", "utf8")));
  await sql`insert into kpi_rule_set (id, store_id, from_month, version, body, created_at, published_at, published_by)
    select gen_random_uuid(), s.id, '2026-01-01', 1, ${body}::text::jsonb, ${created}, ${created}, a.id
    from (select null::uuid as id union all select id from shelf where n % 3 = 0) s cross join (select id from agent limit 1) a`;
  await sql`insert into kpi_target (store_id, month, price_fen, push_units, changed_at) select id, ${MONTH}::date, 9900 + n, 60, ${created} from shelf`;
}
