import type { ItemBody } from "~/curriculum/pack";
import { contentBySlugs, currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";

export type LevelModule = ItemBody<"module">;
/** The ladder in force with its version, and the modules that it opens or asks for. */
export type HeldLadder = { versionId: string; body: ItemBody<"level_rules">; modules: LevelModule[] };

/** The ladder in force; null for a shop without level rules. Two statements, or more where content was never read. */
export async function ladderOf(reader: Reader): Promise<HeldLadder | null> {
  const [first] = await currentVersions(reader, "level_rules");
  if (!first) return null;
  const named = new Set(first.body.levels.flatMap(({ opens, entry }) => [...opens, ...(entry?.modules ?? [])]));
  const found = await contentBySlugs(
    reader,
    [...named].map((slug) => ({ kind: "module" as const, slug })),
  );
  const modules = [...named].flatMap((slug) => (found.get(`module ${slug}`)?.body as LevelModule | undefined) ?? []);
  return { versionId: first.id, body: first.body, modules };
}

/** What the ladder's modules are called, by slug. */
export function moduleTitles({ modules }: HeldLadder, locale: Locale): Record<string, string> {
  return Object.fromEntries(modules.map(({ slug, title }) => [slug, pick(title, locale)]));
}
