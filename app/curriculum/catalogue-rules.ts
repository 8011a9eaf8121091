import type { LocalText } from "~/platform/locale";
import type { ItemBody } from "./pack";
import { codeKey, type SheetRow } from "./sheet-rules";

/** What becomes of a row of a sheet, or of a form: a product's body. Pure. */

export type Product = ItemBody<"product">;

const HAN = /\p{Script=Han}/u;

/** A text that was given in one language: over the known one where it says something else, in both places until somebody translates it. */
export function oneText(given: string, known: LocalText | undefined): LocalText {
  return known && (known["zh-CN"] === given || known.en === given) ? known : { "zh-CN": given, en: given };
}

/** The same for a list; what is still in it keeps its translation. */
function textList(given: readonly string[], known: readonly LocalText[]): LocalText[] {
  return given.map((one) =>
    oneText(
      one,
      known.find((k) => k["zh-CN"] === one || k.en === one),
    ),
  );
}

function* textsOf(body: Product): Generator<LocalText> {
  yield* [body.name, ...body.colours, ...body.features];
  for (const text of [body.family_name, body.size, body.material, body.craft, body.reason, body.fits, body.not_for]) if (text) yield text;
}

/** The body with the mark that says whether a text of it stands in Chinese in both places. */
export function markUntranslated({ untranslated: _was, ...body }: Product): Product {
  const untranslated = [...textsOf(body)].some((text) => text["zh-CN"] === text.en && HAN.test(text.en));
  return untranslated ? { ...body, untranslated: true } : body;
}

/** The family that a sheet means: a known one by its slug or name, else one of that name. */
export type Family = { slug: string; name: LocalText | undefined };
export function familyOf(given: string, known: readonly Family[], slugOf: (text: string) => string): Family {
  const plain = (text: string) => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
  const found = known.find((f) =>
    [f.slug, f.name?.["zh-CN"], f.name?.en].some((name) => name !== undefined && plain(name) === plain(given)),
  );
  return found ?? { slug: slugOf(given), name: { "zh-CN": given, en: given } };
}

/** The family of what the sheet puts into none. */
const NO_FAMILY = "other";

/**
 * A product as a row says it, over what is known of it: what the row leaves blank stays. `picture` is the name of its stored picture; undefined where
 * none came with the sheet.
 */
export function productOf(
  row: SheetRow,
  known: Product | null,
  given: { slug: string; family: Family | null; picture: string | undefined },
): Product {
  const nameOf = (name: string, en: string | undefined) => (en === undefined ? oneText(name, known?.name) : { "zh-CN": name, en });
  const body: Product = known
    ? { ...known }
    : {
        slug: given.slug,
        code: row.code,
        name: nameOf(row.name, row.nameEn),
        family: NO_FAMILY,
        price_yuan: row.price ?? 0,
        colours: [],
        features: [],
      };
  if (known && row.name !== "") body.name = nameOf(row.name, row.nameEn);
  else if (known && row.nameEn !== undefined) body.name = { ...known.name, en: row.nameEn };
  if (row.price !== undefined) body.price_yuan = row.price;
  if (row.stock !== undefined) body.stock = row.stock;
  if (row.shelf !== undefined) body.shelf = row.shelf;
  if (row.colours) body.colours = textList(row.colours, known?.colours ?? []);
  if (row.features) body.features = textList(row.features, known?.features ?? []);
  for (const field of ["size", "material", "craft", "reason", "fits"] as const) {
    const text = row[field];
    if (text !== undefined) body[field] = oneText(text, known?.[field]);
  }
  if (row.notFor !== undefined) body.not_for = oneText(row.notFor, known?.not_for);
  if (given.family) {
    body.family = given.family.slug;
    if (given.family.name) body.family_name = given.family.name;
    else delete body.family_name;
  }
  if (given.picture !== undefined) body.picture = given.picture;
  return markUntranslated(body);
}

/** Letters and digits of a code or a word as part of a slug; "" when it has none. */
export function asciiSlug(text: string): string {
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, 60)
    .replace(/-+$/, "");
}

const FILE_ENDING = /\.(?:jpe?g|png|webp|gif|bmp|svg|tiff?|heic)$/i;
const plainFile = (name: string) => codeKey((name.split(/[/\\]/).at(-1) ?? "").replace(FILE_ENDING, ""));

/** Finds the picture of a product among the files of an archive: the one that the sheet names, else the one called by its code or name. */
export function pictureFinder(files: readonly string[]): (row: { picture?: string; code: string; name: string }) => string | null {
  const byName = new Map<string, string>();
  for (const file of [...files].sort().reverse()) byName.set(plainFile(file), file);
  const find = (name: string | undefined) => (name ? byName.get(plainFile(name)) : undefined);
  return (row) => find(row.picture) ?? find(row.code) ?? find(`${row.code}-1`) ?? find(`${row.code}_1`) ?? find(row.name) ?? null;
}
