import { cellOf, wrong } from "../cells";
import type { Exchange } from "../exchange";
import { optionCells, optionColumns, optionsIn } from "../option-cells";
import type { QuestionOf } from "../question";

/** True or false in files. Other systems ask for no reason. */
export const trueFalseExchange: Exchange<QuestionOf<"true_false">> = {
  columns: ["answer", ...optionColumns, "reason", "why"],
  cells: ({ answer, reasons }) => ({ ...optionCells(reasons, "reason"), answer: String(answer) }),
  body: (row) => {
    const said = cellOf(row, "answer");
    if (said === "") wrong(row, "answer", "answer_missing");
    else if (said !== "true" && said !== "false") wrong(row, "answer", "not_true_false");
    return { answer: said === "true", reasons: optionsIn(row, "reason", true, row.before?.reasons ?? []) };
  },
  abroad: {
    kind: "truth",
    lost: "reasons",
    out: ({ answer }) => ({ answer }),
    cells: ({ answer }) => ({ answer: String(answer) }),
  },
  example: {
    stem: { "zh-CN": "「全网最低价」可以写进回复里。", en: "“Lowest price on the net” may stand in a reply." },
    answer: false,
    reasons: [
      { id: "a", text: { "zh-CN": "广告法禁止绝对化用语。", en: "The advertising law forbids superlatives." }, correct: true },
      { id: "b", text: { "zh-CN": "只要真的最低就可以。", en: "It may, if it is true." }, correct: false },
    ],
    explanation: { "zh-CN": "绝对化用语不论真假都不能用。", en: "Superlatives are forbidden, true or not." },
  },
};
