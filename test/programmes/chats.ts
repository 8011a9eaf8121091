import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type BrowserContext, chromium } from "@playwright/test";
import { connect, connectRaw } from "@db/client";
import { startEmbedded } from "@db/embedded";
import { freePort } from "@db/postmaster";
import { simulation as simulationSchema } from "~/curriculum/pack-simulation";
import type { LintTerm } from "~/wording/lint";
import { peopleFactories } from "@test/factories/people";
import { ensureBuilt } from "../../app/processes/upkeep.mjs";
import { startApp } from "../setup/app";
import { findChromium } from "../setup/chromium.mjs";
import { Hands, WAITS } from "./chats/hands";
import { Witness } from "./chats/verify";

/**
 * Four customers at once for ten minutes, by keyboard alone; in the middle the server is killed (-9) while a message is being typed. Nothing that was typed or sent may
 * be lost or doubled, the timers must be right, and the page finds its server again by itself.
 */
const scale = Number(process.env.TEST_SCALE ?? 1);
const SIMULATION = "evening-rush-of-four";
const MINUTES = 10;
const LEAST_MS = 60_000;
const LOOK_MS = 8000;
const duration = Math.max(LEAST_MS, MINUTES * 60_000 * scale);
const env = { DEMO: "0" };
const say = (line: string) => void process.stdout.write(`${line}\n`);

const dataDir = mkdtempSync(join(tmpdir(), "deskready-chats-"));
chmodSync(dataDir, 0o711);
process.exitCode = 1;
await ensureBuilt();

