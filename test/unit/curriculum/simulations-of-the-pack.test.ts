import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { LintTerm } from "~/wording/lint";
import { type Played, playedWith, saidIn, type Say } from "~/curriculum/simulation-played";
import { gradeRun, worthOf } from "~/curriculum/simulation-grade";
import { LONGEST_RUN_MS, stateAt } from "~/curriculum/simulation-run";
import type { Customer, Simulation } from "~/curriculum/pack-simulation";
import { readPack } from "~/curriculum/read-pack.server";
import { type Locale, locales } from "~/platform/locale";

/** The simulated chats that are shipped: each is played through, in both languages. */

const { pack } = await readPack(join("content", "taobao-cs"));
const simulations: Simulation[] = (pack?.items ?? []).flatMap((item) => (item.kind === "simulation" ? [item.body] : []));
const terms: LintTerm[] = (pack?.items ?? []).flatMap((item) => (item.kind === "term" ? [item.body] : []));

const CARELESS = { "zh-CN": "亲，在的", en: "Hi, I'm here" } as const;
const careless = (locale: Locale): Say[] => Array.from({ length: 40 }, () => ({ after_s: 10, text: CARELESS[locale] }));

function played(simulation: Simulation, locale: Locale, says: (customer: Customer) => readonly Say[]) {
  const chats: Played[] = simulation.customers.map((customer) => playedWith(simulation, customer, says(customer), locale, terms));
  const events = chats.flatMap(({ events: own }) => own);
  const state = stateAt(simulation, locale, events, LONGEST_RUN_MS, terms);
  return { chats, minutes: Math.max(...state.customers.map(({ ended }) => ended?.at ?? 0)) / 60_000, grade: gradeRun(simulation, state) };
}

const model = (simulation: Simulation, locale: Locale) => played(simulation, locale, ({ model_run }) => saidIn(model_run, locale));

describe("the starter pack", () => {
  it("holds at least 18 simulated chats, six of them required, from one customer to four, for every platform", () => {
    expect(simulations.length).toBeGreaterThanOrEqual(18);
    expect(simulations.filter(({ required }) => required)).toHaveLength(6);
    expect([...new Set(simulations.map(({ customers }) => customers.length))].sort()).toEqual([1, 2, 3, 4]);
    expect([...new Set(simulations.map(({ level }) => level))].sort()).toEqual([1, 2, 3, 4, 5]);
    expect([...new Set(simulations.flatMap(({ platforms }) => platforms))].sort()).toEqual(["jd", "taobao", "tmall"]);
  });

  it("in figures", () => {
    for (const simulation of simulations) {
      const told = locales.map((locale) => {
        const { grade, minutes } = model(simulation, locale);
        const lazy = played(simulation, locale, () => careless(locale)).grade.total;
        expect(minutes).toBeLessThan(15);
        return `${locale} ${grade.total.toFixed(1)}, careless ${lazy.toFixed(1)}, ${minutes.toFixed(1)} min`;
      });
      const endings = simulation.customers.map(({ endings: own }) => own.length).join("+");
      process.stdout.write(`${simulation.slug}: level ${simulation.level}, ${endings} endings; ${told.join("; ")}\n`);
    }
  }, 60_000);
});

describe.each(simulations.map((simulation) => [simulation.slug, simulation] as const))("%s", (_, simulation) => {
  it.each(locales)("reaches every ending by its run (%s)", (locale) => {
    const reached = simulation.customers.map((customer) =>
      customer.endings.map(({ run }) => playedWith(simulation, customer, saidIn(run, locale), locale, terms).ending),
    );
    expect(reached).toEqual(simulation.customers.map(({ endings }) => endings.map(({ slug }) => slug)));
    for (const { endings } of simulation.customers) expect(endings.length).toBeGreaterThanOrEqual(3);
  });

  it.each(locales)("is passed by the model, with the best ends and nothing left to mend (%s)", (locale) => {
    const { chats, grade } = model(simulation, locale);
    expect(grade).toMatchObject({ passed: true, hasProhibited: false });
    expect(grade.total).toBeGreaterThanOrEqual(90);
    const ends = simulation.customers.map(({ endings }, at) => endings.find(({ slug }) => slug === chats[at]?.ending));
    expect(ends.map((end) => end && worthOf(end))).toEqual(simulation.customers.map(({ endings }) => Math.max(...endings.map(worthOf))));
  });

  it.each(locales)("is failed by whoever only says that they are there, and by silence (%s)", (locale) => {
    const lazy = played(simulation, locale, () => careless(locale)).grade;
    expect(lazy.passed).toBe(false);
    expect(lazy.total).toBeLessThan(50);
    expect(played(simulation, locale, () => []).grade).toMatchObject({ passed: false });
  });

  it.each(locales)("is failed by one prohibited term, however good the rest (%s)", (locale) => {
    const [first] = simulation.customers;
    const says = (customer: Customer) =>
      saidIn(customer.model_run, locale).map((say, at) =>
        customer === first && at === 0 ? { ...say, text: `${say.text} ${locale === "en" ? "Add me on WeChat." : "加我微信聊。"}` } : say,
      );
    expect(played(simulation, locale, says).grade).toMatchObject({ hasProhibited: true, passed: false });
  });
});

describe("what must not be said", () => {
  const [slow, quick] = [{ after_s: 5 }, { after_s: 4 }];
  it.each<[string, string, string, string]>([
    ["add-me-on-wechat", "行，加我微信。", "OK, add me on WeChat.", "shop-fined"],
    ["add-me-on-wechat", "这是最好的皮。", "This is the best leather.", "hangs-up"],
    ["fifty-yuan-or-a-bad-review", "好评返现给您 50。", "We give money for a good review.", "takes-it"],
    ["unpaid-in-the-cart", "完全防水的，您放心。", "It's completely waterproof.", "wet-laptop"],
    ["unpaid-in-the-cart", "最后一件，手慢无。", "Only one left, hurry.", "blocks"],
  ])("is answered by what it is: %s, %s", (slug, zh, en, ending) => {
    const simulation = simulations.find((one) => one.slug === slug);
    const [customer] = simulation?.customers ?? [];
    if (!simulation || !customer) throw new Error(`no ${slug}`);
    for (const [locale, text] of [
      ["zh-CN", zh],
      ["en", en],
    ] as const)
      expect(
        playedWith(
          simulation,
          customer,
          [
            { ...slow, text },
            { ...quick, text: "…" },
          ],
          locale,
          terms,
        ).ending,
      ).toBe(ending);
  });
});
