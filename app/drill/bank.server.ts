import { and, eq, inArray, isNull, or, type SQL, sql } from "drizzle-orm";
import { bankCard, bankCertificate, contentItem, contentVersion } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import type { CardRow } from "./card";

const body = contentVersion.body;
/** What belongs into banks: questions in use that were not made from the catalogue. */
const isForBanks = and(eq(contentItem.kind, "question"), isNull(contentItem.archivedAt), sql`${body} -> 'made_from' is null`);

function bankQuestions(lessons: readonly string[]) {
  return and(isForBanks, sql`${body} ->> 'lesson' = any(${sql.param(lessons)})`);
}

const isRequired = sql<boolean>`coalesce((${contentVersion.body} ->> 'required')::boolean, true)`;

/**
 * Bring the questions of these lessons into the person's bank; what is there stays as it is, but that it is required from now on, where a remedial drill had brought it in before its
 * lesson was done. The domain: a question enters drilling when its lesson is done. One statement. Returns how many came in.
 */
export async function enterBank(reader: Reader, personId: string, lessons: readonly string[], now: Date): Promise<number> {
  if (lessons.length === 0) return 0;
  const at = sql`${now.toISOString()}::timestamptz`;
  const entered = await reader.execute<{ itemId: string }>(sql`
    with taught as (
      select ${contentItem.id} as item_id, ${isRequired} as required
      from ${contentItem} join ${contentVersion} on ${contentVersion.id} = ${contentItem.currentVersionId}
      where ${bankQuestions(lessons)}
    ), lifted as (
      update bank_card c set required = true, revision = c.revision + 1
      from taught t where c.person_id = ${personId}::uuid and c.item_id = t.item_id and t.required and not c.required
    )
    insert into bank_card (person_id, item_id, required, entered_at, due_at)
    select ${personId}::uuid, item_id, required, ${at}, ${at} from taught
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

/** How many required questions each lesson teaches, by its slug. Bounded by the content. */
export async function taughtRequired(reader: Reader): Promise<Map<string, number>> {
  const lesson = sql<string>`${body} ->> 'lesson'`;
  const rows = await reader
    .select({ lesson, questions: sql<number>`count(*)::int` })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(isForBanks, isRequired))
    .groupBy(lesson);
  return new Map(rows.map(({ lesson: slug, questions }) => [slug, questions]));
}

/** A card with the version of its question that is in force, and the revision of all content by which that is so. */
export type BankRow = CardRow & { versionId: string; contentRevision: number };

/** The person's bank: every question that came in and is still in use, with its version in force. Bounded by the content, not by use. */
export function bankOf(reader: Reader, personId: string): Promise<BankRow[]> {
  return bankRows(reader, eq(bankCard.personId, personId));
}

async function bankRows(reader: Reader, which: SQL | undefined): Promise<BankRow[]> {
  const rows = await reader
    .select({
      card: bankCard,
      versionId: contentItem.currentVersionId,
      contentRevision: sql<number>`(select number from content_revision)`,
    })
    .from(bankCard)
    .innerJoin(contentItem, eq(contentItem.id, bankCard.itemId))
    .where(and(which, isNull(contentItem.archivedAt)));
  return rows.map(({ card, ...content }) => ({ ...card, ...content }));
}

/** The cards of these items as they stand, with their questions in force. */
export async function cardsOf(reader: Reader, personId: string, items: readonly string[]): Promise<BankRow[]> {
  return items.length === 0 ? [] : bankRows(reader, and(eq(bankCard.personId, personId), inArray(bankCard.itemId, [...items])));
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
 * once, and what was asked before does not count any more. Returns how many cards of questions that were ever answered it touched.
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
      ...{ firstRightAt: null, firstRightMs: null, secondRightAt: null, secondRightMs: null, fluentUntil: null, countsSince: now },
      dueAt: sql`case when ${bankCard.reviewedAt} is null then ${bankCard.dueAt} else ${now.toISOString()}::timestamptz end`,
      revision: sql`${bankCard.revision} + 1`,
    })
    .where(or(inArray(bankCard.itemId, [...items]), inArray(bankCard.itemId, taught)))
    .returning({ reviewedAt: bankCard.reviewedAt });
  return touched.filter(({ reviewedAt }) => reviewedAt !== null).length;
}
