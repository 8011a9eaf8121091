import { lineText, plainLine } from "../cell-lines";
import { lineCells, linesIn } from "../cells";
import type { Exchange } from "../exchange";
import { withIds } from "../kept-ids";
import type { QuestionOf } from "../question";

/** Steps in files: a step a line, in their right order. */
export const orderStepsExchange: Exchange<QuestionOf<"order_steps">> = {
  columns: ["steps"],
  cells: ({ steps }) => lineCells("steps", steps, (step, l) => lineText(step.text[l])),
  body: (row) => {
    const steps = linesIn(row, "steps", 8).map((line) => ({ text: { "zh-CN": plainLine(line["zh-CN"]), en: plainLine(line.en) } }));
    return { steps: withIds(steps, row.before?.steps ?? []) };
  },
  abroad: "an_order",
  example: {
    stem: { "zh-CN": "把售后处理的步骤排好。", en: "Put the steps of an after-sales case in order." },
    steps: [
      { id: "a", text: { "zh-CN": "先道歉，问清情况", en: "Apologise and ask what happened" } },
      { id: "b", text: { "zh-CN": "请客户拍照", en: "Ask for a photo" } },
      { id: "c", text: { "zh-CN": "给出两种办法让客户选", en: "Offer two ways and let the customer choose" } },
      { id: "d", text: { "zh-CN": "办好并说明时间", en: "Do it, and say how long it takes" } },
    ],
    explanation: { "zh-CN": "情绪在前，证据在后，办法让客户选。", en: "Feelings first, then evidence; the customer chooses the way." },
  },
};
