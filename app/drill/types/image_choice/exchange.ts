import { cellOf, letters } from "../cells";
import type { Exchange } from "../exchange";
import { judgedCells, judgedIn } from "../option-cells";
import type { QuestionOf } from "../question";

const columns = ["product_a", "product_b", "product_c", "product_d", "product_e", "product_f"] as const;

/** Pictures of products in files: the product of each letter. */
export const imageChoiceExchange: Exchange<QuestionOf<"image_choice">> = {
  columns: [...columns, "answer", "why"],
  cells: ({ options }) => ({
    ...Object.fromEntries(columns.map((column) => [column, options.find((o) => column === `product_${o.id}`)?.product ?? ""])),
    ...judgedCells(options, "answer"),
  }),
  body: (row) => {
    const options = columns.flatMap((column, at) => {
      const [id, product] = [letters[at], cellOf(row, column)];
      return id && product ? [{ id, product }] : [];
    });
    return { options: judgedIn(row, options, "answer", true, row.before?.options ?? []) };
  },
  abroad: "products",
  example: {
    stem: { "zh-CN": "哪一只是客户说的那款？", en: "Which of these is the one that the customer means?" },
    options: [
      { id: "a", product: "1", correct: true },
      { id: "b", product: "2", correct: false, why: { "zh-CN": "五金颜色不同。", en: "Its metal has another colour." } },
    ],
    explanation: { "zh-CN": "看五金和肩带。", en: "Look at the metal and the strap." },
  },
};
