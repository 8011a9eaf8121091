import type { ScriptDraftBody } from "@db/schema";
import { type Locale, locales } from "~/platform/locale";
import { type DiffStretch, wordDiff } from "~/wording/word-diff";

/** What changed between two states of a script, word by word. Pure. */

/** A field that reads otherwise; `locale`: of a wording. */
export type Change = { field: "title" | "customer" | "situation" | "why" | "text"; locale: Locale | null; stretches: DiffStretch[] };

type Compared = Partial<Pick<ScriptDraftBody, "title" | "customer" | "situation" | "why">> & Pick<ScriptDraftBody, "text">;

/** The fields of `after` that differ from `before`, the wordings first; what `before` does not say at all is not compared. */
export function changesBetween(before: Compared, after: Compared): Change[] {
  const texts = locales.flatMap((locale): Change[] => {
    const [was, is] = [before.text[locale] ?? "", after.text[locale] ?? ""];
    return was === is ? [] : [{ field: "text", locale, stretches: wordDiff(was, is, locale) }];
  });
  const others = (["title", "customer", "situation", "why"] as const).flatMap((field): Change[] => {
    const [was, is] = [before[field], after[field] ?? ""];
    return was === undefined || was === is ? [] : [{ field, locale: null, stretches: wordDiff(was, is) }];
  });
  return [...texts, ...others];
}
