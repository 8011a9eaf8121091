import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { startApp, type RunningApp } from "@test/setup/app";
import type { Figure } from "./run";

const WARM_UP = 60;
const MEASURED = 300;

/** Full pages and page changes of the busiest screens: time, CPU, statements; and what a first visit of Today weighs. */
export async function pages(tell: (line: string) => void): Promise<Figure[]> {
  const app = await startApp();
  try {
    tell(`built app to listening, demo shop made on the way: ${(app.startedInMs / 1000).toFixed(1)} s`);
    const figures: Figure[] = [];
    for (const [role, path] of [
      ["trainee", "/today"],
      ["supervisor", "/inbox"],
      ["manager", "/team"],
      ["content owner", "/library"],
    ] as const) {
      const cookie = await signIn(app, role);
      if (path === "/today") await weigh(app, cookie, path, tell);
      figures.push(await measure(app, `${path} page`, `${app.url}${path}`, cookie));
      figures.push(await measure(app, `${path} change`, `${app.url}${path}.data`, cookie));
    }
    return figures;
  } finally {
    await app.stop();
  }
}

/** Sign in by the demo's link of a role; returns the cookie header. */
export async function signIn(app: RunningApp, role: string): Promise<string> {
  const link = app.links[role];
  if (!link) throw new Error(`the demo has no link for ${role}`);
  const path = new URL(link).pathname;
  const answer = await fetch(app.url + path, {
    method: "POST",
    redirect: "manual",
    headers: { Origin: app.url, "Content-Type": "application/x-www-form-urlencoded" },
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((c) => c.split(";")[0])
    .join("; ");
  if (!cookie) throw new Error(`signing in as ${role} gave ${answer.status}`);
  return cookie;
}

/** One client, one address, again and again. */
export async function measure(app: RunningApp, name: string, url: string, cookie: string): Promise<Figure> {
  const get = async () => {
    const began = performance.now();
    const answer = await fetch(url, { headers: { Cookie: cookie, "Accept-Encoding": "gzip" } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
    return performance.now() - began;
  };
  for (let i = 0; i < WARM_UP; i++) await get();
  const before = await counters(app);
  const began = performance.now();
  const times: number[] = [];
  for (let i = 0; i < MEASURED; i++) times.push(await get());
  const seconds = (performance.now() - began) / 1000;
  const after = await counters(app);
  times.sort((a, b) => a - b);
  return {
    name,
    clients: 1,
    perSecond: MEASURED / seconds,
    p50Ms: times[Math.floor(MEASURED * 0.5)] ?? 0,
    p95Ms: times[Math.floor(MEASURED * 0.95)] ?? 0,
    cpuMsPerOp: ((after.cpuSeconds - before.cpuSeconds) * 1000) / MEASURED,
    sqlPerOp: (after.statements - before.statements) / MEASURED,
    peakMb: after.residentMb,
  };
}

async function counters(app: RunningApp): Promise<{ cpuSeconds: number; statements: number; residentMb: number }> {
  const text = await (await fetch(`${app.url}/metrics`)).text();
  const value = (metric: string) => Number(new RegExp(`^${metric} ([\\d.e+]+)$`, "m").exec(text)?.[1] ?? Number.NaN);
  return {
    cpuSeconds: value("process_cpu_seconds_total"),
    statements: value("deskready_sql_statements_total"),
    residentMb: value("process_resident_memory_bytes") / 1e6,
  };
}

/** What a first visit loads before it is usable: the document, its styles, and the scripts that it names. */
async function weigh(app: RunningApp, cookie: string, path: string, tell: (line: string) => void): Promise<void> {
  const html = await (await fetch(app.url + path, { headers: { Cookie: cookie } })).text();
  const named = (pattern: RegExp) => [...new Set([...html.matchAll(pattern)].map((m) => m[1] ?? ""))].filter(Boolean);
  const scripts = named(/(?:href|src|import\(?\s*|from\s*)="?(\/assets\/[\w.-]+\.js)"/g);
  const styles = named(/href="(\/assets\/[\w.-]+\.css)"/g);
  const size = async (files: string[]) => {
    const sizes = await Promise.all(files.map(async (f) => gzipSync(await readFile(`build/client${f}`)).length));
    return sizes.reduce((a, b) => a + b, 0) / 1000;
  };
  tell(
    `${path}, first visit, gzipped: ${(gzipSync(html).length / 1000).toFixed(1)} kB HTML, ${(await size(styles)).toFixed(1)} kB CSS, ${(await size(scripts)).toFixed(1)} kB script in ${scripts.length} files`,
  );
}
