import { pictureUrl } from "~/curriculum/picture";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import { findItems } from "~/curriculum/search-find.server";
import { searchWords } from "~/curriculum/search-words";
import type { Reader } from "~/platform/database.server";
import { type Locale, locales, pick } from "~/platform/locale";
import type { Asked } from "./address";
import { productValues, type Values } from "./fill-rules";
import { atHand } from "./find.server";

const OFFERS = 6;
const PRODUCTS = { kinds: ["product"], kind: null, topic: null, pack: null, state: "current" } as const;

export type ProductAtHand = {
  slug: string;
  name: string;
  code: string;
  price: number;
  picture: string | null;
  colours: string[];
  features: string[];
};
export type Offer = Pick<ProductAtHand, "slug" | "name" | "code" | "price">;

/** The versions of products that hold the words, the nearest first. One statement. */
export async function offersFor(reader: Reader, find: string): Promise<string[]> {
  const words = searchWords(find);
  if (words.length === 0) return [];
  const { rows } = await findItems(reader, { ...PRODUCTS, words, otherwise: null }, OFFERS, 0);
  return rows.map((row) => row.versionId);
}

/** A product as the choice shows it. */
export function productAtHand(version: ContentVersion<"product">, locale: Locale): ProductAtHand {
  const { slug, name, code, price_yuan, colours, features } = version.body;
  return {
    ...{ slug, code, price: price_yuan, name: pick(name, locale), picture: pictureUrl(version) },
    colours: colours.map((colour) => pick(colour, locale)),
    features: features.map((feature) => pick(feature, locale)),
  };
}

/** A product that is offered; none where it is not known any more. */
export function offerOf(version: ContentVersion<"product"> | undefined, locale: Locale): Offer[] {
  if (!version) return [];
  const { slug, name, code, price_yuan } = version.body;
  return [{ slug, code, price: price_yuan, name: pick(name, locale) }];
}

export type Beside = {
  product: ProductAtHand | null;
  offers: Offer[] | null;
  /** What the product and the shop put into a text, by the language of the text. */
  values: Record<Locale, Values>;
};

/** The product that fills a text which stands in no library yet, or those that are offered for it. Two statements, a third where a product is looked for. */
export async function productBeside(
  reader: Reader,
  asked: Asked,
  { personId, locale }: { personId: string; locale: Locale },
): Promise<Beside> {
  const [{ productVersionId, shopName }, offered] = await Promise.all([
    atHand(reader, { personId, slug: null, product: asked.product, usedSince: null }),
    asked.find && !asked.product ? offersFor(reader, asked.find) : null,
  ]);
  const versions = await versionsById(reader, [...(productVersionId ? [productVersionId] : []), ...(offered ?? [])]);
  const product = versions.get(productVersionId ?? "") as ContentVersion<"product"> | undefined;
  const values = locales.map((of): [Locale, Values] => [
    of,
    { ...(product && productValues(product.body, asked, of)), ...(shopName && { shop: shopName }) },
  ]);
  return {
    product: product ? productAtHand(product, locale) : null,
    offers: offered && offered.flatMap((id) => offerOf(versions.get(id) as ContentVersion<"product"> | undefined, locale)),
    values: Object.fromEntries(values) as Beside["values"],
  };
}
