import type { ScriptDraftBody } from "@db/schema";
import type { ItemBody } from "~/curriculum/pack";
import { type Locale, locales, type LocalText } from "~/platform/locale";
import type { Refusal } from "~/platform/refusal";

/** How an approved draft becomes part of the library. Pure. */

/** In place of the wording that it makes better, as one more wording of a script, or as a script of its own. */
export const targets = ["replace", "variant", "new"] as const;
export type Target = (typeof targets)[number];

type Script = ItemBody<"script">;
export type Wording = { customer: LocalText; text: LocalText };
/** What whoever publishes it adds: the library speaks both languages. `second`: a script of its own needs two wordings, and it may be that of another approved draft. */
export type Publishing = {
  target: Target;
  slug: string;
  wording: Wording;
  title: LocalText;
  situation: LocalText;
  why: LocalText;
  qualities: string[];
  second: (Wording & { draftId: string | null }) | null;
  note: string;
};

/** A script holds so many wordings at most. */
export const MOST_VARIANTS = 3;
const PLACEHOLDER = /\{\{\w+\}\}/g;
/** Names of pages beside the scripts: a script of such a name would never be seen. */
const PAGES = new Set(["mine", "review", "lint"]);
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** The name of the wording that comes from a draft. */
export const variantOf = (draftId: string): string => `draft-${draftId.replaceAll("-", "").slice(-8)}`;

/** What is missing or wrong in what is to be published, by field. */
export function publishRefusals(p: Publishing): Refusal[] {
  const both = (field: string, text: LocalText): Refusal[] =>
    locales.flatMap((locale) => (text[locale].trim() === "" ? [{ code: "both", field: `${field}.${locale}` }] : []));
  const wording = (prefix: string, { customer, text }: Wording): Refusal[] => {
    const missing = [...both(`${prefix}customer`, customer), ...both(`${prefix}text`, text)];
    const alike = missing.length > 0 || placeholdersOf(text["zh-CN"]) === placeholdersOf(text.en);
    return alike ? missing : [{ code: "placeholders", field: `${prefix}text.en` }];
  };
  const ownScript: Refusal[] =
    p.target !== "new"
      ? []
      : [
          ...(SLUG.test(p.slug) && p.slug.length <= 100 ? [] : [{ code: "slug_form", field: "slug" }]),
          ...(PAGES.has(p.slug) ? [{ code: "slug_taken", field: "slug" }] : []),
          ...both("title", p.title),
          ...both("situation", p.situation),
          ...both("why", p.why),
          ...(p.qualities.length === 0 ? [{ code: "qualities", field: "qualities" }] : []),
          ...(p.second ? wording("second.", p.second) : [{ code: "second", field: "second.text.zh-CN" }]),
        ];
  return [...wording("", p.wording), ...ownScript];
}

function placeholdersOf(text: string): string {
  return [...new Set(text.match(PLACEHOLDER) ?? [])].sort().join();
}

/** The body of the script once the draft is in it, `slug` left out; a code where it cannot go in. */
export function withDraft(
  p: Publishing,
  draft: { id: string; variant: string | null; body: ScriptDraftBody },
  inForce: Script | null,
): { body: Record<string, unknown>; variant: string } | { refused: "not_there" | "variants_full" } {
  const own = (slug: string) => ({ slug, customer: p.wording.customer, text: p.wording.text });
  if (p.target === "new") {
    const { branch, platforms, picture } = draft.body;
    const variant = variantOf(draft.id);
    const second = p.second && {
      slug: p.second.draftId ? variantOf(p.second.draftId) : "second",
      customer: p.second.customer,
      text: p.second.text,
    };
    const { title, situation, why, qualities } = p;
    const variants = [own(variant), ...(second ? [second] : [])];
    return { variant, body: { branch, title, situation, qualities, platforms, ...(picture && { picture }), variants, why } };
  }
  if (!inForce) return { refused: "not_there" };
  if (p.target === "replace") {
    const { variant } = draft;
    if (variant === null || !inForce.variants.some(({ slug }) => slug === variant)) return { refused: "not_there" };
    return { variant, body: { ...inForce, variants: inForce.variants.map((one) => (one.slug === variant ? own(variant) : one)) } };
  }
  if (inForce.variants.length >= MOST_VARIANTS) return { refused: "variants_full" };
  const variant = variantOf(draft.id);
  return { variant, body: { ...inForce, variants: [...inForce.variants, own(variant)] } };
}

/** A text that somebody wrote in one language, as the beginning of one in both. */
export function inItsLanguage(text: string): LocalText {
  return { "zh-CN": "", en: "", [languageOf(text)]: text };
}

/** The language of a text that is written in one: Chinese where a character of it stands there. */
export function languageOf(text: string): Locale {
  return /\p{Script=Han}/u.test(text) ? "zh-CN" : "en";
}
