import writeXlsxFile, { type Row } from "write-excel-file/node";
import { getOrderOfSiblings, insertElementMarkupAccordingToOrderOfSiblings, sanitizeTextContent } from "write-excel-file/utility";
import { questionKinds } from "~/drill/question-cells";
import { type CellKey, numberIn } from "~/drill/types/cells";
import type { Locale } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { qualityNames } from "../field";
import { columnMessages } from "../messages.columns";
import { headingOf, howTo, partsOf } from "./columns";
import type { Table } from "./tables";
import { nameOf, type Names, qualityName, typeName, valueName } from "./words";

type Written = Parameters<typeof writeXlsxFile>;
type Sheet = Written[0][number];
type Feature = NonNullable<NonNullable<Written[1]>["features"]>[number];

const INK = "#1f2933";
const HEAD = { fontWeight: "bold", backgroundColor: "#e6ebf1", textColor: INK, wrap: true, alignVertical: "center" } as const;
const BODY = { wrap: true, alignVertical: "top", textColor: INK } as const;
/** Rows below the heading for which cells offer their choices. */
const OFFERED = 500;
const FIRST = 2;

/** How wide a column is drawn, in characters. */
function widthOf(key: CellKey): number {
  const { column } = partsOf(key);
  if (/^(?:stem|explanation|body|poor|model_answers|chat|why|must_say|should_say|must_not_say|violations|pairs)$/.test(column)) return 44;
  if (/^(?:option_|steps|accepted|blanks|extra)/.test(column)) return 30;
  if (/^(?:slug|lesson)$/.test(column)) return 26;
  return /^(?:topic|type|products|product_|answer_hint|quality)/.test(column) ? 18 : 11;
}

const numeric: ReadonlySet<CellKey> = new Set<CellKey>(["difficulty", "target_seconds", "tolerance", "answer"]);

function rowOf(keys: readonly CellKey[], cells: Table["rows"][number]): Row {
  return keys.map((key) => {
    const value = cells[key] ?? "";
    const number = numeric.has(key) && value !== "" ? numberIn(value) : null;
    if (number !== null && String(number) === value) return { ...BODY, value: number, type: Number };
    return value === "" ? null : { ...BODY, value, type: String };
  });
}

/**
 * Tables of questions as a workbook: a sheet a table, with its heading frozen and cells that offer what may stand in them; then how each column is filled
 * in, then the lists that the cells offer.
 */
export async function workbook(tables: readonly Table[], names: Names, locale: Locale): Promise<Buffer> {
  const t = translate(columnMessages, locale);
  const lists = listsFor(names, locale);
  const sheets: Sheet[] = tables.map(({ name, keys, rows }) => ({
    sheet: name,
    columns: keys.map((key) => ({ width: widthOf(key) })),
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    data: [
      keys.map((key) => ({ ...HEAD, value: headingOf(key, locale), type: String, height: 34 })),
      ...rows.map((cells) => rowOf(keys, cells)),
    ],
  }));
  const offered: Feature = {
    files: {
      transform: {
        "xl/worksheets/sheet{id}.xml": {
          transform: (xml, _, { sheetIndex }) => {
            const table = tables[sheetIndex];
            return table ? withChoices(xml, table, lists, t("legend.lists")) : xml;
          },
        },
      },
    },
  };
  const book = writeXlsxFile([...sheets, legend(tables, locale), listSheet(lists, t("legend.lists"))], {
    features: [offered],
    fontSize: 11,
  });
  return book.toBuffer();
}

/** What each column of the tables holds, and what holds for all. */
function legend(tables: readonly Table[], locale: Locale): Sheet {
  const t = translate(columnMessages, locale);
  const columns = [...new Set(tables.flatMap(({ keys }) => keys))];
  const text = (value: string) => ({ ...BODY, value, type: String });
  const notes = (["how.both", "how.escape", "how.empty", "how.example"] as const).map((key) => [text("*"), text(t(key))]);
  return {
    sheet: t("legend.sheet"),
    columns: [{ width: 26 }, { width: 90 }],
    stickyRowsCount: 1,
    data: [
      [t("legend.column"), t("legend.how")].map((value) => ({ ...HEAD, value, type: String, height: 24 })),
      ...columns.map((key) => [text(headingOf(key, locale)), text(howTo(partsOf(key).column, locale))]),
      ...notes,
    ],
  };
}

type Lists = Partial<Record<CellKey, string[]>>;

function listsFor(names: Names, locale: Locale): Lists {
  return {
    type: questionKinds.map((kind) => typeName(kind, locale)),
    topic: names.topic.map(({ slug }) => nameOf(names.topic, slug, locale)),
    lesson: names.lesson.map(({ slug }) => nameOf(names.lesson, slug, locale)),
    quality: qualityNames.map((name) => qualityName(name, locale)),
    critical: ["yes", "no"].map((value) => valueName(value, locale)),
    required: ["yes", "no"].map((value) => valueName(value, locale)),
  };
}

function listSheet(lists: Lists, name: string): Sheet {
  const columns = Object.values(lists);
  const longest = Math.max(...columns.map((list) => list.length));
  return {
    sheet: name,
    columns: columns.map(() => ({ width: 26 })),
    data: Array.from({ length: longest }, (_, row) =>
      columns.map((list) => (list[row] === undefined ? null : { value: list[row], type: String })),
    ),
  };
}

const lettersOf = (column: number): string =>
  column >= 26 ? lettersOf(Math.floor(column / 26) - 1) + lettersOf(column % 26) : String.fromCharCode(65 + column);

/** A sheet whose cells offer the entries of the lists; another word may be typed, the import says what it makes of it. */
function withChoices(xml: string, { keys, rows }: Table, lists: Lists, listName: string): string {
  const last = FIRST + Math.max(rows.length, OFFERED);
  const order = Object.keys(lists);
  const made = keys.flatMap((key, at) => {
    const list = lists[key];
    const range = `${lettersOf(at)}${FIRST}:${lettersOf(at)}${last}`;
    if (key === "difficulty")
      return [
        `<dataValidation type="whole" allowBlank="1" showErrorMessage="1" sqref="${range}"><formula1>1</formula1><formula2>5</formula2></dataValidation>`,
      ];
    if (!list?.length) return [];
    const column = lettersOf(order.indexOf(key));
    const formula = sanitizeTextContent(`'${listName}'!$${column}$1:$${column}$${list.length}`);
    return [`<dataValidation type="list" allowBlank="1" sqref="${range}"><formula1>${formula}</formula1></dataValidation>`];
  });
  const siblings = getOrderOfSiblings("xl/worksheets/sheet{id}.xml", "worksheet") ?? [];
  const filter = `<autoFilter ref="A1:${lettersOf(keys.length - 1)}${rows.length + 1}"/>`;
  const markup = `<dataValidations count="${made.length}">${made.join("")}</dataValidations>`;
  const filtered = insertElementMarkupAccordingToOrderOfSiblings(xml, filter, siblings, "worksheet");
  return insertElementMarkupAccordingToOrderOfSiblings(filtered, markup, siblings, "worksheet");
}
