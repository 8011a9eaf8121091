import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { workItem } from "@db/schema";
import type { Tx } from "~/platform/database.server";
import type { WriteContext } from "~/platform/write.server";
import { type WaitingRole, type WorkKind, workKinds } from "./kinds";

/** What waits: `subjectId` is the thing to open, `data` what a list shows without reading it. */
export type NewItem = {
  kind: WorkKind;
  /** Where the thing itself says which role it waits for; else the kind's. */
  role?: WaitingRole;
  subjectId: string;
  teamId: string | null;
  personId?: string | null;
  /** Who would judge their own work by it. */
  notFor?: string[];
  data?: Record<string, unknown>;
  urgent?: boolean;
  dueAt?: Date | null;
};

/** Open an item in the caller's transaction. When one of this kind is open for the subject already, that one stays and nothing is written. */
export async function openItem(tx: Tx, ctx: WriteContext, item: NewItem): Promise<void> {
  await tx
    .insert(workItem)
    .values({
      kind: item.kind,
      role: item.role ?? workKinds[item.kind],
      teamId: item.teamId,
      personId: item.personId ?? null,
      notFor: item.notFor ?? [],
      subjectId: item.subjectId,
      data: item.data ?? {},
      urgent: item.urgent ? "yes" : "no",
      openedAt: ctx.now,
      dueAt: item.dueAt ?? null,
    })
    .onConflictDoNothing({ target: [workItem.kind, workItem.subjectId], where: sql`${workItem.closedAt} is null` });
}

/** Close the open item of a kind and subject, in the transaction that settles it. True when there was one. */
export async function closeItem(tx: Tx, ctx: WriteContext, kind: WorkKind, subjectId: string, outcome: string): Promise<boolean> {
  const rows = await tx
    .update(workItem)
    .set({ closedAt: ctx.now, closedBy: ctx.actorId, outcome })
    .where(and(eq(workItem.kind, kind), eq(workItem.subjectId, subjectId), isNull(workItem.closedAt)))
    .returning({ id: workItem.id });
  return rows.length > 0;
}

/** Close everything open about a person, or what of it is of these kinds: nobody waits for one who left. Returns how many there were. */
export async function closeItemsAbout(
  tx: Tx,
  ctx: WriteContext,
  personId: string,
  outcome: string,
  kinds?: readonly WorkKind[],
): Promise<number> {
  const rows = await tx
    .update(workItem)
    .set({ closedAt: ctx.now, closedBy: ctx.actorId, outcome })
    .where(and(eq(workItem.personId, personId), isNull(workItem.closedAt), kinds && inArray(workItem.kind, [...kinds])))
    .returning({ id: workItem.id });
  return rows.length;
}
