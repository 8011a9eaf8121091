import { composed } from "@db/demo/chat-talk";
import { chatList } from "~/chats/chat-list.server";
import { openPlace, saveCheck } from "~/chats/check.server";
import { drawDay } from "~/chats/draw.server";
import { dayOf, readingPage } from "~/chats/reading.server";
import { houseCard } from "~/chats/scorecard-default";
import { wordsOf } from "~/chats/words";
import { readSetting } from "~/people/settings.server";
import type { Db } from "~/platform/database.server";
import { plainDateIn } from "~/platform/dates";
import { seededRandom } from "~/platform/seed";
import { everyChat } from "@test/factories/chats";
import { type BenchDatabase, milliseconds, timed, withDatabase } from "./database";
import type { Figure } from "./run";

const TEAMS = 20;
const AGENTS = 12;
const DAYS = 60;
const LINES_A_CHAT = 14;
/** In messages, at about fourteen a chat: the shop grows from the first to the last. */
const SIZES = [100_000, 1_000_000, 5_000_000];
/** The day is drawn so often anew. */
const ROUNDS = 3;
/** Chats that are searched have their whole text; of the others one line is kept, for whether it is there. */
const SEARCHED = 1_000_000;
const TALKS = 400;
const READ = 30;
const WORDS = ["便宜", "防水", "发货", "雾蓝", "拉链 顺", "少十块我就拍", "nothing"];
/** A Wednesday at nine in the morning. */
const NOW = new Date("2026-03-18T01:00:00.000Z");

type Raw = BenchDatabase["sql"];

/** The daily checks over a year's chats: a day's draw, the reading view's next chat, saving a check, and finding chats by words. */
export function chatsDraw(tell: (line: string) => void): Promise<Figure[]> {
  return withDatabase("chats", tell, async ({ db, sql }) => {
    await people(sql);
    await months(sql);
    await talks(sql);
    const figures: Figure[] = [];
    for (const messages of SIZES) {
      const searched = messages === SIZES[0] ? 2 ** 31 - 1 : Math.round(SEARCHED / LINES_A_CHAT);
      const ms = await milliseconds(() => chatsUpTo(sql, Math.round(messages / LINES_A_CHAT), searched));
      await sql`vacuum analyze`;
      tell(`${messages / 1_000_000} M lines are there, made in ${(ms / 1000).toFixed(0)} s`);
      const figure = timed(`draw of ${messages / 1_000_000} M lines`, await drawing(db, sql));
      figures.push({ ...figure, growthRatio: figures[0] && figure.p95Ms / figures[0].p95Ms });
    }
    figures.push(...(await reading(db, sql)), ...(await searching(db)));
    for (const { name, p50Ms, p95Ms, growthRatio } of figures)
      tell(
        `${name}: ${p50Ms.toFixed(0)} ms, ${p95Ms.toFixed(0)} ms at p95${growthRatio ? `, ${growthRatio.toFixed(2)} of the first` : ""}`,
      );
    return figures;
  });
}

/** The day's draw of everybody who leads, some times over; the first round finds the machine cold and is not counted. */
async function drawing(db: Db, sql: Raw): Promise<number[]> {
  const leads = await sql<{ id: string }[]>`select person_id as id from role_grant where role = 'supervisor' order by person_id`;
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    await sql`delete from check_place`;
    await sql`delete from check_draw`;
    for (const { id } of leads) {
      const ms = await milliseconds(() => drawDay({ db, actorId: id, now: NOW, requestId: "bench", submissionId: null }, id));
      if (round > 0) times.push(ms);
    }
  }
  return times;
}

async function people(sql: Raw): Promise<void> {
  const created = NOW.toISOString();
  await sql`insert into team (id, name, working_week, created_at) select gen_random_uuid(), 'Team ' || n, '{1,2,3,4,5,6}', ${created} from generate_series(1, ${TEAMS}) n`;
  await sql`insert into store (id, name, platform, created_at) values (gen_random_uuid(), 'Store', 'taobao', ${created})`;
  await sql`insert into person (id, name, login, employed_since, created_at) select gen_random_uuid(), 'Lead ' || name, 'lead-' || id, ${created}, ${created} from team`;
  await sql`insert into role_grant (id, person_id, role, team_id, from_at)
    select gen_random_uuid(), p.id, 'supervisor', t.id, '2025-01-01' from team t join person p on p.login = 'lead-' || t.id`;
  await sql`insert into person (id, name, login, employed_since, created_at)
    select gen_random_uuid(), 'Agent ' || n, 'agent-' || t.id || '-' || n, ${created}, ${created} from team t, generate_series(1, ${AGENTS}) n`;
}

