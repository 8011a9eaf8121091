import { contentItem, contentVersion } from "@db/schema";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Reader } from "~/platform/database.server";
import type { Drawable } from "./blueprint";

/** A question in force that an exam may draw. `id` is its version, `itemId` the question whatever its version. */
export type DrawableQuestion = Drawable & { id: string; itemId: string };

/** All questions in force that exams may draw, without their texts. One statement, however many questions were made from the catalogue. */
export async function drawableQuestions(reader: Reader): Promise<DrawableQuestion[]> {
  const { body } = contentVersion;
  return reader
    .select({
      id: contentVersion.id,
      itemId: contentVersion.itemId,
      topic: sql<string>`${body} ->> 'topic'`,
      difficulty: sql<number>`(${body} ->> 'difficulty')::int`,
      critical: sql<boolean>`coalesce((${body} ->> 'critical')::boolean, false)`,
      type: sql<Drawable["type"]>`${body} ->> 'type'`,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "question"), isNull(contentItem.archivedAt), sql`${body} -> 'made_from' is null`));
}
