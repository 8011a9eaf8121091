import type { ItemBody } from "~/curriculum/pack";
import { contentBySlugs, currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";

type Ladder = ItemBody<"level_rules">;

/** The ladder in force with its version; null for a shop without level rules. */
export async function ladderOf(reader: Reader): Promise<{ versionId: string; body: Ladder } | null> {
  const [first] = await currentVersions(reader, "level_rules");
  return first ? { versionId: first.id, body: first.body } : null;
}

/** What is called how that the ladder opens, by slug. */
export async function openedTitles(reader: Reader, ladder: Ladder, locale: Locale): Promise<Record<string, string>> {
  const wanted = ladder.levels.flatMap(({ opens }) => opens.map((slug) => ({ kind: "lesson" as const, slug })));
  const found = await contentBySlugs(reader, wanted);
  return Object.fromEntries([...found.values()].map(({ slug, body }) => [slug, pick((body as ItemBody<"lesson">).title, locale)]));
}
