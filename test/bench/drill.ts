import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connectRaw } from "@db/client";
import { type Embedded, startEmbedded } from "@db/embedded";
import { newId } from "~/platform/ids";
import { type RunningApp, startApp } from "@test/setup/app";
import { dueAgain, fill, someCards, someTokens } from "./drill-data";
import { type Learner, type Load, load, post, usage } from "./drill-load";
import type { Figure } from "./run";

/** Part of the full size of the large shop (100 000 people, 10 million attempts); 0 leaves growth out. */
const SCALE = Number(process.env.BENCH_SCALE ?? "1");
const SMALL = 100;
const LARGE = Math.round(100_000 * SCALE);
const CLIENTS = [1, 8, 32];
const RUNS = 3;
/** As long as the app still gets quicker: it has a hundred times as much to compile as the floors. */
const WARM_UP_S = 30;
const RUN_S = 4;
/** So many people answer in a round; each has more cards than a round takes. */
const LEARNERS = 100;

type Sql = ReturnType<typeof connectRaw>;
/** Something that answers: the app or a floor. `learners` are those of one round. */
type Subject = { name: string; pid: number; learners(): Promise<Learner[]>; statements?(): Promise<number> };
type Shop = { sql: Sql; app: RunningApp; content: number };
type Measured = {
  perSecond: number;
  p50Ms: number;
  p95Ms: number;
  cpuMsPerOp: number;
  sqlPerOp: number;
  serverMb: number;
  databaseMb: number;
};

