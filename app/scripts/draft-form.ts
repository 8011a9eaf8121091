import type { ScriptDraftBody } from "@db/schema";
import { platforms } from "~/curriculum/pack-basics";
import { scriptBranches } from "~/curriculum/pack-wording";
import { locales } from "~/platform/locale";

/** A draft as the fields of its form say it. Pure: the page and the server read a form by the same rules. */

export const pictures = ["product", "detail", "size", "order", "logistics"] as const;

/** What a form says. What is no branch, platform or picture counts as not chosen; line breaks are those of a text. */
export function bodyOfForm(form: FormData): ScriptDraftBody {
  const said = (name: string) => {
    const value = form.get(name);
    return typeof value === "string" ? value.replaceAll("\r\n", "\n") : "";
  };
  const chosen = form.getAll("platforms");
  const text: ScriptDraftBody["text"] = {};
  for (const locale of locales) if (said(`text.${locale}`) !== "") text[locale] = said(`text.${locale}`);
  return {
    title: said("title").trim(),
    branch: scriptBranches.find((branch) => branch === form.get("branch")) ?? scriptBranches[0],
    platforms: platforms.filter((platform) => chosen.includes(platform)),
    customer: said("customer").trim(),
    situation: said("situation"),
    text,
    picture: pictures.find((picture) => picture === form.get("picture")) ?? null,
    why: said("why"),
  };
}

/** The number of the prepared message that a form names; null: none. */
export function preparedOf(value: string): number | null {
  return /^(?:[1-9]|10)$/.test(value) ? Number(value) : null;
}
