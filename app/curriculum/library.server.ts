import { createHash } from "node:crypto";
import { isNull, sql } from "drizzle-orm";
import { contentItem } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import { fileOf, type Library } from "./change-rules";
import type { MadeQuestions } from "./content-ground";
import { contentBySlugs, type ContentVersion, versionsById } from "./queries.server";
import type { PackItem } from "./read-pack.server";
import type { ItemName } from "./references";

/** What is in force, by name and version. `state`: the same as long as nothing in force changed. */
export type InForce = {
  state: string;
  /** The versions of what somebody wrote, in the order of kind and slug. */
  written: readonly string[];
  made: readonly MadeQuestions[];
  products: ReadonlySet<string>;
};

type Row = { written: string[]; products: string[]; made: { lesson: string; topic: string; slugs: string[] }[]; rest: string | null };

/** What is in force: of the catalogue and what was made from it, thousands of items, only the names. One statement. */
export async function inForce(reader: Reader): Promise<InForce> {
  const [row] = await reader.execute<Row>(sql`
    with used as (
      select i.kind, i.slug, i.current_version_id as id, case when i.kind = 'question' and v.body ? 'made_from' then v.body->>'lesson' end as lesson,
        v.body->>'topic' as topic
      from content_item i join content_version v on v.id = i.current_version_id where i.archived_at is null
    )
    select
      (select coalesce(json_agg(id order by kind, slug), '[]') from used where kind <> 'product' and lesson is null) as written,
      (select coalesce(json_agg(slug), '[]') from used where kind = 'product') as products,
      (select coalesce(json_agg(m), '[]') from (
        select lesson, topic, json_agg(slug) as slugs from used where lesson is not null group by lesson, topic) m) as made,
      (select md5(string_agg(id::text, ' ' order by id)) from used where kind = 'product' or lesson is not null) as rest`);
  const { written = [], products = [], made = [], rest = null } = row ?? {};
  return {
    state: createHash("sha256")
      .update(JSON.stringify([written, rest]))
      .digest("hex"),
    written,
    products: new Set(products),
    made: made.map(({ slugs, ...group }) => ({ ...group, slugs: new Set(slugs) })),
  };
}

const itemOf = ({ kind, slug, body }: ContentVersion) => ({ kind, slug, file: fileOf({ kind, slug }), body }) as PackItem;

/** The bodies of what somebody wrote, and of those of `changed` that are of the catalogue. No statement for what was read before, else one each. */
export async function libraryOf(reader: Reader, { written, made, products }: InForce, changed: readonly ItemName[] = []): Promise<Library> {
  const versions = await versionsById(reader, written);
  const isBeside = ({ kind, slug }: ItemName) =>
    kind === "product" ? products.has(slug) : kind === "question" && made.some(({ slugs }) => slugs.has(slug));
  const whole = await contentBySlugs(
    reader,
    changed.filter((name) => isBeside(name)),
  );
  return { items: [...written.flatMap((id) => versions.get(id) ?? []), ...whole.values()].map(itemOf), made, products };
}

/** All items in force with their bodies, the catalogue too. Two statements. */
export async function wholeLibrary(reader: Reader): Promise<PackItem[]> {
  const rows = await reader
    .select({ versionId: contentItem.currentVersionId })
    .from(contentItem)
    .where(isNull(contentItem.archivedAt))
    .orderBy(contentItem.kind, contentItem.slug);
  const versions = await versionsById(
    reader,
    rows.map((row) => row.versionId),
  );
  return rows.flatMap(({ versionId }) => versions.get(versionId) ?? []).map(itemOf);
}
