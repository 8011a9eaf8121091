import { loadPacks } from "~/curriculum/load-packs.server";
import { findItems } from "~/curriculum/search-find.server";
import { suggestionsFor } from "~/curriculum/search-suggest.server";
import { phraseOf, searchWords } from "~/curriculum/search-words";
import { shownKinds } from "~/library/kinds";
import { newId } from "~/platform/ids";
import { EVERY_STORE } from "~/scripts/address";
import { findScripts } from "~/scripts/find.server";
import { type BenchDatabase, withDatabase } from "./database";
import type { Figure } from "./run";

const ITEMS = 5000;
const ROUNDS = 20;
const asked = [
  "发货",
  "發貨",
  "发",
  "fahuo",
  "fh",
  "xian",
  "dispatch",
  "Dispatch leather",
  "发货 提醒",
  "b-03",
  "nothing-like-it",
  "qi tian",
];
const mistyped = ["tuihou", "fahuoo", "refnud", "dispach", "refnud polcy"];

/**
 * Searching a library of 5 000 items, our own content several times over, and then at the desk among 5 000 scripts: one statement each, its time as the
 * page waits for it.
 */
export function search(tell: (line: string) => void): Promise<Figure[]> {
  return withDatabase("search", tell, async ({ db, sql }) => {
    await loadPacks(db, "content", new Date("2026-03-02T01:00:00.000Z"));
    const count = await multiply(sql, shownKinds);
    const figures: Figure[] = [];
    for (const words of asked) figures.push(await timed(`search ${words}`, 1, () => inLibrary(db, words, false)));
    for (const words of mistyped) figures.push(await timed(`meant ${words}`, 2, () => inLibrary(db, words, true)));
    const scripts = await multiply(sql, ["script"]);
    const store = await scopeSome(sql);
    for (const words of asked) figures.push(await timed(`scripts ${words}`, 1, () => atDesk(db, words, EVERY_STORE)));
    for (const words of asked) figures.push(await timed(`scripts of a store ${words}`, 1, () => atDesk(db, words, store)));
    tell(`${count} items, ${scripts} scripts; the slowest search took ${Math.max(...figures.map((f) => f.p95Ms)).toFixed(0)} ms at p95`);
    return figures;
  });
}

/** Copies of every item of these kinds and its summary, until there are enough. */
async function multiply(sql: BenchDatabase["sql"], kinds: readonly string[]): Promise<number> {
  const count = async () =>
    (await sql<{ n: number }[]>`select count(*)::int as n from content_search where kind = any(${[...kinds]})`)[0]?.n ?? 0;
  for (let copy = 1; (await count()) < ITEMS; copy++)
    await sql`
      with one as (select i.*, gen_random_uuid() as copy_id from content_item i where slug !~ '-copy-' and kind = any(${[...kinds]})),
        item as (
          insert into content_item (id, kind, slug, pack, current_version_id, created_at)
          select copy_id, kind, slug || '-copy-' || ${`${kinds.length}-${copy}`}::text, pack, current_version_id, created_at from one
        )
      insert into content_search (item_id, version_id, format, kind, parent, topics, platforms, title, title_pinyin, words, pinyin)
      select one.copy_id, s.version_id, s.format, s.kind, s.parent, s.topics, s.platforms, s.title, s.title_pinyin, s.words, s.pinyin
      from one join content_search s on s.item_id = one.id`;
  await sql`vacuum analyze content_search`;
  await sql`analyze content_item`;
  return count();
}

/** One search of the library as its page asks; `meant`: with what may have been meant where nothing is found. */
async function inLibrary(db: BenchDatabase["db"], typed: string, meant: boolean): Promise<void> {
  const filter = { ...wordsOf(typed), kinds: shownKinds, kind: null, topic: null, pack: null, state: "current" as const };
  const { near } = await findItems(db, filter, 25, 0);
  if (meant) await suggestionsFor(db, filter, near ?? []);
}

/** Two stores, and every third script in one of them alone. Returns that of the others. */
async function scopeSome(sql: BenchDatabase["sql"]): Promise<string> {
  const [here, elsewhere, keeper] = [newId(), newId(), newId()];
  await sql`insert into store (id, name, platform, created_at) values (${here}, 'here', 'taobao', now()), (${elsewhere}, 'elsewhere', 'jd', now())`;
  await sql`insert into person (id, name, employed_since, created_at) values (${keeper}, 'keeper', now(), now())`;
  await sql`
    insert into script_store (item_id, store_id, set_by, set_at)
    select id, ${elsewhere}, ${keeper}, now() from (select id, row_number() over (order by id) as n from content_item where kind = 'script') i where n % 3 = 0`;
  await sql`vacuum analyze script_store`;
  return here;
}

/** One search of the scripts as the desk's page asks. */
async function atDesk(db: BenchDatabase["db"], typed: string, store: string): Promise<void> {
  const desk = { personId: newId(), today: "2026-03-02", store };
  await findScripts(db, { ...wordsOf(typed), desk, favouritesFirst: true, branch: null, platform: "taobao" }, 20, 0);
}

function wordsOf(typed: string) {
  const [words, phrase] = [searchWords(typed), phraseOf(typed)];
  return { words: phrase ? [phrase] : words, otherwise: phrase ? words : null };
}

async function timed(name: string, sqlPerOp: number, run: () => Promise<void>): Promise<Figure> {
  const times: number[] = [];
  const cpu = process.cpuUsage();
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    await run();
    times.push(performance.now() - began);
  }
  const { user, system } = process.cpuUsage(cpu);
  times.sort((a, b) => a - b);
  return {
    name,
    clients: 1,
    perSecond: (1000 * ROUNDS) / times.reduce((sum, ms) => sum + ms, 0),
    p50Ms: times[Math.floor(ROUNDS * 0.5)] ?? 0,
    p95Ms: times[Math.floor(ROUNDS * 0.95)] ?? 0,
    cpuMsPerOp: (user + system) / 1000 / ROUNDS,
    sqlPerOp,
    peakMb: process.memoryUsage().rss / 1e6,
  };
}
