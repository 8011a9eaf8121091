import { textOf } from "~/platform/http.server";
import type { LocalText } from "~/platform/locale";
import type { CheckTerms } from "./duty.server";
import type { Criterion, Scorecard } from "./scorecard-rules";

const SLUG = /^[a-z0-9-]{1,40}$/;
const TEXT_MAX = 600;

const localIn = (form: FormData, name: string): LocalText => ({
  "zh-CN": textOf(form, `${name}:zh`).slice(0, TEXT_MAX),
  en: textOf(form, `${name}:en`).slice(0, TEXT_MAX),
});

/** A scorecard as it was posted: the criteria in the order of their hidden fields. */
export function cardIn(form: FormData): Scorecard {
  const slugs = [...new Set(form.getAll("criterion").filter((slug): slug is string => typeof slug === "string" && SLUG.test(slug)))];
  return {
    name: localIn(form, "card"),
    criteria: slugs.slice(0, 20).map((slug) => ({
      slug,
      name: localIn(form, `name:${slug}`),
      weight: Number(textOf(form, `weight:${slug}`)) || 0,
      critical: form.get(`critical:${slug}`) === "on",
      anchors: { none: localIn(form, `none:${slug}`), half: localIn(form, `half:${slug}`), full: localIn(form, `full:${slug}`) },
    })),
  };
}

const EMPTY: LocalText = { "zh-CN": "", en: "" };

/** The card with an empty criterion more, under a name that none of them has. */
export function withOneMore(card: Scorecard): Scorecard {
  const taken = new Set(card.criteria.map(({ slug }) => slug));
  let n = card.criteria.length + 1;
  while (taken.has(`criterion-${n}`)) n++;
  const blank: Criterion = {
    slug: `criterion-${n}`,
    name: EMPTY,
    weight: 5,
    critical: false,
    anchors: { none: EMPTY, half: EMPTY, full: EMPTY },
  };
  return { ...card, criteria: [...card.criteria, blank] };
}

/** The card without a criterion. */
export function without(card: Scorecard, slug: string): Scorecard {
  return { ...card, criteria: card.criteria.filter((criterion) => criterion.slug !== slug) };
}

/** The card with a criterion one place further up. */
export function raised(card: Scorecard, slug: string): Scorecard {
  const at = card.criteria.findIndex((criterion) => criterion.slug === slug);
  const [here, above] = [card.criteria[at], card.criteria[at - 1]];
  if (!here || !above) return card;
  return { ...card, criteria: card.criteria.map((criterion, n) => (n === at ? above : n === at - 1 ? here : criterion)) };
}

/** The terms of the duty as they were posted. */
export function termsIn(form: FormData): CheckTerms {
  const number = (name: string) => Number(textOf(form, name));
  const roles = (["supervisor", "manager"] as const).filter((role) => form.getAll("role").includes(role));
  return {
    roles,
    ...{
      quota: number("quota"),
      first_s: number("first_s"),
      gap_s: number("gap_s"),
      rating: number("rating"),
      dispute_days: number("dispute_days"),
    },
  };
}
