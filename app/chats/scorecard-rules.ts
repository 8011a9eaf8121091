import { Decimal } from "~/platform/decimal";
import type { LocalText } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";

/** What somebody finds of a criterion. `na`: the chat gave no occasion for it. */
export const marks = ["none", "half", "full", "na"] as const;
export type Mark = (typeof marks)[number];
export type Marks = Readonly<Record<string, Mark>>;

/** One thing that is looked for. Nought on a critical one makes the whole chat nought. */
export type Criterion = {
  slug: string;
  name: LocalText;
  weight: number;
  critical: boolean;
  /** What nought, half and full look like. */
  anchors: Record<Exclude<Mark, "na">, LocalText>;
};
export type Scorecard = { name: LocalText; criteria: readonly Criterion[] };

const TWICE: Record<Exclude<Mark, "na">, bigint> = { none: 0n, half: 1n, full: 2n };
const MOST = 12;
const LEAST = 3;
const TEXT_MAX = 300;

/** Why these marks cannot be a score, one sentence each; none: they can. Every criterion is marked, critical ones never `na`, and not all are. */
export function markRefusals(card: Scorecard, given: Readonly<Record<string, string>>): Refusal[] {
  const refusals = card.criteria.flatMap(({ slug, critical }): Refusal[] => {
    const mark = given[slug];
    if (!marks.some((known) => known === mark)) return [{ code: "mark_missing", field: `mark:${slug}` }];
    return critical && mark === "na" ? [{ code: "mark_critical", field: `mark:${slug}` }] : [];
  });
  if (refusals.length === 0 && card.criteria.every(({ slug }) => given[slug] === "na")) return [{ code: "mark_nothing" }];
  return refusals;
}

/**
 * The score of a chat, 0 to 100 exactly (divided once, rounded half-up at 12 decimals): weight × (full 1, half ½, nought 0) over the weights of what the chat gave occasion for. Nought on a
 * critical criterion makes it 0.
 */
export function scoreOf(card: Scorecard, given: Marks): { score: Decimal; criticalFailed: boolean } {
  const criticalFailed = card.criteria.some(({ slug, critical }) => critical && given[slug] === "none");
  if (criticalFailed) return { score: Decimal.zero, criticalFailed };
  let got = 0n;
  let most = 0n;
  for (const { slug, weight } of card.criteria) {
    const mark = given[slug];
    if (!mark || mark === "na") continue;
    got += BigInt(weight) * TWICE[mark];
    most += BigInt(weight) * 2n;
  }
  return { score: most === 0n ? Decimal.zero : Decimal.ratio(got * 100n, most), criticalFailed };
}

const lacks = (text: LocalText) => text["zh-CN"].trim() === "" || text.en.trim() === "";
const isLong = (text: LocalText) => [...text["zh-CN"]].length > TEXT_MAX || [...text.en].length > TEXT_MAX;

/** Why a scorecard cannot be published, or nothing: 3 to 12 criteria with names and anchors in both languages, whole weights that make 100, at least one critical criterion. */
export function scorecardRefusals({ name, criteria }: Scorecard): Refusal[] {
  const refusals: Refusal[] = [];
  if (lacks(name)) refusals.push({ code: "card_name", field: "name" });
  if (criteria.length < LEAST || criteria.length > MOST) refusals.push({ code: "card_count", params: { least: LEAST, most: MOST } });
  for (const { slug, name: called, weight, anchors } of criteria) {
    if (lacks(called)) refusals.push({ code: "criterion_name", field: `name:${slug}` });
    if (Object.values(anchors).some(lacks)) refusals.push({ code: "criterion_anchors", field: `anchors:${slug}` });
    if ([called, ...Object.values(anchors)].some(isLong))
      refusals.push({ code: "text_long", field: `name:${slug}`, params: { count: TEXT_MAX } });
    if (!Number.isInteger(weight) || weight < 1 || weight > 100) refusals.push({ code: "criterion_weight", field: `weight:${slug}` });
  }
  const sum = criteria.reduce((all, { weight }) => all + weight, 0);
  if (criteria.length > 0 && sum !== 100) refusals.push({ code: "card_sum", params: { sum } });
  if (criteria.length > 0 && !criteria.some(({ critical }) => critical)) refusals.push({ code: "card_critical" });
  return refusals;
}
