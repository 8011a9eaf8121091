import { cutOnce, lineText, plainLine } from "../cell-lines";
import { lineCells, linesIn, type Row, wrong } from "../cells";
import type { Exchange } from "../exchange";
import { withIds } from "../kept-ids";
import { type Locale, type LocalText, locales } from "~/platform/locale";
import type { QuestionOf } from "../question";

/** Pairs in files: a line "left = right" for each. */
export const matchExchange: Exchange<QuestionOf<"match">> = {
  columns: ["pairs", "extra"],
  cells: ({ pairs, extra }) => ({
    ...lineCells("pairs", pairs, ({ left, right }, l) => pairLine(left[l], right[l])),
    ...lineCells("extra", extra, (text, l) => lineText(text[l])),
  }),
  body: (row) => ({
    pairs: withIds(pairsIn(row), row.before?.pairs ?? []),
    extra: linesIn(row, "extra", 3).map((line) => ({ "zh-CN": plainLine(line["zh-CN"]), en: plainLine(line.en) })),
  }),
  abroad: {
    kind: "pairs",
    out: ({ pairs, extra }, l) => ({
      pairs: pairs.map(({ left, right }) => ({ left: left[l], right: right[l] })),
      extra: extra.map((text) => text[l]),
    }),
    cells: ({ pairs, extra }, locale, before) => ({
      [`pairs.${locale}`]: pairs.map(({ left, right }) => pairLine(left, right)).join("\n"),
      // What a file cannot carry it does not take away: only another number of them does.
      ...(extra.length === 0 && before ? {} : { [`extra.${locale}`]: extra.map((text) => lineText(text)).join("\n") }),
    }),
  },
  example: {
    stem: { "zh-CN": "哪种面料怎么保养？", en: "How is each material looked after?" },
    pairs: [
      {
        id: "a",
        left: { "zh-CN": "头层牛皮", en: "Top-grain leather" },
        right: { "zh-CN": "微湿布擦，阴干", en: "Damp cloth, dried in the shade" },
      },
      { id: "b", left: { "zh-CN": "帆布", en: "Canvas" }, right: { "zh-CN": "冷水手洗", en: "Cold water, by hand" } },
      { id: "c", left: { "zh-CN": "绒面", en: "Suede" }, right: { "zh-CN": "软毛刷顺毛刷", en: "A soft brush, with the nap" } },
    ],
    extra: [{ "zh-CN": "机洗脱水", en: "Machine wash and spin" }],
    explanation: { "zh-CN": "只有帆布能下水，都不能机洗。", en: "Only canvas meets water, and none a machine." },
  },
};

function pairLine(left: string, right: string): string {
  return `${lineText(left, "pair")} = ${lineText(right)}`;
}

function pairsIn(row: Row<unknown>): { left: LocalText; right: LocalText }[] {
  return linesIn(row, "pairs", 7).map((line) => {
    const side = (locale: Locale) => {
      const cut = cutOnce(line[locale], "pair");
      if (line[locale] !== "" && !cut) wrong(row, `pairs.${locale}`, "line_pair", { line: line[locale].slice(0, 40) });
      return cut?.map(plainLine) ?? [];
    };
    const [zh, en] = locales.map(side);
    return { left: { "zh-CN": zh?.[0] ?? "", en: en?.[0] ?? "" }, right: { "zh-CN": zh?.[1] ?? "", en: en?.[1] ?? "" } };
  });
}