const port = await freePort();
let app = await startApp({ dataDir, env, port });
const database = await startEmbedded(dataDir, { info: () => undefined, warn: say });
const owner = connect(database.urlFor("deskready", "owner"), { max: 1, name: "deskready-chats" });
const sql = connectRaw(database.urlFor("deskready", "owner"), { max: 2, name: "deskready-chats" });
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"],
});
const faults: string[] = [];
try {
  const simulation = simulationSchema.parse(await current<unknown>("simulation", SIMULATION));
  const witness = new Witness(sql, simulation, await terms());
  const page = await (await browser.newContext({ baseURL: app.url, locale: "en", viewport: { width: 1280, height: 800 } })).newPage();
  page.setDefaultTimeout(20_000);
  await signIn(page.context());
  const hands = new Hands(page, simulation);
  const last = Math.max(...simulation.customers.map(({ arrives_s }) => arrives_s));
  await begin();

  const began = performance.now();
  const passed = () => performance.now() - began;
  let looked = passed();
  let looks = 0;
  let isKilled = false;
  while (passed() < duration) {
    if (await page.getByText("All chats are over").isVisible()) await begin();
    if (!isKilled && passed() > duration / 2) {
      isKilled = true;
      await killAndGoOn();
    }
    if (!(await hands.answer())) await somethingToDo();
    if (passed() - looked < LOOK_MS) continue;
    faults.push(...(await witness.timers(page)));
    looks++;
    looked = passed();
  }
  await allSent();
  faults.push(...(await witness.messages(hands.sent)));
  if (!isKilled) faults.push("the server was never killed");
  if (looks < 3) faults.push("the timers were hardly looked at");
  for (const fault of faults) say(`- ${fault}`);
  say(
    `${(passed() / 60_000).toFixed(1)} minutes, ${simulation.customers.length} customers, ${hands.sent.length} messages by keyboard, ${hands.sent.filter(({ waited }) => waited).length}` +
      ` of them sent to a dead server; timers looked at ${looks} times; ${faults.length} faults`,
  );
  if (faults.length === 0) process.exitCode = 0;

  /** Begin a run; where there is little time all customers are there soon. */
  async function begin(): Promise<void> {
    await page.goto(`/simulator/${SIMULATION}`);
    await page.getByRole("button", { name: /^Begin/ }).press("Enter");
    await page.waitForURL(/\/simulator\/runs\/[0-9a-f-]+$/);
    await page.locator("[data-customer]").first().waitFor();
    if (scale < 1) await sql`update simulation_run set started_at = started_at - make_interval(secs => ${last}) where ended_at is null`;
    await hands.ready();
  }

  /** Until somebody waits, all is over, or it is time to look at the timers. */
  async function somethingToDo(): Promise<void> {
    const waiting = page.locator(WAITS.map((state) => `[data-customer][data-state=${state}]`).join());
    const first = waiting.or(page.getByText("All chats are over")).first();
    await first.waitFor({ timeout: LOOK_MS }).catch(() => undefined);
  }

  async function allSent(): Promise<void> {
    await page.waitForFunction(() => document.querySelector("[data-unsent]") === null);
  }

  /** The server dies while half a message stands there; more is sent and typed to nobody; it comes back. */
  async function killAndGoOn(): Promise<void> {
    const numbers = await numbersOf();
    const [first = 1, second = first, third = second] = numbers;
    await hands.to(first);
    const { customer } = await hands.open();
    const [head, tail] = halves(hands.next(customer));
    await hands.type(head);
    await app.kill("SIGKILL");
    const down = performance.now();
    await hands.type(tail);
    await hands.send(customer, true);
    await hands.to(second);
    const other = (await hands.open()).customer;
    await hands.type(hands.next(other));
    await hands.send(other, true);
    await hands.to(third);
    const draft = `Half a thought for later${third === second ? ", the same chat" : ""}`;
    await hands.type(draft);
    await page.getByText("No connection. What you write and send stays").waitFor();
    await hands.to(second);
    if (!(await page.getByText("not sent yet").first().isVisible())) faults.push("what was sent to a dead server is not said to wait");
    app = await startApp({ dataDir, env, port });
    const back = performance.now();
    await page.getByText("No connection. What you write and send stays").waitFor({ state: "hidden" });
    await allSent();
    say(
      `kill -9 of the server: away ${((back - down) / 1000).toFixed(1)} s, the page had it again ${((performance.now() - back) / 1000).toFixed(1)} s later`,
    );
    faults.push(...(await witness.timers(page)));
    await hands.to(third);
    if ((await hands.draft()) !== draft) faults.push(`the draft reads "${await hands.draft()}" after the restart`);
    await page.reload();
    await page.locator("[data-customer]").first().waitFor();
    await hands.ready();
    await hands.to(third);
    if ((await hands.draft()) !== draft) faults.push(`the draft reads "${await hands.draft()}" after a reload`);
    faults.push(...(await witness.timers(page)));
    await hands.type(` #draft${third}`);
    await hands.send((await hands.open()).customer);
  }

  /** The numbers of the customers who are still there. */
  async function numbersOf(): Promise<number[]> {
    const states = await page.locator("[data-customer]").evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.state));
    return states.flatMap((state, at) => (state === "gone" ? [] : [at + 1]));
  }
} finally {
  await browser.close();
  await Promise.all([owner.close(), sql.end({ timeout: 5 })]);
  await app.stop({ wipe: false });
  rmSync(dataDir, { recursive: true, force: true });
}

function halves(text: string): [string, string] {
  const middle = Math.floor(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
}

async function signIn(context: BrowserContext): Promise<void> {
  const make = peopleFactories(owner.db);
  const team = await make.team();
  const { id } = await make.trainee(team.id, { locale: "en" });
  const [name = "", value = ""] = (await make.signIn(id)).split("=");
  await context.addCookies([{ name, value, url: app.url }]);
}

async function current<T>(kind: string, slug: string): Promise<T> {
  const [row] = await sql<{ body: T }[]>`
    select v.body from content_item i join content_version v on v.id = i.current_version_id where i.kind = ${kind} and i.slug = ${slug}`;
  if (!row) throw new Error(`there is no ${kind} ${slug}`);
  return row.body;
}

async function terms(): Promise<LintTerm[]> {
  const rows = await sql<{ body: LintTerm }[]>`
    select v.body from content_item i join content_version v on v.id = i.current_version_id where i.kind = 'term' and i.archived_at is null`;
  return rows.map(({ body }) => body);
}
