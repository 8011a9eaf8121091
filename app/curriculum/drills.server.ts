import { createHash } from "node:crypto";
import { and, eq, isNull, like, or, sql } from "drizzle-orm";
import { contentItem, contentVersion } from "@db/schema";
import { breather } from "~/platform/breath";
import type { Db, Reader, Tx } from "~/platform/database.server";
import { audit, type WriteContext } from "~/platform/write.server";
import { asciiSlug, type Product } from "./catalogue-rules";
import { type CatalogueItem, catalogueItems, type Publication, publishMany, setArchived } from "./catalogue.server";
import { basisOf, drillOf, questionOf, type Template, templates } from "./drill-rules";
import { Neighbours } from "./neighbours";
import { SHOP } from "./pack-basics";

/** Where the questions of a template belong: the first of these lessons that the shop has. A shop without any gets none of that template. */
const homes: Record<Template, { topic: string; lessons: string[] }> = {
  price: { topic: "prices", lessons: ["price-ladder", "from-price-to-value", "bag-families"] },
  material: { topic: "products", lessons: ["leather-canvas-nylon", "bag-families", "reading-a-sku"] },
  craft: { topic: "craft", lessons: ["how-a-bag-is-made", "stitching-hardware-lining", "leather-canvas-nylon"] },
  difference: { topic: "products", lessons: ["look-alikes", "reading-a-sku", "bag-families"] },
  fits: { topic: "selling", lessons: ["what-fits-whom", "recommend-two-not-five", "bag-families"] },
  shelf: { topic: "warehouse", lessons: ["from-shelf-to-chat", "reading-a-sku", "bag-families"] },
};

type MadeFrom = { product: string; template: Template; others: string[]; basis: string };
type Stored = { itemId: string; slug: string; archivedAt: Date | null; archivedBy: string | null; from: MadeFrom };
export type DrillChange = { made: number; retired: number; revived: number };

const key = (product: string, template: string) => `${product} ${template}`;
const pair = (a: string, b: string) => [a, b].sort().join(" ");
const digest = (basis: string) => createHash("sha256").update(basis).digest("hex").slice(0, 16);

/**
 * Bring the questions made from products in line with the catalogue: those whose basis changed or went are retired, missing ones are made, and one
 * that fits again after all comes back. Without a change nothing is written, and the same products make the same questions under the same slugs, so that
 * a library which was exported with its questions and loaded elsewhere makes none anew there. The caller holds the content's lock.
 */
export async function renewDrills(tx: Tx, ctx: WriteContext): Promise<DrillChange> {
  const [items, stored, places] = [bySlug(await catalogueItems(tx)), bySlug(await storedDrills(tx)), await placesFor(tx)];
  const taken = await takenSlugs(tx);
  const inUse = items.filter((item) => item.archivedAt === null);
  const products = new Map(inUse.map((item) => [item.slug, item.body]));
  const near = new Neighbours([...products.values()]);
  const othersOf = (slugs: readonly string[]) => slugs.flatMap((slug) => products.get(slug) ?? []);
  const basis = (template: Template, product: Product, others: readonly string[]) => digest(basisOf(template, product, othersOf(others)));

  const holds = ({ from }: Stored) => {
    const product = products.get(from.product);
    return product !== undefined && basis(from.template, product, from.others) === from.basis;
  };
  const live = stored.filter((one) => one.archivedAt === null);
  const breathe = breather();
  const kept = new Map<string, Stored>();
  for (const one of live) {
    if (holds(one)) kept.set(key(one.from.product, one.from.template), one);
    await breathe();
  }
  const retired = live.filter((one) => kept.get(key(one.from.product, one.from.template)) !== one).map((one) => one.itemId);
  const resting = new Map(
    stored.filter((one) => one.archivedAt !== null).map((one) => [`${key(one.from.product, one.from.template)} ${one.from.basis}`, one]),
  );
  const pairs = new Set(
    [...kept.values()].filter((k) => k.from.template === "difference").map((k) => pair(k.from.product, k.from.others[0] ?? "")),
  );

  const made: Publication[] = [];
  const revived: string[] = [];
  for (const item of inUse)
    for (const template of templates) {
      await breathe();
      const place = places.get(template);
      if (!place || kept.has(key(item.slug, template))) continue;
      const drill = drillOf(template, item.body, near);
      if (!drill) continue;
      const mates = pair(item.slug, drill.others[0] ?? "");
      if (template === "difference" && pairs.has(mates)) continue;
      if (template === "difference") pairs.add(mates);
      const rests = basis(template, item.body, drill.others);
      const before = resting.get(`${key(item.slug, template)} ${rests}`);
      // What somebody took out of use stays out of use until the product changes.
      if (before?.archivedBy) continue;
      if (before) revived.push(before.itemId);
      else {
        const slug = freeSlug(item, template, taken);
        const body = questionOf(drill, item.body, { ...place, slug, basis: rests }, othersOf(drill.others));
        made.push({ kind: "question", itemId: null, pack: SHOP, body, madeFrom: item.body.code });
      }
    }
  await setArchived(tx, ctx.now, retired, true, null);
  await setArchived(tx, ctx.now, revived, false, null);
  await publishMany(tx, ctx, made, null);
  const change = { made: made.length, retired: retired.length, revived: revived.length };
  if (change.made + change.retired + change.revived > 0)
    await audit(tx, ctx, { action: "curriculum.drills_renewed", subject: { type: "catalogue", id: SHOP }, after: change });
  return change;
}

