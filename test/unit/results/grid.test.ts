import { describe, expect, it } from "vitest";
import type { KeptFigure } from "~/results/compare-rows";
import { cellName, columnsOf, decideGrid, typedMeasure } from "~/results/grid-rules";

const person = { id: "p", name: "林小洋", externalId: null, from: "2026-02-03", leftOn: "2026-02-20" };
const kept = (from: string, to: string, measures: Record<string, number>): KeptFigure => ({
  id: `${from}`,
  personId: "p",
  storeId: "s",
  part: "conversion",
  from,
  to,
  measures,
});
const ground = {
  today: "2026-02-25",
  kept: [kept("2026-02-05", "2026-02-05", { inquiries: 40, paid: 30 }), kept("2026-02-09", "2026-02-10", { inquiries: 9, paid: 9 })],
  people: [person],
  isClosed: () => false,
};

/** Cells by day and measure, as they are typed. */
function decide(cells: Record<string, Record<string, string>>, more: Partial<typeof ground> = {}) {
  const columns = columnsOf("2026-02-01", "first").concat(columnsOf("2026-02-01", "middle"), columnsOf("2026-02-01", "last"));
  const typed = new Map(
    Object.entries(cells).flatMap(([day, measures]) =>
      Object.entries(measures).map(([measure, value]) => [cellName("p", { from: day, to: day }, measure), value] as const),
    ),
  );
  return decideGrid("conversion", columns, (name) => typed.get(name) ?? null, { ...ground, ...more });
}
const codes = (made: ReturnType<typeof decide>) => made.faults.map(({ code, field }) => `${code} ${field.split(".").at(-1)}`);

describe("columns", () => {
  it.each([
    ["month", 1, "2026-02-01", "2026-02-28"],
    ["first", 10, "2026-02-01", "2026-02-10"],
    ["middle", 10, "2026-02-11", "2026-02-20"],
    ["last", 8, "2026-02-21", "2026-02-28"],
  ] as const)("%s: %i of them", (span, count, first, last) => {
    const columns = columnsOf("2026-02-01", span);
    expect(columns).toHaveLength(count);
    expect([columns[0]?.from, columns.at(-1)?.to]).toEqual([first, last]);
  });
});

describe("a grid", () => {
  it("changes nothing where its cells say what is kept", () => {
    expect(decide({ "2026-02-05": { inquiries: "40", paid: "30", refunded: "" } })).toEqual({
      fresh: [],
      corrected: [],
      removed: [],
      faults: [],
    });
  });

  it("brings new figures, corrects, and removes what was emptied", () => {
    const made = decide({ "2026-02-04": { inquiries: "1,040", paid: "780" }, "2026-02-05": { inquiries: "41" } });
    expect(made.fresh).toEqual([{ personId: "p", from: "2026-02-04", to: "2026-02-04", measures: { inquiries: 1040, paid: 780 } }]);
    expect(made.corrected).toMatchObject([{ id: "2026-02-05", measures: { inquiries: 41, paid: 30 } }]);
    expect(decide({ "2026-02-05": { inquiries: "", paid: "-" } }).removed).toMatchObject([{ id: "2026-02-05" }]);
  });

  it.each<[string, string, Record<string, string>, string]>([
    ["no number", "2026-02-06", { inquiries: "四十", paid: "3" }, "not_a_count inquiries"],
    ["a negative one", "2026-02-06", { inquiries: "-3", paid: "0" }, "negative inquiries"],
    ["more paid than asked", "2026-02-06", { inquiries: "40", paid: "45" }, "paid_over_inquiries paid"],
    ["half of a part", "2026-02-06", { inquiries: "40" }, "half_conversion paid"],
    ["before the agent came", "2026-02-02", { inquiries: "40", paid: "30" }, "before_hire inquiries"],
    ["after leaving", "2026-02-21", { inquiries: "40", paid: "30" }, "after_leaving inquiries"],
    ["a day to come", "2026-02-26", { inquiries: "40", paid: "30" }, "day_future inquiries"],
  ])("names the cell: %s", (_, day, cells, expected) => {
    const made = decide(
      { [day]: cells },
      day > "2026-02-20" && !expected.startsWith("after") ? { people: [{ ...person, leftOn: null as never }] } : {},
    );
    expect(codes(made)).toEqual([expected]);
    expect(made.fresh).toEqual([]);
  });

  it("leaves a closed month and the days of a longer stretch alone", () => {
    expect(codes(decide({ "2026-02-06": { inquiries: "1", paid: "1" } }, { isClosed: () => true }))).toEqual(["month_closed inquiries"]);
    expect(decide({ "2026-02-09": { inquiries: "1", paid: "1" } })).toEqual({ fresh: [], corrected: [], removed: [], faults: [] });
  });

  it.each([
    ["salesFen", 597_050, "5970.50"],
    ["firstResponseMs", 45_200, "45.2"],
    ["inquiries", 40, "40"],
    ["paid", undefined, ""],
  ])("%s is shown as it is typed", (measure, value, expected) => expect(typedMeasure(measure, value)).toBe(expected));
});
