import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import { remark } from "@db/schema";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { isLocale, type Locale } from "~/platform/locale";
import { accept, audit, type Outcome, refuse, write, type WriteContext } from "~/platform/write.server";
import { REMARK_LENGTH } from "./grade.server";
import { firstRemarks } from "./messages.remarks";

export type Remark = { id: string; locale: Locale; text: string; used: number };

const MOST = 200;

/** The remarks of the shop's bank, those that are used often first; in one language, or in all. */
export async function remarksOf(reader: Reader, locale?: Locale): Promise<Remark[]> {
  return reader
    .select({ id: remark.id, locale: remark.locale, text: remark.text, used: remark.used })
    .from(remark)
    .where(and(isNull(remark.archivedAt), locale ? eq(remark.locale, locale) : undefined))
    .orderBy(desc(remark.used), asc(remark.text))
    .limit(MOST);
}

/** A remark was sent: whichever of the bank stand in it were used once more. */
export async function countRemarksIn(tx: Tx, text: string): Promise<void> {
  if (text.trim() === "") return;
  await tx
    .update(remark)
    .set({ used: sql`${remark.used} + 1` })
    .where(and(isNull(remark.archivedAt), sql`position(${remark.text} in ${text}) > 0`));
}

export type RemarkFields = { locale: string; text: string };

/** Keep a remark, or change one (`id`). The same words twice in one language are refused; words that were put away come back. */
export function keepRemark(ctx: WriteContext, id: string | null, fields: RemarkFields): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const text = fields.text.trim();
    const { locale } = fields;
    if (text === "") return refuse("remark_missing", { field: "text" });
    if (text.length > REMARK_LENGTH) return refuse("remark_too_long", { field: "text", params: { count: REMARK_LENGTH } });
    if (!isLocale(locale)) return refuse("locale_missing", { field: "locale" });
    const [same] = await tx
      .select()
      .from(remark)
      .where(and(eq(remark.locale, locale), eq(remark.text, text)))
      .for("update");
    if (same && same.id !== id && (same.archivedAt === null || id !== null)) return refuse("remark_known", { field: "text" });
    const [kept] = same
      ? await tx.update(remark).set({ archivedAt: null }).where(eq(remark.id, same.id)).returning()
      : id
        ? await tx
            .update(remark)
            .set({ locale, text })
            .where(and(eq(remark.id, id), isNull(remark.archivedAt)))
            .returning()
        : await tx.insert(remark).values({ locale, text, createdBy: ctx.actorId, createdAt: ctx.now }).returning();
    if (!kept) return refuse("not_found");
    await audit(tx, ctx, { action: "drill.remark_kept", subject: { type: "remark", id: kept.id }, after: { text } });
    return accept({ id: kept.id });
  });
}

/** Put a remark away: it is offered no more. */
export function archiveRemark(ctx: WriteContext, id: string): Promise<Outcome<{ id: string }>> {
  return write(ctx, async (tx) => {
    const [gone] = await tx
      .update(remark)
      .set({ archivedAt: ctx.now })
      .where(and(eq(remark.id, id), isNull(remark.archivedAt)))
      .returning();
    if (!gone) return refuse("not_found");
    await audit(tx, ctx, { action: "drill.remark_archived", subject: { type: "remark", id }, before: { text: gone.text } });
    return accept({ id });
  });
}

/** A shop that has no remark yet begins with a few. Called at every start; changes nothing the second time. */
export async function ensureFirstRemarks(db: Db, now: Date): Promise<void> {
  const [any] = await db.select({ id: remark.id }).from(remark).limit(1);
  if (any) return;
  const rows = Object.entries(firstRemarks.texts).flatMap(([locale, texts]) =>
    Object.values(texts).map((text) => ({ locale: locale as Locale, text, createdAt: now })),
  );
  await db.insert(remark).values(rows).onConflictDoNothing();
}
