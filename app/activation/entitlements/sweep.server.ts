import { sql } from "drizzle-orm";
import { notice } from "@db/schema";
import type { Db } from "~/platform/database.server";
import { newId } from "~/platform/ids";
import type { LocalText } from "~/platform/locale";
import type { WriteContext } from "~/platform/write.server";
import { openItem } from "~/work/actions.server";
import type { OwnerRole } from "./rules";

type Late = {
  id: string;
  personId: string;
  teamId: string | null;
  name: string;
  title: LocalText;
  ownerRole: OwnerRole | null;
  ownerId: string | null;
};

/** The minute sweep: what is still open after its day waits for its owner's role, or for the managers where somebody by name owns it, who is told. Each once. Bounded by what is open. */
export async function sweepEntitlements(db: Db, now: Date): Promise<void> {
  const late = await db.execute<Late>(sql`
    select e.id, e.person_id as "personId", e.team_id as "teamId", p.name, e.name as title, e.owner_role as "ownerRole", e.owner_id as "ownerId"
    from entitlement e join person p on p.id = e.person_id left join team t on t.id = e.team_id
    where e.state = 'open' and e.due_on < (${now.toISOString()}::timestamptz at time zone coalesce(t.zone, 'Asia/Shanghai'))::date
      and not exists (select from work_item w where w.kind = 'entitlement_overdue' and w.subject_id = e.id and w.closed_at is null)
    order by e.id limit 500`);
  for (const { id, personId, teamId, name, title, ownerRole, ownerId } of late) {
    const ctx: WriteContext = { db, actorId: null, now, requestId: newId(), submissionId: null };
    await db.transaction(async (tx) => {
      // Handed out since the list was read.
      const [open] = await tx.execute<{ id: string }>(sql`select id from entitlement where id = ${id} and state = 'open' for update`);
      if (!open) return;
      const [waiting] = await tx.execute<{ id: string }>(
        sql`select id from work_item where kind = 'entitlement_overdue' and subject_id = ${id} and closed_at is null`,
      );
      if (waiting) return;
      const role = ownerRole ?? "manager";
      await openItem(tx, ctx, { kind: "entitlement_overdue", role, teamId, personId, subjectId: id, data: { name, title } });
      if (ownerId)
        await tx
          .insert(notice)
          .values({ personId: ownerId, kind: "activation.entitlement_late", data: { personId, name }, createdAt: now });
    });
  }
}
