import { eq, sql } from "drizzle-orm";
import { notice, person, probationExtension } from "@db/schema";
import { DEFAULT_ZONE } from "~/people/memberships.server";
import { peopleFacts } from "~/people/queries.server";
import type { Reader } from "~/platform/database.server";
import { isPlainDate, type PlainDate, plainDateIn } from "~/platform/dates";
import { newId } from "~/platform/ids";
import { accept, audit, type Outcome, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { closeItem } from "~/work/actions.server";
import { type AskedExtension, extensionRefusals, extensionRoom } from "./extension-rules";
import { managersOf, settleProbationNotices } from "./probation-end.server";

/**
 * Agree a later end of a running probation: a manager's decision with reason, limit and the agent's consent on record. The item and the warnings of
 * the former end go, and those of the new one come in their time. Refuses what `extensionRefusals` names.
 */
export function extendProbation(ctx: WriteContext, personId: string, asked: AskedExtension): Promise<Outcome<{ end: PlainDate }>> {
  return write(ctx, async (tx) => {
    const [locked] = await tx.select().from(person).where(eq(person.id, personId)).for("update");
    const facts = locked && (await peopleFacts(tx, personId, ctx.now));
    if (!locked || !facts) return refuse("no_such_person");
    const today = plainDateIn(facts.team?.zone ?? DEFAULT_ZONE, ctx.now);
    const refusals = extensionRefusals(locked, asked, ctx.actorId, today);
    const found = extensionRoom(locked, today);
    const { end, consentOn } = asked;
    if (refusals.length > 0 || !("room" in found) || end === null || consentOn === null || ctx.actorId === null) return refuseAll(refusals);
    const id = newId();
    const { room } = found;
    const reason = asked.reason.trim();
    await tx.insert(probationExtension).values({
      id,
      personId,
      fromEnd: room.end,
      toEnd: end,
      limitDay: room.limit,
      reason,
      consentOn,
      extendedBy: ctx.actorId,
      at: ctx.now,
    });
    await tx
      .update(person)
      .set({ probationEnd: end, revision: sql`${person.revision} + 1` })
      .where(eq(person.id, personId));
    await closeItem(tx, ctx, "probation_end", personId, "extended");
    const told = [personId, ...(await managersOf(tx, facts.team?.id ?? null, personId, ctx.now))];
    await settleProbationNotices(tx, told, personId, ctx.now);
    await tx.insert(notice).values({
      personId,
      kind: "activation.probation_extended",
      data: { personId, was: room.end, end },
      createdAt: ctx.now,
      important: true,
    });
    await audit(tx, ctx, {
      action: "activation.probation_extended",
      subject: { type: "probation_extension", id },
      personId,
      before: { probationEnd: room.end },
      after: { probationEnd: end, limit: room.limit, consentOn },
      reason,
    });
    return accept({ end });
  });
}

/** What the page of an extension shows: who, what was agreed, the limit with its reason, the room or why there is none, and what was agreed before. Two statements. */
export async function extensionPage(reader: Reader, personId: string, now: Date) {
  const [facts, rows] = await Promise.all([
    peopleFacts(reader, personId, now),
    reader.execute<{ id: string; from: PlainDate; to: PlainDate; reason: string; consentOn: PlainDate; by: string; at: string }>(sql`
      select x.id, x.from_end::text as "from", x.to_end::text as "to", x.reason, x.consent_on::text as "consentOn", b.name as by, x.at::text as at
      from probation_extension x join person b on b.id = x.extended_by join person p on p.id = x.person_id
      where x.person_id = ${personId} and x.at >= p.employed_since order by x.at`),
  ]);
  if (!facts || facts.state === null) return null;
  const today = plainDateIn(facts.team?.zone ?? DEFAULT_ZONE, now);
  const { id, name, hireDate, contractTerm, probationEnd, rehiredAt } = facts;
  const found = extensionRoom(facts, today);
  return {
    person: { id, name, hireDate, contractTerm, probationEnd, rehiredAt },
    today,
    room: "room" in found ? found.room : null,
    refusal: "refusal" in found ? found.refusal : null,
    history: rows.map((row) => ({ ...row, at: new Date(row.at) })),
  };
}

/** A day as typed, or null when it is none. */
export function dayOf(typed: string): PlainDate | null {
  return isPlainDate(typed) ? typed : null;
}
