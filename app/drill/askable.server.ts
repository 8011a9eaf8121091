import { contentBySlugs, type ContentVersion, versionById, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { factsFor } from "./question-facts.server";
import type { Asked, QuestionFacts } from "./types/question";
import { isId } from "~/platform/ids";

type Version = ContentVersion<"question">;
/** A version of a question with what it needs to be shown and graded. */
export type AskableVersion = Version & Asked;

function isQuestion(version: ContentVersion | undefined): version is Version {
  return version?.kind === "question";
}

/** Those of the versions that are questions, with what they name. */
export async function askable(reader: Reader, versions: readonly (ContentVersion | undefined)[]): Promise<AskableVersion[]> {
  const asked = versions.filter(isQuestion);
  const facts: QuestionFacts = await factsFor(
    reader,
    asked.map(({ body }) => body),
  );
  return asked.map((version) => ({ ...version, facts }));
}

/**
 * The questions named, in this order and in their versions in force (`since`: for somebody who began then); those that do not exist are left out.
 */
export async function askableBySlugs(reader: Reader, slugs: readonly string[], since: Date | null = null): Promise<AskableVersion[]> {
  const found = await contentBySlugs(
    reader,
    slugs.map((slug) => ({ kind: "question", slug })),
    since,
  );
  return askable(
    reader,
    slugs.map((slug) => found.get(`question ${slug}`)),
  );
}

/** One version of a question; null when the id (which may come from a form) names none. */
export async function askableById(reader: Reader, id: string): Promise<AskableVersion | null> {
  const version = isId(id) ? await versionById(reader, id, "question") : null;
  return version ? ((await askable(reader, [version]))[0] ?? null) : null;
}

/** The versions of questions that were drawn, in the order of `ids`. Versions are never deleted: a missing one is a fault. */
export async function questionVersions(reader: Reader, ids: readonly string[]): Promise<AskableVersion[]> {
  const found = await versionsById(reader, ids);
  const missing = ids.find((id) => !isQuestion(found.get(id)));
  if (missing !== undefined) throw new Error(`no question version ${missing}`);
  return askable(
    reader,
    ids.map((id) => found.get(id)),
  );
}
