import { desc, eq, sql } from "drizzle-orm";
import { contentMaterial, contentRetest, person } from "@db/schema";
import type { ItemKey } from "~/curriculum/drafts.server";
import { inForce, libraryOf } from "~/curriculum/library.server";
import { originOf, refText } from "~/curriculum/lineage-rules";
import type { ItemKind } from "~/curriculum/pack";
import { historyOf, versionsWithBefore } from "~/curriculum/publish.server";
import { contentBySlugs } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { gradedBefore } from "~/probation/queries.server";
import { concernedBy } from "~/training/pins.server";
import { diffBodies } from "./body-diff";
import { titleOf } from "./edit-page.server";
import { fateOf, undoOf } from "./history-rules";
import { named, type Rest, withoutMade } from "./publish-page.server";

const PEOPLE = 50;

/**
 * The versions of an item with what became of each, and two of them compared (by default the last two). Null when there is no such item. Two statements.
 */
export async function historyPage(reader: Reader, key: ItemKey, from: number | null, to: number | null) {
  const versions = await historyOf(reader, key);
  const [latest] = versions;
  if (!latest) return null;
  const materials = await reader
    .select({ id: contentMaterial.id, versionIds: contentMaterial.versionIds })
    .from(contentMaterial)
    .where(sql`${contentMaterial.versionIds} && ${sql.param(`{${versions.map((v) => v.id).join(",")}}`)}::uuid[]`);
  const origins = await originsOf(reader, versions);
  const at = (version: number | null) => versions.find((v) => v.version === version);
  const after = at(to) ?? latest;
  const before = at(from) ?? at(after.version - 1) ?? after;
  const stack = versions.filter((v) => fateOf(versions, v.id) === "in_force");
  const last = stack[0];
  const undo = last && undoOf(versions, last.id);
  return {
    title: titleOf(key.kind, latest.body),
    archived: latest.archived,
    versions: versions.map(({ body: _, archived: __, ...v }) => {
      const fate = fateOf(versions, v.id);
      const later = versions.filter((w) => w.version > v.version && !w.undoes && fateOf(versions, w.id) !== "undone").at(-1);
      return {
        ...v,
        madeFrom: v.madeFrom === null ? null : (origins.get(v.madeFrom) ?? v.madeFrom),
        fate,
        supersededBy: fate === "superseded" ? (later?.version ?? null) : null,
        undoesVersion: versions.find((w) => w.id === v.undoes)?.version ?? null,
        materialId: materials.find((m) => m.versionIds.includes(v.id))?.id ?? null,
      };
    }),
    compared: { from: before.version, to: after.version, rows: diffBodies(before.body, after.body) },
    undo:
      last && undo && "restores" in undo
        ? { versionId: last.id, version: last.version, restores: undo.restores.version, material: last.material }
        : null,
  };
}

/** The items that versions were made from, by their references. No statement where none names an item. */
async function originsOf(reader: Reader, versions: readonly { madeFrom: string | null }[]): Promise<ReadonlyMap<string, Rest>> {
  const refs = versions.flatMap(({ madeFrom }) => {
    const origin = madeFrom === null ? null : originOf(madeFrom);
    return origin?.type === "item" ? [origin] : [];
  });
  const found = await contentBySlugs(reader, refs);
  return new Map(named([...found.values()], [...found.values()]).map((rest) => [refText(rest), rest]));
}

/** A material publication: what changed, what rests on it, whom it concerns and what a manager said about the re-test. Null when there is none. */
export async function materialPage(reader: Reader, id: string) {
  const [material] = await reader
    .select({
      id: contentMaterial.id,
      versionIds: contentMaterial.versionIds,
      rests: contentMaterial.rests,
      proposedOn: contentMaterial.proposedOn,
      publishedAt: contentMaterial.publishedAt,
      publishedBy: person.name,
    })
    .from(contentMaterial)
    .leftJoin(person, eq(person.id, contentMaterial.publishedBy))
    .where(eq(contentMaterial.id, id));
  if (!material) return null;
  const [versions, words, { items, made }] = await Promise.all([
    versionsWithBefore(reader, material.versionIds),
    reader
      .select({ dueOn: contentRetest.dueOn, reason: contentRetest.reason, at: contentRetest.decidedAt, by: person.name })
      .from(contentRetest)
      .leftJoin(person, eq(person.id, contentRetest.decidedBy))
      .where(eq(contentRetest.materialId, id))
      .orderBy(desc(contentRetest.id)),
    inForce(reader).then((now) => libraryOf(reader, now)),
  ]);
  const checklists = versions.filter((v) => v.kind === "checklist").map((v) => v.slug);
  const [concerned, graded] = await Promise.all([
    concernedBy(reader, [...versions, ...material.rests.filter((r) => r.kind !== "plan")], PEOPLE),
    gradedBefore(reader, checklists, material.publishedAt, PEOPLE),
  ]);
  return {
    id,
    publishedAt: material.publishedAt,
    publishedBy: material.publishedBy,
    proposedOn: material.proposedOn,
    changed: versions.map((v) => ({
      kind: v.kind as ItemKind,
      slug: v.slug,
      version: v.version,
      note: v.note,
      title: titleOf(v.kind as ItemKind, v.body as Record<string, unknown>),
      rows: diffBodies(v.before ?? {}, v.body).filter((row) => row.path[0] !== "slug"),
    })),
    ...withoutMade(items, made, material.rests),
    people: [
      ...graded.people.map(({ isOpen, ...p }) => ({ ...p, stand: isOpen ? ("grading" as const) : ("graded" as const) })),
      ...concerned.people.map(({ activities, ...p }) => ({
        ...p,
        stand: activities.some((a) => a.status !== "done") ? ("middle" as const) : ("done" as const),
      })),
    ],
    total: concerned.total + graded.total,
    words,
  };
}
