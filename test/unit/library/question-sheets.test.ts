import { describe, expect, it, vi } from "vitest";
import { canonicalJson } from "~/curriculum/canonical";
import { question as questionSchema } from "~/curriculum/pack-question";
import { readPack } from "~/curriculum/read-pack.server";
import { bodyOfCells, questionKinds } from "~/drill/question-cells";
import type { Cells } from "~/drill/types/cells";
import { headingOf, keyOfHeading } from "~/library/questions/columns";
import { oneTable, type Table, tablesByType, templateOf } from "~/library/questions/tables";
import { heard, type Names } from "~/library/questions/words";
import { workbook } from "~/library/questions/workbook.server";
import { csvFile, unguarded } from "~/people/csv";
import { locales } from "~/platform/locale";
import { cellText, type Grid } from "~/platform/spreadsheet";
import { readGrid, readGrids } from "~/platform/spreadsheet.server";

const packs = (await Promise.all(["content/taobao-cs", "content/foreign-trade"].map(readPack))).flatMap(({ pack }) => pack?.items ?? []);
const of = <K extends string>(kind: K) => packs.filter((item) => item.kind === kind).map((item) => item.body) as never[];
const questions = packs.flatMap((item) => (item.kind === "question" ? [item.body] : []));
const names: Names = { topic: of("topic"), lesson: of("lesson"), product: of("product") };

vi.setConfig({ testTimeout: 30_000 });

/** The rows of a grid, by the columns that its headings mean. */
function rowsIn(grid: Grid, isCsv = false): Cells[] {
  const [headings = [], ...rows] = grid;
  const keys = headings.map((heading) => keyOfHeading(cellText(heading)));
  const text = (cell: Grid[number][number]) => (isCsv ? unguarded(cellText(cell)) : cellText(cell));
  return rows.map((row) => Object.fromEntries(keys.flatMap((key, i) => (key ? [[key, text(row[i] ?? null)]] : []))));
}

function expectAll(rows: Cells[]): void {
  expect(rows.length).toBe(questions.length);
  for (const row of rows) {
    const { cells, unheard } = heard(row, names);
    expect(unheard).toEqual([]);
    const known = questions.find((q) => q.slug === cells.slug);
    const read = bodyOfCells(cells, known ?? null);
    expect(read.faults).toEqual([]);
    expect(canonicalJson(questionSchema.parse(read.body))).toBe(canonicalJson(known));
  }
}

describe.each(locales)("sheets of questions in %s", (locale) => {
  it("say every question of both packs so that it comes back as it was, from a workbook", async () => {
    const bytes = await workbook(tablesByType(questions, names, locale), names, locale);
    const read = await readGrids(new Blob([new Uint8Array(bytes)]), { bytes: 10_000_000, rows: 2000 });
    if (!read.ok) throw new Error(read.fault);
    const sheets = read.sheets.slice(0, questionKinds.length);
    expect(sheets.length).toBe(questionKinds.length);
    expectAll(sheets.flatMap(({ grid }) => rowsIn(grid)));
  });

  it("and from a table of all types as CSV", async () => {
    const { keys, rows }: Table = oneTable(questions, names, locale);
    const csv = csvFile([keys.map((key) => headingOf(key, locale)), ...rows.map((cells) => keys.map((key) => cells[key] ?? ""))]);
    const read = await readGrid(new Blob([csv]), { bytes: 10_000_000, rows: 2000 });
    if (!read.ok) throw new Error(read.fault);
    expectAll(rowsIn(read.grid, true));
  });

  it.each(questionKinds)("have a template of %s whose example can be read", (type) => {
    const { rows, keys } = templateOf(type, names, locale);
    const { cells, unheard } = heard(rows[0] ?? {}, names);
    expect(unheard).toEqual([]);
    const read = bodyOfCells(cells, null);
    expect(read.faults).toEqual([]);
    expect(questionSchema.safeParse(read.body).success).toBe(true);
    for (const key of keys) for (const other of locales) expect(keyOfHeading(headingOf(key, other))).toBe(key);
  });
});

describe("headings", () => {
  it.each([
    ["题干", "stem.zh-CN"],
    ["题目（英文）", "stem.en"],
    [" Question *(English) ", "stem.en"],
    ["stem", "stem.en"],
    ["选项Ａ", "option_a.zh-CN"],
    ["Option h [Chinese]", "option_h.zh-CN"],
    ["正确答案", "answer"],
    ["必会", "required"],
    ["商品 B", "product_b"],
    ["__proto__", null],
    ["constructor", null],
    ["选项 I", null],
    ["", null],
  ])("%s means %s", (heading, key) => expect(keyOfHeading(heading)).toBe(key));
});
