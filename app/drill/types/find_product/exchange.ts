import { cellOf, linesOf } from "../cells";
import type { Exchange } from "../exchange";
import type { QuestionOf } from "../question";

/** A product to be found in files: each product that is right, a line each. */
export const findProductExchange: Exchange<QuestionOf<"find_product">> = {
  columns: ["products"],
  cells: ({ products }) => ({ products: products.join("\n") }),
  body: (row) => ({ products: linesOf(cellOf(row, "products")) }),
  abroad: "products",
  example: {
    stem: { "zh-CN": "客户要能放 14 寸电脑的双肩包，你拿哪只？", en: "A backpack for a 14-inch laptop: which one do you fetch?" },
    products: ["1"],
    explanation: { "zh-CN": "按尺寸找，再看库位。", en: "Look by size, then by shelf." },
  },
};
