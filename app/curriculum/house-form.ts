import { type Locale, type LocalText, pick } from "~/platform/locale";
import type { ItemBody } from "./pack";

/** A house form as a page shows it, in one language. */
export type HouseFormView = {
  slug: string;
  title: string;
  intro: string;
  columns: { slug: string; title: string; hint: string | null }[];
  rows: string[][];
};

/** A form in one language: a cell without a language (a number, a name) stands in both; a row that is too short ends on empty cells. */
export function houseFormIn(form: ItemBody<"house_form">, locale: Locale): HouseFormView {
  const say = (text: LocalText) => pick(text, locale);
  return {
    slug: form.slug,
    title: say(form.title),
    intro: say(form.intro),
    columns: form.columns.map((c) => ({ slug: c.slug, title: say(c.title), hint: c.hint ? say(c.hint) : null })),
    rows: form.rows.map((row) =>
      form.columns.map((_, i) => {
        const cell = row[i] ?? "";
        return typeof cell === "string" ? cell : say(cell);
      }),
    ),
  };
}
