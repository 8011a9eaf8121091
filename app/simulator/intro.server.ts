import { and, eq } from "drizzle-orm";
import { contentItem } from "@db/schema";
import type { Simulation } from "~/curriculum/pack-simulation";
import { contentBySlugs, type ContentVersion, versionById } from "~/curriculum/queries.server";
import type { Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { openRunOf } from "./start.server";
import { type Standing, standingOf, triesOf, type Try } from "./tries.server";

export type SimulationIntro = {
  slug: string;
  title: string;
  intro: string;
  level: number;
  required: boolean;
  pass: number;
  qualities: Simulation["qualities"];
  limits: Simulation["limits"];
  customers: number;
  products: { slug: string; name: string; price: number }[];
  /** It is out of use: what was tried stays to be read. */
  archived: boolean;
  standing: Omit<Standing, "last">;
  tries: Omit<Try, "itemId">[];
  /** The run that is open, of this simulation or another; null: none. */
  open: { runId: string; here: boolean } | null;
};

/** What one should know before a simulation begins, and one's earlier tries; null: there is none of that name. Four statements, one more for what was never read. */
export async function simulationIntro(reader: Reader, personId: string, slug: string, locale: Locale): Promise<SimulationIntro | null> {
  const [item] = await reader
    .select({ id: contentItem.id, versionId: contentItem.currentVersionId, archivedAt: contentItem.archivedAt })
    .from(contentItem)
    .where(and(eq(contentItem.kind, "simulation"), eq(contentItem.slug, slug)));
  const version = item && (await versionById(reader, item.versionId, "simulation"));
  if (!version) return null;
  const { body } = version;
  const [tries, open, products] = await Promise.all([
    triesOf(reader, personId, item.id),
    openRunOf(reader, personId),
    contentBySlugs(
      reader,
      body.products.map((product) => ({ kind: "product", slug: product })),
    ),
  ]);
  const archived = item.archivedAt !== null;
  if (archived && tries.length === 0) return null;
  const { last: _last, ...standing } = standingOf(tries);
  const { level, required, pass, qualities, limits } = body;
  return {
    ...{ slug, level, required, pass, qualities, limits, archived, standing },
    title: pick(body.title, locale),
    intro: pick(body.intro, locale),
    customers: body.customers.length,
    products: body.products.flatMap((product) => {
      const found = products.get(`product ${product}`) as ContentVersion<"product"> | undefined;
      return found ? [{ slug: product, name: pick(found.body.name, locale), price: found.body.price_yuan }] : [];
    }),
    tries: tries.map(({ itemId: _itemId, ...one }) => one),
    open: open && { runId: open.id, here: open.itemId === item.id },
  };
}
