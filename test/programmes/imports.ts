import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { peopleFactories } from "@test/factories/people";
import { ensureBuilt } from "../../app/processes/upkeep.mjs";
import { chatFile } from "../bench/chat-file";
import { startApp } from "../setup/app";

/**
 * Kill -9 of the server and of the database in the middle of an import of chats, while it is read, counted and moved. What was ordered goes on by itself and is there once: no chat missing,
 * none twice, nothing staged, no file.
 */
const scale = Number(process.env.TEST_SCALE ?? 1);
const MESSAGES = Math.max(6_000, Math.round(60_000 * scale));
const SHOP = "Kill shop";
const PATIENCE_MS = 240_000;
const rounds = [
  ["reading", "server"],
  ["counting", "server"],
  ["moving", "server"],
  ["reading", "database"],
  ["moving", "database"],
] as const;
const env = { DEMO: "0" };
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), "deskready-imports-"));
chmodSync(dataDir, 0o711);
process.exitCode = 1;
await ensureBuilt();

let app = await startApp({ dataDir, env });
const database = await startEmbedded(dataDir, { info: () => undefined, warn: say });
const owner = connect(database.urlFor("deskready", "owner"), { max: 1, name: "deskready-kill" });
const sql = connectRaw(database.urlFor("deskready", "owner"), { max: 2, name: "deskready-kill" });
try {
  const make = peopleFactories(owner.db);
  const { id: storeId } = await make.store({ name: SHOP });
  const cookie = await make.signIn((await make.administrator()).id);
  let faults = 0;
  for (const [n, [state, victim]] of rounds.entries()) {
    const { importId, sessions } = await ordered(cookie, storeId, MESSAGES + n);
    const records = await reached(importId, state);
    if (victim === "server") await app.kill("SIGKILL");
    else process.kill(database.pid() ?? 0, "SIGKILL");
    const began = performance.now();
    if (victim === "server") app = await startApp({ dataDir, env });
    await goneOn(importId);
    const found = await wrong(importId, sessions);
    say(
      `kill -9 ${victim.padEnd(8)} while ${state.padEnd(8)} (${records} of ${sessions} sessions read): through ${((performance.now() - began) / 1000).toFixed(1)} s later, ${found.join("; ") || "all there once"}`,
    );
    faults += found.length;
  }
  say(`${rounds.length} kills in the middle of an import; ${faults} faults`);
  if (faults === 0) process.exitCode = 0;
} finally {
  await Promise.all([owner.close(), sql.end({ timeout: 5 })]);
  await app.stop({ wipe: false });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Bring a file in through the form and order its import. */
async function ordered(cookie: string, storeId: string, messages: number): Promise<{ importId: string; sessions: number }> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for await (const piece of chatFile(SHOP, messages)) pieces.push(new Uint8Array(piece));
  const body = new FormData();
  for (const [name, value] of Object.entries({ kind: "chats", storeId, day: "" })) body.set(name, value);
  body.set("file", new File(pieces, "chats.json"));
  const headers = { Cookie: cookie, Origin: app.url };
  const sent = await fetch(`${app.url}/chats/imports/new`, { method: "POST", redirect: "manual", headers, body });
  const path = sent.headers.get("Location") ?? "";
  const order = new URLSearchParams({ intent: "order" });
  const answer = await fetch(app.url + path, { method: "POST", redirect: "manual", headers, body: order });
  if (answer.status !== 302) throw new Error(`ordering ${path} was answered with ${answer.status}`);
  // What opens and closes the list is a piece each.
  return { importId: path.split("/").at(-1) ?? "", sessions: pieces.length - 2 };
}

/** Wait until an import is in the middle of a state. Returns how many records were read by then. */
async function reached(importId: string, state: string): Promise<number> {
  for (let waited = 0; waited < PATIENCE_MS; waited += 5) {
    const [row] = await sql<{ state: string; records: number }[]>`select state, records from chat_import where id = ${importId}`;
    if (row?.state === state) return row.records;
    if (row?.state === "done" || row?.state === "failed") throw new Error(`the import was ${row.state} before it could be met ${state}`);
    await until(5);
  }
  throw new Error(`the import was never ${state}`);
}

/** Wait until the import is through, as the minute's sweep takes it up; nobody waits for the minute. */
async function goneOn(importId: string): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const over = await state().catch(() => false);
    if (over) return;
    await until(500);
  }
  throw new Error(`the import was not gone on with:\n${app.output()}`);

  async function state(): Promise<boolean> {
    const [row] = await sql<{ state: string }[]>`select state from chat_import where id = ${importId}`;
    if (row && ["done", "failed", "cancelled"].includes(row.state)) return true;
    await sql`select graphile_worker.add_job('sweep', '{}'::json, job_key => 'imports-programme')`;
    return false;
  }
}

/** What is not as if nobody had killed anything. */
async function wrong(importId: string, sessions: number): Promise<string[]> {
  const [row] = await sql<Record<string, number | string>[]>`
    select state, added, (select count(*)::int from chat where import_id = i.id) as chats,
      (select count(*)::int from chat c join chat_text t on t.chat_id = c.id where c.import_id = i.id) as texts,
      (select coalesce(sum(jsonb_array_length(t.lines)), 0)::int from chat c join chat_text t on t.chat_id = c.id where c.import_id = i.id) as lines, lines as read,
      (select count(*)::int from chat_import_part where import_id = i.id) + (select count(*)::int from chat_import_row where import_id = i.id) as staged,
      (select count(*)::int from audit where action = 'chats.imported' and subject_id = i.id::text) as audited
    from chat_import i where id = ${importId}`;
  const wanted = { state: "done", added: sessions, chats: sessions, texts: sessions, lines: row?.read ?? 0, staged: 0, audited: 1 };
  return [
    ...Object.entries(wanted).flatMap(([what, value]) => (row?.[what] === value ? [] : [`${what} is ${row?.[what]}, not ${value}`])),
    ...(existsSync(join(dataDir, "uploads", importId)) ? ["the file still lies there"] : []),
  ];
}

function until(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
