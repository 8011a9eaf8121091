import { and, eq } from "drizzle-orm";
import { grading, person } from "@db/schema";
import { pictureUrl } from "~/curriculum/picture";
import { contentBySlugs, type ContentVersion, versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, locales, pick } from "~/platform/locale";
import { type PreparedMessage, preparedMessages } from "~/scripts/drafts.server";
import { coveredBy } from "./retake-rules";
import type { Entries } from "./rules";

/** A product drawn for an item. What the grader compares with stays folded until asked for. */
export type DrawnProduct = {
  slug: string;
  code: string;
  name: string;
  picture: string | null;
  priceYuan: number;
  material: string | null;
  size: string | null;
  features: string[];
};

/** A puzzle drawn for an item, with what is right. */
export type Puzzle = { slug: string; ask: string; right: string };

/** A drawn product among those that were read; none where it is gone. */
export function productIn(products: Map<string, ContentVersion>, slug: string, locale: Locale): DrawnProduct[] {
  const say = (text: { "zh-CN": string; en: string }) => pick(text, locale);
  const found = products.get(`product ${slug}`) as ContentVersion<"product"> | undefined;
  if (!found) return [];
  const b = found.body;
  return [
    {
      slug,
      code: b.code,
      name: say(b.name),
      picture: pictureUrl(found),
      priceYuan: b.price_yuan,
      material: b.material ? say(b.material) : null,
      size: b.size ? say(b.size) : null,
      features: b.features.map(say),
    },
  ];
}

/** An open grading as its grader works on it. Nothing here adds up the grades. */
export async function gradingSheet(reader: Reader, at: { personId: string; gradingId: string; graderId: string }, locale: Locale) {
  const [row] = await reader
    .select({ grading, name: person.name, state: person.state })
    .from(grading)
    .innerJoin(person, eq(person.id, grading.personId))
    .where(and(eq(grading.id, at.gradingId), eq(grading.personId, at.personId), eq(grading.graderId, at.graderId)));
  if (!row) return null;
  const { drawn, draft, draftRevision, attempt, firstGradingId, submittedAt, abandonedAt } = row.grading;
  const [version, written, products] = await Promise.all([
    versionById(reader, row.grading.checklistVersionId, "checklist"),
    preparedMessages(reader, at.personId),
    contentBySlugs(
      reader,
      // Of puzzles these are no names of products: what does not exist is left out.
      [...new Set(Object.values(drawn).flat())].map((slug) => ({ kind: "product" as const, slug })),
    ),
  ]);
  if (!version) throw new Error(`grading ${at.gradingId} names a version that is no checklist`);
  const sheet = coveredBy(version.body, row.grading.areas);
  const say = (text: { "zh-CN": string; en: string }) => pick(text, locale);
  const product = (slug: string) => productIn(products, slug, locale);
  return {
    gradingId: at.gradingId,
    person: { id: at.personId, name: row.name, state: row.state },
    attempt,
    /** It is the second of its attempt. What the first found is nowhere here. */
    second: firstGradingId !== null,
    submittedAt,
    abandonedAt,
    revision: draftRevision,
    entries: draft as Entries,
    title: say(version.body.title),
    intro: say(version.body.intro),
    /** Areas that passed before and keep their grades: named, without figures. */
    carried: version.body.areas.filter((area) => !sheet.areas.includes(area)).map((area) => say(area.title)),
    areas: sheet.areas.map((area) => ({
      slug: area.slug,
      title: say(area.title),
      how: say(area.how),
      weight: area.weight,
      items: area.items.map((item) => ({
        slug: item.slug,
        title: say(item.title),
        critical: item.critical,
        evidence: item.evidence,
        descriptors: item.descriptors.map(say),
        drawn: item.draw?.from === "products" ? (drawn[item.slug] ?? []).flatMap(product) : [],
        puzzles: (drawn[item.slug] ?? []).flatMap((slug): Puzzle[] => {
          const puzzle = item.puzzles?.find((one) => one.slug === slug);
          return puzzle ? [{ slug, ask: say(puzzle.ask), right: say(puzzle.right) }] : [];
        }),
        written: item.prepared === undefined ? null : writtenFor(written.find(({ prepared }) => prepared === item.prepared)),
      })),
    })),
  };
}

/** What the agent handed in for an item: whether it was approved, where it is read, and its texts as they are sent. `texts` is empty where nothing was handed in. */
export type Written = { draftId: string | null; approved: boolean; texts: { locale: Locale; text: string }[] };

function writtenFor(message: PreparedMessage | undefined): Written {
  return {
    draftId: message?.draftId ?? null,
    approved: message?.state === "approved" || message?.state === "published",
    texts: locales.flatMap((locale) => {
      const text = message?.body.text[locale];
      return text ? [{ locale, text }] : [];
    }),
  };
}

/** An open grading as the page has it. */
export type GradingSheet = NonNullable<Awaited<ReturnType<typeof gradingSheet>>>;
