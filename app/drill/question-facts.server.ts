import { productsOf, type Question } from "~/curriculum/pack-question";
import { namelessPictureUrl } from "~/curriculum/picture";
import { contentBySlugs, type ContentVersion, currentVersions } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import type { ProductFact, ProhibitedTerm, QuestionFacts } from "./types/question";

const NONE: QuestionFacts = { products: new Map(), terms: [] };

/** What these questions name outside themselves. Most name nothing: then it costs no statement. */
export async function factsFor(reader: Reader, questions: readonly Question[]): Promise<QuestionFacts> {
  const slugs = [...new Set(questions.flatMap((question) => productsOf(question)))];
  const written = questions.some((question) => isWritten(question));
  if (slugs.length === 0 && !written) return NONE;
  const [products, terms] = await Promise.all([productFacts(reader, slugs), written ? prohibitedTerms(reader) : []]);
  return { products, terms };
}

function isWritten({ type }: Question): boolean {
  return type === "free_reply" || type === "rewrite";
}

async function productFacts(reader: Reader, slugs: readonly string[]): Promise<Map<string, ProductFact>> {
  const found = await contentBySlugs(
    reader,
    slugs.map((slug) => ({ kind: "product", slug })),
  );
  return new Map(
    [...found.values()].map((version) => {
      const { id, slug, body } = version as ContentVersion<"product">;
      return [slug, { slug, code: body.code, name: body.name, shelf: body.shelf ?? null, picture: namelessPictureUrl({ id, body }) }];
    }),
  );
}

/** Kept as one list while the terms in force are the same: the matcher keeps what it made of a list. */
let kept: { key: string; terms: ProhibitedTerm[] } = { key: "", terms: [] };

async function prohibitedTerms(reader: Reader): Promise<readonly ProhibitedTerm[]> {
  const versions = await currentVersions(reader, "term");
  const key = versions.map(({ id }) => id).join();
  if (key !== kept.key) kept = { key, terms: versions.map(({ body }) => body) };
  return kept.terms;
}
