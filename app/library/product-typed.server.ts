import { listFields, pairedFields, plainFields, type ProductForm } from "~/curriculum/product-form";
import { textOf } from "~/platform/http.server";
import { locales } from "~/platform/locale";

/** A picture, and a little for the texts around it. */
export const PRODUCT_FORM_BYTES = 9_000_000;

/** The form of a product as typed: name-zh-CN, name-en, … */
export function typedForm(form: FormData): ProductForm {
  const paired = [...pairedFields, ...listFields].map((field) => {
    return [field, Object.fromEntries(locales.map((locale) => [locale, textOf(form, `${field}-${locale}`)]))];
  });
  return Object.fromEntries([...paired, ...plainFields.map((field) => [field, textOf(form, field)])]) as ProductForm;
}

/** The picture that came with the form, if one did. */
export function pictureIn(form: FormData): Blob | null {
  const picture = form.get("picture");
  return picture instanceof Blob ? picture : null;
}
