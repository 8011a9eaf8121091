import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lapsesByAbsence, stretchesOf } from "~/activation/absence-rules";
import type { AwayFact, GateFacts } from "~/activation/gate-facts";
import { examsAgain, lapsesAhead } from "~/activation/lapse-rules";
import type { Terms } from "~/activation/requirement";
import { evaluateGate } from "~/activation/requirements";
import { addDays, plainDateIn, startOfDay, weekdayOf } from "~/platform/dates";
import { activity, onProbation, policy, trainee } from "./facts";

const ZONE = "Asia/Shanghai";
const away = (id: string, from: string, to: string | null): AwayFact => ({ id, from, to });
const isWeekend = (day: string) => weekdayOf(day) > 5;
/** Noon in Shanghai. */
const noon = (day: string) => new Date(startOfDay(day, ZONE).getTime() + 12 * 3_600_000);
const text = (stretches: AwayFact[]) => stretches.map((s) => `${s.id} ${s.from}..${s.to ?? ""}`);

describe("days on end without the desk", () => {
  it.each<[string, AwayFact[], string[]]>([
    ["one leave", [away("a", "2026-03-02", "2026-03-06")], ["a 2026-03-02..2026-03-06"]],
    [
      "a weekend between two leaves is none",
      [away("a", "2026-03-02", "2026-03-06"), away("b", "2026-03-09", "2026-03-13")],
      ["a 2026-03-02..2026-03-13"],
    ],
    [
      "a working day between them is",
      [away("a", "2026-03-02", "2026-03-06"), away("b", "2026-03-10", "2026-03-13")],
      ["a 2026-03-02..2026-03-06", "b 2026-03-10..2026-03-13"],
    ],
    ["one inside the other", [away("b", "2026-03-03", "2026-03-04"), away("a", "2026-03-02", "2026-03-06")], ["a 2026-03-02..2026-03-06"]],
    ["an open end swallows what follows", [away("a", "2026-03-02", null), away("b", "2026-04-01", "2026-04-02")], ["a 2026-03-02.."]],
    ["of the same day the first id names it", [away("b", "2026-03-02", "2026-03-03"), away("a", "2026-03-02", null)], ["a 2026-03-02.."]],
    ["suspended and reinstated on one day", [away("a", "2026-03-03", "2026-03-01")], []],
  ])("%s", (_, records, found) => expect(text(stretchesOf(records, isWeekend))).toEqual(found));

  it("are the same in whatever order the records come, apart, and each begun by a record", () => {
    const day = fc.integer({ min: 0, max: 60 }).map((n) => addDays("2026-03-02", n));
    const record = fc.tuple(day, fc.option(fc.integer({ min: 0, max: 20 }), { freq: 9 }));
    fc.assert(
      fc.property(fc.array(record, { maxLength: 8 }), (raw) => {
        const records = raw.map(([from, days], i) => away(`r${i}`, from, days === null ? null : addDays(from, days)));
        const stretches = stretchesOf(records, isWeekend);
        expect(stretchesOf(records.toReversed(), isWeekend)).toEqual(stretches);
        for (let n = 0; n <= 90; n++) {
          const at = addDays("2026-03-02", n);
          const inside = (s: AwayFact) => s.from <= at && (s.to === null || at <= s.to);
          if (records.some(inside)) expect(stretches.filter(inside)).toHaveLength(1);
          else if (!isWeekend(at)) expect(stretches.filter(inside)).toHaveLength(0);
        }
      }),
    );
  });
});

