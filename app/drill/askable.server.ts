import { type AskableQuestion, isAskable } from "~/curriculum/pack-question";
import { contentBySlugs, type ContentVersion, currentVersions, versionById, versionsById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { isId } from "~/platform/ids";

/** A version of a question that can be asked. */
export type AskableVersion = ContentVersion<"question"> & { body: AskableQuestion };

/** Whether a version is of a question that can be asked. */
export function isAskableVersion(version: ContentVersion | undefined): version is AskableVersion {
  return version?.kind === "question" && isAskable((version as ContentVersion<"question">).body);
}

/** All questions in force that can be asked in an exam: not those made from the catalogue, which by their number would crowd out all others. */
export async function askableQuestions(reader: Reader): Promise<AskableVersion[]> {
  return (await currentVersions(reader, "question")).filter(isAskableVersion).filter(({ body }) => !body.made_from);
}

/**
 * The questions named, in this order and in their versions in force (`since`: for somebody who began then); those that do not exist or cannot be asked
 * are left out.
 */
export async function askableBySlugs(reader: Reader, slugs: readonly string[], since: Date | null = null): Promise<AskableVersion[]> {
  const found = await contentBySlugs(
    reader,
    slugs.map((slug) => ({ kind: "question", slug })),
    since,
  );
  return slugs.flatMap((slug) => {
    const version = found.get(`question ${slug}`);
    return isAskableVersion(version) ? [version] : [];
  });
}

/** One version of a question that can be asked; null when the id (which may come from a form) names none. */
export async function askableById(reader: Reader, id: string): Promise<AskableVersion | null> {
  const version = isId(id) ? await versionById(reader, id, "question") : null;
  return version && isAskableVersion(version) ? version : null;
}

/** The versions of questions that were drawn, in the order of `ids`. Versions are never deleted and only askable ones are drawn: a missing one is a fault. */
export async function questionVersions(reader: Reader, ids: readonly string[]): Promise<AskableVersion[]> {
  const found = await versionsById(reader, ids);
  return ids.map((id) => {
    const version = found.get(id);
    if (!isAskableVersion(version)) throw new Error(`no question version ${id} that can be asked`);
    return version;
  });
}
