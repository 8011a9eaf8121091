import { cellOf, numberIn, type Row, textCells, textIn, wrong } from "../cells";
import type { Exchange } from "../exchange";
import type { QuestionOf } from "../question";

/** A number with its unit in files. */
export const numberExchange: Exchange<QuestionOf<"number">> = {
  columns: ["answer", "tolerance", "unit"],
  cells: ({ answer, tolerance, unit }) => ({ answer: String(answer), tolerance: String(tolerance), ...textCells("unit", unit) }),
  body: (row) => ({ answer: figure(row, "answer"), tolerance: figure(row, "tolerance") ?? 0, unit: textIn(row, "unit") }),
  abroad: {
    kind: "number",
    out: ({ answer, tolerance, unit }, locale) => ({ answer, tolerance, unit: unit[locale] }),
    cells: ({ answer, tolerance, unit }, locale) => ({
      answer: String(answer),
      tolerance: String(tolerance),
      ...(unit === "" ? {} : { [`unit.${locale}`]: unit }),
    }),
  },
  example: {
    stem: {
      "zh-CN": "标价 399 元，店铺券满 300 减 40，客户实付多少？",
      en: "Priced at 399 yuan, with 40 off from 300: what does the customer pay?",
    },
    answer: 359,
    tolerance: 0,
    unit: { "zh-CN": "元", en: "yuan" },
    explanation: { "zh-CN": "399 满 300，减 40，付 359。", en: "399 is over 300; less 40 makes 359." },
  },
};

/** The number of a cell; null while nothing stands there. */
function figure(row: Row<unknown>, key: "answer" | "tolerance"): number | null {
  const said = cellOf(row, key);
  const found = numberIn(said);
  if (said !== "" && found === null) wrong(row, key, "not_number");
  return found;
}
