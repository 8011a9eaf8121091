import type { LocalText } from "~/platform/locale";
import { type Refusal } from "~/platform/refusal";
import { type Family, markUntranslated, type Product } from "./catalogue-rules";
import { importedPrice, importedStock } from "./sheet-rules";

/** The form of a product: every field as typed. Pure. */

export const pairedFields = ["name", "size", "material", "craft", "reason", "fits", "not_for"] as const;
export const listFields = ["colours", "features"] as const;
export const plainFields = ["price", "family", "shelf", "stock"] as const;
type Paired = (typeof pairedFields)[number] | (typeof listFields)[number];
export type ProductFormField = Paired | (typeof plainFields)[number];
export type ProductForm = Record<Paired, LocalText> & Record<(typeof plainFields)[number], string>;

const lines = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== "");
const nothing: LocalText = { "zh-CN": "", en: "" };
/** What stands in both languages alike is shown once: the other side is still to be written. */
const shown = (text: LocalText | undefined): LocalText =>
  !text ? nothing : text["zh-CN"] === text.en && /\p{Script=Han}/u.test(text.en) ? { ...text, en: "" } : text;

/** The form of a product that is not there yet. */
export const emptyForm: ProductForm = {
  ...(Object.fromEntries([...pairedFields, ...listFields].map((field) => [field, nothing])) as Record<Paired, LocalText>),
  ...{ price: "", family: "", shelf: "", stock: "" },
};

/** A product as its form shows it. */
export function formOf(body: Product): ProductForm {
  const list = (texts: readonly LocalText[]): LocalText => ({
    "zh-CN": texts.map((text) => text["zh-CN"]).join("\n"),
    en: texts.some((text) => shown(text).en !== "") ? texts.map((text) => text.en).join("\n") : "",
  });
  const paired = Object.fromEntries(pairedFields.map((field) => [field, shown(body[field])])) as Record<
    (typeof pairedFields)[number],
    LocalText
  >;
  return {
    ...paired,
    colours: list(body.colours),
    features: list(body.features),
    price: String(body.price_yuan),
    family: body.family_name?.["zh-CN"] ?? body.family,
    shelf: body.shelf ?? "",
    stock: body.stock === undefined ? "" : String(body.stock),
  };
}

/** A text that stands in one language only stands in both places until somebody writes the other. */
function textOf({ "zh-CN": zh, en }: LocalText): LocalText | undefined {
  const [a, b] = [zh.trim(), en.trim()];
  return a === "" && b === "" ? undefined : { "zh-CN": a || b, en: b || a };
}

/** Two columns of lines as a list of texts; null where both are written and do not go together line by line. */
function listOf(given: LocalText): LocalText[] | null {
  const [zh, en] = [lines(given["zh-CN"]), lines(given.en)];
  if (zh.length > 0 && en.length > 0 && zh.length !== en.length) return null;
  return (zh.length > 0 ? zh : en).map((_, i) => ({ "zh-CN": zh[i] ?? en[i] ?? "", en: en[i] ?? zh[i] ?? "" }));
}

/** The product that a filled-in form describes, or every refusal next to its field. */
export function productIn(
  form: ProductForm,
  was: Pick<Product, "slug" | "code">,
  family: Family,
  picture: string | null,
): { body: Product } | { refusals: Refusal[] } {
  const refusals: Refusal[] = [];
  const price = importedPrice(form.price);
  if (typeof price !== "number") refusals.push({ code: "price_unreadable", field: "price" });
  const stock = form.stock.trim() === "" ? undefined : importedStock(form.stock);
  if (stock === null) refusals.push({ code: "stock_unreadable", field: "stock" });
  const name = textOf(form.name);
  if (!name) refusals.push({ code: "name_missing", field: "name-zh-CN" });
  const lists = Object.fromEntries(listFields.map((field) => [field, listOf(form[field])]));
  for (const field of listFields) if (lists[field] === null) refusals.push({ code: "lines_differ", field: `${field}-en` });
  for (const field of [...pairedFields, ...listFields])
    for (const locale of ["zh-CN", "en"] as const)
      if (form[field][locale].length > 2000) refusals.push({ code: "cell_long", field: `${field}-${locale}`, params: { limit: 2000 } });
  if (form.shelf.trim().length > 40) refusals.push({ code: "cell_long", field: "shelf", params: { limit: 40 } });
  if (refusals.length > 0 || !name || typeof price !== "number") return { refusals };
  const body: Product = {
    slug: was.slug,
    code: was.code,
    name,
    family: family.slug,
    price_yuan: price,
    colours: lists.colours ?? [],
    features: lists.features ?? [],
  };
  if (family.name) body.family_name = family.name;
  for (const field of pairedFields) {
    const text = textOf(form[field]);
    if (text && field !== "name") body[field] = text;
  }
  if (form.shelf.trim() !== "") body.shelf = form.shelf.trim();
  if (typeof stock === "number") body.stock = stock;
  if (picture !== null) body.picture = picture;
  return { body: markUntranslated(body) };
}

/** Where two forms differ, field by field. */
export function formDifferences(now: ProductForm, typed: ProductForm): { field: ProductFormField; now: string; typed: string }[] {
  const said = (value: string | LocalText) => (typeof value === "string" ? value : [value["zh-CN"], value.en].filter(Boolean).join("\n"));
  const fields: readonly ProductFormField[] = [...pairedFields, ...listFields, ...plainFields];
  return fields
    .map((field) => ({ field, now: said(now[field]).trim(), typed: said(typed[field]).replaceAll("\r", "").trim() }))
    .filter((row) => row.now !== row.typed);
}
