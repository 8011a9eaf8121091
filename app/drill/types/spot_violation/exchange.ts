import { cutOnce, lineText, plainLine } from "../cell-lines";
import { lineCells, linesIn, type Row, wrong } from "../cells";
import { chatCells, chatIn } from "../chat-cells";
import type { Exchange } from "../exchange";
import { type Locale, locales } from "~/platform/locale";
import type { QuestionOf } from "../question";

type Violation = QuestionOf<"spot_violation">["violations"][number];

/** A chat with violations in files: the chat, and a line "2: the words | the rule" for each violation. */
export const spotViolationExchange: Exchange<QuestionOf<"spot_violation">> = {
  columns: ["chat", "violations"],
  cells: ({ chat, violations }) => ({
    ...chatCells(chat),
    ...lineCells("violations", violations, ({ line, words, rule }, l) => `${line}: ${lineText(words[l], "bar")} | ${lineText(rule[l])}`),
  }),
  body: (row) => ({ chat: chatIn(row) ?? [], violations: violationsIn(row) }),
  abroad: "a_chat",
  example: {
    stem: { "zh-CN": "客服哪里说错了？", en: "What should the agent not have said?" },
    chat: [
      { who: "customer", text: { "zh-CN": "这个包质量怎么样？", en: "How good is this bag?" } },
      { who: "agent", text: { "zh-CN": "全网最好的，放心拍。", en: "The best on the net, go ahead." } },
    ],
    violations: [
      {
        line: 2,
        words: { "zh-CN": "全网最好", en: "The best on the net" },
        rule: { "zh-CN": "绝对化用语", en: "A superlative" },
      },
    ],
    explanation: { "zh-CN": "换成看得见的事实：皮料、走线、五金。", en: "Name what can be seen instead: hide, seams, metal." },
  },
};

function violationsIn(row: Row<unknown>): Violation[] {
  return linesIn(row, "violations", 5).map((line, at) => {
    const [zh, en] = locales.map((l) => violationOf(row, line[l], l));
    if (zh?.line && en?.line && zh.line !== en.line) wrong(row, "violations.en", "violations_differ", { n: at + 1 });
    return {
      line: zh?.line ?? en?.line ?? 1,
      words: { "zh-CN": zh?.words ?? "", en: en?.words ?? "" },
      rule: { "zh-CN": zh?.rule ?? "", en: en?.rule ?? "" },
    };
  });
}

function violationOf(row: Row<unknown>, line: string, locale: Locale): { line: number; words: string; rule: string } | null {
  if (line === "") return null;
  const [, number = "", rest = ""] = /^(?:第|line)?\s*(\d{1,2})\s*[行句]?\s*[:：]\s*(.*)$/i.exec(line) ?? [];
  const sides = cutOnce(rest, "bar");
  if (number === "" || !sides) {
    wrong(row, `violations.${locale}`, "line_violation", { line: line.slice(0, 40) });
    return null;
  }
  return { line: Number(number), words: plainLine(sides[0]), rule: plainLine(sides[1]) };
}