/** So many different chats; every chat of the shop is one of them. */
async function months(sql: Raw): Promise<void> {
  await sql`select make_chat_partition(day::date) from generate_series(${NOW.toISOString()}::timestamptz - make_interval(days => ${DAYS + 31}), ${NOW.toISOString()}::timestamptz, '1 month') day`;
}

async function talks(sql: Raw): Promise<void> {
  await sql`create unlogged table bench_talk (n int primary key, lines jsonb, words tsvector)`;
  for (let n = 0; n < TALKS; n++) {
    const one = composed(seededRandom(`talk ${n}`), (n % 10) / 10).lines;
    const lines = Array.from({ length: LINES_A_CHAT }, (_, at) => ({
      ...(one[at % one.length] ?? { who: "buyer" as const, text: "" }),
      at: at * 20_000,
    }));
    await sql`insert into bench_talk values (${n}, ${sql.json(lines)}, ${wordsOf(lines)}::tsvector)`;
  }
}

async function chatsUpTo(sql: Raw, count: number, searched: number): Promise<void> {
  await sql`
    with agent as (select p.id, t.id as team_id, row_number() over (order by p.id) - 1 as n from person p join team t on p.login like 'agent-' || t.id || '-%'),
      made as (
        insert into chat (id, store_id, platform, session_key, import_id, account, person_id, team_id, day, started_at, ended_at, buyer_lines, agent_lines, rounds, first_response_ms,
          average_response_ms, longest_gap_ms, products, terms, has_terms, asked_for_order, was_transferred, rating, is_inquiry, outcome, outcome_from, exposures, clearance)
        select overlay(gen_random_uuid()::text placing substr(uuid_floor(s.at)::text, 1, 13) from 1 for 13)::uuid, (select id from store), 'taobao', 'bench ' || s.n, gen_random_uuid(), 'a',
          a.id, a.team_id, (s.at at time zone 'Asia/Shanghai')::date, s.at, s.at + interval '5 minutes', 7, 7, 7, 5000 + s.n % 200 * 1000, 20000, 30000 + s.n % 300 * 1000, '{}', '[]', false,
          true, false, case when s.n % 5 = 0 then 1 + s.n % 5 end, true, case when s.n % 3 = 0 then 'unpaid' else 'paid' end, 'file', '{}', 'cleared'
        from (select n, ${NOW.toISOString()}::timestamptz - interval '13 hours' - make_interval(days => n % ${DAYS}) - make_interval(secs => n % 30000) as at
          from generate_series((select count(*) from chat)::int, ${count - 1}) n) s
        join agent a on a.n = s.n / ${DAYS} % (select count(*) from agent)
        returning id, session_key)
    insert into chat_text (chat_id, lines, words)
    select m.id, case when k.n < ${searched} then t.lines else jsonb_build_array(t.lines -> 0) end, case when k.n < ${searched} then t.words else ''::tsvector end
    from made m, lateral (select substr(m.session_key, 7)::int as n) k join bench_talk t on t.n = (k.n % 40000 * 7919) % ${TALKS}`;
}

async function reading(db: Db, sql: Raw): Promise<Figure[]> {
  const [lead] = await sql<{ id: string }[]>`select supervisor_id as id from check_draw order by supervisor_id limit 1`;
  const who = lead?.id ?? "";
  const today = plainDateIn("Asia/Shanghai", NOW);
  const pages: number[] = [];
  const saves: number[] = [];
  const marks = Object.fromEntries(houseCard.criteria.map(({ slug }) => [slug, "full"]));
  for (let place = 1; place <= READ; place++) {
    const now = new Date(NOW.getTime() + place * 30_000);
    const ctx = { db, actorId: who, now, requestId: "bench", submissionId: null };
    if (place === 1) await openPlace(ctx, today, place);
    pages.push(
      await milliseconds(async () => {
        const day = await dayOf(db, who, today);
        return day && readingPage(db, day, place, "zh-CN", now);
      }),
    );
    saves.push(await milliseconds(() => saveCheck(ctx, today, place, { marks, comment: "", lines: [] })));
  }
  return [timed("next chat to read", pages), timed("save a check", saves)];
}

async function searching(db: Db): Promise<Figure[]> {
  const terms = await readSetting(db, "chat_checks");
  const figures: Figure[] = [];
  for (const words of WORDS) {
    const times = [];
    for (let round = 0; round < 5; round++)
      times.push(await milliseconds(() => chatList(db, [{ role: "manager", teamId: null }], { ...everyChat, words }, terms)));
    figures.push(timed(`find ${words}`, times));
  }
  return figures;
}