/** The order of the database's language is not the same everywhere. */
function bySlug<T extends { slug: string }>(list: readonly T[]): T[] {
  return [...list].sort((a, b) => (a.slug < b.slug ? -1 : 1));
}

/** After packs were loaded: nobody's doing, at that moment. The caller holds the content's lock. */
export function renewDrillsAfterLoad(tx: Tx, db: Db, now: Date): Promise<DrillChange> {
  return renewDrills(tx, { db, actorId: null, now, requestId: "content load", submissionId: null });
}

/** cat-<code>-<template>; a later one of the same template gets a number. */
function freeSlug({ slug, body }: CatalogueItem, template: Template, taken: Set<string>): string {
  const stem = `cat-${asciiSlug(body.code) || slug}-${template}`;
  let free = stem;
  for (let n = 2; taken.has(free); n++) free = `${stem}-${n}`;
  taken.add(free);
  return free;
}

async function storedDrills(reader: Reader): Promise<Stored[]> {
  return reader
    .select({
      itemId: contentItem.id,
      slug: contentItem.slug,
      archivedAt: contentItem.archivedAt,
      archivedBy: contentItem.archivedBy,
      from: sql<MadeFrom>`${contentVersion.body} -> 'made_from'`,
    })
    .from(contentItem)
    .innerJoin(contentVersion, eq(contentVersion.id, contentItem.currentVersionId))
    .where(and(eq(contentItem.kind, "question"), sql`${contentVersion.body} -> 'made_from' is not null`));
}

/** Slugs that look like ours, whoever's they are. */
async function takenSlugs(reader: Reader): Promise<Set<string>> {
  const rows = await reader
    .select({ slug: contentItem.slug })
    .from(contentItem)
    .where(and(eq(contentItem.kind, "question"), like(contentItem.slug, "cat-%")));
  return new Set(rows.map((row) => row.slug));
}

/** The topic and the lesson of each template that has a place in this shop. */
async function placesFor(reader: Reader): Promise<Map<Template, { topic: string; lesson: string }>> {
  const rows = await reader
    .select({ kind: contentItem.kind, slug: contentItem.slug })
    .from(contentItem)
    .where(and(or(eq(contentItem.kind, "topic"), eq(contentItem.kind, "lesson")), isNull(contentItem.archivedAt)));
  const has = new Set(rows.map((row) => `${row.kind} ${row.slug}`));
  return new Map(
    templates.flatMap((template) => {
      const { topic, lessons } = homes[template];
      const lesson = lessons.find((slug) => has.has(`lesson ${slug}`));
      return lesson && has.has(`topic ${topic}`) ? [[template, { topic, lesson }] as const] : [];
    }),
  );
}
