import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { balanceOf, type ConductRules, costOf, ledgerLines, type LedgerEntry, replacedEntries, thresholdsReached } from "~/conduct/rules";
import { readPack } from "~/curriculum/read-pack.server";
import { Decimal } from "~/platform/decimal";

let rules: ConductRules;
beforeAll(async () => {
  const { pack } = await readPack("content/taobao-cs");
  rules = pack?.items.find(({ kind }) => kind === "conduct_rules")?.body as ConductRules;
});

/** Entries as "rule" or "rule@day": each on a day of its own unless said. */
const entriesOf = (...said: string[]): LedgerEntry[] =>
  said.map((one, i) => {
    const [rule = "", day = String(i + 1)] = one.split("@");
    return { id: `e${i}`, rule, day: `2026-03-${day.padStart(2, "0")}`, counts: true };
  });
const times = (count: number, rule: string) => Array.from({ length: count }, () => rule);
const left = (...said: string[]) => balanceOf(rules, entriesOf(...said)).toString();

describe("what is left of the ten points of a month", () => {
  it.each<[string, string[], string]>([
    ["nothing entered", [], "10"],
    ["late", ["late"], "9.5"],
    ["late three times", times(3, "late"), "8.5"],
    ["more than 30 minutes late is absence", ["late-over-30-minutes"], "8"],
    ["and stands in place of late", ["late@3", "late-over-30-minutes@3"], "8"],
    ["whichever came first", ["late-over-30-minutes@3", "late@3"], "8"],
    ["of the same day only", ["late@3", "late-over-30-minutes@4"], "7.5"],
    ["each one of them", ["late@3", "late@3", "late-over-30-minutes@3"], "7.5"],
    ["absent without leave", ["absent-without-leave"], "5"],
    ["the fifth leave", ["leave-beyond-four"], "8"],
    ["the sixth leave", times(2, "leave-beyond-four"), "6"],
    ["left without a swap", ["left-without-swap"], "5"],
    ["not logged in twice", times(2, "not-logged-in"), "10"],
    ["not logged in three times", times(3, "not-logged-in"), "5"],
    ["not logged in six times", times(6, "not-logged-in"), "5"],
    ["missed messages twice", times(2, "missed-messages"), "10"],
    ["missed messages three times", times(3, "missed-messages"), "5"],
    ["missed messages five times make 10 in all, not 15", times(5, "missed-messages"), "0"],
    ["rude once", ["rude-service"], "9"],
    ["rude twice", times(2, "rude-service"), "8"],
    ["rude three times make 5 in all", times(3, "rude-service"), "5"],
    ["rude four times still", times(4, "rude-service"), "5"],
    ["rude five times make 10 in all", times(5, "rude-service"), "0"],
    ["work unfinished", ["work-unfinished"], "9.5"],
    ["work unfinished and a customer hurt", ["work-unfinished@3", "work-unfinished-customer-hurt@3"], "9"],
    ["open conflict costs no points", ["open-conflict"], "10"],
    ["never below 0", [...times(2, "absent-without-leave"), "late", "rude-service"], "0"],
    ["a rule that nobody knows costs nothing", ["singing"], "10"],
  ])("%s", (_, said, expected) => {
    expect(left(...said)).toBe(expected);
  });

  it("does not count what was taken back or taken away", () => {
    const entries = entriesOf(...times(5, "rude-service"));
    const fewer = entries.map((entry, i) => ({ ...entry, counts: i !== 2 }));
    expect(balanceOf(rules, fewer).toString()).toBe("5");
    expect(replacedEntries(rules, [{ ...entriesOf("late-over-30-minutes@1")[0]!, counts: false }, ...entriesOf("late@1")])).toEqual(
      new Set(),
    );
  });

  it("is exact for any points", () => {
    const odd = { ...rules, rules: [{ ...rules.rules[0]!, slug: "odd", points: -0.1, steps: [] }] };
    expect(balanceOf(odd, entriesOf("odd", "odd", "odd")).toString()).toBe("9.7");
  });

  it("never costs less for more, whatever the steps say", () => {
    const rule = { points: -3, steps: [{ count: 3, points: -5 }] };
    expect([1, 2, 3, 4].map((count) => costOf(rule, count).toString())).toEqual(["3", "6", "6", "6"]);
  });

  it("is told entry by entry", () => {
    expect(ledgerLines(rules, entriesOf("rude-service", "rude-service", "late@9", "late-over-30-minutes@9", "rude-service"))).toEqual([
      { id: "e0", cost: "1", left: "9", replaced: false },
      { id: "e1", cost: "1", left: "8", replaced: false },
      { id: "e2", cost: "0.5", left: "7.5", replaced: true },
      { id: "e3", cost: "1.5", left: "6", replaced: false },
      { id: "e4", cost: "3", left: "3", replaced: false },
    ]);
  });

  const some = () =>
    fc.array(
      fc.record({
        rule: fc.constantFrom(...rules.rules.map(({ slug }) => slug)),
        day: fc.integer({ min: 1, max: 6 }),
        counts: fc.boolean(),
      }),
      { maxLength: 14 },
    );
  const made = (list: { rule: string; day: number; counts: boolean }[]): LedgerEntry[] =>
    list.map(({ rule, day, counts }, i) => ({ id: String(i), rule, day: `2026-03-0${day}`, counts }));

  it("never rises by one more entry", () => {
    fc.assert(
      fc.property(some(), (list) => {
        const entries = made(list);
        const before = balanceOf(rules, entries.slice(0, -1));
        return before.atLeast(balanceOf(rules, entries));
      }),
    );
  });

  it("does not hang on the order", () => {
    fc.assert(
      fc.property(some(), fc.integer(), (list, seed) => {
        const entries = made(list);
        const other = [...entries].sort((a, b) => ((Number(a.id) * 7919 + seed) % 13) - ((Number(b.id) * 7919 + seed) % 13));
        return balanceOf(rules, entries).compare(balanceOf(rules, other)) === 0;
      }),
    );
  });

  it("lies between 0 and 10, and the lines end at it", () => {
    fc.assert(
      fc.property(some(), (list) => {
        const entries = made(list);
        const balance = balanceOf(rules, entries);
        expect(balance.atLeast(Decimal.zero) && Decimal.of(10).atLeast(balance)).toBe(true);
        expect(ledgerLines(rules, entries).at(-1)?.left ?? "10").toBe(balance.toString());
      }),
    );
  });
});

