import { eq, inArray, isNull, ne, or, sql } from "drizzle-orm";
import { contentItem, contentSearch, contentVersion, contentWord } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Db, Reader } from "~/platform/database.server";
import { type ItemBody, type ItemKind, itemSchemas } from "./pack";
import { searchTexts } from "./search-match";
import { vocabularyOf } from "./search-vocabulary";

/** Rises with every change of how texts are folded, spelled or chosen: what was indexed by older rules is indexed again at the next start. */
const FORMAT = 3;
const PORTION = 200;

type Row = typeof contentSearch.$inferInsert;

/** What an item stands under, what it is about, and where it holds. */
function placeOf(kind: ItemKind, body: ItemBody<ItemKind>): Pick<Row, "parent" | "topics" | "platforms"> {
  const nowhere = { parent: null, topics: [], platforms: [] };
  if (kind === "question") {
    const { lesson, topic } = body as ItemBody<"question">;
    return { ...nowhere, parent: lesson, topics: [topic] };
  }
  if (kind === "exam") return { ...nowhere, topics: (body as ItemBody<"exam">).blueprint.map((part) => part.topic) };
  if (kind === "script") {
    const { branch, platforms } = body as ItemBody<"script">;
    return { ...nowhere, parent: branch, platforms };
  }
  return nowhere;
}

/** The summary of one version, as `content_search` keeps it. Pure. */
function searchRow(item: { itemId: string; versionId: string; kind: ItemKind; body: ItemBody<ItemKind> }): Row {
  return {
    itemId: item.itemId,
    versionId: item.versionId,
    format: FORMAT,
    kind: item.kind,
    ...placeOf(item.kind, item.body),
    ...searchTexts(item.body),
  };
}

/**
 * Bring the summary of these items to their version in force. Everything that writes `currentVersionId` calls it in the same transaction.
 */
export async function indexItems(tx: Reader, itemIds: readonly string[]): Promise<void> {
  const breathe = breather();
  for (let at = 0; at < itemIds.length; at += PORTION) {
    const rows = await tx
      .select({ itemId: contentItem.id, versionId: contentVersion.id, kind: contentItem.kind, body: contentVersion.body })
      .from(contentItem)
      .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
      .where(inArray(contentItem.id, itemIds.slice(at, at + PORTION)));
    const values: Row[] = [];
    const vocabulary = new Set<string>();
    for (const row of rows) {
      const kind = row.kind as ItemKind;
      const value = searchRow({ ...row, kind, body: itemSchemas[kind].parse(row.body) });
      values.push(value);
      for (const word of vocabularyOf(value.words)) vocabulary.add(word);
      await breathe();
    }
    // Whoever else adds words takes them in the same order.
    await tx.execute(
      sql`insert into content_word (word) select unnest(${sql.param([...vocabulary].sort())}::text[]) on conflict do nothing`,
    );
    // As one value: a parameter for each field of each row takes longer to write down than the row to make.
    await tx.execute(sql`
      insert into content_search (item_id, version_id, format, kind, parent, topics, platforms, title, title_pinyin, words, pinyin)
      select "itemId", "versionId", format, kind, parent, topics, platforms, title, "titlePinyin", words, pinyin
      from json_to_recordset(${JSON.stringify(values)}::json) as r("itemId" uuid, "versionId" uuid, format integer, kind text, parent text,
        topics text[], platforms text[], title text, "titlePinyin" text, words text, pinyin text)
      on conflict (item_id) do update set version_id = excluded.version_id, format = excluded.format, kind = excluded.kind,
        parent = excluded.parent, topics = excluded.topics, platforms = excluded.platforms, title = excluded.title,
        title_pinyin = excluded.title_pinyin, words = excluded.words, pinyin = excluded.pinyin`);
  }
}

/** Index what is missing, outdated or made by older rules. Returns how many items that were. Run at the start. */
export async function refreshSearch(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    await lockContent(tx);
    const stale = await tx
      .select({ id: contentItem.id })
      .from(contentItem)
      .leftJoin(contentSearch, eq(contentSearch.itemId, contentItem.id))
      .where(or(isNull(contentSearch.itemId), ne(contentSearch.versionId, contentItem.currentVersionId), ne(contentSearch.format, FORMAT)));
    await indexItems(
      tx,
      stale.map((row) => row.id),
    );
    return stale.length;
  });
}

/** Make the whole summary again. Returns the number of items. */
export async function rebuildSearch(db: Db): Promise<number> {
  return db.transaction(async (tx) => {
    await lockContent(tx);
    await tx.delete(contentSearch);
    await tx.delete(contentWord);
    const items = await tx.select({ id: contentItem.id }).from(contentItem);
    await indexItems(
      tx,
      items.map((row) => row.id),
    );
    return items.length;
  });
}

/** One writer of the library as a whole at a time: two loads, or a load and a rebuild, wait for each other. */
export async function lockContent(tx: Reader): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('deskready content'))`);
}
