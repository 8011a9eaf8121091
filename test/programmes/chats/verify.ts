import type { Page } from "@playwright/test";
import type postgres from "postgres";
import type { Simulation } from "~/curriculum/pack-simulation";
import type { LintTerm } from "~/wording/lint";
import { type RunEvent, type RunState, stateAt } from "~/curriculum/simulation-run";
import type { Typed } from "./hands";

type Shown = { clock: string; customers: { slug: string; state: string; text: string }[] };

const seconds = (text: string): number => {
  const [, m = "0", s = "0"] = /(\d+):(\d\d)/.exec(text) ?? [];
  return Number(m) * 60 + Number(s);
};
/** Shown in whole seconds, read a moment before or after the server's clock is. */
const LAG_S = 2;

/** What the database knows of a run, and whether a page says the same. */
export class Witness {
  constructor(
    private readonly sql: postgres.Sql,
    private readonly simulation: Simulation,
    private readonly terms: readonly LintTerm[],
  ) {}

  /** What is wrong with the clock and the timers of a page; empty: nothing. What comes just then is looked at again when the clock has gone on. */
  async timers(page: Page): Promise<string[]> {
    let faults: string[] = [];
    for (let n = 0; n < 5; n++) {
      faults = await this.timersNow(page);
      if (faults.length === 0) return [];
      const clock = await page.locator("[data-run-clock]").textContent();
      await page.waitForFunction((was) => document.querySelector("[data-run-clock]")?.textContent !== was, clock);
    }
    return faults;
  }

  private async timersNow(page: Page): Promise<string[]> {
    const runId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
    const shown = await page.evaluate((): Shown => ({
      clock: document.querySelector("[data-run-clock]")?.textContent ?? "",
      customers: [...document.querySelectorAll<HTMLElement>("[data-customer]")].map((row) => ({
        slug: row.dataset.customer ?? "",
        state: row.dataset.state ?? "",
        text: row.textContent ?? "",
      })),
    }));
    const [row] = await this.sql<{ ms: number }[]>`
      select (extract(epoch from clock_timestamp() - started_at) * 1000)::float8 as ms from simulation_run where id = ${runId}`;
    if (!row) return [`there is no run ${runId}`];
    const off = Math.abs(seconds(shown.clock) - row.ms / 1000);
    const state = await this.stateOf(runId, row.ms);
    return [
      ...(off > LAG_S ? [`the clock shows ${shown.clock} at ${(row.ms / 1000).toFixed(1)} s`] : []),
      ...this.differences(shown, state),
    ];
  }

  private differences({ customers }: Shown, state: RunState): string[] {
    return state.customers.flatMap(({ slug, arrived, ended, waitingSince, lines }) => {
      const own = customers.find((one) => one.slug === slug);
      if (!arrived || !own)
        return arrived === (own !== undefined) ? [] : [`${slug} ${arrived ? "has come and is not shown" : "is shown and has not come"}`];
      if (ended || waitingSince === null) {
        const expected = ended ? "gone" : "answered";
        return own.state === expected ? [] : [`${slug} is shown ${own.state}, and is ${expected}`];
      }
      const waited = (state.at - waitingSince) / 1000;
      const limit = lines.some(({ who }) => who === "agent") ? this.simulation.limits.average_s : this.simulation.limits.first_s;
      const near = [limit, 2 * limit].some((turn) => Math.abs(waited - turn) <= LAG_S);
      const expected = waited >= 2 * limit ? "late" : waited >= limit ? "slow" : "fine";
      const off = Math.abs(seconds(own.text) - waited);
      return [
        ...(off > LAG_S ? [`${slug} waits ${waited.toFixed(1)} s, and the page says ${own.text}`] : []),
        ...(own.state === expected || near ? [] : [`${slug} waits ${waited.toFixed(1)} s of ${limit} and is shown ${own.state}`]),
      ];
    });
  }

  private async stateOf(runId: string, at: number): Promise<RunState> {
    const events = await this.sql<RunEvent[]>`
      select at_ms as at, 'reply' as kind, customer, text from simulation_message where run_id = ${runId} order by at_ms`;
    return stateAt(this.simulation, "en", [...events], at, this.terms);
  }

  /** What is wrong with what was sent: each is there once, in its order, and nothing else is. */
  async messages(sent: readonly Typed[]): Promise<string[]> {
    const faults: string[] = [];
    for (const run of new Set(sent.map((one) => one.run))) {
      const expected = sent.filter((one) => one.run === run).map(({ customer, text }) => `${customer}: ${text}`);
      const rows = await this.sql<{ said: string; atMs: number }[]>`
        select customer || ': ' || text as said, at_ms as "atMs" from simulation_message where run_id = ${run} order by at_ms`;
      const found = rows.map(({ said }) => said);
      for (const said of expected) {
        const times = found.filter((one) => one === said).length;
        if (times !== 1) faults.push(`"${said}" is there ${times} times`);
      }
      for (const said of found) if (!expected.includes(said)) faults.push(`"${said}" was never sent`);
      if (faults.length === 0 && found.join("\n") !== expected.join("\n"))
        faults.push(`what was sent in run ${run} stands in another order`);
    }
    return faults;
  }
}
