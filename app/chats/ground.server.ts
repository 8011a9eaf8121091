import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { groundOf, type GroundWords } from "./ground";

/** The catalogue and the prohibited terms in force. Two statements. */
export async function groundWords(reader: Reader): Promise<GroundWords> {
  const [products, terms] = await Promise.all([currentVersions(reader, "product"), currentVersions(reader, "term")]);
  return {
    spoken: products.map(({ slug, body }) => ({
      slug,
      code: body.code,
      names: [body.name["zh-CN"], body.name.en],
      priceFen: Math.round(body.price_yuan * 100),
    })),
    terms: terms.map(({ body }) => body),
  };
}

/** What chats are read against, ready for it. Two statements. */
export async function chatGround(reader: Reader): Promise<ReturnType<typeof groundOf>> {
  return groundOf(await groundWords(reader));
}
