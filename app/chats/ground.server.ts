import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Ground } from "./facts";
import { catalogueWords } from "./mask";
import { productFinder } from "./spoken-products";

/** What chats are read against: the catalogue and the prohibited terms in force. Two statements. */
export async function chatGround(reader: Reader): Promise<Omit<Ground, "platform"> & { catalogue: RegExp | null }> {
  const [products, terms] = await Promise.all([currentVersions(reader, "product"), currentVersions(reader, "term")]);
  const spoken = products.map(({ slug, body }) => ({
    slug,
    code: body.code,
    names: [body.name["zh-CN"], body.name.en],
    priceFen: Math.round(body.price_yuan * 100),
  }));
  return {
    products: productFinder(spoken),
    terms: terms.map(({ body }) => body),
    catalogue: catalogueWords(spoken.flatMap(({ code, names }) => [code, ...names])),
  };
}
