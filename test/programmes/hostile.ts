import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { connect, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { ensureBuilt } from "../../app/processes/upkeep.mjs";
import { startApp } from "../setup/app";
import { Client } from "./hostile/clients";
import { anyHit } from "./hostile/hits";
import { verify } from "./hostile/verify";
import { type Asked, makeWorld } from "./hostile/world";
import { beginQuiz } from "./kill/clients";

/**
 * 20 000 submissions to the drill and to open sittings that no page of ours makes: forged, replayed, foreign, expired, malformed, cut off, a thousand at once. Whatever
 * comes, there is one clear answer and never a 5xx; what was accepted is stored once and counted by its card, what was refused is not stored, and an answer that is sent again
 * gets the first one's verdict.
 */
const scale = Number(process.env.TEST_SCALE ?? 1);
const hits = Math.max(500, Math.round(20_000 * scale));
const STORMS = 3;
const storm = Math.max(150, Math.round(1000 * scale));
const CLIENTS = 16;
const seed = Number(process.env.SEED ?? Date.now() % 1_000_000);
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), "deskready-hostile-"));
chmodSync(dataDir, 0o711);
process.exitCode = 1;
await ensureBuilt();

const app = await startApp({ dataDir, env: { DEMO: "0" } });
const database = await startEmbedded(dataDir, { info: () => undefined, warn: say });
const owner = connect(database.urlFor("deskready", "owner"), { max: 2, name: "deskready-hostile" });
const sql = connectRaw(database.urlFor("deskready", "owner"), { max: 2, name: "deskready-hostile" });
try {
  const { seats, stranger, mint } = await makeWorld(owner.db, dataDir, CLIENTS);
  const sittings = await Promise.all([...seats, stranger].map((seat) => openSitting(seat.personId, seat.cookies[0])));
  const strangerSitting = sittings.at(-1)?.id ?? "";
  const clients: Client[] = [];
  const lineOf = (other: Client) => clients.find((client) => client !== other)?.line ?? "";
  seats.forEach((seat, i) => {
    const client = new Client({ url: app.url, sql, mint, stranger, strangerSitting, lineOf }, seat);
    client.ledger.sitting = sittings[i] ?? null;
    clients.push(client);
  });
  // The server's first ticket makes its key.
  await Promise.all(
    seats.map(({ cookies: [cookie] }) => fetch(`${app.url}/drill`, { headers: { Cookie: cookie } }).then((page) => page.text())),
  );
  const counts = new Map<string, Map<string, number>>();
  const count = (name: string, code: string, n = 1) => {
    const codes = counts.get(name) ?? new Map<string, number>();
    counts.set(name, codes.set(code, (codes.get(code) ?? 0) + n));
  };
  say(`${hits} submissions by ${CLIENTS} clients, then ${STORMS} × ${storm} at once; seed ${seed}`);

  const began = performance.now();
  const done = await Promise.allSettled(
    clients.map((client, i) =>
      fc.assert(
        fc.asyncProperty(anyHit, async (hit) => count(hit.class, await client.hit(hit))),
        { numRuns: Math.ceil(hits / CLIENTS), seed: seed + i, endOnFailure: true },
      ),
    ),
  );
  const seconds = (performance.now() - began) / 1000;
  const faults = done.flatMap((result) => (result.status === "rejected" ? [reasonOf(result.reason)] : []));
  for (const client of clients.slice(0, STORMS)) {
    await client.storm(storm).then(
      () => count("one answer many times at once", "200", storm),
      (error: unknown) => faults.push(String(error)),
    );
  }
  await settled();
  faults.push(...(await verify(sql, clients, stranger.personId)));
  if (!(await fetch(`${app.url}/readyz`)).ok) faults.push("the app is not ready any more");
  const complaints = app.output().match(/"level":(?:50|60).*/g) ?? [];
  if (complaints.length > 0) faults.push(`${complaints.length} errors in the log, the first: ${complaints[0]?.slice(0, 600)}`);

  for (const [name, codes] of [...counts].sort(([, a], [, b]) => sum(b) - sum(a)))
    say(
      `${name.padEnd(32)} ${String(sum(codes)).padStart(6)}   ${[...codes]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([code, n]) => `${code}: ${n}`)
        .join(", ")}`,
    );
  const accepted = clients.reduce((total, { ledger }) => total + ledger.accepted.size, 0);
  say(
    `${[...counts.values()].reduce((total, codes) => total + sum(codes), 0)} submissions, ${accepted} answers accepted and stored once, ${Math.round(hits / seconds)} a second; ${faults.length} faults`,
  );
  for (const fault of faults.slice(0, 10)) say(`- ${fault}`);
  if (faults.length === 0) process.exitCode = 0;
} finally {
  await Promise.all([owner.close(), sql.end({ timeout: 5 })]);
  await app.stop({ wipe: false });
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit();

/** What went wrong, and by which submission. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return `${cause instanceof Error ? cause.message : String(cause)}\n${message}`.slice(0, 2000);
}

function sum(codes: ReadonlyMap<string, number>): number {
  return [...codes.values()].reduce((total, n) => total + n, 0);
}

/** What was cut off may still be at work: wait until no statement of the app runs. */
async function settled(): Promise<void> {
  for (let tries = 0; tries < 100; tries++) {
    const [row] = await sql<
      { n: number }[]
    >`select count(*)::int as n from pg_stat_activity where usename = 'deskready_app' and state <> 'idle'`;
    if (row?.n === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function openSitting(
  personId: string,
  cookie: string,
): Promise<{ id: string; drawn: Asked[]; revision: number; answers: Record<string, unknown> }> {
  if (!(await beginQuiz(app.url, { personId, cookie }))) throw new Error(`the quiz does not begin:\n${app.output()}`);
  const [row] = await sql<{ id: string; drawn: string[] }[]>`select id, drawn from sitting where person_id = ${personId}`;
  if (!row) throw new Error("no sitting is open");
  const drawn = await sql<
    Asked[]
  >`select item_id as "itemId", id as "versionId", body from content_version where id = any(${row.drawn}::uuid[])`;
  return { id: row.id, drawn: [...drawn], revision: 0, answers: {} };
}
