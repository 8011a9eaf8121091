import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { itemSchemas } from "~/curriculum/pack";
import { Decimal } from "~/platform/decimal";
import { coveredBy, mendsOf, missedItems, remedialRefusal, retakeAreas } from "~/probation/retake-rules";
import { gradeChecklist } from "~/probation/rules";

const checklist = itemSchemas.checklist.parse(parse(readFileSync("content/taobao-cs/checklists/probation.yaml", "utf8")));
const items = checklist.areas.flatMap((a) => a.items);
const of = (area: string) => checklist.areas.find((a) => a.slug === area)?.items.map((i) => i.slug) ?? [];

/** All 35 items at one grade, whole areas or single items at others. */
function graded(grade: number, others: Record<string, number> = {}) {
  const grades = Object.fromEntries(
    checklist.areas.flatMap((a) => a.items.map((i) => [i.slug, others[i.slug] ?? others[a.slug] ?? grade])),
  );
  return { grades, result: gradeChecklist(checklist, grades) };
}

describe("what was missed", () => {
  it.each<[string, number, Record<string, number>, string[]]>([
    ["nothing of a passed sheet", 4, { "prices-compare-two": 1 }, []],
    ["in an area below 60 % all below 3", 4, { "product-process": 2, "process-care": 3 }, of("product-process").slice(0, 3)],
    ["a critical item that failed", 4, { "message-return": 2 }, ["message-return"]],
    ["a 2 in an area that passed is not missed beside that", 4, { "message-return": 2, "message-delay": 2 }, ["message-return"]],
    ["where only the total fell short, all below 3", 3, { "prices-compare-two": 2 }, ["prices-compare-two"]],
    ["all at 3 fall short in nothing but the total", 3, {}, []],
  ])("%s", (_, grade, others, missed) => {
    const { grades, result } = graded(grade, others);
    expect(missedItems(checklist, grades, result)).toEqual(missed);
  });
});

describe("what a retake looks at", () => {
  it.each<[string, number, Record<string, number>, string[] | null]>([
    ["the area below 60 %", 4, { "product-process": 2 }, ["product-process"]],
    ["two of them", 4, { "product-process": 2, "outside-contacts": 1 }, ["product-process", "outside-contacts"]],
    ["the area of a critical item that failed, though it passed itself", 4, { "message-return": 2 }, ["prepared-messages"]],
    // 85 % of the weight at 75 % and 15 at full marks make 78.75.
    ["everything, where full marks could not reach 80", 3, { "product-process": 2 }, null],
    // 65 % at 75 % and 35 at full marks make 83.75.
    ["both, where full marks in both can", 3, { "product-process": 2, "product-features": 1 }, ["product-features", "product-process"]],
    ["where only the total fell short, areas with an item below 3: here they could not reach it", 3, { "prices-compare-two": 2 }, null],
    ["everything, where all is at 3", 3, {}, null],
    ["everything, where every area fell short", 1, {}, null],
    ["nothing of a passed sheet", 4, {}, null],
  ])("%s", (_, grade, others, areas) => {
    const { grades, result } = graded(grade, others);
    expect(retakeAreas(checklist, grades, result)).toEqual(areas);
    expect(retakeAreas({ ...checklist, retake: "whole" }, grades, result)).toBeNull();
  });

  it("can always be passed, and never looks at less than what fell short", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: items.length, maxLength: items.length }), (given) => {
        const { grades, result } = graded(0, Object.fromEntries(items.map((item, i) => [item.slug, given[i] ?? 0])));
        const areas = retakeAreas(checklist, grades, result);
        if (areas === null) return;
        const best = { ...grades, ...Object.fromEntries(areas.flatMap(of).map((slug) => [slug, 4])) };
        const again = gradeChecklist(checklist, best);
        expect([again.passed, Decimal.parse(again.total).atLeast(Decimal.of(80))]).toEqual([true, true]);
        expect(result.failed.areas.filter((slug) => !areas.includes(slug))).toEqual([]);
      }),
    );
  });

  it("leaves the other areas out of the sheet", () => {
    expect(coveredBy(checklist, ["outside-contacts"]).areas.map((a) => a.slug)).toEqual(["outside-contacts"]);
    expect(coveredBy(checklist, null)).toBe(checklist);
  });
});

describe("what mends it", () => {
  it("names something for each of the 35 items", () => {
    for (const { slug } of items) {
      const { topics, questions, practicals, simulations } = mendsOf(checklist, [slug]);
      expect([slug, topics.length + questions.length + practicals.length + simulations.length > 0]).toEqual([slug, true]);
    }
  });

  it("names each once, in the sheet's order", () => {
    const mends = mendsOf(checklist, ["message-delay", "message-greeting"]);
    expect(mends.practicals).toEqual(["write-five-scripts"]);
    expect(mends.simulations).toEqual(["first-hello", "parcel-stands-still"]);
    expect(mendsOf(checklist, [])).toEqual({ topics: [], questions: [], practicals: [], simulations: [] });
  });
});

describe("waiting for the remedial plan", () => {
  it.each([
    [true, { done: 3, of: 4 }, "remedial_open"],
    [true, { done: 4, of: 4 }, undefined],
    [true, null, undefined],
    [false, { done: 0, of: 4 }, undefined],
  ])("%s, %o: %s", (waits, plan, code) => {
    expect(remedialRefusal(waits, plan)?.code).toBe(code);
  });
});
