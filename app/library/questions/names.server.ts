import { currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { Names } from "./words";

/** What questions may name, by title and code, in the order of their slugs. Three statements (more for what was never read). */
export async function namesIn(reader: Reader): Promise<Names> {
  const [topics, lessons, products] = await Promise.all([
    currentVersions(reader, "topic"),
    currentVersions(reader, "lesson"),
    currentVersions(reader, "product"),
  ]);
  return {
    topic: topics.map(({ slug, body }) => ({ slug, title: body.title })),
    lesson: lessons.map(({ slug, body }) => ({ slug, title: body.title })),
    product: products.map(({ slug, body }) => ({ slug, code: body.code, name: body.name })),
  };
}
