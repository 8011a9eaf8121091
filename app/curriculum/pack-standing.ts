import { z } from "zod";
import { type ItemKind, itemSchemas } from "./pack";
import { nonEmpty, slug } from "./pack-basics";

/**
 * What an exported pack says of its items beside their texts, each in a file at its root that names them by kind and slug. None of it is part of an item: a
 * pack without these files holds items in use, as their authors wrote them.
 */

/** What was edited in the app, so that a newer pack does not write over it where the export is loaded. */
export const EDITED = "edited.yaml";
/** What is out of use. */
export const ARCHIVED = "archived.yaml";
/** What items were made from: a reference ("kind/slug"), or a note. */
export const MADE_FROM = "made-from.yaml";

const kind = z.enum(Object.keys(itemSchemas) as [ItemKind, ...ItemKind[]]);

export const editedFile = z.partialRecord(kind, z.array(z.string()));

const archivedItem = z.strictObject({
  /** Somebody took it out of use: no pack brings it back. Left out: it left its pack, or its product changed. */
  by_hand: z.literal(true).optional(),
  superseded_by: nonEmpty.max(300).optional(),
});
export type ArchivedItem = z.output<typeof archivedItem>;
export const archivedFile = z.partialRecord(kind, z.record(slug, archivedItem));

export const madeFromFile = z.partialRecord(kind, z.record(slug, nonEmpty.max(300)));

/** The entries of such a file by "kind slug". */
export function entriesOf<T>(file: Partial<Record<ItemKind, Record<string, T>>> | undefined): Map<string, T> {
  return new Map(
    Object.entries(file ?? {}).flatMap(([of, entries]) =>
      Object.entries(entries).map(([name, value]) => [`${of} ${name}`, value] as const),
    ),
  );
}