describe("the thresholds", () => {
  it.each<[(string | null)[], string[]]>([
    [["5.5"], []],
    [["5"], ["verbal-warning"]],
    [["2.5"], ["verbal-warning"]],
    [["2"], ["verbal-warning", "penalty"]],
    [["0"], ["verbal-warning", "penalty"]],
    [
      ["5", "5", "5"],
      ["verbal-warning", "serious"],
    ],
    [["5", "5.5", "5"], ["verbal-warning"]],
    [["5", "5", null], ["verbal-warning"]],
    [["6", "0", "0"], []],
    [
      ["1", "2", "3"],
      ["verbal-warning", "penalty", "serious"],
    ],
  ])("of %j are %j", (balances, expected) => {
    const read = balances.map((one) => (one === null ? null : Decimal.parse(one)));
    expect(thresholdsReached(rules, read).map(({ slug }) => slug)).toEqual(expected);
  });

  it("may ask only that points were lost, for months running", () => {
    const strict = { ...rules, thresholds: [{ ...rules.thresholds[0]!, at_most: undefined, months_running: 2 }] };
    expect(thresholdsReached(strict, [Decimal.parse("9.5"), Decimal.parse("9")])).toHaveLength(1);
    expect(thresholdsReached(strict, [Decimal.parse("9.5"), null])).toHaveLength(0);
  });
});
