import { and, asc, count, eq, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import { pictureUrl } from "~/curriculum/picture";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";

/** Which products: of a family, on shelves that begin so, with these words; in use or archived. */
export type CatalogueFilter = { family: string; shelf: string; search: string; archived: boolean };

/** What of the address filters the catalogue. */
export function catalogueFilter(query: URLSearchParams): CatalogueFilter {
  const text = (name: string) => (query.get(name) ?? "").trim().slice(0, 100);
  return { family: text("family"), shelf: text("shelf"), search: text("q"), archived: query.get("archived") === "1" };
}

export type CatalogueRow = {
  slug: string;
  code: string;
  name: string;
  price: number;
  family: string;
  shelf: string | null;
  stock: number | null;
  picture: string | null;
  untranslated: boolean;
};

const pattern = (text: string, open = "%") => `${open}${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;

function conditions({ family, shelf, search, archived }: CatalogueFilter): SQL | undefined {
  const body = contentVersion.body;
  return and(
    eq(contentItem.kind, "product"),
    archived ? isNotNull(contentItem.archivedAt) : isNull(contentItem.archivedAt),
    family ? sql`${body} ->> 'family' = ${family}` : undefined,
    shelf ? sql`${body} ->> 'shelf' ilike ${pattern(shelf, "")}` : undefined,
    search ? sql`${body}::text ilike ${pattern(search)}` : undefined,
  );
}

/** A stretch of the catalogue by shelf (for a walk along the shelves) or by code, and how many products there are in all. */
export async function catalogueRows(
  reader: Reader,
  filter: CatalogueFilter,
  { limit, offset, byShelf }: { limit: number; offset: number; byShelf: boolean },
  locale: Locale,
): Promise<{ rows: CatalogueRow[]; total: number }> {
  const where = conditions(filter);
  const body = contentVersion.body;
  const order = byShelf ? [sql`${body} ->> 'shelf' asc nulls last`, sql`${body} ->> 'code'`] : [sql`${body} ->> 'code'`];
  const [ids, [counted]] = await Promise.all([
    reader
      .select({ versionId: contentItem.currentVersionId })
      .from(contentItem)
      .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
      .where(where)
      .orderBy(...order)
      .limit(limit)
      .offset(offset),
    reader
      .select({ n: count() })
      .from(contentItem)
      .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
      .where(where),
  ]);
  const versions = await versionsById(
    reader,
    ids.map((row) => row.versionId),
  );
  const rows = ids.flatMap(({ versionId }) => {
    const version = versions.get(versionId) as ContentVersion<"product"> | undefined;
    return version ? [rowOf(version, locale)] : [];
  });
  return { rows, total: counted?.n ?? 0 };
}

function rowOf(version: ContentVersion<"product">, locale: Locale): CatalogueRow {
  const { slug, code, name, price_yuan, family, family_name, shelf, stock, untranslated } = version.body;
  return {
    slug,
    code,
    name: pick(name, locale),
    price: price_yuan,
    family: family_name ? pick(family_name, locale) : family,
    shelf: shelf ?? null,
    stock: stock ?? null,
    picture: pictureUrl(version),
    untranslated: untranslated === true,
  };
}

/** The families of the products in use, with their names. */
export async function catalogueFamilies(reader: Reader, locale: Locale): Promise<{ value: string; label: string }[]> {
  const family = sql<string>`${contentVersion.body} ->> 'family'`;
  const rows = await reader
    .select({ value: family, name: sql<LocalText | null>`(array_agg(${contentVersion.body} -> 'family_name'))[1]`, n: count() })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "product"), isNull(contentItem.archivedAt)))
    .groupBy(family)
    .orderBy(asc(family));
  return rows.map(({ value, name, n }) => ({ value, label: `${name ? pick(name, locale) : value} · ${n}` }));
}
