/** Four photos of eight megabytes, or nine as the page shrinks them, and the rest of a form. */
export const PRACTICAL_BYTES = 34_000_000;

/** The photos of a posted form. A file input that was left empty posts one nameless empty file. */
export function photosOf(form: FormData): File[] {
  return form.getAll("photos").filter((file) => typeof file !== "string" && !(file.size === 0 && file.name === "")) as File[];
}
