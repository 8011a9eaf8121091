import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Simulation } from "~/curriculum/pack-simulation";
import { readPack } from "~/curriculum/read-pack.server";
import { worthOf } from "~/curriculum/simulation-grade";
import { saidIn } from "~/curriculum/simulation-played";
import { LONGEST_RUN_MS, type RunEvent, stateAt } from "~/curriculum/simulation-run";
import { type Locale, locales } from "~/platform/locale";
import type { LintTerm } from "~/wording/lint";

/**
 * The simulated chats that are shipped, held by one pair of hands: a trainee reads for seven seconds and types 40 Chinese characters or 35 English words a minute, one
 * message after the other, to whoever has waited longest. What they type is what leads to the best end, said shortly.
 */

const { pack } = await readPack(join("content", "taobao-cs"));
const simulations: Simulation[] = (pack?.items ?? []).flatMap((item) => (item.kind === "simulation" ? [item.body] : []));
const terms: LintTerm[] = (pack?.items ?? []).flatMap((item) => (item.kind === "term" ? [item.body] : []));

const READS_S = 7;
const typingS = (text: string, locale: Locale): number =>
  locale === "en" ? (60 * text.split(/\s+/).length) / 35 : (60 * text.replace(/[\s\p{P}]/gu, "").length) / 40;

/** How each customer's chat ends. */
function ends(simulation: Simulation, locale: Locale): (string | undefined)[] {
  const left = new Map(
    simulation.customers.map(({ slug, endings }) => {
      const best = endings.reduce((a, b) => (worthOf(b) > worthOf(a) ? b : a));
      return [slug, saidIn(best.run, locale).map(({ text }) => text)];
    }),
  );
  const events: RunEvent[] = [];
  let at = 0;
  while (at < LONGEST_RUN_MS) {
    const state = stateAt(simulation, locale, events, at, terms);
    if (state.isOver) break;
    const here = state.customers.filter(({ slug, arrived, ended, lines, next }) => {
      const isTurn = lines.at(-1)?.who !== "agent" && next?.kind !== "line";
      return arrived && !ended && isTurn && (left.get(slug)?.length ?? 0) > 0;
    });
    const [first] = here.sort((a, b) => (a.waitingSince ?? at) - (b.waitingSince ?? at));
    const text = first && left.get(first.slug)?.shift();
    if (!first || text === undefined) {
      at += 500;
      continue;
    }
    at += Math.round(1000 * (READS_S + typingS(text, locale)));
    events.push({ at, kind: "reply", customer: first.slug, text });
  }
  return stateAt(simulation, locale, events, LONGEST_RUN_MS, terms).customers.map(({ ended }) => ended?.ending.slug);
}

describe("a trainee's hands", () => {
  it.each(simulations.flatMap((simulation) => locales.map((locale) => [simulation.slug, locale, simulation] as const)))(
    "hold everybody to the best end: %s (%s)",
    (_, locale, simulation) => {
      expect(ends(simulation, locale)).toEqual(
        simulation.customers.map(({ endings }) => endings.reduce((a, b) => (worthOf(b) > worthOf(a) ? b : a)).slug),
      );
    },
  );
});
