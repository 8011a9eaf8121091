import { questionKinds } from "~/drill/question-cells";
import { type CellKey, type Cells, linesOf } from "~/drill/types/cells";
import { type Locale, type LocalText, locales } from "~/platform/locale";
import { translate } from "~/platform/messages";
import { answerMessages } from "../messages.answers";
import { choiceMessages } from "../messages.choices";
import { columnMessages } from "../messages.columns";
import { qualityNames } from "../field";

/** What stands in the cells of a sheet, between the words of people and those of the library: titles for slugs, 是 for yes. */

/** What questions name: topics and lessons by title, products by code. */
export type Names = {
  topic: readonly { slug: string; title: LocalText }[];
  lesson: readonly { slug: string; title: LocalText }[];
  product: readonly { slug: string; code: string; name: LocalText }[];
};

const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

const more = { yes: "y 1 true √ ✓ 对", no: "n 0 false × x 错", true: "正确 t yes 是 √ ✓", false: "错误 f no 否 × x" } as const;
type Word = keyof typeof more;

/** The words of both languages for some values, and the values themselves. */
function vocabulary(values: readonly string[], say: (value: string, locale: Locale) => string): Map<string, string> {
  return new Map(values.flatMap((value) => [value, ...locales.map((l) => say(value, l))].map((word) => [plain(word), value] as const)));
}
const typeWords = vocabulary(questionKinds, (kind, l) => typeName(kind, l));
const qualityWords = vocabulary(qualityNames, (name, l) => qualityName(name, l));
const wordsFor = (values: readonly Word[]) =>
  new Map([...vocabulary(values, valueName), ...values.flatMap((value) => more[value].split(" ").map((word) => [word, value] as const))]);
const yesWords = wordsFor(["yes", "no"]);
const truthWords = wordsFor(["true", "false"]);

/** The name of a type. */
export function typeName(kind: string, locale: Locale): string {
  return (translate(answerMessages, locale) as (key: string) => string)(`type.${kind}`);
}

/** The name of a quality. */
export function qualityName(name: string, locale: Locale): string {
  return (translate(choiceMessages, locale) as (key: string) => string)(`choice.${name}`);
}

/** yes, no, true and false in a language. */
export function valueName(value: string, locale: Locale): string {
  return (translate(columnMessages, locale) as (key: string) => string)(`value.${value}`);
}

/** The title of a topic or lesson where no other has it, else its slug. */
export function nameOf(named: Names["topic"], slug: string, locale: Locale): string {
  const title = titlesOf(named).bySlug.get(slug)?.[locale];
  return title && slugNamed(named, title) === slug ? title : slug;
}

/** The slug that a title, in any language, or a slug names; null: none, or several. */
export function slugNamed(named: Names["topic"], said: string): string | null {
  const { bySlug, byName } = titlesOf(named);
  return bySlug.has(said.trim()) ? said.trim() : (byName.get(plain(said)) ?? null);
}

type Titles = { bySlug: Map<string, LocalText>; byName: Map<string, string | null> };
const titles = new WeakMap<Names["topic"], Titles>();

/** Names by what they are compared by; null: several have it. */
function indexed(entries: readonly (readonly [name: string, slug: string])[]): Map<string, string | null> {
  const found = new Map<string, string | null>();
  for (const [name, slug] of entries) {
    const key = plain(name);
    found.set(key, !found.has(key) || found.get(key) === slug ? slug : null);
  }
  return found;
}

function titlesOf(named: Names["topic"]): Titles {
  const known = titles.get(named) ?? {
    bySlug: new Map(named.map(({ slug, title }) => [slug, title])),
    byName: indexed(named.flatMap(({ slug, title }) => locales.map((l) => [title[l], slug] as const))),
  };
  titles.set(named, known);
  return known;
}

type Products = { code: Map<string, string>; byCode: Map<string, string | null>; byName: Map<string, string | null> };
const products = new WeakMap<Names["product"], Products>();

function productsOf(named: Names["product"]): Products {
  const known = products.get(named) ?? {
    code: new Map(named.map(({ slug, code }) => [slug, code])),
    byCode: indexed(named.map(({ slug, code }) => [code, slug])),
    byName: indexed(named.flatMap(({ slug, name }) => locales.map((l) => [name[l], slug] as const))),
  };
  products.set(named, known);
  return known;
}

/** The product that a code, a slug or a name means; null: none, or several. */
function productNamed(named: Names["product"], said: string): string | null {
  const { code, byCode, byName } = productsOf(named);
  return byCode.get(plain(said)) ?? (code.has(said.trim()) ? said.trim() : (byName.get(plain(said)) ?? null));
}

function codeOf(named: Names["product"], slug: string): string {
  const code = productsOf(named).code.get(slug);
  return code && productNamed(named, code) === slug ? code : slug;
}

const isProduct = (key: CellKey) => key === "products" || key.startsWith("product_");

/** Cells as a sheet in a language says them. */
export function said(cells: Cells, names: Names, locale: Locale): Cells {
  const word = (key: CellKey, value: string): string => {
    if (value === "") return "";
    if (key === "type") return typeName(value, locale);
    if (key === "quality") return qualityName(value, locale);
    if (key === "topic" || key === "lesson") return nameOf(names[key], value, locale);
    if (key === "critical" || key === "required") return valueName(value, locale);
    if (key === "answer" && cells.type === "true_false") return valueName(value, locale);
    if (isProduct(key))
      return linesOf(value)
        .map((slug) => codeOf(names.product, slug))
        .join("\n");
    return value;
  };
  return Object.fromEntries((Object.entries(cells) as [CellKey, string][]).map(([key, value]) => [key, word(key, value)]));
}

/** A word that names nothing: in which cell. Types, yes and no are left to who reads the question. */
export type Unheard = { key: CellKey; value: string };

/** Cells out of what a sheet says in any language. What names nothing stays as it was said, and is listed. */
export function heard(cells: Cells, names: Names): { cells: Cells; unheard: Unheard[] } {
  const unheard: Unheard[] = [];
  const type = typeWords.get(plain(cells.type ?? "")) ?? cells.type;
  const known = (key: CellKey, value: string, found: string | null | undefined): string => {
    if (found === null || found === undefined) unheard.push({ key, value });
    return found ?? value;
  };
  const meant = (key: CellKey, value: string): string => {
    if (value === "") return "";
    if (key === "type") return type ?? value;
    if (key === "critical" || key === "required") return yesWords.get(plain(value)) ?? value;
    if (key === "answer" && type === "true_false") return truthWords.get(plain(value)) ?? value;
    if (key === "quality") return known(key, value, qualityWords.get(plain(value)));
    if (key === "topic" || key === "lesson") return known(key, value, slugNamed(names[key], value));
    if (isProduct(key))
      return linesOf(value)
        .map((one) => known(key, one, productNamed(names.product, one)))
        .join("\n");
    return value;
  };
  const made = (Object.entries(cells) as [CellKey, string][]).map(([key, value]) => [key, meant(key, value.trim())] as const);
  return { cells: Object.fromEntries(made), unheard };
}
