import { contentBySlugs } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";

/** The names of products in the reader's language, by slug; one that the catalogue does not know is called by its slug. At most two statements. */
export async function productNames(reader: Reader, slugs: readonly string[], locale: Locale): Promise<Record<string, string>> {
  const wanted = [...new Set(slugs)];
  const found = await contentBySlugs(
    reader,
    wanted.map((slug) => ({ kind: "product" as const, slug })),
  );
  return Object.fromEntries(
    wanted.map((slug) => {
      const name = (found.get(`product ${slug}`)?.body as { name?: LocalText } | undefined)?.name;
      return [slug, name ? pick(name, locale) : slug];
    }),
  );
}