describe("a long absence of 30 days", () => {
  const since = noon("2026-01-05");
  const lapse = (stretch: AwayFact, passes: string[] = [], from = since) =>
    lapsesByAbsence([stretch], 30, { zone: ZONE, since: from, passes: passes.map(noon) }).map(({ at }) => plainDateIn(ZONE, at));
  it.each<[string, AwayFact, string[], string[]]>([
    ["lapses when the thirtieth day is over", away("a", "2026-03-01", "2026-03-30"), [], ["2026-03-31"]],
    ["but not of 29 days", away("a", "2026-03-01", "2026-03-29"), [], []],
    ["nor later for a longer one", away("a", "2026-03-01", "2026-06-30"), [], ["2026-03-31"]],
    ["nor without an end", away("a", "2026-03-01", null), [], ["2026-03-31"]],
    ["is over with the test afterwards", away("a", "2026-03-01", "2026-04-30"), ["2026-05-04"], []],
    ["not with one before it", away("a", "2026-03-01", "2026-04-30"), ["2026-02-20"], ["2026-03-31"]],
    ["begins anew after a test in the middle of it", away("a", "2026-03-01", "2026-04-30"), ["2026-03-15"], ["2026-04-15"]],
    ["which may be too late for another", away("a", "2026-03-01", "2026-04-10"), ["2026-03-15"], []],
  ])("%s", (_, stretch, passes, days) => expect(lapse(stretch, passes)).toEqual(days));

  it("counts from the day after the gate was opened", () => {
    expect(lapse(away("a", "2026-01-01", "2026-02-10"), [], noon("2026-01-10"))).toEqual(["2026-02-10"]);
    expect(lapse(away("a", "2025-11-01", "2025-12-31"), [], noon("2026-01-10"))).toEqual([]);
  });
});

describe("by the policy of the last gate", () => {
  const terms: Terms = { recertification: { months: 12, exam: "rules_exam" }, absence: { days: 30, exam: "desk_exam" } };
  const activated = (more: Partial<GateFacts> = {}) => {
    const base = onProbation();
    const [desk] = base.decisions;
    if (!desk) throw new Error("no decision");
    const decision = { ...desk, id: "d2", gate: "activation" as const, decidedAt: noon("2026-01-31") };
    const results = base.results.map((r) => ({ ...r, startedAt: noon("2026-01-05") }));
    return onProbation({ state: "active", decisions: [decision, desk], results, ...more });
  };
  const opened = (facts: GateFacts, of: Terms) =>
    (["desk", "activation"] as const).map((gate) => ({
      gate,
      policy: { ...policy(gate), terms: gate === "activation" ? of : {} },
      requirements: evaluateGate(policy(gate), facts, noon("2026-03-02")),
    }));
  const ahead = (facts: GateFacts, of = terms) => lapsesAhead(facts, opened(facts, of));

  it("a re-certification lapses at the end of the day twelve months after the decision, and opens its test two weeks before", () => {
    const at = startOfDay("2027-02-01", ZONE);
    const [lapse] = ahead(activated());
    expect(lapse).toMatchObject({ reason: "recertification_due", causeId: "d2", at, mend: { exam: { slug: "rules-exam" } } });
    const early = new Date(at.getTime() - 14 * 86_400_000);
    expect(examsAgain(ahead(activated()), new Date(early.getTime() - 1))).toEqual([]);
    expect(examsAgain(ahead(activated()), early)).toEqual([{ slug: "rules-exam", since: early }]);
  });

  it("or after the last passed test, when that came later; a failed one is none", () => {
    const sat = (passed: boolean) => {
      const facts = activated();
      const [first] = facts.results;
      if (!first) throw new Error("no result");
      return ahead(activated({ results: [...facts.results, { ...first, id: "again", passed, startedAt: noon("2027-01-20") }] }))[0]?.at;
    };
    expect(sat(true)).toEqual(startOfDay("2028-01-21", ZONE));
    expect(sat(false)).toEqual(startOfDay("2027-02-01", ZONE));
  });

  it("an absence lapses and its test opens at that instant", () => {
    const facts = activated({ away: [away("leave", "2026-03-02", "2026-04-30")] });
    const found = ahead(facts, { absence: terms.absence });
    const at = startOfDay("2026-04-01", ZONE);
    expect(found).toMatchObject([{ reason: "absence", causeId: "leave", at, mend: { exam: { slug: "desk-exam", since: at } } }]);
    expect(examsAgain(found, new Date(at.getTime() - 1))).toEqual([]);
    expect(examsAgain(found, at)).toHaveLength(1);
  });

  it.each<[string, GateFacts, Terms]>([
    ["whoever passed under a policy without terms", activated(), {}],
    ["whoever has no such exam in their plan", activated({ activities: [activity("bags", "lesson")] }), terms],
    ["a trainee", trainee(), terms],
  ])("nothing lapses of %s", (_, facts, of) => {
    expect(lapsesAhead(facts, facts.decisions.length > 0 ? opened(facts, of) : [])).toEqual([]);
  });
});
