import { readdirSync, readFileSync } from "node:fs";
import { Agent, request } from "node:http";
import { gunzipSync } from "node:zlib";

/** One person at work: what the next answer is, or null when there is none. Sends it and takes what comes back. */
export type Learner = { next(): (() => Promise<void>) | null };
export type Load = { answers: number; seconds: number; times: number[] };

/** So many clients at once, each with one learner after the other, until they are all through or `seconds` have passed. */
export async function load(clients: number, learners: readonly Learner[], seconds: number): Promise<Load> {
  const waiting = [...learners];
  const times: number[] = [];
  const began = performance.now();
  const until = began + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async () => {
      for (let learner = waiting.pop(); learner; learner = waiting.pop())
        for (let send = learner.next(); send && performance.now() < until; send = learner.next()) {
          const at = performance.now();
          await send();
          times.push(performance.now() - at);
        }
    }),
  );
  return { answers: times.length, seconds: (performance.now() - began) / 1000, times };
}

const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** POST and read the whole answer, with as little work as there can be. */
export function post(url: string, headers: Record<string, string>, body: string | Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const req = request(url, { method: "POST", agent, headers: { ...headers, "Content-Length": Buffer.byteLength(body) } }, (res) => {
      const chunks: Buffer[] = [];
      res.on("data", (chunk: Buffer) => chunks.push(chunk));
      res.on("end", () => {
        const body = Buffer.concat(chunks);
        const text = (res.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body).toString();
        if (res.statusCode === 200) resolve(text);
        else reject(new Error(`${url} answered ${res.statusCode}: ${text.slice(0, 300)}`));
      });
    });
    req.on("error", reject);
    req.end(body);
  });
}

const TICK_MS = 10;

type Stat = { parent: number; own: number; ended: number };

function stat(pid: number | string): Stat | null {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").map(Number) ?? [];
    const [parent = 0, user = 0, system = 0, childUser = 0, childSystem = 0] = [1, 11, 12, 13, 14].map((n) => fields[n]);
    return { parent, own: (user + system) * TICK_MS, ended: (childUser + childSystem) * TICK_MS };
  } catch {
    return null;
  }
}

/** Memory of a process; of what is shared each bears its part. */
function mbOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1000;
  } catch {
    return 0;
  }
}

/** CPU ms and memory (MB) so far of a server and of a database server with all its children, those that ended too. */
export function usage(pids: { server: number; database: number }): { cpuMs: number; serverMb: number; databaseMb: number } {
  const master = stat(pids.database);
  const children = readdirSync("/proc").filter((name) => /^\d+$/.test(name) && stat(name)?.parent === pids.database);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  return {
    cpuMs: (stat(pids.server)?.own ?? 0) + (master?.own ?? 0) + (master?.ended ?? 0) + sum(children.map((pid) => stat(pid)?.own ?? 0)),
    serverMb: mbOf(pids.server),
    databaseMb: mbOf(pids.database) + sum(children.map((pid) => mbOf(Number(pid)))),
  };
}
