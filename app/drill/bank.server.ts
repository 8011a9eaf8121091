import { and, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import { attempt, bankCard, bankCertificate, contentItem, contentVersion } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import type { CardRow } from "./card";

/** The questions of these lessons that belong into a bank: in use, and not made from the catalogue. */
function bankQuestions(lessons: readonly string[]) {
  const body = contentVersion.body;
  return and(
    eq(contentItem.kind, "question"),
    isNull(contentItem.archivedAt),
    sql`${body} ->> 'lesson' = any(${sql.param(lessons)})`,
    sql`${body} -> 'made_from' is null`,
  );
}

const isRequired = sql<boolean>`coalesce((${contentVersion.body} ->> 'required')::boolean, true)`;

/**
 * Bring the questions of these lessons into the person's bank; what is there stays as it is. The domain: a question enters drilling when its lesson is done. One
 * statement. Returns how many came in.
 */
export async function enterBank(tx: Tx, personId: string, lessons: readonly string[], now: Date): Promise<number> {
  if (lessons.length === 0) return 0;
  const at = sql`${now.toISOString()}::timestamptz`;
  const entered = await tx.execute<{ itemId: string }>(sql`
    insert into ${bankCard} (person_id, item_id, required, entered_at, due_at)
    select ${personId}::uuid, ${contentItem.id}, ${isRequired}, ${at}, ${at}
    from ${contentItem} join ${contentVersion} on ${contentVersion.id} = ${contentItem.currentVersionId}
    where ${bankQuestions(lessons)}
    on conflict do nothing
    returning item_id`);
  return entered.length;
}

/** Whether any of these lessons teaches a question that must be fluent. */
export async function teachesRequired(reader: Reader, lessons: readonly string[]): Promise<boolean> {
  if (lessons.length === 0) return false;
  const [row] = await reader
    .select({ id: contentItem.id })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(bankQuestions(lessons), isRequired))
    .limit(1);
  return row !== undefined;
}

/** A card with the version of its question that is in force. */
export type BankRow = CardRow & { versionId: string };

/** The person's bank: every question that came in and is still in use, with its version in force. Bounded by the content, not by use. */
export async function bankOf(reader: Reader, personId: string): Promise<BankRow[]> {
  const rows = await reader
    .select({ card: bankCard, versionId: contentItem.currentVersionId })
    .from(bankCard)
    .innerJoin(contentItem, eq(contentItem.id, bankCard.itemId))
    .where(and(eq(bankCard.personId, personId), isNull(contentItem.archivedAt)));
  return rows.map(({ card, versionId }) => ({ ...card, versionId }));
}

/** How many questions the person began since `since`: today's share of new ones that is used up. */
export async function begunSince(reader: Reader, personId: string, since: Date): Promise<number> {
  const [row] = await reader
    .select({ n: sql<number>`count(distinct ${attempt.itemId})::int` })
    .from(attempt)
    .innerJoin(bankCard, and(eq(bankCard.personId, attempt.personId), eq(bankCard.itemId, attempt.itemId)))
    .where(
      and(
        eq(attempt.personId, personId),
        eq(attempt.context, "drill"),
        sql`${attempt.at} >= ${since.toISOString()}::timestamptz`,
        sql`not exists (select 1 from attempt earlier where earlier.person_id = ${attempt.personId} and earlier.item_id = ${attempt.itemId}
          and earlier.context = 'drill' and earlier.at < ${since.toISOString()}::timestamptz)`,
      ),
    );
  return row?.n ?? 0;
}

/** How the required part of a bank stands: how many there are, how many of them are fluent at `now`. */
export async function bankStanding(reader: Reader, personId: string, now: Date): Promise<{ required: number; fluent: number }> {
  const [row] = await reader
    .select({
      required: sql<number>`count(*)::int`,
      fluent: sql<number>`(count(*) filter (where ${bankCard.fluentUntil} > ${now.toISOString()}::timestamptz))::int`,
    })
    .from(bankCard)
    .innerJoin(contentItem, eq(contentItem.id, bankCard.itemId))
    .where(and(eq(bankCard.personId, personId), bankCard.required, isNull(contentItem.archivedAt)));
  return row ?? { required: 0, fluent: 0 };
}

export type Certificate = { id: string; enrolmentId: string; questions: number; issuedAt: Date };

/** The bank certificates of an enrolment, the last first. */
export async function certificatesOf(reader: Reader, enrolmentId: string): Promise<Certificate[]> {
  return reader
    .select({
      id: bankCertificate.id,
      enrolmentId: bankCertificate.enrolmentId,
      questions: bankCertificate.questions,
      issuedAt: bankCertificate.issuedAt,
    })
    .from(bankCertificate)
    .where(eq(bankCertificate.enrolmentId, enrolmentId))
    .orderBy(sql`${bankCertificate.issuedAt} desc`);
}

/**
 * Take back the fluency of questions for everybody, those named and those that the named lessons teach: a material change of what they rest on. They are asked again at
 * once. Returns how many cards it touched.
 */
export async function resetFluencyIn(
  tx: Tx,
  { items, lessons }: { items: readonly string[]; lessons: readonly string[] },
  now: Date,
): Promise<number> {
  if (items.length === 0 && lessons.length === 0) return 0;
  const taught = tx
    .select({ id: contentItem.id })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "question"), sql`${contentVersion.body} ->> 'lesson' = any(${sql.param(lessons)})`));
  const touched = await tx
    .update(bankCard)
    .set({
      firstRightAt: null,
      firstRightMs: null,
      secondRightAt: null,
      secondRightMs: null,
      fluentUntil: null,
      countsSince: now,
      dueAt: now,
    })
    .where(and(or(inArray(bankCard.itemId, [...items]), inArray(bankCard.itemId, taught)), isNotNull(bankCard.reviewedAt)))
    .returning({ itemId: bankCard.itemId });
  return touched.length;
}
