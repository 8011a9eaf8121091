import { and, asc, count, eq, isNull, type SQL, sql } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, type LocalText, pick } from "~/platform/locale";

/** The kinds in the order in which one learns, and then what it is about. */
export const shownKinds = [
  "plan",
  "lesson",
  "question",
  "practical",
  "quiz",
  "exam",
  "acknowledgement",
  "checklist",
  "product",
] as const satisfies readonly ItemKind[];
export type ShownKind = (typeof shownKinds)[number];

/** Whether `value` names a kind that the library shows. */
export function isShownKind(value: unknown): value is ShownKind {
  return shownKinds.some((k) => k === value);
}

const PAGE = 50;

export type LibraryRow = { slug: string; title: string; about: string; version: number; critical: boolean };
export type LibraryPage = { counts: Record<ShownKind, number>; rows: LibraryRow[]; total: number; pages: number };

/** LIKE pattern for what a person typed: their % and _ are plain characters. */
function like(text: string): string {
  return `%${text.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
}

/**
 * One page (50) of the items of a kind whose body holds `search` (any language, any case), with the counts of all kinds.
 */
export async function libraryPage(reader: Reader, kind: ShownKind, search: string, page: number, locale: Locale): Promise<LibraryPage> {
  const matches: SQL | undefined = search ? sql`${contentVersion.body}::text ilike ${like(search)}` : undefined;
  const shown = and(isNull(contentItem.archivedAt), matches);
  const from = (columns: { versionId: typeof contentItem.currentVersionId }) =>
    reader.select(columns).from(contentItem).innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId)).$dynamic();
  const [byKind, ids] = await Promise.all([
    reader
      .select({ kind: contentItem.kind, n: count() })
      .from(contentItem)
      .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
      .where(shown)
      .groupBy(contentItem.kind),
    from({ versionId: contentItem.currentVersionId })
      .where(and(eq(contentItem.kind, kind), shown))
      .orderBy(asc(contentItem.slug))
      .limit(PAGE)
      .offset((page - 1) * PAGE),
  ]);
  const versions = await versionsById(
    reader,
    ids.map((r) => r.versionId),
  );
  const counts = Object.fromEntries(shownKinds.map((k) => [k, byKind.find((r) => r.kind === k)?.n ?? 0])) as Record<ShownKind, number>;
  return {
    counts,
    total: counts[kind],
    pages: Math.max(1, Math.ceil(counts[kind] / PAGE)),
    rows: ids.flatMap(({ versionId }) => {
      const version = versions.get(versionId);
      return version ? [{ slug: version.slug, version: version.version, ...summaryOf(version, locale) }] : [];
    }),
  };
}

/** Title and a line about an item, in the reader's language. */
function summaryOf(version: ContentVersion, locale: Locale): { title: string; about: string; critical: boolean } {
  const say = (text: LocalText) => pick(text, locale);
  switch (version.kind) {
    case "question": {
      const body = version.body as ItemBody<"question">;
      return { title: say(body.stem), about: say(body.explanation), critical: body.critical };
    }
    case "product": {
      const body = version.body as ItemBody<"product">;
      return { title: `${body.code} ${say(body.name)}`, about: say(body.reason), critical: false };
    }
    case "lesson":
      return {
        title: say((version.body as ItemBody<"lesson">).title),
        about: say((version.body as ItemBody<"lesson">).summary),
        critical: false,
      };
    case "plan":
      return {
        title: say((version.body as ItemBody<"plan">).title),
        about: say((version.body as ItemBody<"plan">).description),
        critical: false,
      };
    case "practical":
    case "exam":
    case "checklist": {
      const body = version.body as ItemBody<"practical" | "exam" | "checklist">;
      return { title: say(body.title), about: say(body.intro), critical: false };
    }
    case "acknowledgement": {
      const body = version.body as ItemBody<"acknowledgement">;
      return { title: say(body.title), about: say(body.statement), critical: false };
    }
    default:
      return { title: say((version.body as { title: LocalText }).title), about: "", critical: false };
  }
}

export type Use = { kind: ShownKind; slug: string; title: string };

/** The kinds that may refer to an item of each kind. */
const referrers: Record<ShownKind, readonly ShownKind[]> = {
  plan: [],
  lesson: ["plan", "question"],
  question: ["lesson", "quiz", "exam"],
  practical: ["plan"],
  quiz: ["plan"],
  exam: ["plan"],
  acknowledgement: ["plan"],
  checklist: [],
  product: ["checklist"],
};

/**
 * Where an item is referred to: plans that hold it, lessons and quizzes that ask it, exams that may draw it, questions that belong to it, checklists
 * that draw it. One statement (a second for what was never read).
 */
export async function usesOf(reader: Reader, item: ContentVersion, locale: Locale): Promise<Use[]> {
  const kinds = referrers[item.kind as ShownKind];
  if (kinds.length === 0) return [];
  const ids = await reader
    .select({ versionId: contentItem.currentVersionId })
    .from(contentItem)
    .where(and(isNull(contentItem.archivedAt), sql`${contentItem.kind} = any(${sql.param([...kinds])})`))
    .orderBy(asc(contentItem.slug));
  const versions = [
    ...(
      await versionsById(
        reader,
        ids.map((r) => r.versionId),
      )
    ).values(),
  ].filter((v) => refersTo(v, item));
  const use = (v: ContentVersion): Use => ({ kind: v.kind as ShownKind, slug: v.slug, title: summaryOf(v, locale).title });
  return kinds.flatMap((kind) => versions.filter((v) => v.kind === kind).map(use));
}

function refersTo(version: ContentVersion, { kind, slug, body }: ContentVersion): boolean {
  switch (version.kind) {
    case "plan":
      return (version.body as ItemBody<"plan">).days.some((d) => d.activities.some((a) => a.kind === kind && a.ref === slug));
    case "lesson":
      return (version.body as ItemBody<"lesson">).check.includes(slug);
    case "quiz":
      return (version.body as ItemBody<"quiz">).questions.includes(slug);
    case "exam":
      return (version.body as ItemBody<"exam">).blueprint.some((b) => b.topic === (body as ItemBody<"question">).topic);
    case "question":
      return (version.body as ItemBody<"question">).lesson === slug;
    case "checklist":
      return (version.body as ItemBody<"checklist">).areas.some((a) => a.items.some((i) => i.draw));
    default:
      return false;
  }
}
