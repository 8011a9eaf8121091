import { cellOf, lineCells, linesOf, optionalTextIn, type Row, textCells } from "../cells";
import { lineText, plainLine } from "../cell-lines";
import type { Exchange } from "../exchange";
import type { Locale } from "~/platform/locale";
import type { QuestionOf } from "../question";

/** A short answer in files: an accepted answer a line. */
export const shortTextExchange: Exchange<QuestionOf<"short_text">> = {
  columns: ["accepted", "answer_hint"],
  cells: ({ accepted, answer_hint }) => ({ ...acceptedCells(accepted), ...textCells("answer_hint", answer_hint) }),
  body: (row) => {
    const answer_hint = optionalTextIn(row, "answer_hint");
    return { accepted: { "zh-CN": acceptedIn(row, "zh-CN"), en: acceptedIn(row, "en") }, ...(answer_hint ? { answer_hint } : {}) };
  },
  abroad: {
    kind: "short",
    out: ({ accepted }, locale) => ({ accepted: accepted[locale] }),
    cells: ({ accepted }, locale) => ({ [`accepted.${locale}`]: accepted.map((text) => lineText(text)).join("\n") }),
  },
  example: {
    stem: { "zh-CN": "付款后多少小时内必须发货？", en: "Within how many hours of payment must an order leave?" },
    accepted: { "zh-CN": ["48", "48小时", "四十八小时"], en: ["48", "48 hours"] },
    answer_hint: { "zh-CN": "填小时数", en: "A number of hours" },
    explanation: { "zh-CN": "平台要求 48 小时内揽收。", en: "The platform asks for a pick-up within 48 hours." },
  },
};

function acceptedCells(accepted: Record<Locale, readonly string[]>) {
  const entries = (l: Locale) => lineCells("accepted", accepted[l], (text) => lineText(text))[`accepted.${l}`] ?? "";
  return { "accepted.zh-CN": entries("zh-CN"), "accepted.en": entries("en") };
}

function acceptedIn(row: Row<unknown>, locale: Locale): string[] {
  return linesOf(cellOf(row, `accepted.${locale}`)).map(plainLine);
}