/** Answering a drill's question: against a bare server, at 1, 8 and 32 clients; and in a shop a thousand times as large. */
export async function drill(tell: (line: string) => void): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "deskready-bench-"));
  chmodSync(folder, 0o711);
  const quiet = { info: () => undefined, warn: tell };
  const shops: Shop[] = [];
  const floors: ChildProcess[] = [];
  // Written without fsync, measured with it.
  let server = await startEmbedded(folder, quiet, { fsync: "off", max_wal_size: "4GB", maintenance_work_mem: "512MB", autovacuum: "off" });
  try {
    const names = ["small", ...(LARGE > 0 ? ["large"] : [])];
    for (const name of names) await make(server, name, name === "small" ? SMALL : LARGE, tell);
    await server.stop();
    server = await startEmbedded(folder, quiet);
    for (const name of names) shops.push(await open(server, name, folder));
    const [small, large] = shops;
    if (!small) throw new Error("there is no shop");
    const figures: Figure[] = [];
    const floor = await startFloor(server.urlFor("small", "app"), floors);
    figures.push(...(await againstFloor(server, small, floor, tell)));
    if (large) figures.push(...(await growth(server, small, large, tell)));
    return figures;
  } finally {
    for (const child of floors) child.kill();
    for (const { app, sql } of shops) {
      await app.stop();
      await sql.end({ timeout: 5 });
    }
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A database with content (the app loads it at its start) and people. */
async function make(server: Embedded, name: string, people: number, tell: (line: string) => void): Promise<void> {
  await server.ensureDatabase(name);
  const app = await startApp({ env: onDatabase(server, name) });
  await app.stop();
  const sql = connectRaw(superUrl(server, name), { max: 1 });
  await fill(sql, people, tell);
  await sql.end({ timeout: 5 });
}

async function open(server: Embedded, name: string, folder: string): Promise<Shop> {
  const app = await startApp({ dataDir: join(folder, `data-${name}`), env: onDatabase(server, name) });
  const sql = connectRaw(superUrl(server, name), { max: 1 });
  const [row] = await sql<{ number: number }[]>`select number from content_revision`;
  return { sql, app, content: row?.number ?? 0 };
}

function onDatabase(server: Embedded, name: string): Record<string, string> {
  return { DATABASE_URL: server.urlFor(name, "owner"), DATABASE_APP_URL: server.urlFor(name, "app"), WORKER: "none" };
}

function superUrl(server: Embedded, name: string): string {
  const url = new URL(server.superUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

type Floor = { url: string; pid: number };

async function startFloor(database: string, children: ChildProcess[]): Promise<Floor> {
  const child = spawn(process.execPath, ["--import", "tsx", "test/bench/drill-floor.ts"], {
    stdio: ["ignore", "inherit", "inherit", "ipc"],
    env: { ...process.env, DATABASE: database, NODE_ENV: "production" },
  });
  children.push(child);
  const port = await new Promise<number>((resolve, reject) => {
    child.once("message", (news: { port: number }) => resolve(news.port));
    child.once("exit", (code) => reject(new Error(`the floor ended with ${code}`)));
  });
  return { url: `http://127.0.0.1:${port}`, pid: child.pid ?? 0 };
}

/** The app, and the floor's two ways, in turn. */
async function againstFloor(server: Embedded, shop: Shop, floor: Floor, tell: (line: string) => void): Promise<Figure[]> {
  const subjects = [appOf(shop), floorOf(shop, floor, "apart"), floorOf(shop, floor, "same")];
  for (const subject of subjects) await stretch(server, shop.sql, subject, 8, WARM_UP_S);
  const figures: Figure[] = [];
  for (const clients of CLIENTS) {
    const runs: Measured[][] = subjects.map(() => []);
    for (let n = 0; n < RUNS; n++)
      for (const [i, subject] of subjects.entries()) runs[i]?.push(await stretch(server, shop.sql, subject, clients, RUN_S));
    const [app, apart, same] = runs.map(median);
    if (!app || !apart || !same) throw new Error("nothing was measured");
    tell(
      `${clients} clients: ${app.perSecond.toFixed(0)} answers/s; the floor ${apart.perSecond.toFixed(0)}/s with a statement for each step, ${same.perSecond.toFixed(0)}/s with the app's one: ` +
        `${((100 * app.perSecond) / apart.perSecond).toFixed(0)} % and ${((100 * app.perSecond) / same.perSecond).toFixed(0)} %; CPU ${app.cpuMsPerOp.toFixed(2)} ms against ${apart.cpuMsPerOp.toFixed(2)} and ${same.cpuMsPerOp.toFixed(2)}`,
    );
    figures.push({ ...figure("drill answer", clients, app), floorRatio: app.perSecond / apart.perSecond });
    figures.push(figure("floor, apart", clients, apart), figure("floor, same", clients, same));
    tell(`memory at ${clients} clients: app ${app.serverMb.toFixed(0)} MB, database ${app.databaseMb.toFixed(0)} MB`);
  }
  return figures;
}

/** The same in a shop a thousand times as large, in turn with the small one. */
async function growth(server: Embedded, small: Shop, large: Shop, tell: (line: string) => void): Promise<Figure[]> {
  const shops = [small, large];
  await stretch(server, large.sql, appOf(large), 8, WARM_UP_S, false);
  const figures: Figure[] = [];
  for (const clients of [1, 8]) {
    const runs: Measured[][] = shops.map(() => []);
    for (let n = 0; n < RUNS; n++)
      for (const [i, shop] of shops.entries()) runs[i]?.push(await stretch(server, shop.sql, appOf(shop), clients, RUN_S, shop === small));
    const [before, after] = runs.map(median);
    if (!before || !after) throw new Error("nothing was measured");
    const growthRatio = after.p95Ms / before.p95Ms;
    tell(
      `growth at ${clients} clients: p95 ${before.p95Ms.toFixed(2)} ms with ${SMALL} people, ${after.p95Ms.toFixed(2)} ms with ${LARGE}: ${growthRatio.toFixed(2)}`,
    );
    figures.push(figure("drill answer, small", clients, before), { ...figure("drill answer, large", clients, after), growthRatio });
  }
  return figures;
}

/** Rounds of a subject until it was measured for so long. Between rounds the cards come due again, where the shop is small enough to use them up. */
async function stretch(server: Embedded, sql: Sql, subject: Subject, clients: number, seconds: number, again = true): Promise<Measured> {
  const total: Load = { answers: 0, seconds: 0, times: [] };
  const pids = { server: subject.pid, database: server.pid() ?? 0 };
  let cpuMs = 0;
  let statements = 0;
  while (total.seconds < seconds) {
    if (again) await dueAgain(sql);
    const learners = await subject.learners();
    const [usedBefore, sqlBefore] = [usage(pids), (await subject.statements?.()) ?? 0];
    const round = await load(clients, learners, seconds - total.seconds);
    cpuMs += usage(pids).cpuMs - usedBefore.cpuMs;
    statements += ((await subject.statements?.()) ?? 0) - sqlBefore;
    total.answers += round.answers;
    total.seconds += round.seconds;
    total.times.push(...round.times);
  }
  const sorted = total.times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0;
  const { serverMb, databaseMb } = usage(pids);
  return {
    ...{ perSecond: total.answers / total.seconds, p50Ms: at(0.5), p95Ms: at(0.95), serverMb, databaseMb },
    ...{ cpuMsPerOp: cpuMs / total.answers, sqlPerOp: statements / total.answers },
  };
}

function median(runs: readonly Measured[]): Measured | undefined {
  return runs.toSorted((a, b) => a.perSecond - b.perSecond)[Math.floor(runs.length / 2)];
}

function figure(name: string, clients: number, { serverMb, databaseMb: _, ...measured }: Measured): Figure {
  return { name, clients, ...measured, peakMb: serverMb };
}

type Question = { ticket: string; itemId: string; view: { type: string; options?: { id: string }[] } };
type Reply = { results: { ok: boolean; code?: string }[]; next: Question[]; line: string };

/** The app as browsers use it: each answer brings the line along and asks for one more question. */
function appOf({ app, sql }: Shop): Subject {
  const url = `${app.url}/drill/answer`;
  const send = async (token: string, fields: Record<string, string>) => {
    const headers = {
      Cookie: `deskready=${token}`,
      Origin: app.url,
      "Content-Type": "application/x-www-form-urlencoded",
      Accept: "application/json",
      "Accept-Encoding": "gzip",
    };
    const body = Object.entries(fields).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
    return JSON.parse(await post(url, headers, body.join("&"))) as Reply;
  };
  const begin = async (token: string): Promise<Learner> => {
    // An answer to nothing is refused, and the next questions come with the refusal.
    let { next: held, line } = await send(token, { answers: '[{"ticket":"none"}]', held: "", want: "6" });
    return {
      next: () => {
        const question = held[0];
        if (!question) return null;
        return async () => {
          const answers = JSON.stringify([{ ticket: question.ticket, answer: answerTo(question.view), ms: 4000 }]);
          const reply = await send(token, { answers, held: held.map((q) => q.itemId).join(), line, want: "1" });
          if (!reply.results[0]?.ok) throw new Error(`an answer was refused: ${reply.results[0]?.code}`);
          held = [...held.slice(1), ...reply.next];
          line = reply.line;
        };
      },
    };
  };
  return {
    name: "app",
    pid: app.pid,
    learners: async () => {
      const learners: Learner[] = [];
      for (const token of await someTokens(sql, LEARNERS)) learners.push(await begin(token));
      return learners;
    },
    statements: async () => {
      const text = await (await fetch(`${app.url}/metrics`)).text();
      return Number(/^deskready_sql_statements_total ([\d.e+]+)$/m.exec(text)?.[1]);
    },
  };
}

/** Any answer: what was picked decides nothing here. */
function answerTo({ type, options = [] }: Question["view"]): unknown {
  const pick = options[Math.floor(Math.random() * options.length)]?.id;
  if (type === "short_text") return { text: "24 小时" };
  return type === "multiple_choice" ? { options: [pick] } : { option: pick };
}

/** The floor, asked with what the app would find out by itself. */
function floorOf({ sql, content }: Shop, { url, pid }: Floor, way: "apart" | "same"): Subject {
  return {
    name: way,
    pid,
    learners: async () =>
      (await someCards(sql, LEARNERS)).map((cards) => ({
        next: () => {
          const card = cards.pop();
          if (!card) return null;
          const { token, ...asked } = card;
          const body = JSON.stringify({ ...asked, next: cards[0]?.item ?? card.item, content, attempt: newId() });
          return async () => void (await post(`${url}/${way}`, { Cookie: `deskready=${token}` }, body));
        },
      })),
  };
}
