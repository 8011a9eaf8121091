import type { MonthTrace, StoreTrace } from "../trace";

/** What differs between two versions of a statement. Pure. */

export type Version = { score: string | null; bonusFen: number | null; trace: MonthTrace };

/** One thing that says something else: of a store and a metric, of a store (slug null), or of the month (both null). */
export type Difference = {
  storeId: string | null;
  slug: string | null;
  field: "numerator" | "denominator" | "value" | "points" | "score" | "share" | "counted" | "inquiries" | "bonus";
  before: string | null;
  after: string | null;
};

const metricFields = ["numerator", "denominator", "value", "points"] as const;
const storeFields = ["inquiries", "share", "counted", "score"] as const;

/** Each figure that is not what it was, in the order of the statement, and at last the month's score and bonus; empty where both say the same. */
export function differences(before: Version, after: Version): Difference[] {
  const found: Difference[] = [];
  const put = (at: Pick<Difference, "storeId" | "slug" | "field">, was: string | null, is: string | null) => {
    if (was !== is) found.push({ ...at, before: was, after: is });
  };
  const stores = [...new Set([...after.trace.stores, ...before.trace.stores].map(({ storeId }) => storeId))];
  for (const storeId of stores) {
    const [was, is] = [storeIn(before, storeId), storeIn(after, storeId)];
    const slugs = [...new Set([...(is?.metrics ?? []), ...(was?.metrics ?? [])].map(({ slug }) => slug))];
    for (const slug of slugs) {
      const [old, now] = [was, is].map((store) => store?.metrics.find((m) => m.slug === slug));
      for (const field of metricFields) put({ storeId, slug, field }, old?.[field] ?? null, now?.[field] ?? null);
    }
    for (const field of storeFields) put({ storeId, slug: null, field }, was?.[field] ?? null, is?.[field] ?? null);
  }
  const text = (fen: number | null) => (fen === null ? null : String(fen));
  put({ storeId: null, slug: null, field: "score" }, before.score, after.score);
  put({ storeId: null, slug: null, field: "bonus" }, text(before.bonusFen), text(after.bonusFen));
  return found;
}

function storeIn({ trace }: Version, storeId: string): StoreTrace | undefined {
  return trace.stores.find((store) => store.storeId === storeId);
}

/** Whether anything that pays differs: score or bonus. */
export function paysOtherwise(before: Pick<Version, "score" | "bonusFen">, after: Pick<Version, "score" | "bonusFen">): boolean {
  return before.score !== after.score || before.bonusFen !== after.bonusFen;
}
