import { lineText, severalIn } from "../cell-lines";
import { cellOf, type Cells, letters, linesOf, type Row, textCells, textIn, wrong } from "../cells";
import type { Exchange } from "../exchange";
import { type Locale, locales } from "~/platform/locale";
import type { QuestionOf } from "../question";

type Blank = QuestionOf<"fill_blanks">["blanks"][number];
type OneBlank = { id: string; accepted: readonly string[] };

/** A text with blanks in files: the text with its [[a]], and a line "a: answer / answer" for each blank. */
export const fillBlanksExchange: Exchange<QuestionOf<"fill_blanks">> = {
  columns: ["body", "blanks"],
  cells: ({ body, blanks }) => ({
    ...textCells("body", body),
    ...blankCells("zh-CN", of(blanks, "zh-CN")),
    ...blankCells("en", of(blanks, "en")),
  }),
  body: (row) => ({ body: textIn(row, "body"), blanks: blanksIn(row) }),
  abroad: {
    kind: "blanks",
    out: ({ body, blanks }, locale) => ({
      body: body[locale],
      blanks: blanks.map(({ id, accepted }) => ({ id, accepted: accepted[locale] })),
    }),
    cells: ({ body, blanks }, locale) => ({ [`body.${locale}`]: body, ...blankCells(locale, blanks) }),
  },
  example: {
    stem: { "zh-CN": "把发货的话补完整。", en: "Complete the line about dispatch." },
    body: { "zh-CN": "您的包[[a]]就发，单号会在[[b]]里看到。", en: "Your bag leaves [[a]]; you will find the number in [[b]]." },
    blanks: [
      { id: "a", accepted: { "zh-CN": ["今天", "今日"], en: ["today"] } },
      { id: "b", accepted: { "zh-CN": ["订单详情"], en: ["your order", "the order"] } },
    ],
    explanation: { "zh-CN": "说清时间和看单号的地方。", en: "Say when, and where the number is seen." },
  },
};

function of(blanks: readonly Blank[], locale: Locale): OneBlank[] {
  return blanks.map(({ id, accepted }) => ({ id, accepted: accepted[locale] }));
}

function blankCells(locale: Locale, blanks: readonly OneBlank[]): Cells {
  const lines = blanks.map(({ id, accepted }) => `${id}: ${accepted.map((text) => lineText(text, "stroke")).join(" / ")}`);
  return { [`blanks.${locale}`]: lines.join("\n") };
}

function blanksIn(row: Row<unknown>): Blank[] {
  const found = new Map<string, Blank>();
  for (const locale of locales)
    for (const line of linesOf(cellOf(row, `blanks.${locale}`))) {
      const [, letter = "", rest = ""] = /^\[*([a-zａ-ｚ])\]*\s*[:：]\s*(.*)$/i.exec(line) ?? [];
      const id = letters.find((l) => l === letter.normalize("NFKC").toLowerCase());
      if (!id) {
        wrong(row, `blanks.${locale}`, "line_blank", { line: line.slice(0, 40) });
        continue;
      }
      const blank = found.get(id) ?? { id, accepted: { "zh-CN": [], en: [] } };
      blank.accepted[locale] = severalIn(rest, "stroke");
      found.set(id, blank);
    }
  return [...found.values()];
}
