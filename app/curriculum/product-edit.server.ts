import { and, desc, eq } from "drizzle-orm";
import { contentItem, contentVersion, person } from "@db/schema";
import type { Reader, Tx } from "~/platform/database.server";
import { storePicture } from "~/platform/files.server";
import { accept, audit, type Outcome, type Refusal, refuse, refuseAll, write, type WriteContext } from "~/platform/write.server";
import { canonicalJson } from "./canonical";
import { type CatalogueItem, catalogueItems, publishMany, setArchived } from "./catalogue.server";
import { type Family, familyOf } from "./catalogue-rules";
import { renewDrills } from "./drills.server";
import { itemSchemas } from "./pack";
import { SHOP } from "./pack-basics";
import { storedName } from "./picture";
import { formDifferences, formOf, type ProductForm, productIn } from "./product-form";
import { lockContent } from "./search.server";
import { familySlug, markOf } from "./sheet-import.server";
import { familiesOf, freeSlug, slugsTaken } from "./sheet-plan";
import { CODE_LENGTH, codeKey, tidyCode } from "./sheet-rules";

const NOTE = 300;

/** A filled-in form of a product. `version` is the one that it was opened with. */
type Edit = { version: number; form: ProductForm; picture: Blob | null; withoutPicture: boolean; note: string };

/**
 * Change a product: its next version comes into force at once, and the questions made from what changed are renewed with it. Where somebody published
 * since the form was opened nothing is written, and the page shows both.
 */
export function editProduct(ctx: WriteContext, slug: string, edit: Edit): Promise<Outcome<{ slug: string }>> {
  return write(ctx, async (tx) => {
    await lockContent(tx);
    const catalogue = await catalogueItems(tx);
    const item = catalogue.find((one) => one.slug === slug);
    if (!item) return refuse("product_unknown");
    if (item.version !== edit.version) return refuse("product_stale");
    if (edit.note.length > NOTE) return refuse("cell_long", { field: "note", params: { limit: NOTE } });
    const stored = edit.picture && edit.picture.size > 0 && ctx.actorId ? await storePicture(tx, ctx.actorId, edit.picture, ctx.now) : null;
    if (stored && "refused" in stored) return refuse(stored.refused, { field: "picture" });
    const picture = stored ? storedName(stored) : edit.withoutPicture ? null : (item.body.picture ?? null);
    const family = familyTyped(edit.form, catalogue);
    const made = productIn(edit.form, item.body, family, picture);
    if ("refusals" in made) return refuseAll(made.refusals);
    const body = itemSchemas.product.parse(made.body);
    if (canonicalJson(body) === canonicalJson(item.body)) return accept({ slug });
    await publishMany(tx, ctx, [{ kind: "product", itemId: item.itemId, pack: item.pack, body, madeFrom: null }], edit.note || null);
    if (item.archivedAt) await setArchived(tx, ctx.now, [item.itemId], true, ctx.actorId);
    await renewDrills(tx, ctx);
    const fields = formDifferences(formOf(item.body), formOf(body));
    await audit(tx, ctx, {
      action: "curriculum.product_edited",
      subject: { type: "product", id: slug },
      before: Object.fromEntries(fields.map((row) => [row.field, row.now])),
      after: { code: body.code, version: item.version + 1, ...Object.fromEntries(fields.map((row) => [row.field, row.typed])) },
      reason: edit.note || null,
    });
    return accept({ slug });
  });
}

/** The family that a form names: one of the catalogue, a new one, or none. */
function familyTyped(form: ProductForm, catalogue: readonly CatalogueItem[]): Family {
  const typed = form.family.trim();
  return typed === "" ? { slug: "other", name: undefined } : familyOf(typed, familiesOf(catalogue), familySlug);
}

/**
 * Add one product of the shop, with the questions made from it. A code that a product has already, in use or not, is refused: imports know products by
 * their codes.
 */
