import { eq, sql } from "drizzle-orm";
import { contentDraft, contentItem, person } from "@db/schema";
import { question as questionSchema } from "~/curriculum/pack-question";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import { familySlug, markOf } from "~/curriculum/sheet-import.server";
import type { Question } from "~/drill/types/question";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import { namesIn } from "./names.server";
import type { Library, Places, PlanMeans } from "./plan";

/** All questions of the library, archived ones too, and their drafts, as an import is compared with them. Five statements. */
export async function libraryNow(reader: Reader): Promise<Library> {
  const [items, drafts, names] = await Promise.all([
    reader
      .select({ versionId: contentItem.currentVersionId, archivedAt: contentItem.archivedAt })
      .from(contentItem)
      .where(eq(contentItem.kind, "question")),
    reader
      .select({ slug: contentDraft.slug, body: contentDraft.body, editor: person.name })
      .from(contentDraft)
      .leftJoin(person, eq(person.id, contentDraft.editorId))
      .where(sql`${contentDraft.kind} = 'question'`),
    namesIn(reader),
  ]);
  const versions = await versionsById(
    reader,
    items.map((item) => item.versionId),
  );
  const questions = items.flatMap(({ versionId, archivedAt }) => {
    const version = versions.get(versionId) as ContentVersion<"question"> | undefined;
    if (!version) return [];
    const { itemId, slug, body } = version;
    return [[slug, { itemId, versionId, body, isArchived: archivedAt !== null }] as const];
  });
  return { questions: new Map(questions), drafts: new Map(drafts.map(({ slug, ...draft }) => [slug, draft])), names };
}

/** What a plan is made with. */
export function meansFor(places: Places, language: Locale): PlanMeans {
  return {
    places,
    language,
    settle: (body) => (questionSchema.safeParse(body).data as (Question & Record<string, unknown>) | undefined) ?? body,
    spell: familySlug,
    mark: markOf,
  };
}
