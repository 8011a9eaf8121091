import { codeKey, checkSheet, type Mapping, mappingFaults, type Sheet, type SheetError } from "./sheet-rules";
import { asciiSlug, type Family, familyOf, pictureFinder, type Product, productOf } from "./catalogue-rules";
import { canonicalJson } from "./canonical";

/** A product of the catalogue as an import compares it. */
export type Known = { itemId: string; slug: string; pack: string; isArchived: boolean; body: Product };
/** What an import would write of one row. `file`: its picture in the archive. */
export type PlannedProduct = { row: number; known: Known | null; body: Product; file: string | null };
export type SheetPlan = {
  faults: { code: string; params?: Record<string, string | number> }[];
  created: PlannedProduct[];
  changed: PlannedProduct[];
  unchanged: number;
  errors: SheetError[];
  /** Codes of products for which the archive has no picture, and pictures that belong to no product. */
  withoutPicture: string[];
  unusedPictures: string[];
};

/** Slugs that the catalogue's own addresses use. */
const RESERVED = ["import", "labels", "new"];

/** The slugs that no new product may have. */
export function slugsTaken(catalogue: readonly { slug: string }[]): Set<string> {
  return new Set([...RESERVED, ...catalogue.map((known) => known.slug)]);
}

/**
 * What an import of a sheet would do to the catalogue, row by row. Pure: `family` makes a slug of a family's name, `mark` makes a few letters of any text.
 */
export function planSheet(
  sheet: Sheet,
  mapping: Mapping,
  catalogue: readonly Known[],
  pictures: readonly { name: string; stored: string }[] | null,
  spell: { family: (text: string) => string; mark: (text: string) => string },
): SheetPlan {
  const byCode = new Map(catalogue.map((known) => [codeKey(known.body.code), known]));
  const families = familiesOf(catalogue);
  const taken = slugsTaken(catalogue);
  const stored = new Map((pictures ?? []).map((picture) => [picture.name, picture.stored]));
  const files = [...stored.keys()];
  const find = pictureFinder(files);
  const plan: SheetPlan = { faults: [], created: [], changed: [], unchanged: 0, errors: [], withoutPicture: [], unusedPictures: [] };
  const codeAt = mapping.indexOf("code");
  const anyNew = codeAt >= 0 && sheet.rows.some(({ cells }) => !byCode.has(codeKey(cells[codeAt] ?? "")));
  plan.faults = mappingFaults(mapping, anyNew);
  if (plan.faults.length > 0) return plan;

  const hasPicture = pictures && ((name: string) => find({ picture: name, code: "", name: "" }) !== null);
  const { rows, errors } = checkSheet(sheet, mapping, { isNew: (key) => !byCode.has(key), hasPicture });
  plan.errors = errors;
  const used = new Set<string>();
  for (const row of rows) {
    const known = byCode.get(codeKey(row.code)) ?? null;
    let family: Family | null = null;
    if (row.family !== undefined) {
      family = familyOf(row.family, families, spell.family);
      if (!families.includes(family)) families.push(family);
    }
    const slug = known?.slug ?? freeSlug(row.code, taken, spell.mark);
    const file = find({ ...row, name: row.name || (known?.body.name["zh-CN"] ?? "") });
    if (file) used.add(file);
    else if (pictures && known?.body.picture === undefined) plan.withoutPicture.push(row.code);
    const body = productOf(row, known?.body ?? null, { slug, family, picture: file ? stored.get(file) : undefined });
    const planned = { row: row.row, known, body, file };
    if (!known) plan.created.push(planned);
    else if (known.isArchived || canonicalJson(body) !== canonicalJson(known.body)) plan.changed.push(planned);
    else plan.unchanged++;
  }
  plan.unusedPictures = files.filter((file) => !used.has(file));
  return plan;
}

/** The families of the products, each once. */
export function familiesOf(catalogue: readonly { body: Product }[]): Family[] {
  const families = new Map<string, Family>();
  for (const { body } of catalogue)
    families.set(body.family, { slug: body.family, name: body.family_name ?? families.get(body.family)?.name });
  return [...families.values()];
}

/** The code as a slug; one that loses something on the way, or stands already for another product, gets a mark. */
export function freeSlug(code: string, taken: Set<string>, mark: (text: string) => string): string {
  const plain = asciiSlug(code);
  const isWhole = plain !== "" && plain.length === code.length && !taken.has(plain);
  let slug = isWhole ? plain : [plain, mark(codeKey(code))].filter(Boolean).join("-");
  for (let n = 2; taken.has(slug); n++) slug = `${plain || "product"}-${mark(codeKey(code))}-${n}`;
  taken.add(slug);
  return slug;
}
