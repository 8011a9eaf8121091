import { mkdtempSync, chmodSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { ensureBuilt } from "../../app/processes/upkeep.mjs";
import { type RunningApp, startApp } from "../setup/app";
import { beginQuiz, type Deed, type Ledger, perform, type Saves, work } from "./kill/clients";
import { verify } from "./kill/verify";
import { makeWorld, type Seat } from "./kill/world";

/**
 * Kill -9 of the server (odd rounds) and of the database (even rounds) while people answer, hand in and sign off. After each restart
 * everything that was acknowledged must be there exactly once; what nobody acknowledged is sent again under its old id.
 */
const scale = Number(process.env.TEST_SCALE ?? 1);
const rounds = Math.max(2, Math.round(20 * scale));
const env = { DEMO: "0" };
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), "deskready-kill-"));
chmodSync(dataDir, 0o711);
process.exitCode = 1;
await ensureBuilt();

let app = await startApp({ dataDir, env });
const database = await startEmbedded(dataDir, { info: () => undefined, warn: say });
const owner = connect(database.urlFor("deskready", "owner"), { max: 2, name: "deskready-kill" });
const sql = connectRaw(database.urlFor("deskready", "owner"), { max: 4, name: "deskready-kill" });
const ledger: Ledger = { done: [], unsure: [], sittings: [] };
const faults: string[] = [];
try {
  const world = await makeWorld(owner.db, rounds);
  say(`${world.learners.length} answer, ${world.trainees.length} hand in, ${world.supervisors.length} sign off; ${rounds} rounds`);
  for (let round = 0; round < rounds; round++) {
    const victim = round % 2 === 0 ? "server" : "database";
    const saves = await openQuiz(world.sitters[round]);
    ledger.sittings.push(saves);
    const before = ledger.done.length;
    let stopped = false;
    const working = work({ url: app.url, world, round, saves, waiting }, ledger, () => stopped);
    await Promise.race([acknowledged(before + 15 + Math.floor(Math.random() * 60)), working]);
    await kill(victim);
    stopped = true;
    await working;
    const down = performance.now();
    app = await recovered(victim);
    const seconds = (performance.now() - down) / 1000;
    const unsure = ledger.unsure.splice(0);
    for (const deed of unsure) await again((url) => perform(url, world, deed), deed);
    const found = await verify(sql, dataDir, ledger);
    if (!(await takesJobs())) found.push("no worker takes jobs any more");
    say(
      `${String(round + 1).padStart(2)}  kill -9 ${victim.padEnd(8)}  ${ledger.done.length - before - unsure.length} acknowledged, ${unsure.length} sent again,` +
        ` back after ${seconds.toFixed(1)} s: ${found.length === 0 ? "all there once" : found.slice(0, 5).join("; ")}`,
    );
    faults.push(...found);
  }
  const count = (kind: Deed["kind"]) => ledger.done.filter((deed) => deed.kind === kind).length;
  const saved = ledger.sittings.reduce((sum, { acknowledged }) => sum + acknowledged.revision, 0);
  say(
    `${rounds} rounds: ${count("answer")} answers, ${saved} saved quiz answers, ${count("practical")} practicals, ${count("signoff")} sign-offs; ${faults.length} lost or doubled`,
  );
  if (faults.length === 0) process.exitCode = 0;
} finally {
  await Promise.all([owner.close(), sql.end({ timeout: 5 })]);
  await app.stop({ wipe: false });
  rmSync(dataDir, { recursive: true, force: true });
}

/** Resolves when so many things are acknowledged: the middle of the work, however fast the machine. */
async function acknowledged(target: number): Promise<void> {
  for (let waited = 0; ledger.done.length < target && waited < 30_000; waited += 5) await until(5);
}

async function kill(victim: "server" | "database"): Promise<void> {
  if (victim === "server") return app.kill("SIGKILL");
  const pid = database.pid();
  if (pid === null) throw new Error("there is no database to kill");
  process.kill(pid, "SIGKILL");
}

/** The app again: started anew after its own death, or the same one when it has its database back. */
async function recovered(victim: "server" | "database"): Promise<RunningApp> {
  if (victim === "server") return startApp({ dataDir, env });
  const deadline = performance.now() + 60_000;
  while (performance.now() < deadline) {
    const answer = await fetch(`${app.url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.ok) return app;
    await until(20);
  }
  throw new Error(`the app did not get its database back:\n${app.output()}`);
}

/** Send it until it is acknowledged: the first moments after a restart may still break a connection. */
async function again(send: (url: string) => Promise<boolean>, deed: Deed): Promise<void> {
  for (let tries = 0; tries < 20; tries++) {
    if (await send(app.url)) return void ledger.done.push(deed);
    await until(100);
  }
  throw new Error(`${JSON.stringify(deed)} is not acknowledged:\n${app.output()}`);
}

async function openQuiz(seat: Seat | undefined): Promise<Saves> {
  if (!seat || !(await beginQuiz(app.url, seat))) throw new Error(`the quiz does not begin:\n${app.output()}`);
  const [row] = await sql<{ id: string; question: string; options: string[] }[]>`
    select s.id, v.id as question, array(select o ->> 'id' from jsonb_array_elements(v.body -> 'options') o) as options
    from sitting s cross join unnest(s.drawn) d join content_version v on v.id = d
    where s.person_id = ${seat.personId} and v.body ->> 'type' = 'single_choice' limit 1`;
  if (!row) throw new Error("the quiz has no single choice");
  return { seat, sittingId: row.id, question: row.question, options: row.options, acknowledged: { revision: 0, option: null }, sent: null };
}

/** The practicals that wait for a supervisor. */
async function waiting(): Promise<string[]> {
  const rows = await sql<
    { id: string }[]
  >`select subject_id as id from work_item where kind = 'practical' and closed_at is null order by opened_at limit 50`;
  return rows.map((row) => row.id);
}

/** Whether a job that is added now is taken. */
async function takesJobs(): Promise<boolean> {
  const [job] = await sql<{ id: string }[]>`select id::text from graphile_worker.add_job('sweep', '{}'::json, job_key => 'kill-programme')`;
  for (let waited = 0; waited < 200; waited++) {
    const [left] = await sql`select from graphile_worker._private_jobs where id = ${job?.id ?? "0"}`;
    if (!left) return true;
    await until(100);
  }
  return false;
}

function until(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
