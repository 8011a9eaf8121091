import { eq, sql } from "drizzle-orm";
import { noticeAddress, noticePreference, person } from "@db/schema";
import type { HeldRole } from "~/people/permissions";
import type { Reader } from "~/platform/database.server";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { type PreferenceFields, type Preferences, preferencesOf } from "./preference-rules";
import { preferencesFrom } from "./readers.server";
import { mutedNotices, topicsFor } from "./topics";

/** How e-mail stands for somebody. */
export type AddressStanding = { email: string; confirmedAt: Date | null; askedAt: Date; offAt: Date | null } | null;

/** What somebody chose, where their e-mail goes, and the address that their account has. One statement. */
export async function ownPreferences(
  reader: Reader,
  personId: string,
): Promise<{ preferences: Preferences; address: AddressStanding; accountEmail: string | null }> {
  const [row] = await reader
    .select({ chosen: noticePreference, address: noticeAddress, accountEmail: person.email })
    .from(person)
    .leftJoin(noticePreference, eq(noticePreference.personId, person.id))
    .leftJoin(noticeAddress, eq(noticeAddress.personId, person.id))
    .where(eq(person.id, personId));
  const { email, confirmedAt, askedAt, offAt } = row?.address ?? {};
  const address = email && askedAt ? { email, confirmedAt: confirmedAt ?? null, askedAt, offAt: offAt ?? null } : null;
  return { preferences: preferencesFrom(row?.chosen ?? null), address, accountEmail: row?.accountEmail ?? null };
}

/** Keep what somebody chose of the kinds that concern them. Refuses what a kind does not offer and times that are none or contradict each other. */
export function savePreferences(ctx: WriteContext, roles: readonly HeldRole[], fields: PreferenceFields): Promise<Outcome<null>> {
  const personId = ctx.actorId;
  return write(ctx, async (tx) => {
    if (!personId) return refuse("nobody");
    await tx.select({ id: person.id }).from(person).where(eq(person.id, personId)).for("no key update");
    const [before] = await tx.select().from(noticePreference).where(eq(noticePreference.personId, personId));
    const chosen = preferencesOf(fields, topicsFor(roles), preferencesFrom(before ?? null));
    if (!chosen.ok) return chosen;
    const row = { ...chosen.value, muted: mutedNotices(chosen.value.modes), updatedAt: ctx.now };
    await tx
      .insert(noticePreference)
      .values({ personId, ...row })
      .onConflictDoUpdate({ target: noticePreference.personId, set: row });
    await audit(tx, ctx, {
      action: "notifying.preferences_saved",
      subject: { type: "person", id: personId },
      personId,
      after: chosen.value,
    });
    return accept(null);
  });
}

/** The kinds of notices that somebody switched off, as part of a statement: the frame of every page leaves them out. */
export const mutedBy = (personId: string) =>
  sql<
    string[]
  >`coalesce((select ${noticePreference.muted} from ${noticePreference} where ${noticePreference.personId} = ${personId}), '{}')`;
