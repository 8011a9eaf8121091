import { eq } from "drizzle-orm";
import { z } from "zod";
import { grading } from "@db/schema";
import { versionById } from "~/curriculum/queries.server";
import type { Tx } from "~/platform/database.server";
import { storePicture } from "~/platform/files.server";
import { parseJson } from "~/platform/json";
import { accept, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { lockOwnGrading } from "./actions.server";
import { applyChanges, type Changes, PICTURES_PER_ITEM, REMARK_LENGTH } from "./draft";
import { coveredBy } from "./retake-rules";
import type { Entries, Entry } from "./rules";

/** How a draft stands after a request: the same shape whether this device's words were taken or another's are newer. */
export type DraftState = { saved: boolean; revision: number; entries: Entries };

const changesSchema = z.record(
  z.string().max(100),
  z.strictObject({ grade: z.number().int().min(0).max(4).nullable().optional(), remark: z.string().max(REMARK_LENGTH).optional() }),
);

/** The changes that a request carries as JSON; null when they are none. */
export function readChanges(text: string): Changes | null {
  return changesSchema.safeParse(parseJson(text)).data ?? null;
}

type Row = typeof grading.$inferSelect;

async function itemsOf(tx: Tx, row: Row) {
  const checklist = await versionById(tx, row.checklistVersionId, "checklist");
  return checklist ? coveredBy(checklist.body, row.areas).areas.flatMap((area) => area.items) : [];
}

async function keep(tx: Tx, row: Row, entries: Record<string, Entry>): Promise<Outcome<DraftState>> {
  const revision = row.draftRevision + 1;
  await tx.update(grading).set({ draft: entries, draftRevision: revision }).where(eq(grading.id, row.id));
  return accept({ saved: true, revision, entries });
}

/**
 * Keep what a device changed since `revision`. When another device has saved since, nothing is written and the newer draft comes back.
 * Refuses changes of items that the checklist does not have.
 */
export async function saveDraft(
  ctx: WriteContext,
  personId: string,
  gradingId: string,
  revision: number,
  changes: Changes,
): Promise<Outcome<DraftState>> {
  return write(ctx, async (tx) => {
    const own = await lockOwnGrading(tx, ctx, personId, gradingId);
    if (!own.ok) return own;
    const row = own.value;
    if (row.draftRevision !== revision) return accept({ saved: false, revision: row.draftRevision, entries: row.draft });
    const known = new Set((await itemsOf(tx, row)).map((item) => item.slug));
    if (Object.keys(changes).some((slug) => !known.has(slug))) return refuse("no_such_item");
    return keep(tx, row, applyChanges(row.draft, changes));
  });
}

/** Add a picture as evidence of an item. Refuses what is no picture, an item that takes none, and more than four. */
export async function addEvidence(
  ctx: WriteContext,
  personId: string,
  gradingId: string,
  slug: string,
  upload: Blob,
): Promise<Outcome<DraftState>> {
  return write(ctx, async (tx) => {
    const own = await lockOwnGrading(tx, ctx, personId, gradingId);
    if (!own.ok) return own;
    const row = own.value;
    const item = (await itemsOf(tx, row)).find((i) => i.slug === slug);
    if (!item || item.evidence === "none") return refuse("no_such_item");
    const fileIds = row.draft[slug]?.fileIds ?? [];
    if (fileIds.length >= PICTURES_PER_ITEM) return refuse("too_many_pictures", { field: "picture", params: { max: PICTURES_PER_ITEM } });
    const stored = await storePicture(tx, personId, upload, ctx.now);
    if ("refused" in stored) return refuse(stored.refused, { field: "picture" });
    return keep(tx, row, { ...row.draft, [slug]: { ...row.draft[slug], fileIds: [...fileIds, stored.id] } });
  });
}

/** Take a picture away from an item again, before the submission. One that is gone already stays gone. */
export async function removeEvidence(
  ctx: WriteContext,
  personId: string,
  gradingId: string,
  slug: string,
  fileId: string,
): Promise<Outcome<DraftState>> {
  return write(ctx, async (tx) => {
    const own = await lockOwnGrading(tx, ctx, personId, gradingId);
    if (!own.ok) return own;
    const row = own.value;
    const fileIds = (row.draft[slug]?.fileIds ?? []).filter((id) => id !== fileId);
    if (!row.draft[slug]) return accept({ saved: true, revision: row.draftRevision, entries: row.draft });
    return keep(tx, row, { ...row.draft, [slug]: { ...row.draft[slug], fileIds } });
  });
}
