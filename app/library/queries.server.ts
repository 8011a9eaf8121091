import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import { examTakes } from "~/curriculum/blueprint";
import type { ItemBody, ItemKind } from "~/curriculum/pack";
import { productsOf } from "~/curriculum/pack-question";
import { namesIn } from "~/curriculum/references";
import { type ContentVersion, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Locale } from "~/platform/locale";
import type { ShownKind } from "./kinds";
import { summaryIn } from "./summary";

export type Use = { kind: ShownKind; slug: string; title: string };

/** The kinds that may refer to an item of each kind. */
const referrers: Record<ShownKind, readonly ShownKind[]> = {
  plan: [],
  module: ["level_rules"],
  lesson: ["plan", "module", "question"],
  question: ["lesson", "quiz", "exam"],
  practical: ["plan"],
  quiz: ["plan", "module"],
  exam: ["plan"],
  acknowledgement: ["plan"],
  checklist: [],
  product: ["checklist", "question", "simulation"],
  script: ["simulation"],
  simulation: ["module"],
  term: [],
  house_form: ["lesson"],
  kpi_rules: [],
  level_rules: [],
  conduct_rules: [],
  drill_rules: [],
};

/**
 * Where an item is referred to: plans that hold it, lessons and quizzes that ask it, exams that may draw it, questions that belong to it or have it as
 * an answer, checklists that draw it, lessons that show it, modules that hold it, levels that open or ask for it, simulations that have it at hand. One statement (a second for what was never read).
 */
export async function usesOf(reader: Reader, item: ContentVersion, locale: Locale): Promise<Use[]> {
  const kinds = referrers[item.kind as ShownKind];
  if (kinds.length === 0) return [];
  const ids = await reader
    .select({ versionId: contentItem.currentVersionId })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(
      and(
        isNull(contentItem.archivedAt),
        sql`${contentItem.kind} = any(${sql.param([...kinds])})`,
        // Questions are many: only those that hold the slug are read. No slug holds a sign of LIKE.
        sql`(${contentItem.kind} <> 'question' or ${contentVersion.body}::text like ${`%"${item.slug}"%`})`,
      ),
    )
    .orderBy(asc(contentItem.slug));
  const versions = [
    ...(
      await versionsById(
        reader,
        ids.map((r) => r.versionId),
      )
    ).values(),
  ].filter((v) => refersTo(v, item));
  const use = (v: ContentVersion): Use => ({ kind: v.kind as ShownKind, slug: v.slug, title: summaryIn(v, locale).title });
  return kinds.flatMap((kind) => versions.filter((v) => v.kind === kind).map(use));
}

function refersTo(version: ContentVersion, { kind, slug, body }: ContentVersion): boolean {
  switch (version.kind) {
    case "plan":
      return (version.body as ItemBody<"plan">).days.some((d) => d.activities.some((a) => a.kind === kind && a.ref === slug));
    case "module":
    case "level_rules":
      return namesIn(version.kind, version.body as ItemBody<"module" | "level_rules">).some(
        (name) => name.kind === kind && name.slug === slug,
      );
    case "lesson":
      return (version.body as ItemBody<"lesson">)[kind === "house_form" ? "forms" : "check"].includes(slug);
    case "quiz":
      return (version.body as ItemBody<"quiz">).questions.includes(slug);
    case "exam":
      return examTakes(version.body as ItemBody<"exam">, body as ItemBody<"question">);
    case "question":
      return asksAbout(version.body as ItemBody<"question">, kind, slug);
    case "checklist":
      return (version.body as ItemBody<"checklist">).areas.some((a) => a.items.some((i) => i.draw));
    case "simulation":
      return (version.body as ItemBody<"simulation">)[kind === "script" ? "scripts" : "products"].includes(slug);
    default:
      return false;
  }
}

/** Whether a question belongs to a lesson, has a product among its answers or was made from it. Those made from products are no part of a lesson. */
function asksAbout(question: ItemBody<"question">, kind: ItemKind, slug: string): boolean {
  const from = question.made_from;
  if (kind === "lesson") return question.lesson === slug && !from;
  return productsOf(question).includes(slug) || from?.product === slug || (from?.others.includes(slug) ?? false);
}
