import { eq, sql } from "drizzle-orm";
import { person } from "@db/schema";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { decisionsHere } from "./person-page.server";
import { pinyinOf } from "./pinyin.server";
import { revokeByHash, revokeOthers, sessionsOf } from "./session.server";
import { deviceOf } from "./user-agent";

/** One's own account and its open sessions; null when it is gone. */
export async function ownProfile(reader: Reader, personId: string, sessionId: string) {
  const [rows, sessions] = await Promise.all([
    reader
      .select({ name: person.name, login: person.login, email: person.email, theme: person.theme, decisions: decisionsHere })
      .from(person)
      .where(eq(person.id, personId)),
    sessionsOf(reader, personId),
  ]);
  const [own] = rows;
  return (
    own && {
      own,
      sessions: sessions.map((s) => ({
        id: s.id,
        mine: s.id === sessionId,
        seen: s.lastSeenAt,
        address: s.address,
        device: deviceOf(s.userAgent),
      })),
    }
  );
}

/** Keep a language or theme with the account; what is undefined stays. The theme `system` is kept as none. */
export async function savePreferences(
  ctx: WriteContext,
  personId: string,
  chosen: { locale?: Locale; theme?: "light" | "dark" | "system" },
): Promise<void> {
  const { locale, theme } = chosen;
  if (locale === undefined && theme === undefined) return;
  await ctx.db
    .update(person)
    .set({ ...(locale ? { locale } : {}), ...(theme ? { theme: theme === "system" ? null : theme } : {}) })
    .where(eq(person.id, personId));
}

/** Change one's own name. */
export function saveOwnName(ctx: WriteContext, personId: string, typed: string): Promise<Outcome<{ personId: string }>> {
  const name = typed.trim();
  return write(ctx, async (tx) => {
    if (name === "") return refuse("name_missing", { field: "name" });
    if (name.length > 80) return refuse("name_long", { field: "name" });
    const [was] = await tx.select({ name: person.name }).from(person).where(eq(person.id, personId)).for("update");
    if (!was) return refuse("person_unknown");
    if (was.name === name) return accept({ personId });
    await tx
      .update(person)
      .set({ name, pinyin: pinyinOf(name), revision: sql`${person.revision} + 1` })
      .where(eq(person.id, personId));
    await audit(tx, ctx, {
      action: "people.edited",
      subject: { type: "person", id: personId },
      personId,
      before: { name: was.name },
      after: { name },
    });
    return accept({ personId });
  });
}

/** End one session of one's own, or (null) all but the one in use. */
export function endSessions(
  ctx: WriteContext,
  personId: string,
  which: { sessionId: string } | { allBut: string },
): Promise<Outcome<{ ended: boolean }>> {
  return write(ctx, async (tx) => {
    if ("allBut" in which) await revokeOthers(tx, personId, which.allBut);
    const ended = "allBut" in which || (await revokeByHash(tx, personId, which.sessionId));
    if (ended) {
      await audit(tx, ctx, {
        action: "people.sessions_ended",
        subject: { type: "person", id: personId },
        personId,
        after: { all: "allBut" in which },
      });
    }
    return accept({ ended });
  });
}
