import type { MadeQuestions } from "~/curriculum/content-ground";
import type { ItemKey } from "~/curriculum/drafts.server";
import { checkIn, type ItemFault, parseDraft } from "~/curriculum/library-check.server";
import { inForce, libraryOf } from "~/curriculum/library.server";
import { originFaults } from "~/curriculum/lineage.server";
import type { ItemKind } from "~/curriculum/pack";
import { itemSchemas } from "~/curriculum/pack";
import { type ItemName, nameKey } from "~/curriculum/references";
import type { Reader } from "~/platform/database.server";
import type { Locale, LocalText } from "~/platform/locale";
import { diffBodies, type FieldDiff } from "./body-diff";
import { faultsIn, titleOf } from "./edit-page.server";
import { draftsTogether } from "./drafts-together.server";
import { isEditable } from "./fields";
import { madeItems, restsOn } from "./rests-rules";
import { summaryOf } from "./summary";

/** What a publication would put in force: one of its items. */
export type Part = ItemKey & {
  title: LocalText | null;
  revision: number;
  /** Null: it is new. */
  against: number | null;
  rows: FieldDiff[];
  /** It is out of use, and back in use once it is published. */
  archived: boolean;
};

export type Rest = ItemName & { title: LocalText | null };

/** Names of items with their titles, for a list of links. */
export function named(
  items: readonly { kind: ItemKind; slug: string; body: unknown }[],
  names: readonly { kind: string; slug: string }[],
): Rest[] {
  const byKey = new Map(items.map((item) => [`${item.kind} ${item.slug}`, item]));
  return names.flatMap(({ kind, slug }) => {
    if (!Object.hasOwn(itemSchemas, kind)) return [];
    const item = byKey.get(`${kind} ${slug}`);
    return [{ kind: kind as ItemKind, slug, title: item ? summaryOf(item as Parameters<typeof summaryOf>[0]).title : null }];
  });
}

/** Items by name, with their titles; of those that were made from products, thousands maybe, how many. */
export function withoutMade(
  items: Parameters<typeof named>[0],
  made: readonly MadeQuestions[],
  names: readonly { kind: string; slug: string }[],
): { rests: Rest[]; restsMade: number } {
  const written = names.filter(({ kind, slug }) => kind !== "question" || !made.some(({ slugs }) => slugs.has(slug)));
  return { rests: named(items, written), restsMade: names.length - written.length };
}

/**
 * A draft before its publication, with those that go with it: what changes word by word, what keeps it from being published, what rests on it. Null when
 * there is no such draft.
 */
export async function publishPage(reader: Reader, key: ItemKey, together: readonly ItemKey[], locale: Locale) {
  const drafts = await draftsTogether(reader, key, together);
  if (!drafts) return null;
  const { own, picked, others } = drafts;
  const parts = [own, ...picked].map(({ kind, slug, item, revision, baseVersionId, body, madeFrom }) => {
    const rows = diffBodies(item?.body ?? {}, body).filter((row) => row.path[0] !== "slug");
    const part: Part = {
      kind,
      slug,
      title: titleOf(kind, body),
      revision,
      against: item?.version ?? null,
      rows,
      archived: item?.archived ?? false,
    };
    return { ...part, moved: (item?.versionId ?? null) !== baseVersionId, body, madeFrom };
  });
  const parsed = parts.map((part) => ({ part, result: parseDraft(part.kind, part.slug, part.body) }));
  const unsound: ItemFault[] = parsed.flatMap(({ result }) => ("faults" in result ? result.faults : []));
  const sound = parsed.flatMap(({ part, result }) => ("body" in result ? [{ kind: part.kind, slug: part.slug, body: result.body }] : []));
  // The rules about the whole library need whole items.
  const now = await inForce(reader);
  const inLibrary = unsound.length > 0 ? unsound : (await checkIn(reader, now, sound)).faults;
  const faults = [...inLibrary, ...(await originFaults(reader, parts))];
  const { items, made } = await libraryOf(reader, now, parts);
  const changed = new Set(sound.map(nameKey));
  const rests = restsOn([...items.filter((item) => !changed.has(nameKey(item))), ...sound, ...madeItems(made, parts)], parts);
  return {
    parts: parts.map(({ body: _, moved: __, madeFrom: ___, ...part }) => part),
    moved: parts.some((part) => part.moved),
    faults: faultsIn(faults, locale),
    ...withoutMade(items, made, rests),
    others: others.flatMap((other) => {
      const { kind, slug, body } = other;
      return isEditable(kind) ? [{ kind, slug, title: titleOf(kind, body), picked: picked.includes(other) }] : [];
    }),
  };
}
