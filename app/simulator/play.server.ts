import { eq } from "drizzle-orm";
import { setting } from "@db/schema";
import { pictureUrl } from "~/curriculum/picture";
import { contentBySlugs, type ContentVersion } from "~/curriculum/queries.server";
import { db, type Reader } from "~/platform/database.server";
import { type Locale, pick } from "~/platform/locale";
import { productValues, type Values } from "~/scripts/fill-rules";
import { finishRun } from "./finish.server";
import { msOf, runById, stateOf, type StoredRun } from "./run.server";
import { type RunView, viewOf } from "./view";
import type { WriteContext } from "~/platform/write.server";

/** A product beside the chat. `values`: what it fills in a script. */
export type ProductCard = {
  slug: string;
  name: string;
  code: string;
  price: number;
  size: string | null;
  material: string | null;
  stock: number | null;
  colours: string[];
  features: string[];
  picture: string | null;
  values: Values;
};

/** A script at hand; its wordings with their placeholders. */
export type ScriptAtHand = { slug: string; title: string; variants: { slug: string; customer: string; text: string }[] };

/** What stands beside the chats of a run. */
export type Beside = {
  /** Null: a recorded chat. */
  slug: string | null;
  products: ProductCard[];
  scripts: ScriptAtHand[];
  /** What a script says of shop and agent. */
  values: Values;
};

/** One's own run as it stands now; null: there is no such run. One that is over has ended by then. One statement while nobody has gone. */
export async function runNow(ctx: WriteContext, personId: string, runId: string): Promise<{ run: StoredRun; view: RunView } | null> {
  const run = await runById(ctx.db, runId);
  if (!run || run.personId !== personId) return null;
  const state = await stateOf(ctx.db, run, msOf(run, run.endedAt ?? ctx.now));
  if (state.isOver && !run.endedAt) await finishRun(ctx, runId);
  const view = viewOf(run, state);
  // Given up: its customers would still be there.
  const isCut = run.endedAt !== null && !view.isOver;
  return { run, view: isCut ? { ...view, isOver: true, mark: `${view.mark} over` } : view };
}

/** What the page gets that has what `have` marks: all of it, or nothing but the time. */
export function sinceOf(view: RunView, have: string | null): RunView | Pick<RunView, "at" | "again" | "mark"> {
  const { at, again, mark } = view;
  return mark === have ? { at, again, mark } : view;
}

/** End one's own run before its customers have gone. Whether there is such a run. */
export async function giveUp(ctx: WriteContext, personId: string, runId: string): Promise<boolean> {
  const run = await runById(ctx.db, runId);
  return run?.personId === personId && (await finishRun(ctx, runId, true));
}

/** See `Beside`. Two statements, one more for what was never read. */
export async function besideRun({ simulation, locale, slug }: StoredRun, agent: string): Promise<Beside> {
  const named = [
    ...simulation.products.map((product) => ({ kind: "product" as const, slug: product })),
    ...simulation.scripts.map((script) => ({ kind: "script" as const, slug: script })),
  ];
  const [found, shop] = await Promise.all([contentBySlugs(db(), named), shopName(db())]);
  return {
    slug,
    products: simulation.products.flatMap((product) => {
      const version = found.get(`product ${product}`) as ContentVersion<"product"> | undefined;
      return version ? [productCard(version, locale)] : [];
    }),
    scripts: simulation.scripts.flatMap((script) => {
      const version = found.get(`script ${script}`) as ContentVersion<"script"> | undefined;
      return version ? [scriptAtHand(version, locale)] : [];
    }),
    values: { agent, ...(shop && { shop }) },
  };
}

async function shopName(reader: Reader): Promise<string | null> {
  const [row] = await reader.select({ value: setting.value }).from(setting).where(eq(setting.key, "shop_name"));
  return typeof row?.value === "string" ? row.value : null;
}

function productCard(version: ContentVersion<"product">, locale: Locale): ProductCard {
  const { slug, name, code, price_yuan, size, material, stock, colours, features } = version.body;
  return {
    ...{ slug, code, price: price_yuan, stock: stock ?? null, name: pick(name, locale), picture: pictureUrl(version) },
    size: size ? pick(size, locale) : null,
    material: material ? pick(material, locale) : null,
    colours: colours.map((colour) => pick(colour, locale)),
    features: features.map((feature) => pick(feature, locale)),
    values: productValues(version.body, { colour: 0, feature: 0 }, locale),
  };
}

function scriptAtHand({ slug, body }: ContentVersion<"script">, locale: Locale): ScriptAtHand {
  return {
    slug,
    title: pick(body.title, locale),
    variants: body.variants.map((variant) => ({
      slug: variant.slug,
      customer: pick(variant.customer, locale),
      text: pick(variant.text, locale),
    })),
  };
}
