import { isNull } from "drizzle-orm";
import { contentDraft } from "@db/schema";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { SHOP } from "~/curriculum/pack-basics";
import type { SearchFilter } from "~/curriculum/search-find.server";
import { holdsAll, searchTexts } from "~/curriculum/search-match";
import type { SearchWord } from "~/curriculum/search-words";
import type { Reader } from "~/platform/database.server";
import type { LocalText } from "~/platform/locale";
import { titleOf } from "./edit-page.server";
import { isShownKind, type ShownKind } from "./kinds";

/** An item that somebody began and nobody has published. Its body need not be sound. */
export type NewDraft = { kind: ShownKind; slug: string; title: LocalText | null; body: ItemBody<ItemKind> };

const MOST = 200;

/** The drafts of items that were never published, of the kinds that the library shows; for those only who may edit. One statement. */
export async function newDrafts(reader: Reader): Promise<NewDraft[]> {
  const rows = await reader
    .select({ kind: contentDraft.kind, slug: contentDraft.slug, body: contentDraft.body })
    .from(contentDraft)
    .where(isNull(contentDraft.itemId))
    .orderBy(contentDraft.kind, contentDraft.slug)
    .limit(MOST);
  return rows.flatMap(({ kind, slug, body }) =>
    isShownKind(kind) ? [{ kind, slug, title: titleOf(kind, body), body: { ...body, slug } as unknown as ItemBody<ItemKind> }] : [],
  );
}

/** Whether a draft is among what a list is asked for, of any kind. Once published it will be the shop's own. */
export function isAsked({ body }: NewDraft, asked: Pick<SearchFilter, "topic" | "pack" | "state">, words: readonly SearchWord[]): boolean {
  if (asked.state === "archived" || (asked.pack !== null && asked.pack !== SHOP)) return false;
  if (asked.topic !== null && (body as { topic?: unknown }).topic !== asked.topic) return false;
  return words.length === 0 || holdsAll(searchTexts(body), words);
}

/** Counts by kind, drafts and all. */
export function withDraftCounts(counts: Record<ShownKind, number>, drafts: readonly NewDraft[]): Record<ShownKind, number> {
  const all = { ...counts };
  for (const { kind } of drafts) all[kind]++;
  return all;
}