export function createProduct(
  ctx: WriteContext,
  given: { code: string; form: ProductForm; picture: Blob | null },
): Promise<Outcome<{ slug: string }>> {
  return write(ctx, async (tx) => {
    await lockContent(tx);
    const catalogue = await catalogueItems(tx);
    const code = tidyCode(given.code);
    const refusals = codeRefusals(code, catalogue);
    const slug = freeSlug(code, slugsTaken(catalogue), markOf);
    const family = familyTyped(given.form, catalogue);
    const checked = productIn(given.form, { slug, code }, family, null);
    if ("refusals" in checked) refusals.push(...checked.refusals);
    if (refusals.length > 0 || "refusals" in checked) return refuseAll(refusals);
    const stored =
      given.picture && given.picture.size > 0 && ctx.actorId ? await storePicture(tx, ctx.actorId, given.picture, ctx.now) : null;
    if (stored && "refused" in stored) return refuse(stored.refused, { field: "picture" });
    const body = itemSchemas.product.parse(stored ? { ...checked.body, picture: storedName(stored) } : checked.body);
    await publishMany(tx, ctx, [{ kind: "product", itemId: null, pack: SHOP, body, madeFrom: null }], null);
    await renewDrills(tx, ctx);
    await audit(tx, ctx, {
      action: "curriculum.product_added",
      subject: { type: "product", id: slug },
      after: { code, name: body.name["zh-CN"], price: body.price_yuan },
    });
    return accept({ slug });
  });
}

function codeRefusals(code: string, catalogue: readonly CatalogueItem[]): Refusal[] {
  if (code === "") return [{ code: "code_missing", field: "code" }];
  if (code.length > CODE_LENGTH) return [{ code: "cell_long", field: "code", params: { limit: CODE_LENGTH } }];
  const same = catalogue.find((item) => codeKey(item.body.code) === codeKey(code));
  if (!same) return [];
  return [{ code: same.archivedAt ? "code_taken_archived" : "code_taken", field: "code", params: { name: same.body.name["zh-CN"] } }];
}

/** Take a product out of use with its questions, or bring both back. */
export function archiveProduct(ctx: WriteContext, slug: string, archive: boolean): Promise<Outcome<{ slug: string }>> {
  return write(ctx, async (tx) => {
    await lockContent(tx);
    const [item] = await catalogueItems(tx, slug);
    if (!item) return refuse("product_unknown");
    if ((item.archivedAt !== null) === archive) return accept({ slug });
    await setArchived(tx, ctx.now, [item.itemId], archive, ctx.actorId);
    await renewDrills(tx, ctx);
    await audit(tx, ctx, {
      action: archive ? "curriculum.product_archived" : "curriculum.product_restored",
      subject: { type: "product", id: slug },
      after: { code: item.body.code },
    });
    return accept({ slug });
  });
}

/** The versions of a product, the newest first: when, by whom, from where and why. */
export async function productHistory(reader: Reader | Tx, itemId: string) {
  return reader
    .select({
      id: contentVersion.id,
      version: contentVersion.version,
      origin: contentVersion.origin,
      note: contentVersion.note,
      madeFrom: contentVersion.madeFrom,
      at: contentVersion.publishedAt,
      by: person.name,
    })
    .from(contentVersion)
    .innerJoin(contentItem, eq(contentItem.id, contentVersion.itemId))
    .leftJoin(person, eq(person.id, contentVersion.publishedBy))
    .where(and(eq(contentItem.kind, "product"), eq(contentVersion.itemId, itemId)))
    .orderBy(desc(contentVersion.version))
    .limit(50);
}

/** A product with the families that there are, for its form. */
export async function productForEdit(reader: Reader, slug: string): Promise<{ item: CatalogueItem; families: string[] } | null> {
  const catalogue = await catalogueItems(reader);
  const item = catalogue.find((one) => one.slug === slug);
  if (!item) return null;
  return { item, families: familyNames(catalogue) };
}

const familyNames = (catalogue: readonly CatalogueItem[]) =>
  [...new Set(familiesOf(catalogue).map((family) => family.name?.["zh-CN"] ?? family.slug))].sort();

/** The families that there are, for the form of a new product. */
export async function familiesForNew(reader: Reader): Promise<string[]> {
  return familyNames(await catalogueItems(reader));
}
