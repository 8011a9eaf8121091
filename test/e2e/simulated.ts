import type { Simulation } from "~/curriculum/pack-simulation";
import { expect, open, type Page, ready, type Shop, type Watch } from "./shop";
import type { Look } from "./signed-in";

type Message = { customer: string; atMs: number; text: string };

/** An agent with nothing but the simulator before them, and the run that they have open. */
export class Player {
  private constructor(
    readonly shop: Shop,
    readonly personId: string,
    readonly cookie: string,
  ) {}

  static async arrive(shop: Shop): Promise<Player> {
    const team = await shop.make.team({ name: `Players ${crypto.randomUUID()}` });
    const { id } = await shop.make.trainee(team.id, { login: `player-${crypto.randomUUID().slice(0, 8)}` });
    return new Player(shop, id, await shop.make.signIn(id));
  }

  page(watch: Watch, look: Partial<Look> = {}): Promise<Page> {
    return watch.pageWith(this.shop, this.cookie, look);
  }

  /** Begin a simulation from its page. */
  async begin(page: Page, slug: string): Promise<void> {
    await open(page, `/simulator/${slug}`);
    await page.locator("main form button[type=submit]").click();
    await page.waitForURL(/\/simulator\/runs\/[0-9a-f-]+$/);
    await ready(page);
  }

  /** Let so many seconds pass on the clock of the open run: it began that much earlier. */
  async pass(seconds: number): Promise<void> {
    await this.shop.sql`
      update simulation_run set started_at = started_at - make_interval(secs => ${seconds}) where person_id = ${this.personId} and ended_at is null`;
  }

  /** Milliseconds since the open run began, on the shop's clock. */
  async now(): Promise<number> {
    const [row] = await this.shop.sql<{ ms: number }[]>`
      select (extract(epoch from clock_timestamp() - started_at) * 1000)::float8
        + coalesce((select (value #>> '{}')::float8 from setting where key = 'demo_clock_offset_ms'), 0) as ms from simulation_run
      where person_id = ${this.personId} and ended_at is null`;
    return row?.ms ?? Number.NaN;
  }

  /** What the server has taken in this person's last run, in its order. */
  async messages(): Promise<Message[]> {
    return this.shop.sql<Message[]>`
      select m.customer, m.at_ms as "atMs", m.text from simulation_message m where m.run_id = (
        select id from simulation_run where person_id = ${this.personId} order by started_at desc limit 1) order by m.at_ms`;
  }

  /** The result of this person's last run. */
  async result(): Promise<{ passed: boolean; total: number; endedAs: string } | undefined> {
    const [row] = await this.shop.sql<{ passed: boolean; total: number; endedAs: string }[]>`
      select r.passed, r.total::float8 as total, n.ended_as as "endedAs" from simulation_result r join simulation_run n on n.id = r.run_id
      where n.person_id = ${this.personId} order by n.started_at desc, r.number desc limit 1`;
    return row;
  }

  /** A simulation as it is in force. */
  async simulation(slug: string): Promise<Simulation> {
    const [row] = await this.shop.sql<{ body: Simulation }[]>`
      select v.body from content_item i join content_version v on v.id = i.current_version_id where i.kind = 'simulation' and i.slug = ${slug}`;
    if (!row) throw new Error(`there is no simulation ${slug}`);
    return row.body;
  }
}

export const composer = (page: Page) => page.locator("[data-composer]");
export const lines = (page: Page, who: "customer" | "agent") => page.locator(`[data-line=${who}]`);
export const unsent = (page: Page) => page.locator("[data-unsent]");
export const inList = (page: Page, slug: string) => page.locator(`[data-customer="${slug}"]`);

/** The clock of the page, in seconds. */
export async function clockOf(page: Page): Promise<number> {
  const [minutes = 0, seconds = 0] = (await page.locator("[data-run-clock]").innerText()).split(":").map(Number);
  return minutes * 60 + seconds;
}

/** Let so many seconds pass, until the page has asked how the chat stands since and shows the answer. */
async function passSeen(page: Page, player: Player, seconds: number): Promise<void> {
  await player.pass(seconds);
  const asks = page.waitForRequest(/\/state\?/).then((asked) => asked.response());
  // Once it is over nothing is asked any more.
  await Promise.race([asks, page.locator('main a[href$="/debrief"]').waitFor()]);
  asks.catch(() => undefined);
  await page.evaluate(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
}

/** Wait until the customer has said all that they say for now: time passes quickly meanwhile. */
export async function heard(page: Page, player: Player, before: number): Promise<void> {
  const more = async () => (await lines(page, "customer").count()) > before;
  for (let n = 0; n < 12 && !(await more()); n++) await passSeen(page, player, 4);
  expect(await more(), "the customer says something").toBe(true);
  await passSeen(page, player, 6);
}
